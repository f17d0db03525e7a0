// What a visitor can do with a page that needs a script: copy, share with an app, print. Without it those buttons
// stay hidden, and the address and the text stand ready to be copied by hand.

const say = (button, text) => {
  const status = button.closest(".action-fold__body").querySelector("[role=status]");
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = text; }); // the same words again are news, too
};

const copy = async (button) => {
  const field = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(field.value);
    say(button, button.dataset.done);
  } catch {
    field.focus();
    field.select();
    say(button, button.dataset.failed);
  }
};

const share = async (button) => {
  try {
    await navigator.share({ title: button.dataset.title, url: button.dataset.share });
  } catch (error) {
    if (error.name !== "AbortError") throw error; // the visitor changed their mind
  }
};

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}

for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = !navigator.share;
  button.addEventListener("click", () => share(button));
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A fold closes by Escape, which goes back to where it was opened, and by a press beside it.
for (const fold of document.querySelectorAll(".action-fold")) {
  fold.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!fold.contains(event.target)) fold.open = false;
  });
}

// Paper cannot be unfolded: everything but the actions stands open on it, and is as it was afterwards.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open], .action-fold)")];
  opened.forEach((fold) => { fold.open = true; });
});
window.addEventListener("afterprint", () => {
  opened.forEach((fold) => { fold.open = false; });
  opened = [];
});
