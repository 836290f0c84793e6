"use strict";
// Keeps the desk's own files, so that a second visit needs no network. VERSION changes when one of them does.
const KEPT = "desk-VERSION";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("desk-") && name !== KEPT;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url), scope = new URL(self.registration.scope);
  const rest = origin === scope.origin && pathname.startsWith(scope.pathname) ? pathname.slice(scope.pathname.length) : "";
  if (event.request.method !== "GET" || !(rest === "desk.html" || rest.startsWith("desk/"))) return;
  event.respondWith(caches.open(KEPT).then(async (kept) => {
    const had = await kept.match(event.request, { ignoreSearch: true });
    if (had) return had;
    const answer = await fetch(event.request);
    if (answer.ok) await kept.put(event.request, answer.clone());
    return answer;
  }));
});
