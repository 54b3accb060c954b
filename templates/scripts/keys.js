// Keys, and what they and the marks mean. Inert in text fields, and off for good where that is wished.

const KEYS = [
  ["j", "next sentence", goNext], ["k", "previous sentence", goBack],
  ["t", "next to-do", nextTodo], ["n", "next undecided", nextUndecided], ["u", "next without a source", nextWithout],
  ...page.verdicts.map(({ verdict, button: text, key }) => [key, text.toLowerCase(), () => decide(verdict)]),
  ["c", "correct who asserts it", askGiven], ["e", "edit the source", askEdit], ["m", "note", askNote],
  ["z", "undo", undo], ["Z", "redo", redo], ["/", "find words", askWords], ["g", "go to a number", askNumber],
  ["1", "to 9: show only that source", null], ["0", "show all", showAll], ["?", "marks, keys, review", askHelp],
  ["Escape", "close, show all, or choose none", () => { if (message.classList.contains("told") && !state.filter && state.chosen < 0) hush(); else if (state.filter) showAll(); else release(); }],
];
const acts = new Map(KEYS.map(([key, , act]) => [key, act]));

function pressed(event) {
  if (!state.keysOn || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const act = actOf(event);
  if (!act) return;
  event.preventDefault();
  act();
}

// A capital by Caps Lock does what its small letter does; Shift and z is another key.
function actOf({ key, shiftKey }) {
  if (/^[1-9]$/.test(key)) {
    const source = reading().byKey.get(`S${key}`);
    return source ? () => show(filterOf(source.root)) : () => say(`There is no source S${key}.`);
  }
  if (key.toLowerCase() === "z") return shiftKey ? redo : undo;
  return acts.get(key.length === 1 ? key.toLowerCase() : key);
}

function askHelp() {
  const name = line({ value: state.review.reviewer, autocomplete: "name" });
  name.addEventListener("change", () => change({ reviewer: name.value.trim() }, "Reviewer’s name kept.", -1));
  const marks = $("#legend dl").cloneNode(true);
  const keys = make("dl", { className: "keys" }, ...KEYS.flatMap(([key, what]) => [
    make("dt", {}, make("kbd", { textContent: key === "Escape" ? "Esc" : key })), make("dd", { textContent: what })]));
  ask("Review, marks and keys",
    make("p", { className: "row" }, button("Export …", askExport), button("Import …", importRecord),
      button("Queries for the reporter …", () => { shut(); askQueries(); }),
      button("The rest is fine as narration", () => { shut(); restFine(); }), button("Clear all", clear)),
    field("Reviewer’s name, if you like", name),
    toggle("Keys on", () => state.keysOn, (on) => { state.keysOn = on; remember("keys off", !on); }),
    toggle("After a verdict on a to-do go to the next", () => state.forward, (on) => { state.forward = on; remember("stay", !on); }),
    make("h3", { textContent: "Keys" }), keys, make("h3", { textContent: "Marks" }), marks);
  tell(strayWords());
}

function toggle(text, get, set) {
  const box = make("input", { type: "checkbox", checked: get() });
  box.addEventListener("change", () => set(box.checked));
  return make("label", { className: "toggle" }, box, ` ${text}`);
}
