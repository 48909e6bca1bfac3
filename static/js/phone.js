// The phone pages work without this file as ordinary forms.
// It adds: hiding at once, taking a choice back, folds that show what was chosen, steppers, the counting line.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Hide: page and history are replaced by the neutral page. Escape three times does the same.
  const hide = () => {
    root.dataset.veil = "";
    location.replace(document.body.dataset.hidden || "/");
  };
  for (const link of all("[data-hide]")) {
    link.addEventListener("click", (event) => { event.preventDefault(); hide(); });
  }
  let presses = 0;
  let last = 0;
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    presses = event.timeStamp - last < 800 ? presses + 1 : 1;
    last = event.timeStamp;
    if (presses === 3) hide();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) root.dataset.veil = "";
    else delete root.dataset.veil;
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  document.querySelector("[data-focus]")?.focus();
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // A second touch on a chosen answer takes it back: no choice means "not asked".
  // Fields that must have an answer say so with data-keep on a wrapper.
  let chosen = null;
  document.addEventListener("pointerdown", (event) => {
    const radio = event.target.closest?.(".pick")?.querySelector("input[type=radio]");
    chosen = radio?.checked && !radio.closest("[data-keep]") ? radio : null;
  }, true);
  document.addEventListener("click", (event) => {
    if (chosen && event.target === chosen) {
      chosen.checked = false;
      chosen.dispatchEvent(new Event("change", { bubbles: true }));
    }
    chosen = null;
  });

  // What is chosen inside a fold stands in its summary; data-close folds it away after a choice.
  const label = (input) => input.labels[0]?.firstChild.textContent.trim().replace(/[\u00ad\u200b]/g, "");
  const summarise = () => {
    for (const fold of all("details.fold")) {
      const value = fold.querySelector(":scope > summary [data-chosen]");
      if (value) value.textContent = [...new Set(all("input:checked", fold).map(label))].join(" · ") || value.dataset.chosen;
    }
  };
  document.addEventListener("change", (event) => {
    const fold = event.target.closest("details[data-close]");
    if (fold && event.target.type === "radio") {
      ask();
      // A choice that asks one more question leaves the fold open for it.
      if (fold.querySelector("[data-when]:not([hidden])")?.contains(event.target) === false) return;
      fold.open = false;
      fold.querySelector("summary").focus({ preventScroll: true });
    }
  });

  // What the note's guard found is taken out of the note at a touch; what is sent is still judged by the server.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    const field = document.getElementById(button.dataset.from);
    field.value = field.value.replaceAll(button.dataset.remove, " ").replace(/ {2,}/g, " ").trim();
    button.closest(".warn-slot").hidden = true;
    field.focus();
  });

  // Steppers, and parts that open on a button (data-toggle names one or more ids).
  document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step) {
      const input = document.getElementById(step.dataset.for);
      input.value = Math.max(0, (Number(input.value) || 0) + Number(step.dataset.step));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const toggle = event.target.closest("[data-toggle]");
    if (toggle) {
      const opened = toggle.getAttribute("aria-expanded") !== "true";
      for (const id of toggle.dataset.toggle.split(" ")) {
        const part = document.getElementById(id);
        part.hidden = !part.hidden;
        if (toggle.dataset.several) unsaid(part);
      }
      toggle.setAttribute("aria-expanded", String(opened));
      if (toggle.dataset.several) several(toggle, opened);
      refresh();
    }
  });

  // One person or several: what is hidden says nothing, and the named questions take one answer or more.
  const unsaid = (part) => { for (const input of all("input", part)) input.disabled = part.hidden; };
  const several = (toggle, are) => {
    for (const name of toggle.dataset.several.split(" ")) {
      for (const input of document.getElementsByName(name)) input.type = are ? "checkbox" : "radio";
    }
    toggle.textContent = are ? toggle.dataset.on : toggle.dataset.off;
  };
  for (const part of all("[data-folded]")) part.hidden = true;
  for (const toggle of all("[data-several]")) {
    for (const id of toggle.dataset.toggle.split(" ")) unsaid(document.getElementById(id));
  }

  // Questions that only matter after one answer: data-when="kind=phone".
  const ask = () => {
    for (const part of all("[data-when]")) {
      const [name, value] = part.dataset.when.split("=");
      part.hidden = document.querySelector(`[name="${name}"]:checked`)?.value !== value;
      if (part.dataset.drop === "") unsaid(part);
    }
  };

  // The counting line: one whole sentence per answer, written by the server in the user's language.
  const tally = document.querySelector("[data-tally]");
  const group = () => (tally.dataset.steppers || "").split(" ").map((name) => {
    const input = document.getElementsByName(name)[0];
    return input && !input.closest("[hidden]") ? Number(input.value) || 0 : 0;
  });
  const count = () => {
    if (!tally) return;
    const [fresh = 0, known = 0, today = 0, unknown = 0] = group();
    const visits = fresh + known + today + unknown;
    const answer = document.querySelector(`[name="${tally.dataset.tally}"]:checked`)?.value || "blank";
    tally.textContent = visits
      ? tally.dataset[unknown ? "groupUnclear" : "group"].replace("{visits}", visits)
        .replace("{unique}", fresh + known).replace("{new}", fresh).replace("{unclear}", unknown)
      : tally.dataset[answer] || tally.dataset.blank;
  };
  const refresh = () => { summarise(); ask(); count(); };
  document.addEventListener("change", refresh);
  document.addEventListener("input", refresh);
  refresh();
})();
