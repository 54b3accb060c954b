// Adds to a page that is whole without it: choosing a sentence, showing one source only, keys, and
// the review. A review is one value that is never changed, only replaced (so undo is a stack of
// values); the page is painted from it. Nothing is fetched. Stands behind record.js and sources.js.
(() => {
  const button = (text, act, className = "only") => {
    const made = make("button", { type: "button", className, textContent: text });
    made.addEventListener("click", act);
    return made;
  };
  const plural = (number, one) => (number === 1 ? `1 ${one}` : `${number} ${one}s`);

  const sentences = $$(".sentence");
  const cards = $$(".details details");
  const ticks = $$(".strip a");
  const rows = $$(".sources li");
  const status = $("#status");
  const page = JSON.parse($("#data").textContent);
  const verdicts = new Map(page.verdicts.map((view) => [view.verdict, view]));
  const say = (text) => { status.textContent = text; };

  // ---- Choosing and filtering ----

  let chosen = -1;
  let only = null;
  let keysOn = true;

  function choose(at, focus) {
    if (at < 0 || at >= sentences.length) return;
    chosen = at;
    document.body.classList.add("choosing");
    sentences.forEach((sentence, i) => sentence.classList.toggle("chosen", i === at));
    ticks.forEach((tick, i) => tick.classList.toggle("chosen", i === at));
    cards.forEach((card, i) => { card.open = i === at; });
    $("summary", cards[at]).after(controls.box);
    paintControls();
    reveal(cards[at]);
    if (focus) {
      $(".number", sentences[at]).focus({ preventScroll: true });
      sentences[at].scrollIntoView({ block: "nearest" });
    }
  }

  // Moves the panel alone: the page must not jump when the details change.
  function reveal(card) {
    const panel = $("#details");
    panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top - 48;
  }

  function release() {
    chosen = -1;
    controls.box.remove();
    document.body.classList.remove("choosing");
    $$(".chosen").forEach((element) => element.classList.remove("chosen"));
    cards.forEach((card) => { card.open = false; });
  }

  const keysOf = (sentence) => {
    const keys = sentence.dataset.keys.split(" ").filter(Boolean);
    return [...new Set(keys.map((key) => mergedInto(key)))];
  };

  function show(key) {
    only = key === only ? null : key;
    const count = paintFilter();
    say(only === null ? "All sentences shown"
      : `${plural(count, "sentence")} marked of ${sentences.length}`);
  }

  function paintFilter() {
    const matches = sentences.map((sentence) => only !== null && keysOf(sentence).includes(only));
    sentences.forEach((sentence, i) => {
      sentence.classList.toggle("match", matches[i]);
      sentence.classList.toggle("faded", only !== null && !matches[i]);
    });
    rows.forEach((row) => {
      $(".only", row).setAttribute("aria-pressed", String(row.dataset.key === only));
    });
    return matches.filter(Boolean).length;
  }

  function seek(step, test) {
    let at = chosen < 0 && step < 0 ? sentences.length : chosen;
    do at += step; while (at >= 0 && at < sentences.length && !test(at));
    choose(at, true);
  }

  // ---- The review as a value ----

  const known = new Map(page.sources.map((source) => [source.id, source]));
  let review = EMPTY;
  let history = [];
  let kept = true;

  const keeper = keeperFor(page.sha256);
  const records = recordsOf(page, known, $$("main .text, main .gap"));

  async function keep() {
    const empty = JSON.stringify(review) === JSON.stringify(EMPTY);
    try {
      await (empty ? keeper.clear() : keeper.save(JSON.stringify(records.write(review))));
      kept = true;
    } catch {
      kept = false;
    }
    paintProgress();
  }

  function change(fields, said) {
    history.push(review);
    revise(fields);
    if (said) say(`${said} ${progress()}.`);
  }

  // Changes the review without a step of undo.
  function revise(fields) {
    const now = new Date().toISOString();
    review = { ...review, created: review.created || now, modified: now, ...fields };
    paint();
    keep();
  }

  function undo() {
    if (!history.length) return say("Nothing to undo.");
    review = history.pop();
    paint();
    keep();
    return say(`Undone. ${progress()}.`);
  }

  const decided = () => Object.values(review.decisions).filter((decision) => decision.verdict).length;
  const progress = () => `${decided()} of ${sentences.length} decided`;
  const undecided = (at) => !(review.decisions[at] && review.decisions[at].verdict);
  const decisionAt = (at) => review.decisions[at] || { verdict: null, source: null, note: "" };

  // The decisions with one of them replaced; one that says nothing is left out.
  function withDecision(at, decision) {
    const { [at]: _, ...others } = review.decisions;
    return decision.verdict || decision.note ? { ...others, [at]: decision } : others;
  }

  function decide(verdict, source = null) {
    if (chosen < 0) return say("Choose a sentence first: j is the next one.");
    const before = decisionAt(chosen);
    const again = before.verdict === verdict && !source; // the same button takes it back
    const after = { ...before, verdict: again ? null : verdict, source };
    const said = again ? "undecided" : words(after);
    return change({ decisions: withDecision(chosen, after) }, `Sentence ${chosen + 1}: ${said}.`);
  }

  const giveVerdict = (verdict) => (verdict === CHANGE ? askSource() : decide(verdict));

  function words(decision) {
    if (!decision.verdict) return "noted";
    const said = verdicts.get(decision.verdict).words;
    return decision.source ? `${said} to ${label(decision.source)}` : said;
  }

  function label(source) {
    const ours = known.get(source.id);
    if (!ours) return source.name;
    const key = mergedInto(ours.key);
    return `${key} ${nameOf(key)}`;
  }

  // ---- Exported, imported, kept as a draft ----

  function exportRecord() {
    const name = decodeURIComponent(location.pathname.split("/").pop()).replace(/\.html?$/i, "");
    const text = `${JSON.stringify(records.write(review), null, 2)}\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    make("a", { href: address, download: `${name || "report"}.review.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    say(`Exported. ${progress()}.`);
  }

  function importRecord() {
    const file = make("input", { type: "file", accept: ".json" });
    file.addEventListener("change", async () => {
      try {
        const made = records.read(await file.files[0].text());
        change(made, "Imported.");
        tell(`Imported. ${progress()}. ${strayWords()}`.trim());
      } catch (error) {
        tell(error.message);
      }
    });
    file.click();
  }

  function strayWords() {
    const { conflicts, strays: { decisions, sources } } = review;
    const quotes = [...decisions.map(({ quote }) => `“${quote.exact}”`), ...sources.map(({ name }) => name)];
    return (quotes.length ? `Found no place here, and is kept in the export: ${quotes.join("; ")}. ` : "")
      + (conflicts.length ? `Holds ${plural(conflicts.length, "conflict")} of two reviewers.` : "");
  }

  // Merges that the page was made with are part of it and stay.
  function clear() {
    const made = Object.entries(review.sources).filter(([id]) => known.get(id).gone);
    const { created, modified, ...nothing } = EMPTY;
    change({ ...nothing, sources: Object.fromEntries(made) }, "Cleared; z brings it back.");
    tell("Cleared. Undo (z) brings it back until the page is closed.");
  }

  // What the page came with, or the draft where that is younger; the other is one undo away.
  async function start() {
    if (page.review) review = records.fromRecord(page.review);
    painted = review.decisions; // in the page already
    try {
      const text = await keeper.load();
      const draft = text && records.read(text);
      if (draft) restore(draft);
    } catch {
      kept = false;
    }
    paint();
  }

  function restore(draft) {
    const younger = draft.modified > review.modified;
    if (page.review && draft.modified !== review.modified) history = [younger ? review : draft];
    if (younger) review = draft;
  }

  // ---- Sources: renamed and merged everywhere at once ----

  const looks = new Map(); // by key: a source's classes and name as the page was made
  rows.filter((row) => page.sources.some(({ key }) => key === row.dataset.key)).forEach((row) => {
    const style = $(".key", row).className.replace("key ", "");
    looks.set(row.dataset.key, { style, name: $("bdi", row).textContent });
  });
  const owner = new Map(page.sources.filter(({ gone }) => !gone).map((source) => [source.key, source]));
  const merges = () => new Map(Object.entries(review.sources).flatMap(([id, { merge_into: target }]) => {
    const [from, into] = [known.get(id), known.get(target && target.id)];
    return from && into && from.key !== into.key ? [[from.key, into.key]] : [];
  }));

  function mergedInto(key) {
    const into = merges();
    const seen = [key];
    while (into.has(seen.at(-1))) {
      const next = into.get(seen.at(-1));
      if (seen.includes(next)) return seen.sort()[0]; // a circle: one of them must stay
      seen.push(next);
    }
    return seen.at(-1);
  }

  function nameOf(key) {
    const source = owner.get(key);
    const correction = review.sources[source.id];
    return (correction && correction.rename) || source.name;
  }

  const places = placesOf(looks, nameOf);

  let paintedSources = EMPTY.sources;
  function paintSources() {
    if (paintedSources === review.sources) return;
    paintedSources = review.sources;
    places.write(mergedInto);
    const spoken = new Map();
    sentences.forEach((sentence, at) => keysOf(sentence).forEach((key) => {
      spoken.set(key, [...(spoken.get(key) || []), at]);
    }));
    rows.forEach((row) => paintRow(row, spoken));
    paintVerdict(spoken);
    $("#pending").hidden = !merges().size;
    if (only !== null) { only = mergedInto(only); paintFilter(); }
  }

  const isBody = (at) => sentences[at].classList.contains("body");

  function paintRow(row, spoken) {
    const key = row.dataset.key;
    const told = spoken.get(key) || [];
    const all = [...spoken].filter(([other]) => other !== "none").flatMap(([, at]) => at.filter(isBody));
    const cells = $(`tr[data-key="${key}"]`);
    row.hidden = cells.hidden = looks.has(key) && mergedInto(key) !== key;
    if (places.entries.has(key)) {
      places.entries.get(key).hidden = row.hidden;
      const numbers = $(".numbers", places.entries.get(key));
      if (numbers) numbers.replaceChildren(...links(told));
    }
    nameFilter(row, told.length);
    $("td", cells).replaceChildren(...links(told));
    $(".amount", cells).textContent = told.length;
    const fill = $(".fill", row);
    if (fill) fill.setAttribute("width", `${100 * told.filter(isBody).length / (all.length || 1)}%`);
  }

  const verdict = $(".verdict").textContent;
  function paintVerdict(spoken) {
    const speaking = rows.filter((row) => row.dataset.key !== "none" && !row.hidden
      && (spoken.get(row.dataset.key) || []).some(isBody));
    const named = speaking.filter((row) => $("small", row).textContent.startsWith("named")).length;
    const others = speaking.length - named;
    const parts = verdict.split(" · ").flatMap((part) => {
      if (/^\d+ named source/.test(part)) return [plural(named, "named source")];
      if (/^\d+ other$/.test(part)) return others ? [`${others} other`] : [];
      return [part];
    });
    $(".verdict").textContent = parts.join(" · ");
  }

  function correct(id, fields, said) {
    const before = review.sources[id] || { rename: null, merge_into: null };
    const after = { ...before, ...fields };
    const { [id]: _, ...others } = review.sources;
    change({ sources: after.rename || after.merge_into ? { ...others, [id]: after } : others }, said);
  }

  // ---- Painting the decisions ----

  let painted = {};
  function paint() {
    paintSources();
    sentences.forEach((_, at) => {
      const now = review.decisions[at];
      if (now !== painted[at] || (now && now.source)) paintDecision(at, now);
    });
    painted = review.decisions;
    paintControls();
    paintProgress();
  }

  function paintDecision(at, decision) {
    [...$$(".decision", sentences[at]), ...$$(".decision, .decided", cards[at])].forEach((old) => old.remove());
    if (!decision) return;
    const note = decision.note.trim();
    $(".number", sentences[at]).after(signOf(decision));
    $("summary", cards[at]).append(signOf(decision));
    const line = make("p", { className: "decided" }, "Decided: ", make("bdi", { textContent: words(decision) }), ".");
    if (note) line.append(" ", make("bdi", { textContent: note }));
    const before = cards[at].contains(controls.box) ? controls.box : $("summary", cards[at]);
    before.after(line);
  }

  function signOf(decision) {
    const sign = (decision.verdict ? verdicts.get(decision.verdict).sign : "")
      + (decision.note.trim() && page.note_sign);
    const said = make("span", { className: "said", textContent: ` ${words(decision)}` });
    return make("span", { className: "decision", title: words(decision) }, sign, said);
  }

  function paintControls() {
    if (chosen < 0) return;
    const decision = decisionAt(chosen);
    controls.buttons.forEach((control, verdict) => {
      control.setAttribute("aria-pressed", String(verdict === decision.verdict));
    });
    if (controls.note.value !== decision.note) controls.note.value = decision.note;
  }

  function paintProgress() {
    bar.progress.textContent = progress();
    bar.progress.classList.toggle("none", !decided());
    bar.unkept.hidden = kept;
    bar.undo.disabled = !history.length;
  }

  // ---- Controls, all made here: without a script there is nothing dead ----

  const keyed = (text, key, act) => {
    const made = button(`${text} `, act, "only act");
    made.append(make("kbd", { textContent: `[${key}]` }));
    made.setAttribute("aria-keyshortcuts", key);
    return made;
  };

  const controls = makeControls();
  function makeControls() {
    const buttons = new Map(page.verdicts.map(({ verdict, button: text, key }) => (
      [verdict, keyed(text, key, () => keys[key]())])));
    const note = make("textarea", { rows: 2 });
    let typing = false; // one step of undo for one visit to the field
    note.addEventListener("focus", () => { typing = false; });
    note.addEventListener("input", () => {
      const fields = { decisions: withDecision(chosen, { ...decisionAt(chosen), note: note.value }) };
      if (typing) revise(fields); else change(fields);
      typing = true;
    });
    note.addEventListener("change", () => say(`Note on sentence ${chosen + 1} kept.`));
    note.addEventListener("keydown", (event) => {
      if (event.key === "Escape") $(".number", sentences[chosen]).focus();
    });
    const box = make("div", { className: "controls" }, ...buttons.values(),
      keyed("Correct source …", "e", () => askCorrection()),
      make("label", {}, "Note ", make("kbd", { textContent: "[m]" }), note));
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Your decision");
    return { box, buttons, note };
  }

  const bar = makeBar();
  function makeBar() {
    const count = $(".progress") || make("p", { className: "progress" });
    const unkept = make("span", { className: "unkept", hidden: true, textContent: "not kept here: export" });
    const back = keyed("Undo", "z", undo);
    const box = make("div", { className: "bar" }, count, unkept, back,
      button("Export", exportRecord), keyed("Review", "?", () => keys["?"]()));
    $(".under").append(box);
    return { progress: count, unkept, undo: back };
  }

  // One dialog for all questions: nothing on the page moves when it opens.
  const dialog = make("dialog");
  const notice = make("p", { className: "notice" });
  notice.setAttribute("role", "status");
  const tell = (text) => { notice.textContent = text; };

  function ask(title, ...children) {
    tell("");
    dialog.replaceChildren(make("h2", { id: "dialog-title", textContent: title }), ...children, notice,
      button("Close", shut));
    dialog.setAttribute("aria-labelledby", "dialog-title"); // not before there is one
    dialog.showModal();
  }

  // A field keeps the focus for a moment in a dialog that is closed, and would swallow the next key.
  function shut() {
    dialog.close();
    if (dialog.contains(document.activeElement)) document.activeElement.blur();
  }

  function field(text, input, act) {
    if (act) input.addEventListener("keydown", (event) => { if (event.key === "Enter") act(); });
    return make("label", {}, text, input);
  }

  const shown = () => [...looks.keys()].filter((key) => mergedInto(key) === key);
  const titled = (key) => `${key} ${nameOf(key)}`;

  function askSource() {
    if (chosen < 0) return say("Choose a sentence first: j is the next one.");
    const list = make("datalist", { id: "names" }, ...shown().map((key) => make("option", { value: titled(key) })));
    const input = make("input", { type: "text", autocomplete: "off" });
    input.setAttribute("list", "names");
    const set = () => {
      const typed = input.value.trim();
      const key = shown().find((one) => [one, titled(one), nameOf(one)]
        .some((text) => text.toLowerCase() === typed.toLowerCase()));
      if (!typed || (!key && /^s\d+$/i.test(typed))) return tell("Type a source’s code or its name.");
      shut();
      return decide(CHANGE, key ? { id: owner.get(key).id, name: owner.get(key).name }
        : { id: null, name: typed });
    };
    return ask(`Who asserts sentence ${chosen + 1}?`, list,
      field("Code or name, also a new one", input, set), button("Set source", set));
  }

  function choice(sources) {
    return make("select", {}, ...sources.map((key) => make("option", { value: key, textContent: titled(key) })));
  }

  function askCorrection(key) {
    if (!shown().length) return say("There is no source to correct.");
    const here = chosen < 0 ? [] : keysOf(sentences[chosen]).filter((one) => looks.has(one));
    const which = choice(shown());
    const name = make("input", { type: "text", autocomplete: "off" });
    const same = choice([]);
    const fill = () => {
      name.value = nameOf(which.value);
      same.replaceChildren(...choice(shown().filter((other) => other !== which.value)).children);
    };
    which.value = key || here[0] || shown()[0];
    which.addEventListener("change", fill);
    fill();
    const rename = () => {
      const [source, typed] = [owner.get(which.value), name.value.trim()];
      if (!typed) return tell("Type the source’s name.");
      shut();
      return correct(source.id, { rename: typed === source.name ? null : typed },
        `${which.value} is now called ${typed}.`);
    };
    const merge = () => {
      if (!same.value) return tell("There is no other source.");
      const [source, { id, name: into }] = [owner.get(which.value), owner.get(same.value)];
      shut();
      return correct(source.id, { merge_into: { id, name: into } },
        `${which.value} is now the same as ${titled(same.value)}.`);
    };
    return ask("Correct a source, everywhere at once", field("Source", which),
      field("Its name", name, rename), button("Rename", rename),
      field("It is the same as", same), button("Merge", merge));
  }

  function askReview() {
    const name = make("input", { type: "text", value: review.reviewer, autocomplete: "name" });
    name.addEventListener("change", () => change({ reviewer: name.value.trim() }));
    ask("Review and keys", field("Reviewer’s name, if you like", name), button("Export", exportRecord),
      button("Import …", importRecord), button("Clear", clear), keyList());
    tell(strayWords());
  }

  // ---- Keys ----

  const KEYS = [["j", "k", "next and previous sentence"], ["n", "next undecided"],
    ["u", "next without a source"],
    ...page.verdicts.map(({ button: text, key }) => [key, text.replace(" …", "").toLowerCase()]),
    ["e", "correct a source"], ["m", "note"], ["z", "undo"], ["1", "9", "only that source"],
    ["0", "all"], ["?", "review and keys"], ["Esc", "close"]];

  const keys = {
    j: () => seek(1, () => true),
    k: () => seek(-1, () => true),
    n: () => seek(1, undecided),
    u: () => seek(1, (at) => keysOf(sentences[at]).includes("none")),
    ...Object.fromEntries(page.verdicts.map(({ verdict, key }) => [key, () => giveVerdict(verdict)])),
    e: () => askCorrection(),
    m: () => (chosen < 0 ? say("Choose a sentence first: j is the next one.") : controls.note.focus()),
    z: undo,
    0: () => { if (only !== null) show(only); },
    "?": askReview,
    Escape: release,
  };

  function pressed(event) {
    if (!keysOn || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
    const row = /^[1-9]$/.test(event.key) && rows.find(({ dataset }) => dataset.key === `S${event.key}`);
    const act = row ? () => show(mergedInto(row.dataset.key)) : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function keyList() {
    return make("p", { className: "keys" }, ...KEYS.flatMap((entry) => [
      ...entry.slice(0, -1).flatMap((name) => [make("kbd", { textContent: name }), " "]), `${entry.at(-1)}. `]));
  }

  function addKeys() {
    const box = make("input", { type: "checkbox", checked: true });
    box.addEventListener("change", () => { keysOn = box.checked; });
    const text = keyList();
    text.append(make("label", {}, box, " Keys on"));
    $("#legend").append(text);
  }

  function nameFilter(row, count) {
    const name = $("a", row).textContent.trim().replace(/\s+/g, " ");
    $(".only", row).textContent = count;
    $(".only", row).setAttribute("aria-label", `${count}: mark only ${name}`);
  }

  function addFilters() {
    rows.forEach((row) => {
      const place = $(".count", row);
      const count = place.textContent;
      const made = button("", () => show(row.dataset.key));
      made.title = "Mark only these";
      made.setAttribute("aria-pressed", "false");
      place.replaceChildren(made);
      nameFilter(row, count);
    });
  }

  function addRest() {
    $("#details").prepend(button("Close", release, "only close"));
    const pending = "Sources were merged. The drawings show them apart until the report is made again with the review.";
    $("#map h2").after(make("p", { id: "pending", hidden: true, textContent: pending }));
    dialog.addEventListener("keydown", (event) => { // at once: the browser’s own Esc comes a little later
      if (event.key !== "Escape") return;
      event.preventDefault();
      shut();
    });
    document.body.append(dialog);
  }

  document.addEventListener("keydown", pressed);
  sentences.forEach((sentence, at) => {
    sentence.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link && !link.classList.contains("number")) return;
      if (link) event.preventDefault();
      else if (String(document.getSelection())) return;
      choose(at, false);
    });
  });
  addFilters();
  addKeys();
  addRest();
  start();
})();
