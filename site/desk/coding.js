"use strict";
// Coding: the reader gives codes to sentences by the codebook, and sees afterwards what others gave. What others gave
// comes from Python on request, for sentences that the reader has coded, and is nowhere in the page before. All text enters
// the page as text only.
(() => {
  const { all, one, make, save, fileName, ask } = Page;
  const { texts, sets, questions } = JSON.parse(one("#data").textContent);
  const state = one("#state p"), bar = one("#state progress"), fault = one("#fault");
  const MOST = 1000000; // bytes of a file; 96 sentences take 4,000
  // The key of each code is shown beside it. A letter stands for one code only, whatever questions are asked.
  const KEYS = {
    tone: { "-1": "-", 0: "0", 1: "+" },
    frame: { security: "s", capacity: "c", political: "p", reputation: "r", humanitarian: "h", policy: "y", morality: "m", none: "n" },
    function: { problem: "b", cause: "u", judgement: "j", remedy: "e", none: "x" },
  };
  const OTHER_KEYS = { "−": "-", "=": "+" }; // what lies on the same key, or is the same mark
  const shown = (code) => code.replace("-", "−");
  const calledBy = (coder) => coder.startsWith("coder_") ? say("coding_js.coder", { letter: coder.slice(6).toUpperCase() }) : coder;
  const listed = (names) => names.length < 2 ? names.join("") : say("coding_js.joined", { most: names.slice(0, -1).join(", "), last: names.at(-1) });

  // Every sentence of the texts: what it says and where it stands. Those that can be coded are in the set of all.
  const places = new Map();
  texts.forEach((text) => text.sentences.forEach(([id, paragraph, role, words], number) => places.set(id, { id, text, number, paragraph, role, words })));
  const order = sets.at(-1).sentences;

  // -- What the reader has given, kept in this browser
  const plain = (it) => it && typeof it === "object" && !Array.isArray(it) ? it : {};
  const codesOf = (it) => Object.fromEntries(order.map((id) => {
    const own = plain(plain(it)[id]);
    return [id, Object.fromEntries(questions.filter(({ id, codes }) => codes.some(([code]) => code === own[id])).map(({ id }) => [id, own[id]]))];
  }).filter(([, own]) => Object.keys(own).length));

  function kept(it) {
    const asked = questions.map(({ id }) => id).filter((id) => Array.isArray(it.asked) && it.asked.includes(id));
    const set = sets.some(({ id }) => id === it.set) ? it.set : sets[0].id, { sentences } = sets.find(({ id }) => id === set);
    return {
      name: typeof it.name === "string" ? it.name : "", set, keys: it.keys !== false,
      at: sentences.includes(it.at) ? it.at : sentences[0],
      asked: asked.length ? asked : ["tone", "frame"],
      codes: codesOf(it.codes), seen: codesOf(it.seen),
      partners: Object.fromEntries(Object.entries(plain(it.partners)).map(([name, codes]) => [name, codesOf(codes)])),
    };
  }

  const STAYS = one("#stays").lastChild.textContent;
  const store = Page.store("three-tellings-coding", () => mine, (what) => {
    one("#elsewhere").textContent = what === "elsewhere" ? say("coding_js.elsewhere") : "";
    if (what !== "elsewhere") one("#stays").lastChild.textContent = what === "refused" ? ` ${say("coding_js.refused")}` : STAYS;
  });
  let mine = kept(plain(store.had()));
  // What others gave, as it came: sentence -> its codes, doubts and notes. Not kept: Python gives it again.
  let given = new Map();

  const set = () => sets.find(({ id }) => id === mine.set).sentences;
  const coded = (id) => mine.asked.every((question) => mine.codes[id]?.[question]);
  const codedAny = () => order.filter((id) => mine.codes[id]);
  // The questions here of which what others gave has come. Where a code is taken back, it goes again.
  const known = (id) => (given.get(id)?.questions || []).filter((question) => mine.asked.includes(question) && mine.codes[id]?.[question]);
  const seen = (id) => known(id).length > 0;

  // -- The sentence and its codes
  function step(by) {
    const at = set().indexOf(mine.at) + by;
    if (at < 0) return tell(say("coding_js.first"));
    if (at >= set().length) return tell(left() ? say("coding_js.last", { count: left() }) : say("coding_js.last_done"));
    go(set()[at]);
  }

  const left = () => set().filter((id) => !coded(id)).length;

  function nextOpen() {
    const at = set().indexOf(mine.at), found = [...set().slice(at + 1), ...set().slice(0, at + 1)].find((id) => !coded(id));
    if (found) go(found);
    else tell(say("coding_js.none_open"));
  }

  function go(id) {
    mine.at = id;
    tell("");
    drawSentence();
    // On a telephone the sentence stands above what was just chosen.
    if (one("#which").getBoundingClientRect().top < 0) one("#which").scrollIntoView({ block: "start" });
    store.soon();
  }

  function give(question, code) {
    mine.codes[mine.at] = { ...mine.codes[mine.at], [question]: code };
    changed(`${question}: ${shown(code)}`);
  }

  // What was given to a question that is not asked now stays.
  function takeBack() {
    const rest = Object.entries(mine.codes[mine.at]).filter(([question]) => !mine.asked.includes(question));
    if (rest.length) mine.codes[mine.at] = Object.fromEntries(rest);
    else delete mine.codes[mine.at];
    changed(say("coding_js.no_code"));
  }

  function changed(words) {
    tell(words);
    one("#agreement").replaceChildren();
    drawCodes();
    drawList();
    store.keep();
  }

  const tell = (words) => { one("#said").textContent = words; };

  function drawSentence() {
    const { text, number, role, words } = places.get(mine.at), own = text.sentences;
    one("#which").textContent = say("coding_js.which", { sentence: mine.at, number: set().indexOf(mine.at) + 1, all: set().length });
    one("#where").textContent = [text.about, `“${text.title}”`, role].filter(Boolean).join(" · ");
    one("#before").textContent = own[number - 1]?.[3] || "";
    one("#words").textContent = words;
    one("#after").textContent = own[number + 1]?.[3] || "";
    drawWhole();
    drawCodes();
  }

  function drawWhole() {
    const { text, id } = places.get(mine.at), shelf = one("#whole div");
    if (!one("#whole").open) return shelf.replaceChildren();
    const paragraphs = new Map();
    text.sentences.forEach(([name, paragraph, , words]) => {
      const part = paragraphs.get(paragraph) || paragraphs.set(paragraph, make("p")).get(paragraph);
      part.append(name === id ? make("mark", { textContent: words }) : words, " ");
    });
    shelf.replaceChildren(...paragraphs.values());
    const mark = one("mark", shelf);
    shelf.scrollTop += mark.getBoundingClientRect().top - shelf.getBoundingClientRect().top - 60;
  }

  function drawCodes() {
    const own = mine.codes[mine.at] || {};
    all("#questions input").forEach((button) => { button.checked = own[button.name] === button.value; });
    const open = mine.asked.filter((question) => !own[question]);
    one("#none").disabled = one("#show").disabled = open.length === mine.asked.length;
    one("#still").textContent = open.length ? say("coding_js.still_open", { questions: listed(open) }) : "";
    one("#others").replaceChildren(...seen(mine.at) ? toldOf(mine.at) : []);
    drawCount();
  }

  function drawCount() {
    const done = set().length - left();
    Object.assign(one("#done"), { max: set().length, value: done });
    const sentences = say("coding_js.sentences", { count: codedAny().length });
    one("#count").textContent = say("coding_js.count", { done, all: set().length, sentences });
    one("#compare").disabled = one("#away").disabled = !codedAny().length;
  }

  // -- What others gave
  function toldOf(id) {
    const { codes } = given.get(id), own = mine.codes[id], asked = known(id);
    const head = make("tr", {}, [make("th", { scope: "col", textContent: say("coding_js.by") }), ...asked.map((question) => make("th", { scope: "col", textContent: question }))]);
    const row = (name, given) => make("tr", {}, [make("th", { scope: "row", textContent: name }), ...asked.map((question) => {
      const code = given[question] || "";
      return make("td", { textContent: shown(code) + (code && code !== own[question] ? " ≠" : ""), className: code && code !== own[question] ? "apart" : "" });
    })]);
    const table = make("table", {}, [make("caption", { textContent: say("coding_js.as_others", { sentence: id }) }), make("thead", {}, [head]), make("tbody", {}, [row(say("coding_js.you"), own), ...Object.entries(codes).map(([coder, given]) => row(calledBy(coder), given))])]);
    const room = make("p", {}, [make("a", { href: `room.html#${id}`, textContent: say("coding_js.in_room", { sentence: id }) })]);
    return [table, ...more(id).map((words) => make("p", { textContent: words })), room];
  }

  // Doubts are of the whole sentence, and are told once it is coded.
  function more(id) {
    const { doubts, notes } = given.get(id), whole = known(id).length === mine.asked.length;
    return [
      ...whole && doubts.length ? [say("coding_js.doubt", { coders: listed(doubts.map(calledBy)) })] : [],
      ...notes.filter(([question]) => known(id).includes(question)).map(noted),
    ];
  }

  const noted = ([question, open, rule]) => say(/[?.]$/.test(open) ? "coding_js.note" : "coding_js.note_open", { question, open, rule });

  function apart(id) {
    const others = given.get(id).codes, lines = [];
    known(id).forEach((question) => {
      const by = new Map();
      Object.entries(others).filter(([, own]) => own[question] && own[question] !== mine.codes[id][question])
        .forEach(([coder, own]) => by.set(own[question], [...by.get(own[question]) || [], calledBy(coder)]));
      const codes = [...by].map(([code, coders]) => say("coding_js.code_by", { code: shown(code), coders: listed(coders) }));
      if (by.size) lines.push(say("coding_js.apart", { question, codes: codes.join("; ") }));
    });
    return [...lines, ...more(id)];
  }

  // What is coded; on paper the sentences of the set, to be written on, where nothing is.
  function drawList(rows = codedAny(), heading = "") {
    const some = rows.some(seen), columns = questions.map(({ id }) => id).filter((question) => mine.asked.includes(question) || rows.some((id) => mine.codes[id]?.[question]));
    one("#list").hidden = !rows.length;
    const name = mine.name.trim(), count = rows.length;
    one("#list summary").textContent = heading || (name ? say("coding_js.codes_of", { name, count }) : say("coding_js.all_codes", { count }));
    const names = [say("coding_js.column_sentence"), say("coding_js.column_words"), ...columns, ...some ? [say("coding_js.column_apart")] : []];
    const head = names.map((name) => make("th", { scope: "col", textContent: name }));
    one("#list .rows").replaceChildren(make("table", {}, [make("thead", {}, [make("tr", {}, head)]), make("tbody", {}, rows.map((id) => {
      const button = make("button", { type: "button", textContent: id, title: say("coding_js.go_to") });
      button.addEventListener("click", () => reach(id));
      const cells = [make("td", {}, [button]), make("td", { textContent: places.get(id).words }), ...columns.map((question) => make("td", { textContent: shown(mine.codes[id]?.[question] || "") }))];
      if (some) cells.push(make("td", {}, seen(id) ? (apart(id).length ? apart(id) : [say("coding_js.nowhere")]).map((words) => make("p", { className: "told", textContent: words })) : []));
      return make("tr", {}, cells);
    }))]));
  }

  function reach(id) {
    if (!set().includes(id)) choose(sets.at(-1).id);
    go(id);
    one("#which").scrollIntoView({ block: "start" });
    one("#forward").focus({ preventScroll: true });
  }

  function drawAgreement(rows) {
    const name = (coder) => coder ? calledBy(coder) : say("coding_js.all_partners");
    const number = (value) => value === null ? "–" : shown(value.toFixed(2));
    const body = rows.map((row) => make("tr", {}, [make("td", { textContent: row.question }), make("td", { textContent: name(row.coder) }), ...[row.sentences, number(row.agree), number(row.alpha)].map((value) => make("td", { className: "number", textContent: value }))]));
    const names = [
      say("coding_js.column_question"), say("coding_js.column_with"), say("coding_js.column_sentences"), say("coding_js.column_same"), say("coding_js.column_alpha"),
    ];
    const head = names.map((words) => make("th", { scope: "col", textContent: words }));
    const table = make("table", {}, [make("caption", { textContent: say("coding_js.agree") }), make("thead", {}, [make("tr", {}, head)]), make("tbody", {}, body)]);
    const changes = Object.keys(mine.seen).filter((id) => mine.codes[id] && Object.entries(mine.seen[id]).some(([question, code]) => (mine.codes[id][question] || code) !== code));
    const words = [
      say("coding_js.alpha"),
      say("coding_js.readings"),
      changes.length ? say("coding_js.changes", { sentences: changes.join(", ") }) : "",
    ].filter(Boolean).map((words) => make("p", { textContent: words }));
    one("#agreement").replaceChildren(table, ...words);
  }

  // -- Python
  function progress(words, step) {
    state.textContent = words;
    bar.hidden = !step;
    if (step) Object.assign(bar, { max: 4, value: step });
  }

  // `life` tells what was asked before other questions or partners came from what was asked since.
  let life = 0;
  function forget() {
    life += 1;
    given = new Map();
  }

  async function compared(codes) {
    const own = life, partners = Object.entries(mine.partners).map(([name, theirs]) => [name, Object.fromEntries(Object.entries(theirs).filter(([id]) => codes[id]))]);
    fault.textContent = "";
    progress(say("coding_js.comparing"), Page.running() ? 3 : 1);
    try {
      const answer = await ask({ what: "compare", codes, questions: mine.asked, partners: Object.fromEntries(partners) });
      progress("");
      if (own === life) return answer;
      progress(say("coding_js.asked_since"));
    } catch (broken) {
      progress("");
      fault.textContent = broken.message;
      fault.scrollIntoView({ block: "nearest" });
    }
    return null;
  }

  function learn(sentences) {
    Object.entries(sentences).forEach(([id, own]) => {
      given.set(id, own);
      mine.seen[id] = { ...Object.fromEntries(known(id).map((question) => [question, mine.codes[id][question]])), ...mine.seen[id] };
    });
    store.keep();
    drawCodes();
    drawList();
  }

  async function show() {
    // The steps are told further down: here stands at once that something is done.
    one("#others").replaceChildren(make("p", { textContent: say("coding_js.comparing") }));
    const answer = await compared({ [mine.at]: mine.codes[mine.at] });
    if (answer) learn(answer.sentences);
    else drawCodes();
  }

  async function compare() {
    const open = left();
    if (open && !confirm(say("coding_js.compare", { count: open }))) return;
    const asked = JSON.stringify(mine.codes), answer = await compared(mine.codes);
    if (!answer) return;
    learn(answer.sentences);
    one("#list").open = true;
    if (asked === JSON.stringify(mine.codes)) {
      drawAgreement(answer.agreement);
      one("#agreement").scrollIntoView({ block: "nearest" });
    } else progress(say("coding_js.coded_since"));
  }

  // -- Files
  const cell = (words) => /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
  // A spreadsheet would run such a name as a formula.
  const guarded = (words) => /^'*[=+\-@＝＋－＠]/.test(words) ? `'${words}` : words;

  // Written here and not by Python, so that codes can be taken away where Python can't come.
  function csv() {
    const columns = questions.map(({ id }) => id).filter((question) => mine.asked.includes(question) || codedAny().some((id) => mine.codes[id][question]));
    const rows = codedAny().map((id) => [cell(guarded(coder())), id, ...columns.map((question) => mine.codes[id][question] || "")]);
    return [["coder", "sentence", ...columns], ...rows].map((row) => `${row.join(",")}\n`).join("");
  }

  const coder = () => mine.name.trim() || "me";

  function read(file) {
    return new Promise((done, failed) => {
      if (file.size > MOST) return failed(new Error(say("coding_js.too_large", { file: file.name })));
      const reader = new FileReader();
      reader.onload = () => done(reader.result.split(",")[1] || "");
      reader.onerror = () => failed(new Error(say("coding_js.unread", { file: file.name })));
      reader.readAsDataURL(file);
    });
  }

  const sentences = (said) => said.map((words) => /[.?!]$/.test(words) ? words : `${words}.`).join(" ");

  // Several at once: each is taken or named with its fault.
  async function takeIn(input, taken) {
    const files = [...input.files], words = [], faults = [];
    fault.textContent = "";
    input.value = "";
    for (const file of files) {
      try {
        const data = await read(file);
        progress(say("coding_js.reading", { file: file.name }), Page.running() ? 3 : 1);
        const { coders, notes } = await ask({ what: "take", name: file.name, data });
        words.push(taken(file.name, coders), ...notes);
      } catch (broken) {
        faults.push(broken.message);
      }
    }
    progress(sentences(words));
    fault.textContent = sentences(faults);
  }

  function takeMine(name, coders) {
    const [own, ...more] = Object.values(coders);
    if (more.length) return say("coding_js.several", { file: name, coders: more.length + 1 });
    const other = Object.keys(own).filter((id) => Object.entries(own[id]).some(([question, code]) => (mine.codes[id]?.[question] || code) !== code));
    if (other.length && !confirm(say("coding_js.other", { file: name, sentences: other.length }))) return say("coding_js.not_taken", { file: name });
    Object.entries(own).forEach(([id, codes]) => { mine.codes[id] = { ...mine.codes[id], ...codes }; });
    mine.asked = questions.map(({ id }) => id).filter((question) => mine.asked.includes(question) || Object.values(own).some((codes) => codes[question]));
    drawAsked();
    changed("");
    return say("coding_js.taken", { file: name, count: Object.keys(own).length });
  }

  function takePartner(name, coders) {
    const again = Object.keys(coders).filter((coder) => mine.partners[coder]);
    Object.assign(mine.partners, coders);
    forget();
    changed("");
    drawPartners();
    const counts = Object.entries(coders).map(([coder, own]) => {
      const ids = Object.keys(own), both = ids.filter((id) => mine.codes[id]).length;
      return say("coding_js.partner", { coder, count: ids.length, both });
    }).join("; ");
    if (again.length) return say("coding_js.partners_again", { file: name, coders: counts, again: listed(again) });
    return say("coding_js.partners", { file: name, coders: counts });
  }

  function drawPartners() {
    one("#partners").replaceChildren(...Object.entries(mine.partners).map(([name, codes]) => {
      const button = make("button", { type: "button", textContent: say("coding_js.take_out", { coder: name }) });
      button.addEventListener("click", () => {
        delete mine.partners[name];
        forget();
        changed("");
        drawPartners();
        one("#partner").focus();
      });
      return make("li", {}, [`${say("coding_js.of_partner", { coder: name, count: Object.keys(codes).length })} `, button]);
    }));
  }

  // -- What is asked
  function choose(id) {
    mine.set = id;
    one("#set").value = id;
    if (!set().includes(mine.at)) mine.at = set()[0];
  }

  function drawAsked() {
    all("#asked input").forEach((box) => { box.checked = mine.asked.includes(box.value); });
    all("#questions fieldset").forEach((part) => { part.hidden = !mine.asked.includes(part.dataset.question); });
  }

  function askFor(box) {
    const asked = questions.map(({ id }) => id).filter((question) => question === box.value ? box.checked : mine.asked.includes(question));
    if (!asked.length) {
      box.checked = true;
      return tell(say("coding_js.one_question"));
    }
    mine.asked = asked;
    forget();
    drawAsked();
    changed("");
  }

  function drawKeys() {
    one("#keys").checked = mine.keys;
    document.body.classList.toggle("silent", !mine.keys);
  }

  function clear() {
    if (codedAny().length && !confirm(say("coding_js.clear"))) return;
    mine = kept({ set: mine.set, asked: mine.asked, name: mine.name, keys: mine.keys });
    forget();
    fault.textContent = state.textContent = "";
    changed("");
    drawAll();
  }

  function drawAll() {
    one("#name").value = mine.name;
    one("#set").value = mine.set;
    drawAsked();
    drawKeys();
    drawSentence();
    drawPartners();
    drawList();
  }

  // -- Built once
  one("#set").append(...sets.map(({ id, name }) => make("option", { value: id, textContent: name })));
  one("#asked").append(...questions.map(({ id }) => {
    const box = make("input", { type: "checkbox", value: id });
    box.addEventListener("change", () => askFor(box));
    return make("label", {}, [box, ` ${id}`]);
  }));
  one("#questions").append(...questions.map(({ id, about, codes }) => {
    const choices = codes.map(([code, wording]) => {
      const button = make("input", { type: "radio", name: id, value: code });
      button.addEventListener("change", () => give(id, code));
      return make("label", {}, [button, make("kbd", { textContent: shown(KEYS[id][code]) }), make("span", {}, [make("b", { textContent: shown(code) }), wording === code ? "" : ` ${wording}`])]);
    });
    const part = make("fieldset", {}, [make("legend", { textContent: id }), make("p", { textContent: about }), ...choices]);
    part.dataset.question = id;
    return part;
  }));

  const STEPS = { ",": () => step(-1), ".": () => step(1), "/": nextOpen, Backspace: takeBack };
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("select, textarea, input:not([type=radio]):not([type=checkbox])");
    if (!mine.keys || typing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const key = OTHER_KEYS[event.key] || (event.key.length === 1 ? event.key.toLowerCase() : event.key);
    const found = mine.asked.flatMap((question) => Object.entries(KEYS[question]).map(([code, own]) => [question, code, own])).find(([, , own]) => own === key);
    if (!found && !STEPS[key]) return;
    event.preventDefault();
    if (found) give(found[0], found[1]);
    else if (key !== "Backspace" || !one("#none").disabled) STEPS[key]();
  });

  one("#name").addEventListener("input", () => { mine.name = one("#name").value; drawList(); store.soon(); });
  one("#set").addEventListener("change", () => { choose(one("#set").value); go(mine.at); });
  one("#keys").addEventListener("change", () => { mine.keys = one("#keys").checked; drawKeys(); store.keep(); });
  one("#whole").addEventListener("toggle", drawWhole);
  one("#back").addEventListener("click", () => step(-1));
  one("#forward").addEventListener("click", () => step(1));
  one("#open").addEventListener("click", nextOpen);
  one("#none").addEventListener("click", takeBack);
  one("#show").addEventListener("click", show);
  one("#compare").addEventListener("click", compare);
  one("#away").addEventListener("click", () => save(`${fileName(coder())}.csv`, csv(), "text/csv"));
  one("#mine").addEventListener("change", () => takeIn(one("#mine"), takeMine));
  one("#partner").addEventListener("change", () => takeIn(one("#partner"), takePartner));
  one("#clear").addEventListener("click", clear);
  one("#print").addEventListener("click", () => print());
  addEventListener("beforeprint", () => {
    const blank = !codedAny().length;
    document.body.classList.toggle("blank", blank);
    if (blank) drawList(set(), say("coding_js.on_paper", { name: mine.name.trim() || "_".repeat(30) }));
    // A closed part is not printed.
    one("#list").open = true;
  });
  addEventListener("afterprint", () => drawList());
  Page.on.tell = progress;
  drawAll();
})();
