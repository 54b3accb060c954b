// One selection: whatever names a sentence chooses it, and every control and key acts on that one.

const FIRST = "Choose a sentence first: j is the next one.";

function choose(at, focus = true) {
  if (at < 0 || at >= sentences.length) return;
  if (state.chosen >= 0) mark(state.chosen, false);
  state.chosen = at;
  mark(at, true);
  document.documentElement.classList.add("choosing");
  placeControls();
  $("#details").scrollTop = 0;
  if (focus) {
    $(".number", sentences[at]).focus({ preventScroll: true });
    sentences[at].scrollIntoView({ block: "nearest" });
  }
  try { history.replaceState(null, "", `#s${at + 1}`); } catch { /* the address stays as it is */ }
}

function mark(at, on) {
  sentences[at].classList.toggle("chosen", on);
  ticks[at].classList.toggle("chosen", on);
  cards[at].open = on;
  const item = $(`.todo li[data-sentence="${at + 1}"]`);
  if (item) item.classList.toggle("chosen", on);
}

function release() {
  if (state.chosen < 0) return;
  mark(state.chosen, false);
  state.chosen = -1;
  controls.box.remove();
  document.documentElement.classList.remove("choosing");
  try { history.replaceState(null, "", " "); } catch { /* the address stays as it is */ }
}

// The next sentence in a direction that passes a test; says so where there is none. A filter that is
// on counts too: what it dims is passed over.
function seek(step, test, missing) {
  let at = state.chosen < 0 && step < 0 ? sentences.length : state.chosen;
  do at += step; while (at >= 0 && at < sentences.length && !(test(at) && passes(at)));
  if (at >= 0 && at < sentences.length) choose(at);
  else say(missing);
  return at >= 0 && at < sentences.length;
}

// From the end it goes on at the start: an open to-do is found wherever it is.
function seekRound(test, missing) {
  const count = sentences.length;
  for (let i = 1; i <= count; i += 1) {
    const at = (Math.max(state.chosen, -1) + i) % count;
    if (test(at) && passes(at)) return choose(at);
  }
  return say(missing);
}

const goNext = () => seek(1, () => true, state.filter ? "No further match." : "This is the last sentence.");
const goBack = () => seek(-1, () => true, state.filter ? "No earlier match." : "This is the first sentence.");
const nextTodo = () => seekRound(isOpen, todoCount() ? "All to-dos are decided." : "There is nothing to do.");
const nextUndecided = () => seekRound((at) => !isDecided(at), "All sentences are decided.");
const nextWithout = () => seek(1, (at) => keysOf(at).includes(NONE), "No further sentence without a source.");

function askNumber() {
  const input = line({ inputMode: "numeric" });
  const go = () => {
    const number = Number(input.value);
    if (!Number.isInteger(number) || number < 1 || number > sentences.length) {
      return tell(`Type a number from 1 to ${sentences.length}.`);
    }
    shut();
    return choose(number - 1);
  };
  ask("Go to a sentence", field(`Number, 1 to ${sentences.length}`, input, go), button("Go", go));
}

const numberIn = (address) => {
  const named = /^#[sd](\d+)$/.exec(address || "");
  return named ? Number(named[1]) - 1 : -1;
};

function clicked(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("a");
  const at = link ? numberIn(link.getAttribute("href")) : -1;
  if (at >= 0) {
    event.preventDefault();
    choose(at);
  } else if (event.target.closest(".card summary")) {
    event.preventDefault(); // one card, and it stays open
  } else if (!link && event.target.closest(".text") && !String(document.getSelection())) {
    choose(sentences.indexOf(event.target.closest(".sentence")), innerWidth < NARROW);
  }
}

const NARROW = 1000; // from there on the card is a sheet over the article

function addSelection() {
  document.addEventListener("click", clicked);
  window.addEventListener("hashchange", () => choose(numberIn(location.hash)));
  choose(numberIn(location.hash));
}
