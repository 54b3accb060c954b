// Follows the draft of a live review: where it was edited, the page is loaded anew and keeps its
// place. Tells what became of the decisions, and ends the review.

const PLACE = "accordingto place";
let awaited = false; // a new reading of the draft is there, but something is being typed

const typing = () => dialog.open || Boolean(document.activeElement.closest("input, textarea, select"));

function follow(version) {
  if (version === page.live.version) return;
  awaited = typing();
  if (awaited) say("The draft was edited. It is shown anew when you are done here.");
  else showAnew();
}

function showWhenDone() {
  if (awaited) setTimeout(() => { if (awaited && !typing()) showAnew(); }, 500); // a click may be under way
}

// The chosen sentence, else the first one in view: where it is, and what is decided now.
function showAnew() {
  awaited = false;
  work = work.then(() => {
    const seen = sentences.findIndex((sentence) => sentence.getBoundingClientRect().bottom > $(".head").offsetHeight);
    const at = state.chosen < 0 ? seen : state.chosen;
    const place = {
      version: page.live.version, at, chosen: state.chosen >= 0, decided: Object.keys(state.review.decisions).map(Number),
      top: at < 0 ? 0 : sentences[at].getBoundingClientRect().top, scroll: scrollY, kept: state.kept,
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
  events.addEventListener("problem", ({ data }) => say(`The draft cannot be read: ${data} What is shown is how it was before.`));
  events.addEventListener("end", ended);
  events.addEventListener("open", () => { if (!state.kept) keep(); });
  events.addEventListener("error", () => { unkept.hidden = false; });
  dialog.addEventListener("close", showWhenDone);
  document.addEventListener("focusout", showWhenDone);
}

started.then(() => { arrive(); addLive(); });
