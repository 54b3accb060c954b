// Follows the draft of a live review: where it was edited, the page is loaded anew and keeps its
// place. Tells what became of the decisions, and ends the review.

const PLACE = "accordingto place";
let awaited = false; // a new reading of the draft is there, but must not yet be shown

// Loading the page anew would take what is being typed, or what the server could not keep.
const typing = () => dialog.open || Boolean(document.activeElement.closest("input, textarea, select"));
const busy = () => typing() || !state.kept;

function follow(version) {
  if (version === page.live.version) return;
  const why = typing() ? "you are done here" : "your decisions are kept";
  if (busy()) say(`The draft was edited. It is shown anew when ${why}.`);
  awaited = true;
  showWhenDone();
}

function showWhenDone() {
  if (!awaited) return;
  if (busy()) setTimeout(showWhenDone, 500);
  else showAnew();
}

// The chosen sentence, else the first one in view: where it is, and what is decided now.
function showAnew() {
  awaited = false;
  work = work.then(() => {
    if (!state.kept) { awaited = true; showWhenDone(); return; }
    const seen = sentences.findIndex((sentence) => sentence.getBoundingClientRect().bottom > $(".head").offsetHeight);
    const at = state.chosen < 0 ? seen : state.chosen;
    const place = {
      at, chosen: state.chosen >= 0, decided: Object.keys(state.review.decisions).map(Number),
      top: at < 0 ? 0 : sentences[at].getBoundingClientRect().top,
    };
    sessionStorage.setItem(PLACE, JSON.stringify(place));
    location.replace(`?since=${page.live.version}`);
  });
}

function arrive() {
  const place = JSON.parse(sessionStorage.getItem(PLACE));
  sessionStorage.removeItem(PLACE);
  const { places } = page.live;
  if (!place || !places) return;
  history.replaceState(null, "", location.pathname);
  let at = place.at;
  while (at >= 0 && typeof places[at] !== "number") at -= 1; // gone: the one before it
  if (at >= 0) {
    const now = places[at];
    if (place.chosen) choose(now, false);
    scrollTo(0, scrollY + sentences[now].getBoundingClientRect().top - place.top);
  }
  const lost = place.decided.some((index) => typeof places[index] !== "number");
  say(news(place.decided, places), lost ? () => $("#review").scrollIntoView() : null, "Show");
}

// What became of the decisions, by the places of their sentences before and now.
function news(decided, places) {
  const moved = decided.filter((at) => typeof places[at] === "number" && places[at] !== at);
  const lost = decided.filter((at) => typeof places[at] !== "number");
  const told = ["The draft was edited, and is shown anew."];
  if (moved.length) {
    const some = moved.slice(0, 3).map((at) => `${at + 1} is now ${places[at] + 1}`).join(", ");
    told.push(`${plural(moved.length, "decision")} moved with the sentences (${some}${moved.length > 3 ? " …" : ""}).`);
  }
  if (lost.length) told.push(`${plural(lost.length, "decision")} found no place, and can be seen in Review below the article.`);
  if (page.live.edited.length) {
    told.push(`Reworded since you decided: ${page.live.edited.map((at) => at + 1).join(", ")}.`);
  }
  return told.join(" ");
}

function askEnd() {
  const end = async () => {
    try { await asked("end", null); } catch { tell("The server does not answer."); }
  };
  ask("End this review?", make("p", { textContent: `All that you decided is in ${page.live.file}, beside the draft.` }),
    make("p", { className: "row" }, button("End the review", end, "only strong")));
}

function ended() {
  events.close();
  document.documentElement.classList.add("ended");
  ask("The review has ended", make("p", { textContent: `All that you decided is in ${page.live.file}, beside the draft. This page can be closed.` }));
}

function addLive() {
  history.scrollRestoration = "manual";
  $(".aids").append(make("span", { className: "kept-in", textContent: `Kept in ${page.live.file}` }));
  $(".bar").append(button("End", askEnd, "only act"));
  events.addEventListener("draft", ({ data }) => follow(Number(data)));
  events.addEventListener("problem", ({ data }) => say(`The draft cannot be shown as it is now: ${data}`));
  events.addEventListener("end", ended);
  events.addEventListener("open", () => { if (!state.kept) keep(); });
  events.addEventListener("error", () => { unkept.hidden = false; });
}

started.then(() => { arrive(); addLive(); });
