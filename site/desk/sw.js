"use strict";
// Keeps the files of the pages that run Python, so that a second visit needs no network. VERSION changes when one of them
// does, this among them. Another copy of these pages on the same host keeps its own.
const scope = new URL(self.registration.scope), OWN = `desk ${scope.pathname} `, KEPT = OWN + "VERSION";
// What the first visit fetched before this could see it; Python's files come with the first read.
const FIRST = ["FIRST"];

// Where one of them does not come, this version is not installed, and an earlier one goes on.
self.addEventListener("install", (event) => {
  const fresh = FIRST.map((name) => new Request(new URL(name, scope), { cache: "no-cache" }));
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(OWN) && name !== KEPT;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

async function given(event) {
  // A store that is full or refused is no reason to have no Python.
  const kept = await caches.open(KEPT).catch(() => null);
  const had = kept && await kept.match(event.request, { ignoreSearch: true }).catch(() => null);
  // A page may not be given an answer that came from another address.
  if (had && !had.redirected) return had;
  // Past the browser's other store, which may hold files of another version.
  const answer = await fetch(new Request(event.request, { cache: "no-cache" }));
  if (kept && answer.ok) event.waitUntil(kept.put(event.request, answer.clone()).catch(() => {}));
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  const rest = origin === scope.origin && pathname.startsWith(scope.pathname) ? pathname.slice(scope.pathname.length) : "";
  if (event.request.method === "GET" && (FIRST.includes(rest) || rest.startsWith("desk/"))) event.respondWith(given(event));
});
