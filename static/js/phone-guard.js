// What a note may not hold stops the saving where it is written; something like a name asks. The rules are those of
// cases/outreach/rules.py, which has the last word when the contact arrives.
(() => {
  "use strict";
  const DAY = "(?:0?[1-9]|[12]\\d|3[01])", MONTH = "(?:0?[1-9]|1[0-2])";
  const DATE = new RegExp(`(?<![\\d./-])(?:${DAY}[-./]${MONTH}[-./](?:\\d{4}|\\d{2})|\\d{4}-${MONTH}-${DAY})(?!\\d|[./-]\\d)`, "gu");
  const CLOCK = /(?<![\d.:])(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d|[.:]\d)/gu;
  const CPR = /(?<!\d)\d{6}[-–\s]{0,3}\d{4}(?!\d)/u;
  const PHONE = /(?:\+|(?<!\d))(?:\d[-–.\s/()]{0,2}){7,}\d/u;
  const W = "[\\p{L}\\p{N}_]";
  const WORD = `[A-ZÀ-ÖØ-ÞŞȘŢȚĂÂÎĐŁŽŠČ](?:${W}|['’-])+`;
  const NAME = new RegExp(`(?<!${W})(?:hedder|kalder sig|kaldes|navn(?:et)?(?: er)?|named|called|name is)\\s+(${WORD}(?:\\s${WORD})*)`
    + `|(?<!${W})(${WORD}\\s${WORD}(?:\\s${WORD})*)`, "u");

  const crossed = (found) => ` ${"x".repeat(found.length - 2)} `;
  const numberIn = (text) => {
    const cpr = CPR.exec(text);
    if (cpr) return cpr[0];
    const phone = PHONE.exec(text.replace(DATE, crossed).replace(CLOCK, crossed));
    return phone ? text.slice(phone.index, phone.index + phone[0].length) : "";
  };
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const nameIn = (text, known) => {
    for (const place of known) text = text.replace(new RegExp(escaped(place), "giu"), "x");
    const found = NAME.exec(text);
    return found ? found[1] ?? found[2] : "";
  };
  Object.assign(vagtplan, { numberIn, nameIn });

  const places = (form) => [...form.querySelectorAll("[name=venue]")]
    .map((one) => one.labels[0]?.firstChild.textContent.trim().replace(/[\u00ad\u200b]/g, ""))
    .filter(Boolean).sort((one, other) => other.length - one.length);

  // Whether the note may be saved as it stands; if not, what is wrong stands under it.
  vagtplan.guard = (form) => {
    const note = form.elements.note, code = form.elements.own_code;
    document.getElementById("guarded")?.remove();
    form.querySelector("[data-notname]")?.remove();
    const number = numberIn(note.value) || numberIn(code?.value ?? "");
    const name = number ? "" : nameIn(note.value, places(form));
    if (!number && (!name || form.dataset.notname === name)) {
      if (name) form.insertAdjacentElement("beforeend", hidden(name));
      delete form.dataset.notname;
      return true;
    }
    show(form, number && !numberIn(note.value) ? code : note, number || name, number ? "number" : "name");
    return false;
  };
  const hidden = (name) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: "not_a_name", value: name });
    input.dataset.notname = "";
    return input;
  };
  const show = (form, field, found, kind) => {
    const box = document.getElementById("guard").content.firstElementChild.cloneNode(true);
    box.id = "guarded";
    box.querySelector(".alert-heading").textContent = box.dataset[kind];
    box.querySelector("[data-found]").textContent = `»${found}«`;
    const [remove, keep] = box.querySelectorAll("button");
    remove.dataset.remove = found;
    remove.dataset.from = field.id;
    keep.hidden = kind !== "name";
    keep.addEventListener("click", () => {
      form.dataset.notname = found;
      form.requestSubmit();
    });
    field.closest("details")?.setAttribute("open", "");
    field.insertAdjacentElement("afterend", box);
    field.focus({ preventScroll: true });
    box.scrollIntoView({ block: "center" });
  };
})();
