// The draft: saved after every change, put together with what another page of this article saved.

let lastText = null; // what this page last saved or read
let lastReview = EMPTY;
let work = Promise.resolve(); // one after the other

function keep() {
  work = work.then(async () => {
    try {
      if (await join()) paint();
      await hand(state.review);
      state.kept = true;
    } catch (error) {
      state.kept = false;
      unkept.title = error.message;
    }
    paintBar();
  });
}

// Saves a review, and takes in what is kept of it where another page was quicker.
async function hand(ours) {
  const text = JSON.stringify(toRecord(ours));
  const kept = await save(toRecord(ours), lastText);
  if (kept === text) {
    [lastText, lastReview] = [kept, ours];
    return;
  }
  const theirs = fromText(kept);
  state.review = mergedThree(ours, state.review, theirs);
  [lastText, lastReview] = [kept, theirs];
  paint();
}

// Takes in what another page saved since.
async function join() {
  const text = await load();
  if (!text || text === lastText) return false;
  const theirs = fromText(text);
  state.review = mergedThree(lastReview, state.review, theirs);
  lastText = text;
  lastReview = theirs;
  return true;
}

function refresh() {
  work = work.then(async () => {
    try {
      if (await join()) { paint(); say("Decisions of another page were taken in."); }
    } catch { /* what it saved is no review: ours stays */ }
  });
}

// What the page came with, or the draft where that is younger; the other is one undo away.
async function startReview() {
  const baked = page.review ? fromRecord(page.review) : EMPTY;
  state.review = baked;
  rememberSentences();
  rememberSources();
  try {
    const text = await load();
    if (text) {
      const draft = fromText(text);
      [lastText, lastReview] = [text, draft];
      const younger = draft.modified > baked.modified;
      const [first, other] = younger ? [draft, baked] : [baked, draft];
      if (page.review && draft.modified !== baked.modified) {
        state.past.push({ step: difference(first, other), said: `${younger ? "your draft" : "the report’s review"} in place of the other.`, at: -1 });
      }
      state.review = first;
    }
  } catch {
    state.kept = false;
  }
  paint();
  watch(refresh);
}
