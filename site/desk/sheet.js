"use strict";
// A sheet that is answered in its page: what stands in the fields goes to Python's own check, and what it says is shown.
(() => {
  const { all, one, make, save, ask } = Page, here = one("#sheet");
  if (!here) return;
  const sheet = here.dataset.sheet, tasks = all("form.task"), boxes = all("form.free");
  const base = new URL(".", document.currentScript.src).href;
  const HERE = "Fill in the fields and press Check; nothing has to be installed. Python comes with the first check (14 MB) and runs in this page: nothing that you type is sent anywhere. ";
  const KEPT = "Your answers are kept in this browser, and only there: take them with you at the end of the page. Marks are given by your teacher's program, not here.";
  const REFUSED = "This browser keeps nothing (a private window, or its store is full): take your answers with you before you close the page.";
  const ELSEWHERE = "Another tab with this sheet has changed what this browser keeps: at the next visit its answers stand here, and not these, unless you type here again.";
  // Of each task what was last said: its verdict, the words, and the answer of which they were said.
  const verdicts = {};

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

  const written = () => ({
    tasks: Object.fromEntries(tasks.map((form) => [form.dataset.task, values(form)])),
    free: Object.fromEntries(boxes.map((form) => [form.dataset.task, one("textarea", form).value])),
    verdicts, student: one("#student").value,
  });
  const store = Page.store(`three-tellings-${sheet}`, written, (what) => {
    one("#elsewhere").textContent = what === "elsewhere" ? ELSEWHERE : "";
    if (what !== "elsewhere") one("#here").textContent = HERE + (what === "refused" ? REFUSED : KEPT);
  });

  // What was kept may be of another edition of the sheet, or no sheet's at all.
  function restore() {
    const had = store.had() || {}, of = (part, name) => (had[part] && had[part][name]) ?? null;
    tasks.forEach((form) => {
      const name = form.dataset.task, given = of("tasks", name), said = of("verdicts", name), fields = shaped(form);
      if (Array.isArray(given) && given.length === fields.length) fields.forEach((field, place) => put(field, given[place]));
      if (said && typeof said.message === "string" && said.answer === JSON.stringify(values(form))) verdicts[name] = said;
    });
    boxes.forEach((form) => put(one("textarea", form), of("free", form.dataset.task)));
    if (typeof had.student === "string") one("#student").value = had.student;
  }

  // -- What was said of them
  const own = (form) => verdicts[form.dataset.task];
  function show(form) {
    const said = own(form), changed = said && said.answer !== JSON.stringify(values(form));
    one(".said", form).textContent = said ? (changed ? "Changed since it was checked." : said.message) : "";
    form.classList.toggle("right", Boolean(said) && !changed && said.verdict === "right");
  }

  function sum() {
    const right = tasks.filter((form) => form.classList.contains("right")).length, checked = tasks.filter(own).length;
    const texts = boxes.filter((form) => one("textarea", form).value.trim()).length;
    one("#sum").textContent = `Of ${tasks.length} tasks that a program checks, ${checked} ${checked === 1 ? "was" : "were"} checked and ${right} ${right === 1 ? "is" : "are"} right; of ${boxes.length} that a person grades, ${texts} ${texts === 1 ? "has" : "have"} a text.`;
  }

  // While Python works for one place of the page, its steps are told there.
  let place = null;
  Page.on.tell = (words, step) => { if (place && step) place.textContent = `${words} …`; };

  async function work(where, button, asked) {
    place = where;
    button.disabled = true;
    where.textContent = Page.running() ? "…" : "Python is loading …";
    try {
      return await ask(asked);
    } catch (broken) {
      where.textContent = broken.message;
      return null;
    } finally {
      button.disabled = false;
      if (place === where) place = null;
    }
  }

  async function check(form) {
    const { task, source } = form.dataset, given = values(form), said = one(".said", form);
    const answer = await work(said, one("button", form), { what: "check_fields", name: task, source, values: given });
    if (!answer) return;
    verdicts[task] = { verdict: answer.verdict, message: answer.message, answer: JSON.stringify(given) };
    show(form);
    sum();
    store.keep();
  }

  async function use(form) {
    const said = one(".said", form), text = one("input, textarea", form).value;
    const found = await work(said, one("button", form), { what: form.dataset.tool, text });
    // HTML of Python's own tables, in which everything is escaped.
    if (found) said.innerHTML = Object.entries(found).map(([name, part]) => name === "said" ? `<p>${part}</p>` : part).join("");
  }

  // -- What is taken away
  const now = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 19);
  async function file() {
    const said = one("#said"), cells = {}, student = one("#student").value;
    if (!student.trim()) {
      said.textContent = "The file is named after you: type your name.";
      return one("#student").focus();
    }
    tasks.forEach((form) => { cells[`answer-${form.dataset.task.replace(".", "-")}`] = [form.dataset.task, form.dataset.source, values(form)]; });
    boxes.forEach((form) => { if (one("textarea", form).value.trim()) cells[`free-${form.dataset.task.replace(".", "-")}`] = one("textarea", form).value; });
    const blank = await fetch(`${base}blank/${sheet}.ipynb`).then((answer) => answer.ok ? answer.text() : null, () => null);
    if (blank === null) {
      said.textContent = "The sheet itself could not be loaded: see that there is a network, and try again. Your answers are still here.";
      return;
    }
    const made = await work(said, one("#file"), { what: "take_away", sheet, student, notebook: blank, cells, time: now() });
    if (!made) return;
    save(made.name, made.notebook, "application/x-ipynb+json");
    said.textContent = `Written: ${made.name}, into the folder of your downloads.${made.left ? ` Not answered: ${made.left}.` : ""}`;
  }

  // A printed field shows only what fits into it: on paper each answer stands as text.
  function printed() {
    all(".printed").forEach((part) => part.remove());
    [...tasks, ...boxes].forEach((form) => {
      const rows = shaped(form).map((field) => {
        const label = one("legend, label", field.closest(".field")).firstChild.textContent.trim(), given = value(field);
        const named = field.dataset.shape === "places" ? all("label", field).map((row, at) => `${given[at] || "–"} ${row.textContent.trim()}`) : given;
        return `${label}: ${Array.isArray(named) ? named.join("; ") : named}`;
      });
      const text = form.matches(".free") ? one("textarea", form).value : empty(form) ? "" : rows.join("\n");
      form.append(make("div", { className: "printed" }, [make("pre", { textContent: text.trim() || "Not answered." })]));
    });
  }

  function clear() {
    if (!confirm("Clear deletes every answer of this sheet, here and in what this browser keeps. Go on?")) return;
    tasks.forEach((form) => { form.reset(); delete verdicts[form.dataset.task]; show(form); });
    boxes.forEach((form) => form.reset());
    one("#student").value = "";
    sum();
    store.keep();
  }

  all("form[hidden], #away").forEach((part) => { part.hidden = false; });
  restore();
  tasks.forEach(show);
  sum();
  one("#here").textContent = HERE + KEPT;
  tasks.forEach((form) => form.addEventListener("submit", (event) => { event.preventDefault(); check(form); }));
  all("form.tool").forEach((form) => form.addEventListener("submit", (event) => { event.preventDefault(); use(form); }));
  boxes.forEach((form) => form.addEventListener("submit", (event) => event.preventDefault()));
  addEventListener("input", ({ target }) => {
    const form = target.closest("form.task");
    if (form) show(form);
    if (form || target.closest("form.free, #away")) store.soon();
    sum();
  });
  one("#file").addEventListener("click", file);
  one("#print").addEventListener("click", () => print());
  one("#clear").addEventListener("click", clear);
  addEventListener("beforeprint", printed);

  window.threeTellings = { check: (name, answer) => ask({ what: "check", name, answer }) };
})();
