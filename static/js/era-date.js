// Shows beside three boxes 年 月 日 which day they mean in the era calendar. The server checks.
const words = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", {
  era: "long", year: "numeric", month: "long", day: "numeric", weekday: "short", timeZone: "UTC",
});

const typed = (date, box) =>
  date.querySelector(`[data-box="${box}"]`).value.normalize("NFKC").replace(/\s/g, "");

function yearOf(text, eras) {
  const found = /^(\D*?)(\d{1,4}|元)$/.exec(text.toUpperCase());
  if (!found) return NaN;
  const number = found[2] === "元" ? 1 : Number(found[2]);
  if (found[1]) return (eras[found[1]] ?? NaN) + number;
  return found[2].length === 4 ? number : NaN;
}

function dayOf(date, eras) {
  const [year, month, day] = [yearOf(typed(date, "year"), eras), Number(typed(date, "month")), Number(typed(date, "day"))];
  const found = new Date(Date.UTC(year, month - 1, day));
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === day ? found : null;
}

/* Heard at the document, so that a row added later shows its days too. */
document.addEventListener("input", (event) => {
  const date = event.target.closest("[data-era-date]");
  if (!date) return;
  const found = dayOf(date, JSON.parse(date.dataset.eras));
  date.querySelector("output").textContent = found
    ? words.format(found).replace("(", "（").replace(")", "）")
    : "";
});
