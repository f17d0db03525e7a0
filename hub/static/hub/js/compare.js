// The browser can print by itself; the button only makes that easy to find, and is there only when it works.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
