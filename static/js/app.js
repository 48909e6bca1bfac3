// Everything works without this file. It only saves a reload, or hides the screen faster.
(() => {
  "use strict";

  // Quick exit: blank at once, logged out, the page replaced in the history, a neutral site.
  const leave = () => {
    const form = document.querySelector(".cmm-leave");
    document.documentElement.hidden = true;
    if (!form) return;
    fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" });
    location.replace(form.dataset.exit);
  };
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".cmm-leave")) return;
    event.preventDefault();
    leave();
  });
  let presses = 0;
  let last = 0;
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    presses = event.timeStamp - last < 800 ? presses + 1 : 1;
    last = event.timeStamp;
    if (presses === 3) leave();
  });

  // A refused form is read from its summary.
  const focusSummary = (root) => root.querySelector("[data-focus]")?.focus();
  addEventListener("load", () => focusSummary(document)); // after the browser has gone to the address's #part
  document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.target));

  // A second press on the same button sends nothing twice. The server refuses it too.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 5000); // what was sent may be a download, which leaves the page here
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload(); // a page from before a log-out is never shown again
  });

  // What is shown for a while is masked again, with or without a network: the mask waits in a template beside it.
  const mask = (shown) => {
    const [around, held] = [shown.parentElement, shown.contains(document.activeElement)];
    shown.replaceWith(shown.querySelector("template").content.cloneNode(true));
    window.htmx?.process(around);
    if (held) around.querySelector("button")?.focus();
  };
  const watch = (root) => {
    for (const shown of root.querySelectorAll("[data-shown-for]"))
      setTimeout(() => shown.isConnected && mask(shown), shown.dataset.shownFor * 1000);
  };
  watch(document);
  document.addEventListener("htmx:afterSettle", (event) => watch(event.target));
  document.addEventListener("click", (event) => {
    const shown = event.target.closest("[data-hide]")?.closest("[data-shown-for]");
    if (!shown) return;
    event.preventDefault();
    mask(shown);
  });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
