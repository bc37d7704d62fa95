// The filters of the pages "Explore the events" and "Find a claim". Without this script both pages are complete lists.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form.explore");
  if (!form) return;
  const first = "0001-01-01", last = "9999-12-31", axis = document.querySelector(".axis"), years = axis?.innerHTML;
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const day = text => Date.parse(text) / 864e5;
  let wrong = [];  // What the address asks for and the form does not have.
  const report = (shown, all, more = "") => {
    const [some, every] = [shown, all].map(number => number.toLocaleString("en"));
    const unknown = wrong.length ? `. The address has an unknown value: ${wrong.join(", ")}` : "";
    document.querySelector("output.count").textContent = `${some} of ${every} ${form.dataset.noun}${more}${unknown}`;
  };

  // Claims: those that have all the words.
  const claims = [...document.querySelectorAll("ol.claims li")].map(item => ({item, text: plain(item.textContent)}));
  const filterClaims = asked => {
    const words = plain(asked.text).split(/\s+/);
    for (const {item, text} of claims) {
      const chosen = ["source", "modality"].every(name => !asked[name] || item.dataset[name] === asked[name]);
      item.hidden = !(chosen && words.every(word => text.includes(word)));
    }
    report(claims.filter(({item}) => !item.hidden).length, claims.length);
  };

  // Events: the rows of the library, with the answers of events_between.
  const rows = JSON.parse(document.getElementById("rows")?.textContent || "{}");
  const lists = ["certain", "possible"].map(id => document.getElementById(id));
  const items = new Map(lists.flatMap(list => [...(list?.children || [])]).map(item => [item.id, item]));
  const answer = (row, start, end) => {
    if (!start && !end) return row.asserted ? "certain" : "possible";
    [start, end] = [start || first, end || last];
    const latestStart = row.latest_start || (row.open_start ? first : last);
    const earliestEnd = row.earliest_end || (row.open_end ? last : first);
    const certain = latestStart <= end && start <= earliestEnd && !row.doubtful;
    const told = row.dated && (row.reach_start || first) <= end && start <= (row.reach_end || last);
    return certain && row.asserted ? "certain" : certain || told ? "possible" : "no";
  };
  const bar = (row, from, to) => {  // As Axis.bar in bars.py, and clip in days.py.
    const per = 100 / (day(to) + 1 - day(from)), seen = row.bar.filter(([start, end]) => start <= to && from <= end);
    return seen.map(([start, end, mark]) => {
      const drawn = mark === "framed" && (start < from || end > to) ? "pale" : mark;
      const left = Math.max(day(start) - day(from), 0) * per, right = Math.min((day(end) + 1 - day(from)) * per, 100);
      return `<i class="${drawn}" style="left:${left}%;width:${right - left}%"></i>`;
    }).join("");
  };
  const ticks = (from, to) => [0, 25, 50, 75].slice(0, day(to) + 1 - day(from)).map(at => {
    const tick = new Date((day(from) + (day(to) + 1 - day(from)) * at / 100) * 864e5);
    const words = tick.toLocaleDateString("en-GB", {timeZone: "UTC", day: "numeric", month: "short", year: "numeric"});
    return `<span style="left:${at}%">${words}</span>`;
  }).join("");
  const filterEvents = ({source, kind, actor, from, to, certain}) => {
    const backwards = from && to && from > to, found = {certain: [], possible: [], no: []};
    for (const row of rows[source]) {
      const theirs = !actor || (row.participants || "").split("; ").includes(actor);
      const fits = !backwards && theirs && (!kind || row.kind === kind);
      found[fits ? answer(row, from, to) : "no"].push(row);
    }
    if (certain) found.possible = [];
    const start = from || (to && to < "1979" ? to : "1979-01-01"), end = to || (from > "2022" ? from : "2021-12-31");
    axis.innerHTML = (from || to) && !backwards ? ticks(start, end) : years;
    for (const list of lists) {
      list.replaceChildren(...found[list.id].map(row => {
        const item = items.get(`event-${row.id}`);
        item.className = row.asserted ? "" : "reported";
        item.querySelector("small").textContent = row.words;
        item.querySelector(".bar").innerHTML = bar(row, start, end);
        return item;
      }));
      list.parentElement.querySelector(".number").textContent = found[list.id].length;
    }
    const more = backwards ? ": the first day is after the last" : ` (${found.certain.length} certain)`;
    report(found.certain.length + found.possible.length, rows[""].length, more);
  };

  const filter = () => (claims.length ? filterClaims : filterEvents)(Object.fromEntries(new FormData(form)));
  const read = () => {  // From the address to the form.
    form.reset();
    wrong = [...new URLSearchParams(location.hash.slice(1))].filter(([name, value]) => {
      const field = form.elements[name];
      if (field?.type === "checkbox") field.checked = value === field.value;
      else if (field) field.value = value;
      return field?.value !== value;
    }).map(pair => pair.join("="));
    filter();
  };
  const write = () => {  // From the form to the address.
    history.replaceState(null, "", `#${new URLSearchParams([...new FormData(form)].filter(([, value]) => value))}`);
    wrong = [];
    filter();
  };
  form.addEventListener("input", write);
  form.querySelector("button").addEventListener("click", () => { form.reset(); write(); });
  form.addEventListener("submit", event => event.preventDefault());
  addEventListener("hashchange", read);
  form.hidden = false;
  read();
});
