// On every page of the street: how many wait, and the recording page put where it opens without a network. On a browser
// nobody has made ready it does nothing.
(() => {
  "use strict";
  const RECORD = "/outreach/contacts/new/", HIDDEN = "/outreach/hidden/", SHELL = "/outreach/phone/page/";
  const DAY = 24 * 60 * 60 * 1000;
  const chip = document.querySelector("[data-net]");
  if (!chip || !("serviceWorker" in navigator)) return;
  const user = Number(chip.dataset.user);
  const words = chip.dataset;
  let net = navigator.onLine ? "on" : "off";

  const clock = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const show = async () => {
    const waiting = await vagtplan.waiting(user);
    const ready = await vagtplan.fact(`ready:${user}`);
    chip.hidden = !ready && !waiting.length;
    const late = waiting.length > 0 && Date.now() - waiting[0].at > DAY;
    chip.className = `net ${late ? "net--late" : waiting.length ? "net--wait" : "net--ok"}`;
    chip.querySelector("b").textContent = waiting.length ? words.waits.replace("0", waiting.length) : words.none;
    const sent = await vagtplan.fact(`sent:${user}`);
    const line = { off: words.off, login: words.login, on: sent ? clock(sent) : words.ready }[net];
    chip.querySelector("small").textContent = line;
    document.dispatchEvent(new CustomEvent("vagtplan:shown", { detail: { waiting, late, ready, net } }));
  };

  // The page without log-in and every file it names. Where the server asks for a log-in, what is there stays.
  const keepPage = async () => {
    const round = await vagtplan.fact(`round:${user}`);
    const heard = round && !(await vagtplan.get(round.key));
    const answer = await fetch(SHELL, { headers: { "X-By-Itself": "yes" }, redirect: "error" });
    if (!answer.ok) return;
    const text = await answer.clone().text();
    const page = new DOMParser().parseFromString(text, "text/html");
    const named = [...page.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], use")];
    const files = named.map((one) => new URL(one.getAttribute("href") ?? one.getAttribute("src"), location.origin));
    const paths = new Set(files.filter((url) => url.pathname.startsWith("/static/")).map((url) => url.pathname));
    await (await caches.open("cmm-phone-files")).addAll(paths);
    const pages = await caches.open("cmm-phone-pages");
    await pages.put(RECORD, answer);
    await pages.add(HIDDEN);
    // The page says by itself now what the phone had to remember of a round.
    if (heard && (await vagtplan.fact(`round:${user}`))?.key === round.key) await vagtplan.forget(`round:${user}`);
  };
  vagtplan.keepPage = async () => {
    await navigator.serviceWorker.register("/outreach/worker.js", { scope: "/outreach/" });
    await navigator.serviceWorker.ready;
    await keepPage();
  };

  const again = async () => {
    const session = await vagtplan.sync();
    // Somebody else is logged in: the page that is kept is not theirs.
    if (session && session.who !== user) {
      await caches.delete("cmm-phone-pages");
      location.reload();
      return;
    }
    if (session && (await vagtplan.fact(`ready:${user}`))) await vagtplan.keepPage().catch(() => {});
  };
  const soon = () => again().catch(() => {}).finally(show);

  addEventListener("vagtplan", (event) => {
    net = event.detail.net ?? net;
    show();
  });
  for (const sign of ["online", "offline"]) addEventListener(sign, soon);
  document.addEventListener("visibilitychange", () => document.hidden || soon());
  // While something waits, often: a network in the street comes and goes.
  let rested = 0;
  setInterval(async () => {
    rested += 1;
    if (rested < 12 && !(await vagtplan.waiting(user)).length) return;
    rested = 0;
    soon();
  }, 5_000);

  // Logging out forgets what can be read; with something waiting it is said first.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (new URL(form.action).pathname !== "/logout/" || form.dataset.left) return;
    event.preventDefault();
    if (!("anyway" in form.dataset) && (await vagtplan.waiting(user)).length) {
      location.assign(words.logout);
      return;
    }
    await vagtplan.wipe(user);
    form.dataset.left = "yes";
    form.requestSubmit();
  });
  show();
  soon();
})();
