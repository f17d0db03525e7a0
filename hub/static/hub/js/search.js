// What the search page adds to htmx: focus and announcement after a swap, the drawer, and finding within a facet.
// Every part of it works on links, a form and <details> that do the same without this script.

const root = document.documentElement;
const region = document.getElementById("uitkomst");
const wide = window.matchMedia("(width >= 60rem)");
const byId = (id) => document.getElementById(id);

// --- drawer: on a small screen the facets move into a modal dialog, and back when it closes -------------------------
function openDrawer() {
  // The live region goes along: what lies outside a modal dialog is not read out.
  byId("filterla").append(byId("facetten"), byId("melding"));
  byId("filterla").showModal();
}

function putFacetsBack() {
  region.prepend(byId("facetten"));
  region.append(byId("melding"));
  byId("filters-openen")?.focus();
}

function closeDrawer() {
  const drawer = byId("filterla");
  if (drawer?.open) drawer.close();
}

// --- find within a facet ----------------------------------------------------------------------------------------------
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function find(input) {
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  const values = byId(input.dataset.find);
  let found = 0;
  for (const item of values.querySelectorAll("li")) {
    const label = plain(item.querySelector(".option__label").textContent);
    item.hidden = !words.every((word) => label.includes(word));
    found += item.hidden ? 0 : 1;
  }
  values.classList.toggle("is-finding", words.length > 0);
  const more = values.querySelector(".facet__more");
  if (more && words.length > 0) more.open = true;
  const { found: some, none } = input.dataset;
  const said = words.length === 0 ? "" : found ? some.replace("NUMBER", found) : none;
  input.parentElement.querySelector("[role=status]").textContent = said;
}

// --- what a visitor did to the facets outlives a swap ---------------------------------------------------------------
let kept = null;

function keepState() {
  const facets = byId("facetten");
  kept = {
    focus: document.activeElement?.id,
    open: new Map([...facets.querySelectorAll("details[id]")].map((one) => [one.id, one.open])),
    typed: new Map([...facets.querySelectorAll("[data-find]")].map((one) => [one.id, one.value])),
    scrolled: byId("filterla").scrollTop,
    lists: new Map([...facets.querySelectorAll(".facet__more")].map((one) => [one.id, one.scrollTop])),
  };
}

function restoreState() {
  byId("facetten").querySelector(".facets__fold").open = true;
  if (!kept) return;
  for (const [id, open] of kept.open) if (byId(id)) byId(id).open = open;
  for (const [id, top] of kept.lists) if (byId(id)) byId(id).scrollTop = top;
  for (const [id, text] of kept.typed) {
    if (text && byId(id)) {
      byId(id).value = text;
      find(byId(id));
    }
  }
  refocus(kept.focus);
  byId("filterla").scrollTop = kept.scrolled;
  kept = null;
}

// htmx gives the focus back to what has the same id, but cannot reach what lies in a fold that is closed again.
function refocus(id) {
  const element = id && byId(id);
  if (!element) return;
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" }); // a value that was chosen may stand elsewhere now
}

// --- after a swap: say how much was found, and never leave the keyboard nowhere --------------------------------------
function announce() {
  byId("melding").textContent = byId("aantal").textContent.trim();
}

function rescueFocus() {
  if (document.activeElement && document.activeElement !== document.body) return;
  (byId("filterla").open ? byId("filterla").querySelector("[data-drawer-close]") : byId("aantal")).focus();
}

// All values of a facet came in the place of the first ones: the keyboard goes on at the first that was folded away.
function continueIn(values) {
  if (document.activeElement && document.activeElement !== document.body) return;
  const boxes = values.querySelectorAll(".option__box");
  (values.querySelector(".facet__more .option__box") ?? boxes[0])?.focus();
  const said = byId(`zoek-${values.id.replace("waarden-", "")}`)?.dataset.found;
  if (said) byId("melding").textContent = said.replace("NUMBER", boxes.length);
}

function start() {
  root.classList.add("has-search");
  restoreState();
  const pressed = { "[data-drawer-open]": openDrawer, "[data-drawer-close]": closeDrawer };
  region.addEventListener("click", (event) => {
    for (const [selector, act] of Object.entries(pressed)) if (event.target.closest(selector)) act();
    if (event.target === byId("filterla")) closeDrawer();
  });
  region.addEventListener("close", putFacetsBack, true);
  wide.addEventListener("change", closeDrawer);
  region.addEventListener("input", (event) => event.target.matches("[data-find]") && find(event.target));
  region.addEventListener("keydown", (event) => {
    if (!event.target.matches("[data-find]")) return;
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "Escape" && event.target.value) {
      event.preventDefault();
      event.target.value = "";
      find(event.target);
    }
  });

  document.body.addEventListener("htmx:beforeSwap", keepState);
  document.body.addEventListener("htmx:afterSwap", restoreState);
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "resultaten") {
      announce();
      rescueFocus();
    } else if (event.target.id.startsWith("waarden-")) {
      continueIn(byId(event.target.id));
    }
  });
  document.body.addEventListener("htmx:historyRestore", () => {
    restoreState();
    announce();
    rescueFocus();
  });
  // Whatever goes wrong in place is done the plain way.
  for (const name of ["htmx:responseError", "htmx:sendError"]) {
    document.body.addEventListener(name, (event) => window.location.assign(event.detail.pathInfo.finalRequestPath));
  }
  document.body.addEventListener("htmx:historyCacheMissLoadError", () => window.location.reload());
}

// Without htmx the page stays what it is without JavaScript: its button must not disappear.
if (region && window.htmx) start();
