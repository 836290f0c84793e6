// An output that is wider than the page scrolls; without this it would scroll for the mouse alone.
const { wide: WIDE, none: NONE } = document.currentScript.dataset;
function reachable() {
  document.querySelectorAll("div.cell_output, div.figure-box, div.table-wrapper, div.highlight pre").forEach((part) => {
    const had = part.getAttribute("aria-label") === WIDE;
    // With it the columns of a table are wider: it is measured without.
    if (had) part.removeAttribute("aria-label");
    if (part.scrollWidth > part.clientWidth && getComputedStyle(part).overflowX !== "visible") {
      part.tabIndex = 0;
      part.setAttribute("role", "group");
      part.setAttribute("aria-label", WIDE);
    } else if (had) ["tabindex", "role"].forEach((name) => part.removeAttribute(name));
  });
}
window.addEventListener("load", reachable);
window.addEventListener("resize", reachable);
// What is folded has its width when it is opened.
document.addEventListener("toggle", reachable, true);

// The search: of nothing found Sphinx speaks of categories, which there are none of, and of an empty field it says nothing.
document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector("#search-results"), q = new URLSearchParams(location.search).get("q");
  if (!place) return;
  Documentation.TRANSLATIONS["Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories."] = NONE;
  if (!q || !q.trim()) place.textContent = NONE;
  // A sentence that is asked for by its name comes first; of the reading room its words are shown, without marks and numbers.
  Scorer.score = ([page, , anchor, , score]) => score + (page === "room" && anchor ? 100 : 0);
  // Sphinx looks for a name such as lbc-99 without its number: of what has the form of a sentence's name only that is found.
  const { _performSearch: perform } = Search;
  Search._performSearch = (query, ...rest) => {
    const [, text] = query.trim().toLowerCase().match(/^(\w+-)\d+h?$/) || [];
    const found = perform(query, ...rest), named = text && Object.keys(Search._index.alltitles).some((title) => title.startsWith(text));
    return named ? found.filter(([page, , anchor]) => page === "room" && anchor) : found;
  };
  const words = Search.htmlToText;
  const plain = (page) => page.replace("<main>", '<main role="main">').replace(/<(\w+) class="(?:[lqn]|role)"[^>]*>.*?<\/\1>/g, "");
  Search.htmlToText = (page, anchor) => words(page.includes("<main>") ? plain(page) : page, anchor);
});

// The marks of a figure are one stop of the Tab key; arrow keys go from mark to mark.
window.addEventListener("load", () => {
  document.querySelectorAll("svg.figure").forEach((figure) => {
    const marks = [...figure.querySelectorAll("a")];
    const stop = (mark) => marks.forEach((other) => other.setAttribute("tabindex", other === mark ? 0 : -1));
    if (marks.length) stop(marks[0]);
    figure.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const next = by && marks[marks.indexOf(event.target.closest("a")) + by];
      if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      stop(next);
      next.focus();
    });
  });
});
