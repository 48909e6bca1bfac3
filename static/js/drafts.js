// What is typed into a form is kept on the server while it is typed, and stands there again afterwards. Nothing of it
// is kept in the browser.
(() => {
  "use strict";
  const WAIT = 1500; // milliseconds without a key
  // What a page sends while it is left may hold 64 KB. A longer draft is kept sooner, and the page is not left unasked
  // before it is.
  const LEAVING = 60_000;
  const WAIT_WHEN_LONG = 500;

  const NOT_KEPT = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"]);
  // The version a text was written on comes back with it, so that what a colleague saved meanwhile is not overwritten.
  const kept = (field) => field.name === "version"
    || (field.name && !NOT_KEPT.has(field.type) && field.autocomplete !== "one-time-code");
  const fieldsOf = (form) => [...form.elements].filter(kept);
  const ticked = (field) => field.type === "checkbox" || field.type === "radio";

  const bringBack = (form, values) => {
    for (const field of fieldsOf(form)) {
      const said = values[field.name] ?? [];
      if (ticked(field)) field.checked = said.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = said.includes(option.value);
      else if (field.name in values) field.value = said[0];
      else continue;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.closest("details")?.setAttribute("open", "");
    }
  };

  const told = (form, place) => {
    const data = new FormData();
    for (const field of fieldsOf(form)) {
      if (ticked(field) && !field.checked) continue;
      const chosen = field.multiple ? [...field.selectedOptions] : [field];
      for (const one of chosen) data.append(field.name, one.value);
    }
    data.append("draft_form", place.dataset.draft);
    data.append("draft_title", document.querySelector("h1")?.textContent.trim() ?? "");
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return data;
  };

  const written = (form, place) => {
    const data = told(form, place);
    data.delete("csrfmiddlewaretoken");
    return JSON.stringify([...data]);
  };

  // In bytes, with what stands around each field in the message.
  const lengthOf = (data) => {
    const bytes = new TextEncoder();
    return [...data].reduce((sum, [name, value]) => sum + 200 + bytes.encode(name + value).length, 0);
  };

  const watch = (place) => {
    const form = place.closest("form");
    const line = place.querySelector("[data-draft-line]");
    form.querySelector(".cmm-buttons")?.append(line);
    const values = place.querySelector('script[type="application/json"]');
    if (values) bringBack(form, JSON.parse(values.textContent));

    const drop = place.querySelector("[data-draft-drop]");
    drop?.addEventListener("click", async () => {
      typed = false;
      const answer = await fetch(drop.dataset.draftDrop, { method: "POST", body: told(form, place), redirect: "error" });
      if (answer.ok) location.reload();
    });

    let timer, sending, typed = false, long = false;
    const keep = async (leaving) => {
      if (!typed) return;
      typed = false;
      const body = told(form, place);
      const options = { method: "POST", body, keepalive: leaving && lengthOf(body) < LEAVING, redirect: "error" };
      try {
        const answer = await fetch(place.dataset.keep, options);
        if (!answer.ok) throw new Error(answer.status);
        line.textContent = await answer.text();
        if (!typed) delete place.dataset.unkept;
      } catch {
        typed = true;
        line.textContent = place.dataset.lost;
      }
    };
    const begin = (leaving) => {
      clearTimeout(timer);
      sending = keep(leaving).finally(() => (sending = undefined));
    };
    let last = written(form, place);
    const changed = (event) => {
      if (!event.isTrusted) return;
      // A field that is only left says "change" as well, also to a message that nobody is there to see.
      const now = written(form, place);
      if (!typed && now === last) return;
      last = now;
      typed = true;
      place.dataset.unkept = "";
      clearTimeout(timer);
      long = lengthOf(told(form, place)) >= LEAVING;
      timer = setTimeout(begin, long ? WAIT_WHEN_LONG : WAIT, false);
    };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    addEventListener("beforeunload", (event) => {
      if (!long || !(typed || sending)) return;
      if (typed) begin(false);
      event.preventDefault();
    });
    for (const back of ["online", "cmm:back"]) addEventListener(back, () => begin(false));
    addEventListener("pagehide", () => begin(true));
    document.addEventListener("visibilitychange", () => document.hidden && begin(true));
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      typed = false;
      if (!sending) return;
      // What is on its way arrives before the form does, which then takes the draft away.
      event.preventDefault();
      sending.finally(() => form.requestSubmit(event.submitter));
    });
  };
  // Each form of a page brings this script along, and it runs as often.
  for (const place of document.querySelectorAll("[data-draft]:not([data-watched])")) {
    place.dataset.watched = "";
    watch(place);
  }
})();
