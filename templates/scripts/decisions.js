// Decisions: a verdict, a source and a note for each sentence, independent of each other. Each change
// is a step: the fields that it replaces, so that undo and redo touch nothing else.

const decisionAt = (at) => state.review.decisions[at] || UNTOUCHED;

function wordsOf({ verdict, source, note }) {
  const said = verdict ? [verdicts.get(verdict).words] : [];
  if (source) said.push(`source: ${sourceWords(source)}`);
  return said.join(", ") || (note.trim() ? "noted" : "undecided");
}

function sourceWords(source) {
  if (typeof source === "string") return source;
  const known = reading().byId.get(source.id);
  return known ? titled(known.root) : source.name;
}

// A step: { decisions: { at: value }, sources: { id: value }, …other fields }; undefined takes away.
function applied(review, step) {
  const now = new Date().toISOString();
  const made = { ...review, created: review.created || now, modified: now };
  for (const [name, value] of Object.entries(step)) {
    made[name] = ["decisions", "sources", "added"].includes(name) ? patched(review[name], value) : value;
  }
  return made;
}

function patched(values, changes) {
  const made = { ...values, ...changes };
  Object.keys(changes).filter((key) => changes[key] === undefined).forEach((key) => delete made[key]);
  return made;
}

// The step that takes a step back.
function inverse(review, step) {
  return Object.fromEntries(Object.entries(step).map(([name, value]) => [
    name, ["decisions", "sources"].includes(name)
      ? Object.fromEntries(Object.keys(value).map((key) => [key, review[name][key]]))
      : name === "added" ? {} : review[name],
  ]));
}

// `said` tells what was done and `at` where; both come back with undo and redo.
function change(step, said, at = state.chosen) {
  state.past.push({ step: inverse(state.review, step), said, at });
  state.future = [];
  revise(step);
  say(said, undo);
}

// Changes the review without a step of undo.
function revise(step) {
  state.review = applied(state.review, step);
  paint();
  keep();
}

function undo() { back(state.past, state.future, "Undone", "Nothing to undo."); }
function redo() { back(state.future, state.past, "Done again", "Nothing to do again."); }

function back(from, onto, how, missing) {
  const last = from.pop();
  if (!last) { say(missing); return; }
  onto.push({ ...last, step: inverse(state.review, last.step) });
  revise(last.step);
  if (last.at >= 0) choose(last.at);
  say(`${how}: ${last.said}`);
}

// The step that gives a sentence a decision; one that says nothing is left out, a dispute is settled.
function stepOf(at, fields) {
  const decision = { ...decisionAt(at), ...fields };
  const empty = !decision.verdict && !decision.source && !decision.note;
  const conflicts = state.review.conflicts.filter((sides) => !sides.some((side) => (
    side.decision && placeOf(side.decision.position) === at)));
  const step = { decisions: { [at]: empty ? undefined : decision } };
  return conflicts.length === state.review.conflicts.length ? step : { ...step, conflicts };
}

function decide(verdict) {
  if (state.chosen < 0) { say(FIRST); return; }
  const at = state.chosen;
  const again = decisionAt(at).verdict === verdict; // the same button takes it back
  const work = isOpen(at);
  const said = again ? "no verdict" : verdicts.get(verdict).words;
  change(stepOf(at, { verdict: again ? null : verdict }), `Sentence ${at + 1}: ${said}.`);
  if (again || !work || !state.forward) return;
  if (openCount()) seekRound(isOpen, "");
  else say(`Sentence ${at + 1}: ${said}. ${progress()}.`, undo);
}

// Who asserts the chosen sentence: { id, name }, NONE, UNKNOWN, or null for what the model read.
function give(at, source, added = {}) {
  const step = { ...stepOf(at, { source }), added };
  const name = source && source.id ? source.name : source;
  change(step, `Sentence ${at + 1}: ${source ? `source: ${name}` : "source as the tool read it"}.`, at);
}

// Many at once, one step: the undecided among these sentences.
function decideAll(all, verdict, about) {
  const open = all.filter((at) => !decisionAt(at).verdict);
  if (!open.length) { say(`${about}: none is undecided.`); return; }
  const decisions = Object.fromEntries(open.map((at) => [at, { ...decisionAt(at), verdict }]));
  change({ decisions }, `${about}: ${plural(open.length, "sentence")} ${verdicts.get(verdict).words}.`);
}
const confirmAll = (key) => decideAll(tally().get(key) || [], CONFIRM, titled(key));
function restFine() {
  const rest = sentences.map((_, at) => at).filter((at) => keysOf(at).includes(NONE) && !isTodo(at));
  decideAll(rest, FINE, "Narration without a to-do");
}

// ---- Painted: in the gutter and on the card ----

let paintedDecisions = {};
function paintDecisions() {
  sentences.forEach((sentence, at) => {
    const decision = state.review.decisions[at];
    const said = decision && signOf(decision) + wordsOf(decision) + decision.note;
    if (said === paintedDecisions[at]) return;
    paintedDecisions[at] = said;
    [...$$(".decision", sentence), ...$$(".decision, .decided", cards[at])].forEach((old) => old.remove());
    if (!decision) return;
    $(".number", sentence).after(signed(decision));
    $("summary", cards[at]).append(signed(decision));
    const line = make("p", { className: "decided" }, "Decided: ", words(wordsOf(decision)), ".");
    if (decision.note.trim()) line.append(" ", words(decision.note.trim()));
    $("summary", cards[at]).after(line);
  });
}

const signOf = ({ verdict, source, note }) => (verdict ? verdicts.get(verdict).sign : "")
  + (source ? page.source_sign : "") + (note.trim() ? page.note_sign : "");

function signed(decision) {
  const said = make("span", { className: "said", textContent: ` ${wordsOf(decision)}` });
  return make("span", { className: "decision", title: wordsOf(decision) }, signOf(decision), said);
}
