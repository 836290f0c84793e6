"use strict";
// A sheet that is answered in its page: what stands in the fields goes to Python's own check, and what it says is shown.
(() => {
  const { all, one, make, save, ask } = Page, here = one("#sheet");
  if (!here) return;
  const sheet = here.dataset.sheet, tasks = all("form.task"), boxes = all("form.free");
  const base = new URL(".", document.currentScript.src).href;
  const HERE = `${say("sheet_js.here")} `;
  // Of each task what was last said: its verdict, the words, and the answer of which they were said.
  const verdicts = {};
  // The tasks in which something was typed here and is not kept yet: of all others another tab may know more.
  const own = new Set();
  // A check that was asked before all was cleared has nothing to say any more.
  let cleared = 0;

  // -- What stands in the fields
  const shaped = (form) => all("[data-shape]", form);
  function value(field) {
    if (field.dataset.shape === "several") return all("input", field).filter((box) => box.checked).map((box) => box.value);
    if (field.dataset.shape === "places") return all("input", field).map((box) => box.value);
    return field.value;
  }
  const values = (form) => shaped(form).map(value);
  const empty = (form) => values(form).flat().every((text) => !text.trim());

  function put(field, had) {
    const many = Array.isArray(had) ? had : [];
    if (field.dataset.shape === "several") all("input", field).forEach((box) => { box.checked = many.includes(box.value); });
    else if (field.dataset.shape === "places") all("input", field).forEach((box, place) => { box.value = many[place] ?? ""; });
    else if (typeof had === "string") field.value = had;
  }

  function written() {
    const had = kept(), part = (name, now, forms) => Object.fromEntries(forms.map((form) => {
      const task = form.dataset.task, other = had[name] && had[name][task];
      return [task, own.has(task) || other === undefined ? now(form) : other];
    }).filter(([, what]) => what !== undefined));
    return {
      tasks: part("tasks", values, tasks), free: part("free", (form) => one("textarea", form).value, boxes),
      verdicts: part("verdicts", said, tasks),
      student: own.has("student") || typeof had.student !== "string" ? one("#student").value : had.student,
    };
  }
  const store = Page.store(`three-tellings-${sheet}`, written, (what) => {
    if (what === "elsewhere") restore();
    if (what === "kept") own.clear();
    if (what !== "elsewhere") one("#elsewhere").textContent = what === "refused" ? say("sheet_js.refused") : "";
    one("#here").textContent = HERE + (what === "refused" ? "" : say("sheet_js.kept"));
  });
  function kept() {
    const had = store.had();
    return had && typeof had === "object" ? had : {};
  }

  // What was kept may be of another edition of the sheet, or no sheet's at all.
  function restore() {
    const had = kept(), of = (part, name) => (had[part] && had[part][name]) ?? null;
    tasks.filter((form) => !own.has(form.dataset.task)).forEach((form) => {
      const name = form.dataset.task, given = of("tasks", name), told = of("verdicts", name), fields = shaped(form);
      if (Array.isArray(given) && given.length === fields.length) fields.forEach((field, place) => put(field, given[place]));
      delete verdicts[name];
      if (told && typeof told.message === "string") verdicts[name] = told;
      show(form);
    });
    boxes.filter((form) => !own.has(form.dataset.task)).forEach((form) => put(one("textarea", form), of("free", form.dataset.task)));
    if (typeof had.student === "string" && !own.has("student")) one("#student").value = had.student;
    sum();
  }

  // -- What was said of them
  function said(form) {
    return verdicts[form.dataset.task];
  }
  function show(form) {
    const told = said(form), changed = told && told.answer !== JSON.stringify(values(form));
    one(".said", form).textContent = told ? (changed ? say("sheet_js.changed") : told.message) : "";
    form.classList.toggle("right", Boolean(told) && !changed && told.verdict === "right");
  }

  function sum() {
    const right = tasks.filter((form) => form.classList.contains("right")).length, checked = tasks.filter((form) => said(form) && !empty(form)).length;
    const texts = boxes.filter((form) => one("textarea", form).value.trim()).length;
    one("#sum").textContent = say("sheet_js.sum", {
      checked: say("sheet_js.checked", { tasks: tasks.length, count: checked }),
      right: say("sheet_js.right", { count: right }),
      texts: say("sheet_js.texts", { boxes: boxes.length, count: texts }),
    });
  }

  // While Python works for some places of the page, its steps are told there.
  const waiting = new Set();
  Page.on.tell = (words, step) => { if (step) waiting.forEach((place) => { place.textContent = say("sheet_js.step", { step: words }); }); };

  async function work(where, button, asked) {
    waiting.add(where);
    button.disabled = true;
    where.textContent = Page.running() ? "…" : say("sheet_js.loading");
    try {
      return await ask(asked);
    } catch (broken) {
      where.textContent = broken.message;
      return null;
    } finally {
      button.disabled = false;
      // A button that can't be pressed loses the keyboard.
      if (document.activeElement === document.body) button.focus({ preventScroll: true });
      waiting.delete(where);
    }
  }

  async function check(form) {
    const { task, source } = form.dataset, given = values(form), before = cleared;
    const answer = await work(one(".said", form), one("button", form), { what: "check_fields", name: task, source, values: given });
    if (!answer) return;
    if (before !== cleared) return show(form);
    own.add(task);
    verdicts[task] = { verdict: answer.verdict, message: answer.message, answer: JSON.stringify(given) };
    show(form);
    sum();
    store.keep();
  }

  async function use(form) {
    const place = one(".said", form), text = one("input, textarea", form).value;
    const found = await work(place, one("button", form), { what: form.dataset.tool, text });
    if (!found) return;
    const { said: words = "", ...parts } = found;
    place.replaceChildren(...words ? [make("p", { textContent: words })] : []);
    // HTML of Python's own tables, in which everything is escaped.
    place.insertAdjacentHTML("beforeend", Object.values(parts).join(""));
  }

  // -- What is taken away
  const now = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 19);
  async function file() {
    const place = one("#said"), cells = {}, student = one("#student").value;
    if (!student.trim()) {
      place.textContent = say("sheet_js.no_name");
      return one("#student").focus();
    }
    tasks.forEach((form) => { cells[`answer-${form.dataset.task.replace(".", "-")}`] = [form.dataset.task, form.dataset.source, values(form)]; });
    boxes.forEach((form) => { if (one("textarea", form).value.trim()) cells[`free-${form.dataset.task.replace(".", "-")}`] = one("textarea", form).value; });
    const blank = await fetch(`${base}blank/${sheet}.ipynb`).then((answer) => answer.ok ? answer.text() : null, () => null);
    if (blank === null) {
      place.textContent = say("sheet_js.no_sheet");
      return;
    }
    const made = await work(place, one("#file"), { what: "take_away", sheet, student, notebook: blank, cells, time: now() });
    if (!made) return;
    save(made.name, made.notebook, "application/x-ipynb+json");
    place.textContent = say(made.left ? "sheet_js.written_left" : "sheet_js.written", { file: made.name, tasks: made.left });
  }

  // The file that this page has written, taken in again: in another browser, at home, after a break.
  async function takeIn(file) {
    const place = one("#said"), told = await file.text().then((text) => JSON.parse(text).metadata.three_tellings).catch(() => null);
    if (!told || !told.typed || typeof told.typed !== "object") {
      place.textContent = say("sheet_js.no_file", { file: file.name });
      return;
    }
    if (told.sheet !== sheet) {
      place.textContent = say("sheet_js.other_sheet", { file: file.name, sheet: told.sheet });
      return;
    }
    if (![...tasks, ...boxes].every((form) => form.matches(".task") ? empty(form) : !one("textarea", form).value.trim())
      && !confirm(say("sheet_js.in_place"))) return;
    const of = (kind, form) => told.typed[`${kind}-${form.dataset.task.replace(".", "-")}`];
    tasks.forEach((form) => {
      const given = of("answer", form), fields = shaped(form);
      if (!Array.isArray(given) || given.length !== fields.length) return;
      fields.forEach((field, at) => put(field, given[at]));
      own.add(form.dataset.task);
      show(form);
    });
    boxes.forEach((form) => { if (of("free", form)) { put(one("textarea", form), of("free", form)); own.add(form.dataset.task); } });
    put(one("#student"), told.student);
    own.add("student");
    sum();
    store.keep();
    place.textContent = say("sheet_js.taken", { file: file.name });
  }

  // A printed field shows only what fits into it: on paper each answer stands as text. An empty sheet is to be written on:
  // its fields are printed, and beneath a list what can be chosen from it.
  function printed() {
    all(".printed").forEach((part) => part.remove());
    const blank = tasks.every(empty) && !boxes.some((form) => one("textarea", form).value.trim()), student = one("#student");
    document.body.classList.toggle("blank", blank);
    if (blank) {
      here.before(make("p", { className: "printed", textContent: `${student.parentElement.textContent.trim()}: ${student.value || "_".repeat(40)}` }));
      here.before(make("p", { className: "printed", textContent: say("sheet_js.on_paper") }));
      all("form.task select").forEach((list) => list.after(make("span", { className: "printed", textContent: all("option", list).slice(1).map((way) => way.textContent).join(" / ") })));
      return;
    }
    const about = [student.value.trim() || say("sheet_js.nameless"), new Date().toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" }), one("#sum").textContent];
    here.before(make("p", { className: "printed", textContent: about.join(" · ") }));
    [...tasks, ...boxes].forEach((form) => {
      const rows = shaped(form).map((field) => {
        const label = one("legend, label", field.closest(".field")).firstChild.textContent.trim(), given = value(field);
        const named = field.dataset.shape !== "places" ? given : all("label", field)
          .map((row, at) => `${given[at] || "–"} ${row.textContent.trim()}`).sort((a, b) => parseFloat(a) - parseFloat(b));
        return `${label}: ${Array.isArray(named) ? named.join("; ") : named}`;
      });
      const text = form.matches(".free") ? one("textarea", form).value : empty(form) ? "" : rows.join("\n");
      form.prepend(make("div", { className: "printed" }, [make("pre", { textContent: text.trim() || say("sheet_js.not_answered") })]));
    });
  }

  function clear() {
    if (!confirm(say("sheet_js.clear"))) return;
    cleared += 1;
    tasks.forEach((form) => { form.reset(); delete verdicts[form.dataset.task]; own.add(form.dataset.task); show(form); });
    boxes.forEach((form) => { form.reset(); own.add(form.dataset.task); });
    one("#student").value = "";
    own.add("student");
    sum();
    store.keep();
  }

  all("form[hidden], #away").forEach((part) => { part.hidden = false; });
  restore();
  one("#here").textContent = HERE + say("sheet_js.kept");
  tasks.forEach((form) => form.addEventListener("submit", (event) => { event.preventDefault(); check(form); }));
  all("form.tool").forEach((form) => form.addEventListener("submit", (event) => { event.preventDefault(); use(form); }));
  boxes.forEach((form) => form.addEventListener("submit", (event) => { event.preventDefault(); if (form.dataset.tool) use(form); }));
  addEventListener("input", ({ target }) => {
    const form = target.closest("form.task, form.free");
    if (!form && target.id !== "student") return;
    own.add(form ? form.dataset.task : "student");
    if (form && form.matches(".task")) show(form);
    store.soon();
    sum();
  });
  addEventListener("paste", ({ clipboardData }) => {
    if (clipboardData && clipboardData.files.length) one("#elsewhere").textContent = say("sheet_js.picture");
  });
  one("#file").addEventListener("click", file);
  one("#in").addEventListener("change", ({ target }) => {
    if (target.files.length) takeIn(target.files[0]);
    target.value = "";
  });
  one("#print").addEventListener("click", () => print());
  one("#clear").addEventListener("click", clear);
  addEventListener("beforeprint", printed);

  window.threeTellings = { check: (name, answer) => ask({ what: "check", name, answer }) };
})();
