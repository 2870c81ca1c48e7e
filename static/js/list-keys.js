// j and k walk the rows of [data-list-keys], Enter opens; a box beside the list turns the keys off.
const STEPS = { j: 1, k: -1 };
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const SHELF = "list-keys";
const table = document.querySelector("[data-list-keys]");
const box = document.querySelector("[data-list-keys-switch]");

function walk(step) {
  const rows = [...table.querySelectorAll("tbody tr")].filter((row) => row.querySelector("a"));
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.max(0, Math.min(rows.length - 1, here + step))];
  next?.querySelector("a").focus();
}

if (table) {
  if (box) {
    box.checked = localStorage.getItem(SHELF) !== "off";
    box.addEventListener("change", () => localStorage.setItem(SHELF, box.checked ? "on" : "off"));
    box.closest("[hidden]")?.removeAttribute("hidden");
  }
  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const busy = event.isComposing || event.ctrlKey || event.metaKey || event.altKey;
    if (!step || busy || box?.checked === false || event.target.matches(TYPING)) return;
    event.preventDefault();
    walk(step);
  });
}
