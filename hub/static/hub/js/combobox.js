// Suggestions while typing, on every question box: an editable combobox with a list, by the ARIA 1.2 pattern.
// The field says where suggestions come from and what the texts are (templates/components/search_box.html).
// Without this script the field is what it was: part of a plain form.

const WAIT = 120; // milliseconds of silence before asking
const SHORTEST = 2; // characters worth asking about
const STALE = 400; // milliseconds after which a list that belongs to an earlier text goes

class Combobox {
  constructor(input) {
    this.input = input;
    this.options = [];
    this.active = -1;
    this.timer = 0;
    this.staleTimer = 0;
    this.asking = null;
    this.list = this.makeList();
    this.status = this.makeStatus();
    // A field of the type "search" may not have the role of a combobox.
    input.type = "text";
    input.inputMode = "search";
    input.enterKeyHint = "search";
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocapitalize: "none",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "false",
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    input.form?.addEventListener("submit", () => this.close());
    window.addEventListener("pagehide", () => this.close());
  }

  makeList() {
    const list = document.createElement("ul");
    list.id = `${this.input.id}-suggesties`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.input.dataset.label);
    list.hidden = true;
    // Focus stays in the field: a press on the list or its scroll bar must not close it before the click comes.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.clicked(event));
    this.input.after(list);
    return list;
  }

  makeStatus() {
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    this.list.after(status);
    return status;
  }

  typed() {
    this.forget();
    this.activate(-1); // from here on Enter searches for what stands in the field
    const leavesOut = /(^|\s)-\S*$/u.test(this.input.value);
    if (this.input.value.trim().length < SHORTEST || leavesOut) {
      this.close();
    } else {
      this.timer = setTimeout(() => this.ask(), WAIT);
      this.staleTimer = setTimeout(() => this.expand(false), STALE);
    }
  }

  forget() {
    clearTimeout(this.timer);
    clearTimeout(this.staleTimer);
    this.asking?.abort();
  }

  async ask() {
    const asking = new AbortController();
    this.asking = asking;
    const address = `${this.input.dataset.suggestions}?${new URLSearchParams({ q: this.input.value.trim() })}`;
    try {
      const response = await fetch(address, { signal: asking.signal, headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(String(response.status));
      const { suggestions } = await response.json();
      if (!asking.signal.aborted && document.activeElement === this.input) this.show(suggestions);
    } catch {
      // Aborted by the next key, or no answer: then there is nothing to offer, and searching still works.
      if (!asking.signal.aborted) this.close();
    }
  }

  show(suggestions) {
    clearTimeout(this.staleTimer);
    this.options = suggestions.map((one, place) => this.makeOption(one, place));
    this.list.replaceChildren(...this.options);
    this.activate(-1);
    this.expand(this.options.length > 0);
    const { none, one, many } = this.input.dataset;
    const count = this.options.length;
    this.status.textContent = count === 0 ? none : count === 1 ? one : many.replace("NUMBER", count);
  }

  makeOption(suggestion, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.className = "suggestion";
    option.dataset.url = suggestion.url;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const text = document.createElement("span");
    text.textContent = suggestion.text;
    const label = document.createElement("span");
    label.className = "suggestion__kind";
    label.textContent = suggestion.label;
    option.append(text, " ", label);
    return option;
  }

  expand(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  get isOpen() {
    return !this.list.hidden;
  }

  close() {
    this.forget();
    this.activate(-1);
    this.expand(false);
    this.status.textContent = "";
  }

  activate(place) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = this.options[place];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  move(step) {
    // One place more than there are options: between the last and the first stands the field itself.
    const places = this.options.length + 1;
    this.activate(((this.active + 1 + step + places) % places) - 1);
  }

  pressed(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "Tab") this.close(); // before the key works: a list that scrolls would be a stop
    const chosen = this.options[this.active];
    const last = this.options.length - 1;
    const actions = {
      ArrowDown: () => (this.isOpen ? this.move(1) : this.input.value.trim().length >= SHORTEST && this.ask()),
      ArrowUp: () => this.isOpen && this.move(-1),
      Home: () => (chosen ? this.activate(0) : false),
      End: () => (chosen ? this.activate(last) : false),
      ArrowLeft: () => this.backToField(),
      ArrowRight: () => this.backToField(),
      Enter: () => (this.isOpen && chosen ? this.follow(chosen) : false),
      Escape: () => (this.isOpen ? this.close() : this.clear()),
    };
    if (event.altKey || event.shiftKey || !(event.key in actions)) return;
    if (actions[event.key]() !== false) event.preventDefault();
  }

  // The key moves in the text, so what follows is about the text again.
  backToField() {
    this.activate(-1);
    return false;
  }

  clear() {
    if (!this.input.value) return false;
    this.input.value = "";
    this.close();
    return true;
  }

  clicked(event) {
    const option = event.target.closest("[role=option]");
    if (option) this.follow(option);
  }

  follow(option) {
    window.location.assign(option.dataset.url);
  }
}

for (const input of document.querySelectorAll("input[data-suggestions]")) new Combobox(input);
