// Shows the sums of [data-units] in 円, 千円 or 百万円, exactly, and adds up a money table as it is
// filled. What is stored and posted stays yen.
const plain = (text) => text.normalize("NFKC").replace(/[,\s¥円、]/g, "");

function yenOf(text) {
  const typed = plain(text);
  if (typed === "") return null;
  return /^\d{1,14}$/.test(typed) ? Number(typed) : NaN;
}

function inUnits(yen, zeros) {
  const digits = String(yen).padStart(zeros + 1, "0");
  const whole = Number(digits.slice(0, digits.length - zeros)).toLocaleString("ja-JP");
  const rest = digits.slice(digits.length - zeros).replace(/0+$/, "");
  return zeros && rest ? `${whole}.${rest}` : whole;
}

class Units {
  constructor(place) {
    this.place = place;
    this.fieldset = place.querySelector("[data-unit-switch]");
    this.choose(localStorage.getItem("unit") ?? "0");
    this.fieldset.hidden = false;
    this.fieldset.addEventListener("change", (event) => {
      localStorage.setItem("unit", event.target.value);
      this.show();
    });
    place.addEventListener("input", (event) => event.target.matches('[data-kind="yen"]') && this.add());
    place.addEventListener("focusout", () => this.show());
    this.show();
  }

  choose(value) {
    const radio = this.fieldset.querySelector(`[value="${CSS.escape(value)}"]`) ?? this.fieldset.querySelector("input");
    radio.checked = true;
  }

  get unit() {
    const radio = this.fieldset.querySelector(":checked");
    return { zeros: Number(radio.value), label: radio.parentElement.textContent.trim() };
  }

  show() {
    const { zeros, label } = this.unit;
    for (const sum of this.place.querySelectorAll("[data-yen]")) {
      const yen = sum.dataset.yen;
      sum.textContent = yen === "" ? "—" : `${inUnits(Number(yen), zeros)}${label}`;
    }
    for (const cell of this.place.querySelectorAll(".kk-money__cell")) {
      const yen = yenOf(cell.querySelector("input").value);
      if (Number.isInteger(yen)) cell.dataset.shown = inUnits(yen, zeros) + (zeros ? label : "");
      else delete cell.dataset.shown;
    }
  }

  /* A cell that only the server can read ("3億円") leaves its sums open until it has answered. */
  add() {
    const rows = [...this.place.querySelectorAll("tbody tr")];
    const grid = rows.map((row) => [...row.querySelectorAll('[data-kind="yen"]')].map((input) => yenOf(input.value)));
    if (grid.some((line) => line.length !== grid[0].length)) return;
    rows.forEach((row, place) => this.set(row.querySelector('[data-sum="row"]'), grid[place]));
    const columns = this.place.querySelectorAll('[data-sum="column"]');
    columns.forEach((sum, place) => this.set(sum, grid.map((line) => line[place])));
    this.set(this.place.querySelector('[data-sum="all"]'), grid.flat());
    this.show();
  }

  set(sum, amounts) {
    if (!sum) return;
    const total = amounts.reduce((left, right) => left + (right ?? 0), 0);
    sum.dataset.yen = Number.isInteger(total) ? total : "";
  }
}

for (const place of document.querySelectorAll("[data-units]")) {
  if (place.querySelector("[data-unit-switch]")) new Units(place);
}
