// The page of what waits: the list, the way to make this browser ready, and the code it is covered with.
(() => {
  "use strict";
  const page = document.getElementById("queue"), words = page.dataset;
  const user = Number(words.user);
  const item = document.getElementById("waiting-item").content.firstElementChild;
  const part = (name) => document.querySelector(`[data-part=${name}]`);

  const when = (at) => new Date(at).toLocaleString(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit" });
  document.addEventListener("vagtplan:shown", async (event) => {
    const { waiting, late, ready, net } = event.detail;
    part("number").textContent = waiting.length ? words.waits.replace("0", waiting.length) : words.none;
    part("line").textContent = words[net] ?? "";
    part("late").hidden = !late;
    for (const one of ["list", "sealed"]) part(one).hidden = !waiting.length;
    part("make").hidden = Boolean(ready);
    for (const one of ["code", "send"]) part(one).hidden = !ready;
    part("installed").hidden = !ready || matchMedia("(display-mode: standalone)").matches;
    part("others").hidden = !(await vagtplan.others(user));
    part("items").replaceChildren(...waiting.map((one) => {
      const row = item.cloneNode(true);
      row.querySelector("[data-at]").textContent = when(one.at);
      return row;
    }));
  });

  part("send").addEventListener("click", () => vagtplan.sync());

  part("make").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target, line = form.querySelector("[role=alert]");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      const { token } = await answer.json();
      // Ready is what opens without a network: the page lies here before anything says so.
      await vagtplan.keepPage();
      await vagtplan.note(`ready:${user}`, { user, token });
      await navigator.storage?.persist?.();
      vagtplan.tell({ ready: true });
    } catch {
      line.textContent = words.notready;
    }
  });

  part("code").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target, field = form.elements.namedItem("code");
    const line = form.querySelector("[role=status]");
    if (!/^\d{6}$/.test(field.value)) {
      line.textContent = words.sixdigits;
      return;
    }
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(field.value), "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: 600_000 };
    const digest = new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)).join();
    await vagtplan.note(`code:${user}`, { salt, digest });
    await vagtplan.forget(`fails:${user}`);
    form.reset();
    line.textContent = words.codekept;
  });
})();
