// The to-do list: what it holds, what is done of it.

const list = $(".todo ol");
const works = new Set($$(".todo li[data-sentence]").map((item) => Number(item.dataset.sentence) - 1));

// Where two reviewers disagree, by the sentence's index, in words.
function disputes() {
  const told = new Map();
  state.review.conflicts.forEach((sides) => {
    const about = sides.find((side) => side.decision);
    const at = about ? placeOf(about.decision.position) : -1;
    if (at >= 0) told.set(at, sides.map((side) => `${side.reviewer}: ${sideWords(side)}`).join("; "));
  });
  return told;
}

const sideWords = ({ decision }) => (decision ? wordsOf({ ...decision, verdict: decision.decision }) : "");
const isTodo = (at) => works.has(at) || disputes().has(at);
const isDecided = (at) => {
  const { verdict, source } = decisionAt(at);
  return Boolean(verdict || source);
};
const isOpen = (at) => isTodo(at) && !isDecided(at);
const todoCount = () => sentences.filter((_, at) => isTodo(at)).length;
const openCount = () => sentences.filter((_, at) => isOpen(at)).length;

function progress() {
  const [open, all] = [openCount(), todoCount()];
  if (!all) return "Nothing to do";
  if (!open) return all === 1 ? "The one to-do is decided" : `All ${all} to-dos are decided`;
  return open === all ? `${open} to do` : `${open} of ${all} to do`;
}

function paintTodos() {
  $$(".progress").forEach((element) => { element.textContent = progress(); });
  const told = disputes();
  told.forEach((text, at) => addDispute(at));
  ticks.forEach((tick, at) => tick.classList.toggle("settled", isDecided(at)));
  if (!list) return;
  $$("li[data-sentence]", list).forEach((item) => {
    const done = isDecided(Number(item.dataset.sentence) - 1);
    item.classList.toggle("done", done);
    $(".tick-off", item).textContent = done ? "☑" : "☐";
    $(".said", item).textContent = done ? " decided" : " open";
  });
  cards.forEach((card, at) => {
    const old = $(".dispute", card);
    if (!told.has(at)) { if (old) old.remove(); return; }
    const text = make("p", { className: "dispute" }, "The reviewers disagree. ", words(told.get(at)), ".");
    if (old) old.replaceWith(text); else $("summary", card).after(text);
  });
}

function addDispute(at) {
  if (!list || $(`li[data-sentence="${at + 1}"]`, list)) return;
  const link = make("a", { href: `#s${at + 1}` }, make("b", { textContent: at + 1 }), " disputed");
  const item = make("li", {}, make("span", { className: "tick-off", textContent: "☐" }),
    make("span", { className: "said", textContent: " open" }), " ", link);
  item.dataset.sentence = at + 1;
  const next = $$("li[data-sentence]", list).find((other) => Number(other.dataset.sentence) > at + 1);
  list.insertBefore(item, next || null);
  $(".nothing").hidden = true;
}
