// Two minutes before the session ends a message says so; when it has ended, what stood on screen is gone. The server ends
// it, with or without this file, and is asked only then: somebody may have used another page meanwhile.
(() => {
  "use strict";
  const WARNED = 120; // seconds before the end
  const AGAIN = 15_000; // milliseconds between two looks at whether somebody has logged in again
  const OVER = {}; // the answer when nobody is logged in any more, or somebody else is

  const root = document.documentElement;
  const box = document.querySelector(".cmm-idle");
  const parts = [...box.querySelectorAll("[data-idle]")];
  // Forms nothing is kept of but what stands in them, here or since the server refused it.
  const typed = new Set(document.querySelectorAll("[data-held=typed]"));
  let end, longest, state = "", busy = false;

  const learn = (told) => {
    end = Date.now() + told.left * 1000;
    longest = Date.now() + told.longest * 1000;
  };
  const left = () => (end - Date.now()) / 1000;
  // Nothing can be done about the end of the longest session.
  const reason = () => (longest - end < 1000 ? "longest" : "idle");
  const isHeld = () => typed.size > 0 || document.querySelector("[data-unkept]");

  const show = (next) => {
    state = next;
    for (const part of parts) part.hidden = !part.dataset.idle.split(" ").includes(next);
    box.toggleAttribute("data-over", next === "over");
    if (!box.open) box.showModal();
    [...box.querySelectorAll("button, a")].find((one) => one.checkVisibility())?.focus();
  };
  const close = () => {
    state = "";
    root.hidden = false;
    if (box.open) box.close();
  };

  // Does not prolong. Throws where there is no connection.
  const ask = async () => {
    const answer = await fetch(box.dataset.ask, { headers: { "X-By-Itself": "yes" }, redirect: "error" });
    if (answer.status === 401) return OVER;
    if (!answer.ok) throw new Error(answer.status);
    const told = await answer.json();
    return String(told.who) === box.dataset.who ? told : OVER;
  };

  const leave = () => {
    root.hidden = true;
    const back = encodeURIComponent(location.pathname + location.search);
    location.replace(`${box.dataset.login}?ended=${reason()}&next=${back}`);
  };
  // The same person is back: a log-in has made new tokens, and what was not kept is sent now.
  const resume = (told) => {
    learn(told);
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = told.token;
    const headers = document.body.getAttribute("hx-headers");
    if (headers) document.body.setAttribute("hx-headers", JSON.stringify({ ...JSON.parse(headers), "X-CSRFToken": told.token }));
    close();
    dispatchEvent(new Event("cmm:back"));
  };

  const look = async () => {
    const isOver = left() <= 0;
    if (isOver && state !== "over") root.hidden = true;
    const told = await ask().catch(() => undefined);
    if (told && told !== OVER && (isOver || told.left > WARNED)) return resume(told);
    if (told && told !== OVER) learn(told);
    if (!isOver && told !== OVER) return show(reason());
    if (!isHeld()) return leave();
    root.hidden = false;
    return show("over");
  };

  let looked = 0;
  const tick = async () => {
    const due = left() <= 0 ? state !== "over" || Date.now() - looked > AGAIN : left() <= WARNED && !state;
    if (busy || !due) return;
    busy = true;
    looked = Date.now();
    await look().finally(() => (busy = false));
  };

  const stay = async (form) => {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "error" }).catch(() => undefined);
    if (!answer?.ok) return look();
    const told = await ask().catch(() => undefined);
    if (told && told !== OVER) learn(told);
    return close();
  };
  const keep = box.querySelector("form[data-idle=idle]");
  keep.addEventListener("submit", (event) => {
    event.preventDefault();
    stay(keep);
  });
  box.querySelector("[data-understood]").addEventListener("click", () => box.close());
  // Escape is a sign of life as well; after the end nothing is uncovered by it.
  box.addEventListener("cancel", (event) => {
    if (state === "longest") return;
    event.preventDefault();
    if (state === "idle") stay(keep);
  });
  box.addEventListener("close", () => state === "over" && box.showModal());

  document.addEventListener("input", (event) => {
    const form = event.target.form?.closest("[data-held]");
    if (form && event.isTrusted) typed.add(form);
  });
  const soon = () => {
    looked = 0;
    tick();
  };
  addEventListener("online", soon);
  addEventListener("focus", soon);
  document.addEventListener("visibilitychange", () => document.hidden || soon());

  learn(box.dataset);
  setInterval(tick, 1000);
})();
