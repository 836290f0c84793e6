"use strict";
// Python, in a thread of its own, so that the page stays alive. It is started as a blob, and so has the page's own
// rules: it can ask for the files beside the page and for nothing else.
let ready = null;

async function start(base, language) {
  const tell = (step) => postMessage({ step });
  tell(1);
  const { loadPyodide } = await import(base + "pyodide/pyodide.mjs");
  const python = await loadPyodide({ indexURL: base + "pyodide/", env: { TELLINGS_LANGUAGE: language } });
  tell(2);
  const answer = await fetch(base + "tellings.zip");
  if (!answer.ok) throw new Error(`tellings.zip: ${answer.status}`);
  python.unpackArchive(await answer.arrayBuffer(), "zip", { extractDir: "/home/pyodide" });
  tell(3);
  return python.runPython(`
from tellings.own.asked import answer
from tellings.own.pasted import find

find("On 17 August 2021 she said: 'It rains.'")
answer
`);
}

const last = (wrong) => String(wrong && wrong.message || wrong).trim().split("\n").pop().trim();

onmessage = async ({ data }) => {
  let answer;
  try {
    ready = ready || start(data.base, data.language);
    answer = await ready;
  } catch (wrong) {
    return postMessage({ id: data.id, absent: last(wrong) });
  }
  try {
    postMessage({ id: data.id, ...JSON.parse(answer(JSON.stringify(data.asked))) });
  } catch (wrong) {
    postMessage({ id: data.id, broken: last(wrong) });
  }
};
