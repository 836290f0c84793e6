"use strict";
// What the pages share that run Python: the thread in which it runs, and what a browser keeps of what was typed.
const Page = (() => {
  const base = new URL(".", document.currentScript.src).href;
  const all = (css, within = document) => [...within.querySelectorAll(css)];
  const one = (css, within = document) => within.querySelector(css);

  function make(tag, properties = {}, children = []) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }


  // -- Python
  const on = { tell: () => {} };
  // `worker` is the promise of a thread; `life` tells one that was ended while it started from the next.
  let worker = null, thread = null, life = 0, count = 0;
  const waiting = new Map();
  const keeper = "serviceWorker" in navigator && location.protocol !== "file:"
    ? navigator.serviceWorker.register(new URL("../desk-sw.js", base)).then(() => true, () => false) : Promise.resolve(false);

  // A thread that starts before the service worker has taken this page over loads past it, and nothing is kept.
  async function taken() {
    if (!await keeper || navigator.serviceWorker.controller) return;
    await new Promise((done) => {
      navigator.serviceWorker.addEventListener("controllerchange", done, { once: true });
      setTimeout(done, 3000);
    });
  }

  // One worker, however many ask at once; where it could not start, the next who asks tries again.
  function python() {
    if (!worker) {
      const made = worker = start();
      made.catch(() => { if (worker === made) worker = null; });
    }
    return worker;
  }

  // Ends Python, whatever it does; who waits for it hears why.
  function end(words) {
    life += 1;
    if (thread) {
      thread.terminate();
      URL.revokeObjectURL(thread.address);
    }
    thread = worker = null;
    waiting.forEach(({ failed }) => failed(new Error(words)));
    waiting.clear();
  }

  async function start() {
    if (typeof WebAssembly !== "object") throw new Error(say("python_js.no_wasm"));
    if (location.protocol === "file:") throw new Error(say("python_js.as_file"));
    const own = life;
    await taken();
    const answer = await fetch(base + "worker.js").catch((wrong) => { throw new Error(absent(wrong.message)); });
    if (!answer.ok) throw new Error(say("python_js.not_built"));
    const text = await answer.text();
    if (own !== life) throw new Error(say("python_js.stopped"));
    const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" })), made = new Worker(address);
    thread = Object.assign(made, { address });
    made.onmessage = ({ data }) => {
      if (thread !== made) return;
      if (data.step) return on.tell(say(`python_js.step_${data.step}`), data.step);
      if (data.broken !== undefined) return end(say("python_js.broken", { why: data.broken }));
      if (data.absent !== undefined) return end(absent(data.absent));
      const { done, failed } = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.fault) failed(new Error(data.fault));
      else done(data.given);
    };
    made.onerror = (event) => {
      event.preventDefault();
      if (thread === made) end(say("python_js.not_started"));
    };
    return made;
  }

  const absent = (why) => say("python_js.not_loaded", { why });

  async function ask(asked) {
    const at = await python(), id = ++count;
    return new Promise((done, failed) => {
      // Ended in between.
      if (at !== thread) return failed(new Error(say("python_js.stopped")));
      waiting.set(id, { done, failed });
      at.postMessage({ id, asked, base, language: say.language });
    });
  }


  // -- What was typed, kept in this browser
  // `written` gives what there is to keep; `says` hears what has become of it: kept, refused, or changed elsewhere.
  function store(name, written, says) {
    let due = 0;
    function keep() {
      clearTimeout(due);
      due = 0;
      try {
        localStorage.setItem(name, JSON.stringify(written()));
      } catch {
        return says("refused");
      }
      says("kept");
    }
    // Not at every keystroke: a megabyte takes its time.
    function soon() {
      clearTimeout(due);
      due = setTimeout(keep, 500);
    }
    function had() {
      try {
        return JSON.parse(localStorage.getItem(name));
      } catch {
        return null;
      }
    }
    addEventListener("pagehide", () => due && keep());
    addEventListener("storage", ({ key }) => (key === name || key === null) && says("elsewhere"));
    return { keep, soon, had };
  }

  // -- What is taken away
  function save(name, text, type) {
    const link = make("a", { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  const fileName = (words) => words.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "text";

  return { all, one, make, store, save, fileName, on, ask, end, running: () => Boolean(worker) };
})();
