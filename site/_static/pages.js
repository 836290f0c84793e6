// An output that is wider than the page scrolls; without this it would scroll for the mouse alone.
function reachable() {
  document.querySelectorAll("div.cell_output, div.figure-box, div.table-wrapper, div.highlight pre").forEach((part) => {
    if (part.scrollWidth > part.clientWidth) {
      part.tabIndex = 0;
      part.setAttribute("role", "group");
      part.setAttribute("aria-label", "Wide content, scrolls sideways");
    }
  });
}
window.addEventListener("load", reachable);
window.addEventListener("resize", reachable);
