// The recording page as the phone keeps it: a contact is sealed before anything of it is stored, and may be mended for a
// quarter of an hour while this page stays open and it has not been sent.
(() => {
  "use strict";
  const OPEN_FOR = 15 * 60 * 1000;
  const form = document.getElementById("contact");
  const told = document.getElementById("phone").dataset;
  const line = document.getElementById("told"), mend = document.getElementById("mend");
  const user = Number(told.user);
  let last; // { key, edit, until }: what opens the last contact, in memory only
  let number = 0;

  const field = (name) => form.elements.namedItem(name);
  const fresh = () => {
    form.reset();
    field("submission_key").value = crypto.randomUUID();
    delete form.dataset.typed;
    for (const fold of form.querySelectorAll("details[open]:not(.ctx)")) fold.open = false;
    form.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const drop = () => {
    last = undefined;
    mend.hidden = true;
  };
  vagtplan.fresh = fresh;
  vagtplan.dropEdit = drop;
  vagtplan.dropDraft = () => { drop(); fresh(); };
  vagtplan.isOpen = () => Boolean(last) || "typed" in form.dataset;

  const save = async () => {
    const fields = [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
    const key = field("submission_key").value;
    const sealed = await vagtplan.seal(fields, { key, user, seal: told.seal, publicKey: told.public });
    await vagtplan.keep(sealed.item);
    last = { key, edit: sealed.edit, until: Date.now() + OPEN_FOR };
    number += 1;
    fresh();
    scrollTo(0, 0);
    line.textContent = told.saved;
    tick();
    vagtplan.tell({ saved: true });
    vagtplan.sync();
  };

  let saving = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (saving || !vagtplan.guard(form)) return;
    if (![..."venue contact_type".split(" ")].every((name) => field(name)?.value)) {
      line.textContent = told.missing;
      form.querySelector("details.ctx").open = true;
      return;
    }
    saving = true;
    await save().catch(() => { line.textContent = told.unsaved; });
    saving = false;
  });
  form.addEventListener("input", () => { form.dataset.typed = "yes"; });

  mend.addEventListener("click", async () => {
    const item = last && (await vagtplan.get(last.key));
    if (!item) {
      drop();
      line.textContent = told.sent;
      return;
    }
    const fields = await vagtplan.reopen(item, last.edit);
    fresh();
    for (const one of form.elements) {
      const values = fields.filter(([name]) => name === one.name).map(([, value]) => value);
      if (one.type === "radio" || one.type === "checkbox") one.checked = values.includes(one.value);
      else if (values.length) [one.value] = values;
    }
    form.dataset.typed = "yes";
    form.dispatchEvent(new Event("change", { bubbles: true }));
    line.textContent = told.mending;
    drop();
  });

  const tick = async () => {
    if (!last) return;
    const left = Math.ceil((last.until - Date.now()) / 1000);
    if (left <= 0 || !(await vagtplan.get(last.key))) {
      line.textContent = left <= 0 ? told.sealed : told.received;
      drop();
      return;
    }
    mend.hidden = false;
    mend.querySelector("small").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  };
  setInterval(tick, 1000);

  addEventListener("vagtplan", (event) => {
    if (event.detail.wiped) vagtplan.dropDraft();
    if (!event.detail.closed) return;
    const closed = document.getElementById("closed").content.cloneNode(true);
    document.getElementById("main-content").replaceChildren(closed);
    document.querySelector(".dock").remove();
  });
  addEventListener("pagehide", drop);
  fresh();
})();
