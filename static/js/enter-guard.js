// Enter that ends an IME composition must not submit the form (Safari reports it as key code 229).
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) {
      event.preventDefault();
      event.stopPropagation();
    }
  },
  { capture: true },
);
