// Opens the recording page without a network. It holds what the organisation chooses from and no person: a page without
// log-in, the dull calendar, and the files both need. Nothing else is ever kept, and nothing is written here: pages put
// the two there (phone-net.js), and take them away.
const PAGES = "cmm-phone-pages", FILES = "cmm-phone-files";
const RECORD = "/outreach/contacts/new/", HIDDEN = "/outreach/hidden/";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const kept = async (cache, what) => (await caches.open(cache)).match(what, { ignoreSearch: true, ignoreVary: true });

// The recording page and the calendar come from the phone at once, whether there is a network or not.
const page = async (request, path) => {
  const own = path === RECORD || path === HIDDEN ? await kept(PAGES, path) : undefined;
  if (own) return own;
  try {
    return await fetch(request);
  } catch (error) {
    const instead = await kept(PAGES, RECORD);
    if (instead) return instead;
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url.pathname));
  else if (url.pathname.startsWith("/static/")) {
    event.respondWith(fetch(request).catch(async (error) => (await kept(FILES, request)) ?? Promise.reject(error)));
  }
});
