"use strict";
// The desk: texts go to Python in this page, and what it finds is shown. Text of the reader enters the page as text only;
// the marked text comes from Python, where everything in it is escaped.
(() => {
  const MOST = 3, { all, one, make, save, fileName, ask, end } = Page;
  const state = one("#state p"), bar = one("#state progress"), fault = one("#fault");
  const EXAMPLE = [
    [say("desk_js.first_name"), "2024-03-12", say("desk_js.first_text")],
    [say("desk_js.second_name"), "2025-03-15", say("desk_js.second_text")],
  ];

  // -- The texts that stand here, kept in this browser
  function field(name, published, text) {
    const number = all("#texts .text").length + 1;
    const label = (words, input) => make("label", {}, [words + " ", input]);
    one("#texts").append(make("div", { className: "text" }, [
      label(say("desk_js.name"), make("input", { className: "name", value: name || say("desk_js.a_name", { number }), size: 14 })),
      label(say("desk_js.published"), make("input", { className: "published", value: published || "", size: 12, placeholder: "2021-08-17" })),
      label(say("desk_js.text"), make("textarea", { value: text || "", spellcheck: false })),
    ]));
    one("#add").disabled = number >= MOST;
  }

  const written = () => all("#texts .text").map((part) => ({
    id: part.querySelector(".name").value.trim(),
    published: part.querySelector(".published").value.trim() || null,
    text: part.querySelector("textarea").value,
  }));

  const STAYS = one("#stays").lastChild.textContent;
  const store = Page.store("three-tellings-desk", written, (what) => {
    one("#elsewhere").textContent = what === "elsewhere" ? say("desk_js.elsewhere") : "";
    if (what !== "elsewhere") one("#stays").lastChild.textContent = what === "refused" ? ` ${say("desk_js.refused")}` : STAYS;
  });

  function fill(texts) {
    one("#texts").replaceChildren();
    texts.forEach((text) => field(text.id, text.published, text.text));
    if (!texts.length) field();
  }

  function kept() {
    const had = store.had(), words = (it) => typeof it === "string" ? it : "";
    return (Array.isArray(had) ? had : []).filter((text) => text && typeof text.text === "string").slice(0, MOST)
      .map(({ id, published, text }) => ({ id: words(id), published: words(published), text }));
  }

  // -- Python
  function tell(words, step) {
    state.textContent = words;
    bar.hidden = !step;
    if (step) Object.assign(bar, { max: 4, value: step });
  }

  // -- What was found
  let found = null, chosen = "";
  function show(name) {
    const layer = found.layers[name];
    one("#measured").textContent = `${layer.what[0].toUpperCase()}${layer.what.slice(1)}. ${layer.right} ${layer.how}`;
    one("#columns").replaceChildren(...found.texts.map((text) => {
      const own = text.layers[name], seen = make("div", { className: "seen", tabIndex: 0 }), rows = make("div", { className: "rows", tabIndex: 0 });
      const head = make("h3", { textContent: text.id }), notes = text.notes.map((note) => make("p", { className: "note", textContent: note }));
      if (!own) return make("div", { className: "column" }, [head, ...notes, make("p", { className: "note", textContent: say("desk_js.none_shared") })]);
      seen.innerHTML = own.page;
      rows.innerHTML = own.table;
      const away = make("button", { type: "button", textContent: say("desk_js.table_away") });
      away.addEventListener("click", () => save(`${fileName(text.id)}-${fileName(name)}.csv`, own.csv, "text/csv"));
      const table = say("desk_js.table", { count: own.rows });
      const beneath = own.rows ? make("details", {}, [make("summary", { textContent: table }), rows, away]) : make("p", { className: "note", textContent: say("desk_js.nothing") });
      return make("div", { className: "column" }, [head, ...notes, seen, beneath]);
    }));
  }

  function result(given) {
    found = given;
    const names = Object.keys(found.layers);
    if (!names.includes(chosen)) chosen = names[0];
    one("#layers").replaceChildren(one("#layers legend"), ...names.map((name) => {
      const button = make("input", { type: "radio", name: "layer", value: name, checked: name === chosen });
      button.addEventListener("change", () => show(chosen = name));
      return make("label", {}, [button, " " + name]);
    }));
    one("#found").hidden = false;
    show(chosen);
    one("#what").scrollIntoView({ block: "start" });
  }

  // `run` is the number of the latest read; what an earlier one gives comes too late.
  let running = false, run = 0;
  function busy(now) {
    running = now;
    one("#go").disabled = one("#example").disabled = now;
    one("#stop").hidden = !now;
    // On a telephone what is told stands beneath the window; and a button that can't be pressed loses the keyboard.
    if (now) one("#state").scrollIntoView({ block: "nearest" });
    else if (document.activeElement === document.body) one("#go").focus({ preventScroll: true });
  }

  // What was found before is not what stands above.
  function fail(words) {
    tell("");
    one("#found").hidden = true;
    fault.textContent = words;
    fault.scrollIntoView({ block: "nearest" });
  }

  async function go() {
    const texts = written().filter((text) => text.text.trim()), own = ++run;
    fault.textContent = "";
    if (!texts.length) return fail(say("desk_js.no_text"));
    const names = texts.map((text) => text.id);
    if (names.some((name, place) => !name || names.indexOf(name) !== place)) return fail(say("desk_js.no_name"));
    busy(true);
    const started = performance.now();
    try {
      tell(say("desk_js.reading"), Page.running() ? 3 : 1);
      const given = await ask({ what: "read", texts });
      if (own !== run) return;
      tell(say("desk_js.read", { seconds: ((performance.now() - started) / 1000).toFixed(1) }));
      result(given);
    } catch (broken) {
      if (own !== run) return;
      fail(broken.message);
    }
    busy(false);
  }

  function stop() {
    run += 1;
    end(say("python_js.stopped"));
    busy(false);
    tell(say("desk_js.stopped"));
    one("#go").focus();
  }

  function clear() {
    if (written().some((text) => text.text.trim()) && !confirm(say("desk_js.clear"))) return;
    if (running) stop();
    run += 1;
    fill([]);
    store.keep();
    one("#found").hidden = true;
    fault.textContent = "";
    tell("");
  }

  async function find(text, published = null) {
    try {
      return await ask({ what: "find", text, published });
    } finally {
      if (!running) tell("");
    }
  }

  function page() {
    const parts = all("#columns .column").map((column) => `<section><h2>${column.querySelector("h3").innerHTML}</h2>${all(".note", column).map((note) => note.outerHTML).join("")}${[".seen", ".rows"].map((css) => column.querySelector(css)?.innerHTML || "").join("")}</section>`);
    const said = make("p", { textContent: one("#measured").textContent }).outerHTML;
    const title = make("h1", { textContent: say("desk_js.seen") });
    save("desk.html", `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${title.innerHTML}</title><style>body{font:1rem/1.5 Georgia,serif;max-width:60rem;margin:2rem auto;padding:0 1rem}.note{border-left:4px solid;padding-left:.6rem}mark,b{-webkit-print-color-adjust:exact;print-color-adjust:exact}</style></head><body>${title.outerHTML}${said}${parts.join("\n")}</body></html>\n`, "text/html");
  }

  fill(kept());
  Page.on.tell = tell;
  addEventListener("input", () => {
    store.soon();
    if (!running && !written().some((text) => text.text.trim())) tell("");
  });
  one("#add").addEventListener("click", () => field());
  one("#go").addEventListener("click", go);
  one("#stop").addEventListener("click", stop);
  one("#page").addEventListener("click", page);
  one("#clear").addEventListener("click", clear);
  one("#example").addEventListener("click", () => {
    if (written().some((text) => text.text.trim()) && !confirm(say("desk_js.example"))) return;
    fill(EXAMPLE.map(([id, published, text]) => ({ id, published, text })));
    store.keep();
    go();
  });

  window.threeTellings = { find };
})();
