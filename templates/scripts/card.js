// The controls on the card of the chosen sentence; they move with the choice.

const controls = makeControls();

function makeControls() {
  const buttons = new Map(page.verdicts.map(({ verdict, button: text, key }) => (
    [verdict, keyed(text, key, () => decide(verdict))])));
  const note = make("textarea", { rows: 2 });
  let typing = false; // one step of undo for one visit to the field
  note.addEventListener("focus", () => { typing = false; });
  note.addEventListener("input", () => {
    const at = state.chosen;
    const step = stepOf(at, { note: note.value });
    if (typing) { revise(step); return; }
    typing = true;
    state.past.push({ step: inverse(state.review, step), said: `Note on sentence ${at + 1}.`, at });
    state.future = [];
    revise(step);
  });
  note.addEventListener("change", () => say(`Note on sentence ${state.chosen + 1} kept.`, undo));
  note.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    $(".number", sentences[state.chosen]).focus();
  });
  const source = keyed("Source\u00a0…", "c", askGiven);
  const title = make("h3", { className: "about-which" });
  const group = make("div", { className: "verdicts" }, ...buttons.values(), source, keyed("Edit source\u00a0…", "e", askEdit));
  group.setAttribute("role", "group");
  const ways = make("div", { className: "ways" }, keyed("‹ Previous", "k", goBack), keyed("Next ›", "j", goNext),
    keyed("Next to-do", "t", nextTodo), keyed("Next without source", "u", nextWithout), button("Copy with source", copySentence, "only act"));
  const box = make("div", { className: "controls" }, title, group, ways,
    make("label", {}, "Note ", make("kbd", { textContent: "m" }), note));
  return { box, buttons, note, title, group, source };
}

function placeControls() {
  cards[state.chosen].append(controls.box);
  controls.title.textContent = `Your decision on sentence ${state.chosen + 1}`;
  controls.group.setAttribute("aria-label", controls.title.textContent);
  paintControls();
}

function paintControls() {
  if (state.chosen < 0) return;
  const decision = decisionAt(state.chosen);
  controls.buttons.forEach((control, verdict) => {
    control.setAttribute("aria-pressed", String(verdict === decision.verdict));
  });
  controls.source.setAttribute("aria-pressed", String(Boolean(decision.source)));
  if (controls.note.value !== decision.note) controls.note.value = decision.note;
}

function askNote() {
  if (state.chosen < 0) say(FIRST); else controls.note.focus();
}
