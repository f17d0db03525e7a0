// Says beside an area of the map what it is, on hover and on focus alike: one can point at the words, they stay until
// pointer or focus leaves, and Escape takes them away (WCAG 1.4.13). Without this script the browser shows its own.

const GAP = 8; // pixels between an area and its words

class Tip {
  constructor(figure) {
    this.sheet = figure.querySelector(".use-map__sheet");
    this.area = null;
    this.timer = 0;
    this.box = document.createElement("div");
    this.box.className = "use-map__tip";
    this.box.hidden = true;
    // A screen reader has the same words as the name of the link.
    this.box.setAttribute("aria-hidden", "true");
    this.sheet.append(this.box);
    figure.querySelectorAll(".use-map__area").forEach((area) => this.takeTitle(area));
    this.listen();
  }

  takeTitle(area) {
    const title = area.querySelector("title");
    area.setAttribute("aria-label", title.textContent);
    title.remove();
  }

  listen() {
    const of = (event) => event.target.closest(".use-map__area");
    this.sheet.addEventListener("pointerover", (event) => {
      clearTimeout(this.timer);
      if (of(event)) this.show(of(event));
    });
    this.sheet.addEventListener("pointerout", () => this.leave());
    this.sheet.addEventListener("focusin", (event) => of(event) && this.show(of(event)));
    this.sheet.addEventListener("focusout", () => this.hide());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.hide());
  }

  // A moment, in which the pointer can reach the words. What has the focus keeps its words.
  leave() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const focused = document.activeElement?.closest(".use-map__area");
      if (this.sheet.contains(focused) && !this.box.hidden) this.show(focused);
      else this.hide();
    }, 150);
  }

  show(area) {
    this.box.textContent = area.getAttribute("aria-label");
    this.box.hidden = false;
    const sheet = this.sheet.getBoundingClientRect();
    const shape = area.getBoundingClientRect();
    const middle = shape.left + shape.width / 2 - sheet.left - this.box.offsetWidth / 2;
    const above = shape.top - sheet.top - this.box.offsetHeight - GAP;
    this.box.style.left = `${Math.max(0, Math.min(middle, sheet.width - this.box.offsetWidth))}px`;
    this.box.style.top = `${above < 0 ? shape.bottom - sheet.top + GAP : above}px`;
  }

  hide() {
    clearTimeout(this.timer);
    this.box.hidden = true;
  }
}

document.querySelectorAll("[data-use-map]").forEach((figure) => figure.querySelector(".use-map__area") && new Tip(figure));
