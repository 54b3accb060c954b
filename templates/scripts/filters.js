// Filters that find: what fits stays, the rest is dimmed, j and k walk only what fits.

const passes = (at) => !state.filter || state.filter.test(at);

const VIEWS = [
  ["to do", (at) => isOpen(at)],
  ["undecided", (at) => !isDecided(at)],
  ["unsure", (at) => page.sentences[at].unsure],
  ["noted", (at) => decisionAt(at).note.trim() !== ""],
  [page.verdicts[1].words, (at) => decisionAt(at).verdict === NEEDS],
];
const filterOf = (key) => ({ name: key, label: key === NONE ? "no source" : titled(key), test: (at) => keysOf(at).includes(key) });

// Shows only what a filter fits; the same filter again shows all.
function show(filter) {
  if (filter && state.filter && filter.name === state.filter.name) { showAll(); return; }
  state.filter = filter;
  const fitting = paintFilter();
  const first = sentences.findIndex((_, at) => passes(at));
  if (first < 0) { say(`Only ${filter.label}: nothing fits. Esc shows all.`, showAll, "Show all"); return; }
  if (state.chosen < 0 || !passes(state.chosen)) choose(first);
  else sentences[state.chosen].scrollIntoView({ block: "nearest" });
  say(`Only ${filter.label}: ${fitting} of ${plural(sentences.length, "sentence")}. Esc shows all.`, showAll, "Show all");
}

function showAll() {
  if (!state.filter) return;
  state.filter = null;
  paintFilter();
  say("All sentences shown.");
}

function paintFilter() {
  let fitting = 0;
  sentences.forEach((sentence, at) => {
    const fits = state.filter !== null && state.filter.test(at);
    fitting += fits;
    sentence.classList.toggle("match", fits);
    sentence.classList.toggle("faded", state.filter !== null && !fits);
    ticks[at].classList.toggle("faded", state.filter !== null && !fits);
  });
  $$("[data-filter]").forEach((control) => {
    control.setAttribute("aria-pressed", String(state.filter !== null && control.dataset.filter === state.filter.name));
  });
  filtering.hidden = state.filter === null;
  if (state.filter) {
    $("span", filtering).textContent = `Only ${state.filter.label}: ${fitting} of ${sentences.length}`;
  }
  return fitting;
}

const filtering = make("p", { className: "filtering", hidden: true }, make("span"), " ", button("Show all", showAll));

function askWords() {
  const input = line({ type: "search" });
  const find = () => {
    const sought = input.value.trim();
    if (!sought) return tell("Type words of the article.");
    const fits = (at) => textOf(at).toLowerCase().includes(sought.toLowerCase());
    if (!sentences.some((_, at) => fits(at))) return tell(`“${sought}” is not in the article.`);
    shut();
    state.filter = null;
    return show({ name: `words ${sought}`, label: `“${sought}”`, test: fits });
  };
  ask("Find words in the article", field("Words", input, find), button("Find", find));
}

function addFilters() {
  const row = make("p", { className: "views" }, "Show only ");
  VIEWS.forEach(([label, test]) => {
    const control = button(label, () => show({ name: label, label, test }));
    control.dataset.filter = label;
    control.setAttribute("aria-pressed", "false");
    row.append(control, " ");
  });
  row.append(keyed("Find", "/", askWords));
  $("#sources").append(row);
}
