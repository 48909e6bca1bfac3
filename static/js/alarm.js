// Emergency access: shows how long it still runs. The server ends it, with or without this file.
(() => {
  "use strict";

  const SPOKEN = [15, 5]; // minutes before the end

  const words = (seconds, bar) => {
    const minutes = Math.floor(seconds / 60);
    if (minutes < 1) return bar.dataset.last;
    const hours = Math.floor(minutes / 60);
    return `${hours ? `${hours} ${bar.dataset.hours} ` : ""}${minutes % 60} ${bar.dataset.minutes}`;
  };

  const over = (bar) => {
    // What stands on the screen of that very case goes; anywhere else somebody may be writing.
    if (location.pathname.startsWith(bar.dataset.case)) return location.replace(location.pathname);
    bar.querySelector("[data-left]").textContent = bar.dataset.over;
    bar.querySelector("form").hidden = true;
    bar.querySelector("[role=status]").textContent = bar.dataset.over;
    return undefined;
  };

  for (const bar of document.querySelectorAll("[data-alarm]")) {
    const end = Date.now() + Number(bar.dataset.alarm) * 1000;
    const time = bar.querySelector("time");
    let before = Infinity;
    const tick = () => {
      const left = Math.max(0, Math.round((end - Date.now()) / 1000));
      if (!left) {
        clearInterval(timer);
        return over(bar);
      }
      time.textContent = words(left, bar);
      for (const minutes of SPOKEN) {
        if (left <= minutes * 60 && before > minutes * 60 && before !== Infinity) {
          bar.querySelector("[role=status]").textContent = bar.dataset.soon.replace("#", minutes);
        }
      }
      before = left;
      return undefined;
    };
    const timer = setInterval(tick, 1000);
    tick();
  }
})();
