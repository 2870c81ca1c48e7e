// After a refused form the list of errors is read first.
document.querySelector("[data-error-summary]")?.focus();
