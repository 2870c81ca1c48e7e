// Compares a PDF with the register by its SHA-256, computed here: the file itself is never sent.
async function hexOf(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

class DropVerify {
  constructor(form) {
    this.form = form;
    this.result = form.querySelector("[data-result]");
    this.standing = document.querySelector("[data-standing]");
    this.input = form.querySelector('input[type="file"]');
    this.input.addEventListener("change", () => this.check(this.input.files[0]));
    form.addEventListener("submit", (event) => event.preventDefault());
    this.listenForDrops(form.querySelector("[data-drop]"));
  }

  listenForDrops(area) {
    area.addEventListener("dragover", (event) => {
      event.preventDefault();
      area.dataset.over = "";
    });
    area.addEventListener("dragleave", () => delete area.dataset.over);
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      delete area.dataset.over;
      this.check(event.dataTransfer.files[0]);
    });
  }

  async check(file) {
    if (!file) return;
    this.result.textContent = this.result.dataset.checking;
    try {
      const response = await fetch(this.form.dataset.url, {
        method: "POST",
        headers: { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
        body: new URLSearchParams({ sha256: await hexOf(file), document: this.form.elements.document?.value ?? "" }),
      });
      if (!response.ok) throw new Error(response.statusText);
      this.result.innerHTML = await response.text();
      this.keepApart();
    } catch {
      this.result.textContent = this.result.dataset.failed;
    }
  }

  /* "It stands" is said of the number: it must not be read beside a file that is not that letter. */
  keepApart() {
    if (!this.standing) return;
    this.standing.hidden = Boolean(this.result.querySelector('[data-tone="error"]'));
    this.result.scrollIntoView({ block: "nearest" });
  }
}

for (const form of document.querySelectorAll("form[data-drop-verify]")) new DropVerify(form);
