// The recording page goes under a cover when nobody uses it, or when it has been out of sight: what could be mended is
// sealed for good, and what is being written waits for the code of this phone. Without a code, and after ten wrong ones,
// it is gone. The cover needs no network; the server ends the log-in by itself.
(() => {
  "use strict";
  const AWAY = 2 * 60 * 1000, TRIES = 10;
  const box = document.getElementById("lock"), form = box.querySelector("form");
  const told = document.getElementById("phone").dataset;
  const user = told.user, idle = Number(told.idle) * 60 * 1000;
  const line = box.querySelector("[role=alert]"), field = form.elements.namedItem("code");
  let used = Date.now(), hiddenSince = 0;

  const bytes = (text) => new TextEncoder().encode(text);
  // Slow on purpose; nothing on the phone opens by it.
  const digest = async (code, salt) => {
    const key = await crypto.subtle.importKey("raw", bytes(code), "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: 600_000 };
    return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)).join();
  };

  const lock = async () => {
    if (box.open || !vagtplan.isOpen()) return;
    box.showModal();
    vagtplan.dropEdit();
    const code = await vagtplan.fact(`code:${user}`);
    form.hidden = !code;
    line.textContent = "";
    (code ? field : box.querySelector("[data-anew]")).focus();
  };
  const anew = () => {
    vagtplan.dropDraft();
    used = Date.now();
    box.close();
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const code = await vagtplan.fact(`code:${user}`);
    const right = code && (await digest(field.value, code.salt)) === code.digest;
    field.value = "";
    if (right) {
      await vagtplan.forget(`fails:${user}`);
      used = Date.now();
      box.close();
      return;
    }
    const fails = ((await vagtplan.fact(`fails:${user}`)) ?? 0) + 1;
    await vagtplan.note(`fails:${user}`, fails);
    line.textContent = told.wrong.replace("0", Math.max(0, TRIES - fails));
    if (fails < TRIES) return;
    for (const name of ["code", "fails"]) await vagtplan.forget(`${name}:${user}`);
    anew();
    document.getElementById("told").textContent = told.destroyed;
  });
  box.querySelector("[data-anew]").addEventListener("click", anew);
  box.addEventListener("cancel", (event) => event.preventDefault());

  for (const sign of ["pointerdown", "keydown", "input"]) {
    document.addEventListener(sign, () => { used = Date.now(); }, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hiddenSince = Date.now();
    else if (hiddenSince && Date.now() - hiddenSince > AWAY) lock();
  });
  setInterval(() => {
    if (Date.now() - used > idle || (document.hidden && Date.now() - hiddenSince > AWAY)) lock();
  }, 1000);
})();
