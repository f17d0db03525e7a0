// Tells the site which result was chosen, so that editors learn what people find. No cookie, no visitor, no waiting.

const list = (element) => element.closest("[data-asked]");

function choose(event) {
  const link = event.target.closest("a[href]");
  const hits = link && list(link);
  const hit = link?.closest("[data-key]");
  if (!hits?.dataset.asked || !hit || (event.type === "auxclick" && event.button !== 1)) return;
  // A recommendation stands above the ranking: its rank is 0.
  const rank = hits.dataset.rank ?? hit.dataset.rank;
  const choice = new URLSearchParams({ token: hits.dataset.asked, rank, key: hit.dataset.key });
  navigator.sendBeacon(hits.dataset.chosen, choice);
}

document.addEventListener("click", choose);
document.addEventListener("auxclick", choose);
