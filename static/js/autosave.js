// Saves form[data-autosave-url] while it is being filled in. What could not be sent stays in this
// browser until it could: through lost connections, reloads and signing in again.
const QUIET = 3000;
const SOON = 300;
const RETRY = [5000, 10000, 30000, 60000];

const cookie = (name) =>
  document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
const same = (one, other) => JSON.stringify(one ?? "") === JSON.stringify(other ?? "");

/* One typed thing under its name: a control, a group of boxes, a date of three boxes. */

const isTyped = (control) =>
  control.name && !control.disabled && !control.readOnly && !control.closest("[data-autosave-ignore]") &&
  !["hidden", "file", "submit", "button", "password"].includes(control.type);

function nameOf(control) {
  return control.closest("[data-era-date]")?.dataset.name ?? control.name;
}

function controlsOf(form) {
  const found = new Map();
  for (const control of form.elements) {
    if (!isTyped(control)) continue;
    const name = nameOf(control);
    found.set(name, [...(found.get(name) ?? []), control]);
  }
  return found;
}

function read(controls) {
  const [first] = controls;
  if (first.closest("[data-era-date]")) {
    const boxes = controls.map((box) => box.value);
    return boxes.some(Boolean) ? boxes.join("-") : "";
  }
  if (first.type === "radio") return controls.find((radio) => radio.checked)?.value ?? "";
  if (first.type === "checkbox") {
    const checked = controls.filter((box) => box.checked).map((box) => box.value);
    return controls.length > 1 ? checked : (checked[0] ?? "");
  }
  if (first.type === "select-multiple") return [...first.selectedOptions].map((option) => option.value);
  return first.value;
}

function write(controls, value) {
  const [first] = controls;
  if (first.closest("[data-era-date]")) {
    const boxes = String(value).split("-");
    controls.forEach((box, place) => { box.value = boxes[place] ?? ""; });
  } else if (["radio", "checkbox"].includes(first.type)) {
    for (const box of controls) box.checked = [value].flat().includes(box.value);
  } else if (first.type === "select-multiple") {
    for (const option of first.options) option.selected = value.includes(option.value);
  } else {
    first.value = value;
  }
  first.dispatchEvent(new Event("input", { bubbles: true }));
}

const valuesOf = (form) =>
  new Map([...controlsOf(form)].map(([name, controls]) => [name, read(controls)]));

/* Sentences of the server beside their field, or under the table whose cell it is. */

function tell(form, name, kind, sentence) {
  const [control] = controlsOf(form).get(name) ?? [];
  if (!control) return;
  const field = control.closest("[data-field]");
  const place = field?.querySelector(`[data-${kind}s]`) ?? sharedPlace(control, name, kind);
  if (place) place.replaceChildren(...(sentence ? [sentenceOf(sentence, kind)] : []));
  if (kind === "error") control.toggleAttribute("aria-invalid", false);
  if (kind === "error" && sentence) control.setAttribute("aria-invalid", "true");
  if (place?.id) describe(control, place.id, Boolean(sentence));
}

function sharedPlace(control, name, kind) {
  const list = control.closest("[data-money], [data-rows]")?.querySelector("[data-messages]");
  if (!list) return null;
  const id = `${control.id || name}_${kind}`;
  const known = document.getElementById(id);
  if (known) return known;
  const place = Object.assign(document.createElement("div"), { id });
  list.append(place);
  return place;
}

function sentenceOf(sentence, kind) {
  const line = document.createElement("p");
  line.className = `kk-field__${kind}`;
  line.textContent = sentence;
  return line;
}

