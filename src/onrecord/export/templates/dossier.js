"use strict";
(() => {
  const reports = document.querySelectorAll(".report");
  let pinned = null;

  const lit = (report, ids) => {
    for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
    if (!report || ids.length === 0) return;
    for (const mark of report.querySelectorAll("[data-on]")) {
      const on = mark.dataset.on.split(" ");
      if (ids.some((id) => on.includes(id))) mark.classList.add("lit");
    }
    for (const card of report.querySelectorAll("[data-id]")) {
      if (ids.includes(card.dataset.id)) card.classList.add("lit");
    }
  };
  const idsAt = (node) => {
    const place = node.closest("[data-id], [data-on]");
    if (!place) return [];
    return place.dataset.id ? [place.dataset.id] : place.dataset.on.split(" ");
  };
  const seen = (element) => {
    if (!element) return;
    const details = element.closest("details");
    if (details) details.open = true;
    element.scrollIntoView({ block: "nearest" });
  };
  const pin = (report, node) => {
    const ids = idsAt(node);
    pinned = ids.length ? { report, ids } : null;
    lit(report, ids);
    if (!ids.length) return;
    const isCard = Boolean(node.closest("[data-id]"));
    seen(report.querySelector(isCard ? ".text .lit" : ".records .lit"));
  };

  for (const report of reports) {
    report.addEventListener("mouseover", (event) => {
      const ids = idsAt(event.target);
      if (ids.length) lit(report, ids);
      else if (pinned) lit(pinned.report, pinned.ids);
      else lit(null, []);
    });
    report.addEventListener("focusin", (event) => lit(report, idsAt(event.target)));
    report.addEventListener("click", (event) => pin(report, event.target));
    report.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.dataset.id) pin(report, event.target);
      if (event.key === "Escape") { pinned = null; lit(null, []); }
    });
  }
  for (const box of document.querySelectorAll("[data-kind]")) {
    const apply = () => {
      document.body.classList.toggle("hide-" + box.dataset.kind, !box.checked);
      document.body.classList.toggle("show-" + box.dataset.kind, box.checked);
    };
    box.addEventListener("change", apply);
    apply();
  }
})();
