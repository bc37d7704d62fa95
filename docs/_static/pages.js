// What the pages of the dataset add where scripts run; without it all of them can be read.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  // An anchor within folds unfolds them, also in browsers that do not do so by themselves.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || target.closest("details:not([open])") === null) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
  // A footnote is also copied.
  document.addEventListener("click", event => {
    const id = event.target.closest("button.cite")?.getAttribute("popovertarget");
    if (id) navigator.clipboard?.writeText(document.getElementById(id).textContent).catch(() => {});
  });
});
