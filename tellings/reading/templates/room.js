"use strict";
// The reading room: which texts stand side by side, which layers are marked, which sentence is chosen.
// Everything it shows stands in the page already: it sets classes and copies plain text.
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  document.addEventListener("DOMContentLoaded", () => {
    const all = (css, within = document) => [...within.querySelectorAll(css)];
    const texts = all(".text"), tabs = all(".texts button"), rows = all("li.row");
    const panel = document.getElementById("rows"), here = document.getElementById("here");
    const every = panel.querySelector(".all"), close = panel.querySelector(".close");
    let chosen = null;

    // -- Texts: the last ones asked for, as many as there is room for.
    let asked = texts.map((_, number) => number).slice(0, 4).reverse();
    const room = () => Math.max(1, Math.min(4, Math.floor(innerWidth / 290)));
    const shown = () => asked.slice(-room());

    function lay() {
      const now = shown();
      texts.forEach((text, number) => text.classList.toggle("shown", now.includes(number)));
      tabs.forEach((tab, number) => tab.setAttribute("aria-pressed", now.includes(number)));
      root.style.setProperty("--abreast", now.length);
    }

    function bring(number) {
      if (!shown().includes(number)) {
        asked = [...asked.filter((other) => other !== number), number].slice(-4);
        lay();
        if (tabs[number]) tabs[number].scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    }

    tabs.forEach((tab, number) => tab.addEventListener("click", () => {
      if (shown().includes(number) && shown().length > 1) {
        asked = asked.filter((other) => other !== number);
        lay();
      } else {
        bring(number);
      }
      meet();
    }));
    addEventListener("resize", lay);

    // -- Layers
    const switches = all(".layers input");
    const mark = () => {
      for (const one of switches) root.classList.toggle("on-" + one.value, one.checked);
      const on = switches.filter((one) => one.checked).map((one) => one.value);
      document.querySelector(".layers summary").textContent = say("room_js.layers", { layers: on.join(", ") || say("room_js.no_layer") });
      tell();
    };
    switches.forEach((one) => one.addEventListener("change", mark));

    // -- The chosen sentence
    const sentence = (id) => {
      const found = id ? document.getElementById(id) : null;
      return found && found.classList.contains("s") ? found : null;
    };
    const address = (link) => {
      try {
        return decodeURIComponent(link.hash.slice(1));
      } catch {
        return "";
      }
    };
    // A sentence that a page cuts has pieces in two paragraphs or more.
    const rest = new Map();
    for (const piece of all("[data-of]")) rest.set(piece.dataset.of, [...(rest.get(piece.dataset.of) || []), piece]);
    const whole = (id) => [sentence(id), ...(rest.get(id) || [])];
    const textOf = (one) => texts.indexOf(one.closest(".text"));
    const links = new Map(rows.map((row) => [row, new Set(all("a", row).map(address))]));
    const rowsOf = (id) => rows.filter((row) => links.get(row).has(id));

    function light(id) {
      all(".chosen, .partner, .has, .row.hit").forEach((one) => one.classList.remove("chosen", "partner", "has", "hit"));
      all(".n[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
      all(".tells").forEach((one) => { one.textContent = ""; });
      chosen = sentence(id) ? id : null;
      root.classList.toggle("choosing", Boolean(chosen));
      close.hidden = here.hidden = !chosen;
      if (!chosen) return;
      whole(id).forEach((one) => one.classList.add("chosen"));
      sentence(id).querySelector(".n").setAttribute("aria-current", "true");
      const own = textOf(sentence(id)), counts = texts.map(() => 0);
      for (const row of rowsOf(id)) {
        row.classList.add("hit");
        for (const cell of all("[data-text]", row)) {
          cell.classList.toggle("own", cell.dataset.text === tabs[own].textContent);
        }
        for (const other of links.get(row)) {
          const one = sentence(other), number = one ? textOf(one) : own;
          if (number === own || one.classList.contains("partner")) continue;
          whole(other).forEach((piece) => piece.classList.add("partner"));
          counts[number] += 1;
        }
      }
      texts.forEach((text, number) => {
        if (number === own) return;
        const many = counts[number];
        if (!links.size || !rowsOf(id).length) return;
        text.querySelector(".tells").textContent = many
          ? say("room_js.on_this", { count: many }) : say("room_js.silent");
        if (many && tabs[number]) tabs[number].classList.add("has");
      });
      tell();
    }

    // What stands beneath: the sentence and what the layers that are on have there.
    function tell() {
      if (!chosen) return;
      const many = rowsOf(chosen).length, list = here.querySelector(".marks"), seen = new Set(), said = new Map();
      const others = say(many ? "room_js.rows" : "room_js.no_row", { sentence: chosen, count: many });
      here.querySelector(".which").textContent = texts.length > 1 ? others : chosen;
      list.replaceChildren();
      for (const one of whole(chosen).flatMap((piece) => all("mark", piece))) {
        const layer = one.classList[0], key = layer + one.dataset.r;
        if (!root.classList.contains("on-" + layer) || seen.has(key)) continue;
        seen.add(key);
        said.set(one.title, (said.get(one.title) || 0) + 1);
      }
      for (const [words, times] of said) {
        list.appendChild(document.createElement("li")).textContent = times > 1 ? `${words} (${times})` : words;
      }
    }

    // Each text that stands there goes to its first sentence on the same.
    function meet() {
      if (!chosen) return;
      for (const number of shown()) {
        const first = texts[number].querySelector(".partner");
        if (first && number !== textOf(sentence(chosen))) first.scrollIntoView({ block: "center" });
      }
    }

    function choose(id, block) {
      light(id);
      if (!chosen) return;
      bring(textOf(sentence(id)));
      meet();
      sentence(id).scrollIntoView({ block });
      panel.scrollTop = 0;
      const number = sentence(id).querySelector(".n");
      rove(number);
      number.focus({ preventScroll: true });
    }

    // -- Words that are looked for, in all texts at once
    const MOST = 2000;
    const field = document.querySelector(".find input"), report = document.querySelector(".find output");
    const plain = (words) => [...words].map((one) => {
      const small = one === "’" || one === "‘" ? "'" : one === "“" || one === "”" ? '"' : one.toLowerCase();
      return small.length === one.length ? small : one;
    }).join("");
    let read = null, found = [], kind = false, said = "", soon = 0;

    // Each sentence as its letters, without its number and the letters of layers, and the nodes they stand in.
    function letters() {
      return all(".s[id]").map((one) => {
        const nodes = whole(one.id).flatMap((piece) => {
          const walk = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT), own = [];
          while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(".n, .l, .q")) own.push(walk.currentNode);
          return own;
        });
        return { id: one.id, text: textOf(one), nodes, words: plain(nodes.map((node) => node.data).join("")) };
      });
    }

    function stretch({ nodes }, start, end) {
      const range = new Range();
      let before = 0;
      for (const node of nodes) {
        const after = before + node.data.length;
        if (start >= before && start < after) range.setStart(node, start - before);
        if (end > before && end <= after) range.setEnd(node, end - before);
        before = after;
      }
      return range;
    }

    function look() {
      // A blank is any space, line's end or several of them.
      const asked = plain(field.value.trim()).replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
      const places = [], pattern = new RegExp(asked);
      read = read || letters();
      found = asked ? read.filter((one) => pattern.test(one.words)) : [];
      for (const one of found) {
        for (const at of one.words.matchAll(new RegExp(asked, "g"))) places.push([one, at.index, at.index + at[0].length]);
      }
      let where = "room_js.found";
      if (asked && !found.length) {
        // What a layer says of a place: a day as 2021-08-15, a speaker by the full name.
        found = read.filter((one) => whole(one.id).some((piece) => all("mark", piece).some((mark) => pattern.test(plain(mark.title)))));
        where = found.length ? "room_js.found_layers" : "room_js.not_found";
      }
      if (CSS.highlights) {
        const marks = new Highlight();
        for (const place of places.slice(0, MOST)) marks.add(stretch(...place));
        CSS.highlights.set("asked", marks);
      }
      if (places.length > MOST) where = "room_js.found_marked";
      said = report.textContent = asked ? say(where, { counts: perText(), most: MOST }) : "";
    }

    function perText() {
      const many = texts.map(() => 0);
      for (const one of found) many[one.text] += 1;
      // Of many texts those that have none are not listed one by one.
      const listed = many.map((count, number) => [texts[number].querySelector("h2").textContent, count])
        .filter(([, count]) => count || texts.length < 7);
      let counts = listed.slice(0, 8).map((pair) => pair.join(" ")).join(", ") || say("room_js.none");
      if (listed.length > 8) counts = say("room_js.more_texts", { counts, more: listed.length - 8 });
      return found.length ? say("room_js.first", { counts, sentence: found[0].id }) : counts;
    }

    // A kind of mark, chosen in the legend of its layer: Next goes through the sentences that have one.
    for (const kindOf of all(".legend li")) {
      const button = Object.assign(document.createElement("button"), { type: "button", title: say("room_js.through") });
      button.append(...kindOf.childNodes);
      kindOf.append(button);
      button.addEventListener("click", () => {
        const layer = button.closest(".legend").classList[1], letter = button.querySelector(".l").textContent;
        const has = (piece) => all(`mark.${layer} > .l`, piece).some((one) => one.textContent === letter);
        clearTimeout(soon);
        read = read || letters();
        found = read.filter((one) => whole(one.id).some(has));
        field.value = "";
        if (CSS.highlights) CSS.highlights.delete("asked");
        said = report.textContent = say("room_js.kind", { kind: button.textContent, counts: perText() });
        kind = true;
      });
    }
    field.addEventListener("input", () => {
      kind = false;
      clearTimeout(soon);
      soon = setTimeout(look, 150);
    });
    // Enter goes from one to the next, and keeps the field.
    function next() {
      if (!kind) look();
      if (!found.length) return;
      const place = (found.findIndex((one) => one.id === chosen) + 1) % found.length;
      go(found[place].id, "center");
      report.textContent = `${said} ${say("room_js.place", { place: place + 1, all: found.length })}`;
    }
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      next();
      field.focus({ preventScroll: true });
    });
    const further = document.querySelector(".find button");
    further.addEventListener("click", () => {
      next();
      further.focus({ preventScroll: true });
    });

    // -- The way back. A place is a paragraph and how far below the upper edge it stands: what was never in sight has
    // only a guessed height, so that a number of pixels would lead elsewhere later.
    function inSight(number) {
      const text = texts[number], edge = text.getBoundingClientRect();
      for (let below = 45; below < edge.height; below += 12) {
        const found = document.elementFromPoint(edge.left + 30, edge.top + below);
        const paragraph = found && found.closest(".text > p");
        if (paragraph) return [number, all("p", text).indexOf(paragraph), paragraph.getBoundingClientRect().top - edge.top];
      }
      return [number, -1, 0];
    }
    const keep = () => history.replaceState({ asked, top: scrollY, places: shown().map(inSight) }, "");

    function restore({ top, places }) {
      for (const [number, place, below] of places) {
        const text = texts[number], paragraph = all("p", text)[place];
        for (let n = 0; n < 3 && paragraph; n++) {
          text.scrollTop += paragraph.getBoundingClientRect().top - text.getBoundingClientRect().top - below;
        }
      }
      scrollTo(0, top);
    }

    function go(id, block) {
      if (id === chosen) return;
      keep();
      history.pushState(null, "", id ? "#" + encodeURIComponent(id) : location.pathname + location.search);
      choose(id, block);
    }

    addEventListener("popstate", (event) => {
      if (event.state) {
        asked = event.state.asked;
        lay();
      }
      choose(address(location), "center");
      if (event.state) {
        restore(event.state);
        if (chosen) sentence(chosen).scrollIntoView({ block: "nearest" });
      }
    });

    // -- Mouse and keys
    addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const link = event.target.closest('a[href^="#"]'), one = event.target.closest(".s");
      const id = link ? address(link) : one && !String(getSelection()) ? one.id || one.dataset.of : "";
      if (!sentence(id)) return;
      event.preventDefault();
      go(id, one ? "nearest" : "center");
    });
    close.addEventListener("click", () => go("", ""));
    if (every) every.addEventListener("click", () => {
      every.setAttribute("aria-expanded", root.classList.toggle("all-rows"));
    });

    const numbers = new Map(texts.map((text) => [text, all(".n", text)]));
    function rove(number) {
      for (const other of numbers.get(number.closest(".text"))) other.tabIndex = other === number ? 0 : -1;
    }
    for (const own of numbers.values()) own.forEach((number, place) => { number.tabIndex = place ? -1 : 0; });

    addEventListener("keydown", (event) => {
      // Alt and an arrow are the browser's way back.
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "Escape" && chosen) go("", "");
      if (!event.target.matches(".n")) return;
      const text = event.target.closest(".text"), own = numbers.get(text), side = shown().sort((a, b) => a - b);
      const by = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      let next = own[own.indexOf(event.target) + by];
      if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
        const other = texts[side[side.indexOf(texts.indexOf(text)) + by]];
        next = other && (other.querySelector(".partner .n") || numbers.get(other).find((one) => one.tabIndex === 0));
      }
      if (next) {
        rove(next);
        next.focus();
      }
    });

    if (matchMedia("(max-width: 40rem)").matches) document.querySelector(".layers").open = false;
    lay();
    mark();
    choose(address(location), "center");
    // When all is loaded the browser goes to the address by itself, to the upper edge.
    addEventListener("load", () => requestAnimationFrame(() => {
      if (!chosen) return;
      meet();
      sentence(chosen).scrollIntoView({ block: "center" });
    }));
  });
})();
