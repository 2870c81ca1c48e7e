// A section[data-refresh="seconds"] is fetched anew until the server no longer asks for it; without
// this script the link beside it does the same.
const section = document.querySelector("[data-refresh]");

async function refresh() {
  try {
    const response = await fetch(location.pathname + location.search, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById(section.getAttribute("aria-labelledby"))?.closest("section");
    if (!fresh) return;
    if (!section.contains(document.activeElement)) section.replaceChildren(...fresh.childNodes);
    if (!fresh.hasAttribute("data-refresh")) return;
  } catch {
    // The network is away for a moment: ask again.
  }
  setTimeout(refresh, Number(section.dataset.refresh) * 1000);
}

if (section) setTimeout(refresh, Number(section.dataset.refresh) * 1000);
