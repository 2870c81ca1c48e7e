// Sends the files of form[data-file-upload] one by one with their progress; by plain submit without it.
class Upload {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector('input[type="file"]');
    this.list = form.querySelector("[data-files]");
    form.querySelector("[data-drop] [type=submit]").hidden = true;
    this.input.addEventListener("change", () => this.take(this.input.files));
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
      this.take(event.dataTransfer.files);
    });
  }

  async take(files) {
    for (const file of [...files]) await this.send(file, this.line(file));
    this.input.value = "";
  }

  line(file) {
    const line = this.form.querySelector("[data-file-template]").content.firstElementChild.cloneNode(true);
    line.querySelector('[data-slot="name"]').textContent = file.name;
    line.querySelector('[data-slot="size"]').textContent = `${Math.ceil(file.size / 1024).toLocaleString()} KB`;
    this.list.append(line);
    const state = line.querySelector('[data-slot="state"]');
    state.textContent = state.dataset.sending;
    return line;
  }

  send(file, line) {
    const body = new FormData(this.form);
    body.set(this.input.name, file);
    const request = new XMLHttpRequest();
    request.open("POST", this.form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      line.querySelector("progress").value = Math.floor((loaded / total) * 100);
    });
    return new Promise((resolve) => {
      request.addEventListener("loadend", () => resolve(this.finish(request, line)));
      request.send(body);
    });
  }

  finish(request, line) {
    const isJson = request.getResponseHeader("Content-Type")?.startsWith("application/json");
    if (request.status === 200 && !isJson) return location.reload();
    const answer = isJson ? JSON.parse(request.responseText) : {};
    if (answer.html) line.outerHTML = answer.html;
    else if (request.status === 200) line.querySelector("progress").remove();
    else this.refuse(line, answer.error);
    return undefined;
  }

  refuse(line, sentence) {
    const error = line.querySelector('[data-slot="error"]');
    error.textContent = sentence ?? error.dataset.lost;
    error.hidden = false;
    line.querySelector('[data-slot="state"]').textContent = "";
    line.querySelector("progress").remove();
  }
}

for (const form of document.querySelectorAll("[data-file-upload]")) new Upload(form);
