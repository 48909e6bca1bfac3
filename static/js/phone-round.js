// A round begun or ended where there is no network: sealed and sent as a contact is, and remembered here by the names of
// places and of earlier rounds, which lie on the phone anyway. Contacts name the round by the key of its beginning.
(() => {
  "use strict";
  const form = document.getElementById("contact"), begin = document.getElementById("begin"), end = document.getElementById("end");
  const told = document.getElementById("phone").dataset, line = document.getElementById("told");
  const user = Number(told.user), place = form.querySelector("details.ctx");

  // What every contact begins with from now on; what somebody is typing stays as it is.
  const show = ({ round, name, presets }) => {
    form.elements.namedItem("round").value = round;
    for (const one of form.elements) {
      const chosen = presets[one.name];
      if (!chosen) continue;
      one.defaultChecked = chosen.includes(one.value);
      if ("typed" in form.dataset && one.name !== "given") one.checked = one.checked || one.defaultChecked;
    }
    begin.hidden = Boolean(round);
    end.hidden = !round;
    begin.open = end.open = false;
    end.dataset.round = round;
    place.open = !round;
    if (round) place.dataset.close = "";
    else delete place.dataset.close;
    if (!("typed" in form.dataset)) vagtplan.fresh();
    line.textContent = name;
  };

  const keep = async (fields, round) => {
    const key = crypto.randomUUID();
    const sealed = await vagtplan.seal([["submission_key", key], ...fields], { key, user, seal: told.seal, publicKey: told.public });
    await vagtplan.keep(sealed.item);
    const now = { key, round: round ?? key };
    vagtplan.sync();
    vagtplan.tell({ saved: true });
    return now;
  };
  const remember = async (now) => {
    await vagtplan.note(`round:${user}`, now);
    show(now);
  };

  const label = (input) => input.labels[0].firstChild.textContent.trim().replace(/[\u00ad\u200b]/g, "");
  const chosen = (name) => form.querySelector(`[name=${name}]:checked`);
  begin.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-begin]");
    if (!button) return;
    const { begin: again, name, venue, contact_type: type, sex, given } = button.dataset;
    const [here, kind] = [chosen("venue"), chosen("contact_type")];
    if (again === "elsewhere" && !(here && kind)) {
      line.textContent = told.missing;
      place.open = true;
      return;
    }
    const terms = again === "elsewhere"
      ? { name: label(here), presets: { venue: [here.value], contact_type: [kind.value], sex: [], given: [] } }
      : { name, presets: { venue: [venue], contact_type: [type], sex: [sex], given: given.split(" ") } };
    const fields = [["act", "begin"], ["again", again], ["contact_type", terms.presets.contact_type[0]]];
    button.disabled = true;
    try {
      const now = await keep([...fields, ["venue", terms.presets.venue[0]]]);
      await remember({ ...now, ...terms });
      line.textContent = `${terms.name}. ${told.begun}`;
    } catch {
      line.textContent = told.unsaved;
    }
    button.disabled = false;
    scrollTo(0, 0);
  });

  end.querySelector("[data-end]").addEventListener("click", async () => {
    try {
      const now = await keep([["act", "end"], ["round", end.dataset.round]], "");
      await remember({ ...now, name: told.ended, presets: { venue: [], contact_type: [], sex: [], given: [] } });
    } catch {
      line.textContent = told.unsaved;
    }
    scrollTo(0, 0);
  });

  vagtplan.fact(`round:${user}`).then((now) => { if (now) show(now); });
})();
