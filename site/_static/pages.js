// An output that is wider than the page scrolls; without this it would scroll for the mouse alone.
const WIDE = document.currentScript.dataset.wide;
function reachable() {
  document.querySelectorAll("div.cell_output, div.figure-box, div.table-wrapper, div.highlight pre").forEach((part) => {
    if (part.scrollWidth > part.clientWidth) {
      part.tabIndex = 0;
      part.setAttribute("role", "group");
      part.setAttribute("aria-label", WIDE);
    }
  });
}
window.addEventListener("load", reachable);
window.addEventListener("resize", reachable);

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
