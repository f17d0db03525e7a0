// While an editor types a title or a summary: what stands on the hub already. The server decides and words it.
const PAUSE = 600; // milliseconds without typing
const FIELDS = { title: "id_title", summary: "id_summary", source: "id_repository_url" };

for (const place of document.querySelectorAll("[data-duplicates]")) {
  let timer = 0;
  let running = null;
  let asked = "";

  const ask = async () => {
    const texts = Object.entries(FIELDS).map(([name, id]) => [name, document.getElementById(id)?.value ?? ""]);
    const query = new URLSearchParams([...texts, ["own", place.dataset.own]]).toString();
    if (query === asked) return;
    asked = query;
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(`${place.dataset.duplicates}?${query}`, { signal: running.signal });
      if (answer.ok) {
        const html = (await answer.text()).trim();
        if (html !== place.innerHTML.trim()) place.innerHTML = html;
      }
    } catch (error) {
      if (error.name !== "AbortError") asked = ""; // no network: tried again at the next letter
    }
  };

  for (const id of Object.values(FIELDS)) {
    document.getElementById(id)?.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, PAUSE);
    });
  }
}
