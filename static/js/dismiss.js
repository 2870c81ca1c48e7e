// Menus and help marks (details[data-dismiss]) close on a click elsewhere and on Escape.
const opened = () => document.querySelectorAll("details[data-dismiss][open]");

document.addEventListener("click", (event) => {
  for (const details of opened()) if (!details.contains(event.target)) details.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const details of opened()) {
    const held = details.contains(document.activeElement);
    details.open = false;
    if (held) details.querySelector("summary").focus();
  }
});
