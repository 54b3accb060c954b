// Puts the controls into a page that is whole without them, and starts. All controls are made here:
// without a script there is nothing dead.

function addBar() {
  const count = make("span", { className: "progress" });
  const help = button("More ", askHelp, "only act");
  help.append(make("kbd", { textContent: "?" }));
  $(".under").append(make("div", { className: "bar" }, count, unkept, filtering,
    keyed("Next to-do", "t", nextTodo, "only act strong"), undoButton, redoButton, button("Export …", askExport, "only act"), help));
  const only = $(".under > .progress");
  if (only) only.remove();
}

function addCardFrame() {
  $("#details").prepend(button("Close", release, "only close"));
  $("#details").append(make("p", { className: "hint", textContent: "Choose a sentence: click on it, or press j. t goes to the next thing to do, ? explains marks and keys." }));
}

function addFirstUse() {
  if (recall("marks explained")) return;
  const box = make("aside", { className: "first-use" },
    make("p", { textContent: "Beside each sentence stands who asserts it: S1, S2 … are the article’s sources, “no source” is the article itself." }),
    make("p", { textContent: "A thin line in a source’s colour runs under what it says. Words in quotation marks carry none." }),
    make("p", { textContent: "A bar and a word in the margin mark what needs you. “Next to-do” goes there; “More” tells the rest, keys too." }),
    button("Got it", () => { remember("marks explained", true); box.remove(); }));
  box.setAttribute("aria-label", "How to read this page");
  $(".desk").before(box);
}

function addSourceControls() {
  $$(".sources li").forEach((row) => {
    const { key } = row.dataset;
    const name = $("a", row).textContent.trim().replace(/\s+/g, " ");
    $(".count", row).replaceWith(counted(key, $(".count", row).textContent, name));
    if (/^S\d/.test(key)) row.append(button("Edit", () => askSource(key), "only edit"));
  });
}

function addPending() {
  const again = page.live ? "the page is loaded again" : "the report is made again with the review";
  const text = `Sources were corrected. The graph and the figures beside it show them as they were until ${again}.`;
  $("#graph-title").after(make("p", { id: "pending", hidden: true, textContent: text }));
}

function start() {
  document.documentElement.classList.add("live");
  state.review = EMPTY;
  state.keysOn = !recall("keys off");
  state.forward = !recall("stay");
  addBar();
  addCardFrame();
  addFirstUse();
  addSourceControls();
  addFilters();
  addPending();
  addDialog();
  addCopying();
  document.addEventListener("keydown", pressed);
  return startReview().then(addSelection);
}
const started = start();
