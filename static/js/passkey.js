// A passkey answers a question of the server's. The answer goes with the form that stands there anyway.
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

  const ask = async (form, address) => {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(address, { method: "POST", body, redirect: "error" });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };
  const made = async (options) => {
    const user = { ...options.user, id: bytes(options.user.id) };
    const told = { ...options, user, challenge: bytes(options.challenge), excludeCredentials: named(options.excludeCredentials) };
    const key = await navigator.credentials.create({ publicKey: told });
    const said = { attestationObject: text(key.response.attestationObject), clientDataJSON: text(key.response.clientDataJSON) };
    return { id: key.id, rawId: text(key.rawId), type: key.type, response: said };
  };
  const shown = async (options) => {
    const told = { ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials) };
    const key = await navigator.credentials.get({ publicKey: told });
    const said = Object.fromEntries(["authenticatorData", "clientDataJSON", "signature"].map((name) => [name, text(key.response[name])]));
    return { id: key.id, rawId: text(key.rawId), type: key.type, response: said };
  };

  for (const button of document.querySelectorAll("[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    const form = button.form;
    const told = form.querySelector("[data-passkey-told]");
    button.hidden = false;
    button.closest("[data-passkey-part]")?.removeAttribute("hidden");
    button.addEventListener("click", async () => {
      told.hidden = true;
      try {
        const question = await ask(form, button.dataset.ask);
        const credential = await (button.dataset.passkey === "make" ? made : shown)(question.publicKey);
        form.querySelector("[name$=answer]").value = JSON.stringify({ ticket: question.ticket, credential });
        form.requestSubmit();
      } catch {
        told.hidden = false;
      }
    });
  }
})();
