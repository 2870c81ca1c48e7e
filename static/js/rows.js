// Adds, duplicates and removes rows of [data-rows], and spreads what is pasted from a spreadsheet.
const MARK = "__index__";
const suffixOf = (control) => control.name.replace(/^.*-[0-9a-z]+-/, "");

function controlsOf(row) {
  return [...row.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((control) => !control.disabled);
}

function changed(control) {
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

function put(control, text) {
  if (control.tagName === "SELECT") {
    const option = [...control.options].find((each) => [each.value, each.text.trim()].includes(text.trim()));
    if (option) control.value = option.value;
  } else if (control.type === "checkbox") {
    control.checked = ["1", "○", "TRUE", control.value].includes(text.trim());
  } else {
    control.value = text;
  }
  changed(control);
}

/* A cell of a spreadsheet is a control, or the three boxes of one day. */

const dayOf = (control) => control.closest("[data-era-date]");

function cellsIn(row) {
  return controlsOf(row).filter((control) => !dayOf(control) || control.dataset.box === "year");
}

function putCell(control, text) {
  const day = dayOf(control);
  if (!day) return put(control, text);
  const pieces = text.trim().split(/[年月日/.-]/);
  [...day.querySelectorAll("[data-box]")].forEach((box, place) => put(box, pieces[place] ?? ""));
}

/* Rows */

/* "3件" beside the title follows what stands on the page. */
function count(rows) {
  const shown = rows.querySelector("[data-row-count]");
  if (shown) shown.textContent = rows.querySelectorAll("[data-row]:not([hidden])").length;
}

function add(rows) {
  const total = rows.querySelector('[name$="-TOTAL_FORMS"]');
  const index = Number(total?.value ?? rows.dataset.nextIndex ?? rows.querySelectorAll("[data-row]").length);
  const html = rows.querySelector("template[data-row-template]").innerHTML.replaceAll(MARK, index);
  const list = rows.querySelector("[data-row-list]");
  list.insertAdjacentHTML("beforeend", html);
  if (total) total.value = index + 1;
  rows.dataset.nextIndex = index + 1;
  count(rows);
  return list.lastElementChild;
}

function duplicate(rows, row) {
  const copy = add(rows);
  const originals = new Map(controlsOf(row).map((control) => [suffixOf(control), control]));
  for (const control of controlsOf(copy)) {
    const original = originals.get(suffixOf(control));
    if (!original || original.name.endsWith("-DELETE")) continue;
    control.checked = original.checked;
    control.value = original.value;
    changed(control);
  }
  return copy;
}

function remove(rows, row) {
  const mark = row.querySelector('[name$="-DELETE"]');
  if (mark) {
    mark.checked = true;
    mark.value = "on";
    row.hidden = true;
    changed(mark);
  } else {
    const form = row.closest("form");
    row.remove();
    form?.dispatchEvent(new Event("change", { bubbles: true }));
  }
  count(rows);
  rows.querySelector("[data-row-add]")?.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-row-add], [data-row-duplicate], [data-row-remove]");
  const rows = button?.closest("[data-rows]");
  if (!rows) return;
  // Without this script the button submits the form, and the server adds the row.
  event.preventDefault();
  const row = button.closest("[data-row]");
  if (button.matches("[data-row-remove]")) return remove(rows, row);
  const made = button.matches("[data-row-duplicate]") ? duplicate(rows, row) : add(rows);
  controlsOf(made)[0]?.focus();
});

/* What a reload left behind comes back in a row of the number it had. */
document.addEventListener("row-wanted", (event) => {
  const rows = event.target.querySelector("[data-rows]");
  const index = /(\d+)-[^-]*$/.exec(event.detail)?.[1];
  if (!rows || !index || rows.querySelector('[name$="-TOTAL_FORMS"]')) return;
  const next = rows.dataset.nextIndex;
  rows.dataset.nextIndex = index;
  add(rows);
  rows.dataset.nextIndex = next;
});

/* Paste: a spreadsheet's cells come as tab-separated text, quoted where they hold line breaks. */

function cellsOf(text) {
  const tokens = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r\n|\n|\r|$)/gy;
  const rows = [[]];
  for (const [, cell, end] of text.replace(/[\r\n]+$/, "").matchAll(tokens)) {
    rows.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "") break;
    if (end !== "\t") rows.push([]);
  }
  return rows;
}

function gridOf(table) {
  return [...table.querySelectorAll("tbody tr:not([hidden])")].map(cellsIn).filter((row) => row.length);
}

function spread(table, control, cells) {
  const first = dayOf(control)?.querySelector('[data-box="year"]') ?? control;
  const top = gridOf(table).findIndex((row) => row.includes(first));
  const left = gridOf(table)[top].indexOf(first);
  const rows = table.closest("[data-rows]");
  while (rows && gridOf(table).length < top + cells.length) add(rows);
  const grid = gridOf(table);
  cells.forEach((line, down) => line.forEach((text, right) => {
    const target = grid[top + down]?.[left + right];
    if (target) putCell(target, text);
  }));
}

document.addEventListener("paste", (event) => {
  const control = event.target.closest("[data-rows] td input, [data-money] td input, [data-rows] td textarea");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!control || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  spread(control.closest("table"), control, cellsOf(text));
});