function describe(control, id, on) {
  const ids = new Set((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  ids[on ? "add" : "delete"](id);
  control.setAttribute("aria-describedby", [...ids].join(" "));
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosaveUrl;
    this.version = form.dataset.version ?? "0";
    this.shelf = `autosave:${form.dataset.autosaveOwner ?? ""}:${this.url}`;
    this.status = form.querySelector("[data-autosave-status]");
    this.stored = valuesOf(form);
    this.disputed = new Set();
    this.failures = 0;
    this.takeFromShelf();
    this.listen();
  }

  listen() {
    const { form } = this;
    form.addEventListener("compositionstart", () => { this.composing = true; });
    form.addEventListener("compositionend", () => { this.composing = false; this.touched(QUIET); });
    form.addEventListener("input", () => this.touched(QUIET));
    form.addEventListener("change", () => this.touched(SOON));
    form.addEventListener("focusout", () => this.touched(SOON));
    form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("pageshow", () => { this.leaving = false; });
    addEventListener("online", () => this.save());
    addEventListener("focus", () => this.failures && this.save());
    addEventListener("pagehide", () => this.save({ keepalive: true }));
    document.addEventListener("visibilitychange", () => document.hidden && this.save({ keepalive: true }));
    addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.unsent().size) event.preventDefault();
    });
  }

  /* name → [what the server has, what stands in the form]; a removed row's field becomes null. */
  unsent() {
    const now = valuesOf(this.form);
    const changes = new Map();
    for (const name of new Set([...this.stored.keys(), ...now.keys()])) {
      const [had, has] = [this.stored.get(name) ?? "", now.has(name) ? now.get(name) : null];
      if (!same(had, has) && !(has === null && had === "")) changes.set(name, [had, has]);
    }
    return changes;
  }

  touched(wait) {
    this.putOnShelf();
    clearTimeout(this.timer);
    if (this.unsent().size) this.timer = setTimeout(() => this.save(), wait);
  }

  async save({ keepalive = false } = {}) {
    clearTimeout(this.timer);
    if (this.composing || this.leaving) return;
    // Who leaves can't wait for the answer: what is under way is sent once more, and the server knows it.
    if (this.sending && !keepalive) { this.again = true; return; }
    const changes = this.unsent();
    for (const name of this.disputed) changes.delete(name);
    if (!changes.size) return;
    if (!keepalive) this.say("saving");
    this.sending = this.exchange(changes, keepalive);
    await this.sending;
    this.sending = null;
    if (this.again) { this.again = false; this.touched(SOON); }
  }

  async exchange(changes, keepalive) {
    try {
      await this.receive(await this.send(changes, keepalive), changes);
    } catch {
      this.fail("failed");
    }
  }

  /* What is typed is saved before the form is left: else it would stay on the shelf, and meet what
     others write later. What can't be saved now is left there, and the form goes its plain way. */
  async submit(event) {
    if (this.leaving || !this.unsent().size) { this.leaving = true; return; }
    event.preventDefault();
    await this.sending;
    await this.save();
    if (this.disputed.size) { this.form.querySelector("[data-choose]").focus(); return; }
    this.leaving = true;
    this.form.requestSubmit(event.submitter);
  }

  send(changes, keepalive) {
    return fetch(this.url, {
      method: "POST",
      keepalive,
      headers: {
        "Accept": "application/json",
        "Content-Type": "application/json",
        "If-Match": `"${this.version}"`,
        "X-CSRFToken": this.token(),
      },
      body: JSON.stringify({ changes: Object.fromEntries(changes) }),
    });
  }

  /* Signing in again renews the token; the form's own must follow, or its plain submit would fail. */
  token() {
    const field = this.form.elements.csrfmiddlewaretoken;
    const fresh = cookie("csrftoken") ?? cookie("__Host-csrftoken");
    if (fresh && field) field.value = fresh;
    return fresh ?? field?.value ?? "";
  }

  async receive(response, changes) {
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    if (!isJson) return this.fail(response.redirected || [401, 403].includes(response.status) ? "signedOut" : "failed");
    const answer = await response.json();
    if (!response.ok && !answer.conflicts && !answer.errors) return this.fail("failed");
    this.failures = 0;
    this.version = String(answer.version ?? this.version);
    if (this.form.elements.version) this.form.elements.version.value = this.version;
    this.settle(answer, changes);
    this.putOnShelf();
    return undefined;
  }

  settle(answer, changes) {
    for (const name of answer.saved ?? []) if (changes.has(name)) this.keep(name, changes.get(name)[1]);
    for (const name of new Set([...changes.keys(), ...Object.keys(answer.errors ?? {}), ...Object.keys(answer.warnings ?? {})])) {
      tell(this.form, name, "error", answer.errors?.[name]);
      tell(this.form, name, "warning", answer.warnings?.[name]);
    }
    for (const conflict of answer.conflicts ?? []) this.dispute(conflict);
    if (answer.summary_html) for (const place of document.querySelectorAll("[data-summary]")) place.innerHTML = answer.summary_html;
    if (this.disputed.size) this.say("conflict");
    else if (answer.saved_at) this.say("saved", answer.saved_at);
    this.form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true, detail: answer }));
  }

  keep(name, value) {
    if (value === null) this.stored.delete(name);
    else this.stored.set(name, value);
  }

  fail(state) {
    this.say(state);
    const wait = RETRY[Math.min(this.failures, RETRY.length - 1)];
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  dispute({ field, yours, theirs, by, at }) {
    const controls = controlsOf(this.form).get(field);
    if (!controls) return;
    this.disputed.add(field);
    const box = this.form.querySelector("[data-conflict-template]").content.firstElementChild.cloneNode(true);
    for (const [slot, text] of Object.entries({ yours, theirs, by, at })) {
      box.querySelector(`[data-slot="${slot}"]`).textContent = [text ?? ""].flat().join("、");
    }
    const choose = (value) => {
      this.disputed.delete(field);
      this.stored.set(field, theirs ?? "");
      box.remove();
      write(controls, value ?? "");
      controls[0].focus();
      this.touched(SOON);
      if (!this.unsent().size) this.say("");
    };
    box.querySelector('[data-choose="yours"]').addEventListener("click", () => choose(read(controls)));
    box.querySelector('[data-choose="theirs"]').addEventListener("click", () => choose(theirs));
    this.placeOf(controls[0]).append(box);
  }

  placeOf(control) {
    const cell = control.closest("td");
    return cell ? control.closest("table").parentElement.parentElement : control.closest("[data-field]") ?? this.form;
  }

  say(state, time = "") {
    if (!this.status) return;
    this.status.dataset.state = state;
    this.status.textContent = (this.status.dataset[state] ?? "").replace("{time}", time);
  }

  putOnShelf() {
    const changes = this.unsent();
    try {
      if (changes.size) localStorage.setItem(this.shelf, JSON.stringify(Object.fromEntries(changes)));
      else localStorage.removeItem(this.shelf);
    } catch {
      // A full or forbidden store leaves the beforeunload warning.
    }
  }

  /* `was` comes from the shelf, so a field that others changed meanwhile is told as a conflict. */
  takeFromShelf() {
    const shelved = JSON.parse(localStorage.getItem(this.shelf) ?? "{}");
    for (const [name, [was, now]] of Object.entries(shelved)) {
      const controls = now === null ? null : this.controlsNamed(name);
      if (!controls || same(read(controls), now)) continue;
      this.stored.set(name, was);
      write(controls, now);
    }
    this.touched(SOON);
  }

  /* A row that was added and not sent is not on the page that was loaded; rows.js adds it again. */
  controlsNamed(name) {
    const known = controlsOf(this.form).get(name);
    if (known) return known;
    this.form.dispatchEvent(new CustomEvent("row-wanted", { bubbles: true, detail: name }));
    return controlsOf(this.form).get(name);
  }
}

for (const form of document.querySelectorAll("form[data-autosave-url]")) new Autosave(form);
