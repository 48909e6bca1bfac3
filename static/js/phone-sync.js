// Sends what waits, in the name of who recorded it and of nobody else. A contact leaves the phone when the server has said
// that it has it; until then it may be sent again, for the server knows it by its number.
(() => {
  "use strict";
  const MOST = 100;
  const RECEIVED = new Set(["counted", "aside", "accepted", "left"]);
  const ready = (user) => `ready:${user}`;
  const byItself = { "X-By-Itself": "yes" };
  const told = new BroadcastChannel("vagtplan");
  vagtplan.tell = (what) => {
    told.postMessage(what);
    dispatchEvent(new CustomEvent("vagtplan", { detail: what }));
  };
  told.addEventListener("message", (event) => dispatchEvent(new CustomEvent("vagtplan", { detail: event.data })));

  // Who is logged in, or null; throws where there is no network. It does not prolong the session.
  const who = async () => {
    const answer = await fetch("/session/", { headers: byItself, redirect: "error", cache: "no-store" });
    if (answer.status === 401) return null;
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  const message = async (user, phone, items) => {
    const all = await vagtplan.waiting(user);
    const since = all[0]?.at ?? null;
    return JSON.stringify({ phone: phone ?? "", now: Date.now(), waiting: all.length, since, items });
  };
  // Nobody's session is prolonged; where there is none the server wants no such word.
  const post = async (to, body, token) => {
    const headers = { "Content-Type": "application/json", ...(token && { ...byItself, "X-CSRFToken": token }) };
    return fetch(to, { method: "POST", body, headers, redirect: "error" });
  };

  // One part after the other, smaller where the server finds one too large. Sent with nothing to send it says so.
  const sendAll = async (to, user, phone, token) => {
    let size = MOST, first = true;
    const refused = new Set();
    for (;;) {
      const rest = (await vagtplan.waiting(user)).filter((one) => !refused.has(one.key));
      if (!rest.length && !first) return true;
      first = false;
      const part = rest.slice(0, size);
      vagtplan.tell({ sending: part.length });
      const answer = await post(to, await message(user, phone, part), token);
      if (answer.status === 413 && size > 1) {
        size = Math.ceil(size / 2);
        first = true;
        continue;
      }
      if (!answer.ok) return false;
      const { answers, closed } = await answer.json();
      for (const [number, one] of answers.entries()) {
        if (RECEIVED.has(one.state)) await vagtplan.received(part[number]);
        else refused.add(part[number].key);
      }
      if (closed) vagtplan.closed = true;
      if (!part.length) return true;
      await vagtplan.note(`sent:${user}`, Date.now());
    }
  };

  const once = async () => {
    const session = await who();
    const facts = await vagtplan.facts();
    if (session) {
      await sendAll("/outreach/sync/", session.who, facts.get(ready(session.who))?.token, session.token);
    }
    // Accounts that were closed leave what they still had with their leader; of any other account the server wants none.
    for (const [name, { user, token } = {}] of facts) {
      if (!name.startsWith("ready:") || (session && user === session.who)) continue;
      vagtplan.closed = false;
      if ((await sendAll("/outreach/sync/leave/", user, token, session?.token)) && vagtplan.closed) await vagtplan.wipe(user, true);
    }
    return session;
  };

  // Two tabs take turns; one that finds the other sending lets it.
  vagtplan.sync = () => navigator.locks.request("vagtplan-sync", { ifAvailable: true }, async (lock) => {
    if (!lock) return undefined;
    try {
      const session = await once();
      vagtplan.tell({ net: session ? "on" : "login", who: session?.who });
      return session;
    } catch {
      vagtplan.tell({ net: "off" });
      return undefined;
    }
  });

  // What could be read, or was about to be written, is gone; what is sealed stays until it is sent.
  vagtplan.wipe = async (user, closed = false) => {
    vagtplan.tell({ wiped: true, closed });
    for (const name of ["cmm-phone-pages", "cmm-phone-files"]) await caches.delete(name);
    for (const name of [`code:${user}`, `fails:${user}`, `round:${user}`]) await vagtplan.forget(name);
    if (closed) await vagtplan.forget(ready(user));
  };
})();
