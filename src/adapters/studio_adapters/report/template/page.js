
(() => {
  "use strict";
  const form = document.querySelector(".filters");
  const findings = [...document.querySelectorAll(".finding")];
  if (!form || findings.length === 0) return;
  const { quarter, object, clause } = form.elements;
  const quartersOf = (one) => one.dataset.quarters.split(" ");
  const offer = (select, values) => {
    for (const value of values) select.add(new Option(value, value));
  };
  offer(quarter, [...new Set(findings.flatMap(quartersOf))].sort());
  offer(clause, [...new Set(findings.map((one) => one.dataset.clause))]);
  const words = new Map(findings.map((one) => [one, one.textContent.toLowerCase()]));
  const show = () => {
    const wanted = object.value.trim().toLowerCase();
    let shown = 0;
    for (const one of findings) {
      const fits =
        (!quarter.value || quartersOf(one).includes(quarter.value)) &&
        (!clause.value || one.dataset.clause === clause.value) &&
        (!wanted || words.get(one).includes(wanted));
      one.hidden = !fits;
      shown += fits;
    }
    for (const owner of document.querySelectorAll(".owner")) {
      owner.hidden = !owner.querySelector(".finding:not([hidden])");
    }
    form.querySelector("output").value = `${shown} / ${findings.length}`;
    const state = new URLSearchParams();
    for (const one of [quarter, object, clause]) if (one.value) state.set(one.name, one.value);
    try { history.replaceState(null, "", `#${state}`); } catch { /* a page opened from a disk may not */ }
  };
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const one of [quarter, object, clause]) if (asked.has(one.name)) one.value = asked.get(one.name);
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  if ([...asked].length > 0) show();
})();
