// What leaves the page and comes in: the record, a sentence with its source, queries for the reporter.

const quoted = (name) => (/^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`);

function download() {
  const text = `${JSON.stringify(toRecord(state.review), null, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href: address, download: recordName() }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  tell(`${recordName()} is saved where your browser keeps downloads.`);
}

function askExport() {
  const article = /^https?:|^$/.test(page.origin) ? "ARTICLE" : page.origin;
  const command = `accordingto report ${quoted(article)} --review ${quoted(recordName())}`;
  const word = `${command} -o ${quoted(article.replace(/\.\w+$/, ""))}.docx`;
  ask("Export your review", make("p", {}, `It holds ${decidedWords()}.`),
    make("p", { className: "row" }, button(`Save ${recordName()}`, download, "only strong")),
    make("p", {}, "The report again, with your decisions in it:"), code(command),
    make("p", {}, "A Word document, with your decisions as comments:"), code(word));
}

const decidedWords = () => `decisions on ${plural(Object.keys(state.review.decisions).length, "sentence")}`;

function code(text) {
  return make("p", { className: "command" }, make("code", { textContent: text }), " ", button("Copy", () => copy(text, tell)));
}

async function copy(text, told) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // no clipboard for this page: the older way
    const area = make("textarea", { value: text });
    (dialog.open ? dialog : document.body).append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  told("Copied.");
}

function copySentence() {
  const at = state.chosen;
  const who = reading().told[at].beside.map(([key, via]) => titled(key) + (via ? ` via ${titled(via)}` : ""));
  copy(`“${textOf(at).trim()}” (sentence ${at + 1}; ${who.join(", ") || labelOf(at)})`, say);
}

// What is to be asked: sentences that need a source, and all notes.
function queries() {
  const asked = sentences.map((_, at) => at)
    .filter((at) => decisionAt(at).verdict === NEEDS || decisionAt(at).note.trim());
  return asked.map((at) => {
    const { verdict, note } = decisionAt(at);
    const question = note.trim() || (verdict === NEEDS ? "Who says so?" : "");
    return `${at + 1}. “${textOf(at).trim()}”\n   ${question}`;
  }).join("\n\n");
}

function askQueries() {
  const text = queries();
  if (!text) { say("No query yet: x asks for a source, m writes a note."); return; }
  const area = make("textarea", { rows: 12, value: `${page.title || page.origin}\n\n${text}\n` });
  ask("Queries for the reporter", make("label", {}, "As text, for mail or chat", area), button("Copy", () => copy(area.value, tell)));
}

// ---- Import: merged, or asked where it differs ----

function importRecord() {
  const file = make("input", { type: "file", accept: ".json" });
  file.addEventListener("change", async () => {
    try {
      take(fromText(await file.files[0].text()));
    } catch (error) {
      tell(error.message);
    }
  });
  file.click();
}

function take(theirs) {
  const differing = differences(state.review, theirs);
  if (!differing.length) { taken(united(state.review, theirs)); return; }
  const keep = button("Keep mine there", () => taken(united(state.review, theirs)));
  const change = button("Take the imported there", () => taken(united(theirs, state.review)));
  ask("Import", make("p", { textContent: `The imported review decides ${plural(differing.length, "thing")} differently from yours; all else goes together.` }),
    make("p", { className: "row" }, keep, change));
}

function taken(review) {
  const { created, modified, ...step } = difference(state.review, review);
  change(step, "Review imported.", -1);
  const stray = strayWords();
  if (dialog.open) tell(`Imported: ${decidedWords()}, ${progress()}. ${stray}`.trim());
}

// The step from one review to another.
function difference(before, after) {
  const step = {};
  for (const name of Object.keys(EMPTY)) {
    if (same(before[name], after[name])) continue;
    if (["decisions", "sources", "added"].includes(name)) {
      const keys = [...Object.keys(before[name]), ...Object.keys(after[name])];
      step[name] = Object.fromEntries(keys.filter((key) => !same(before[name][key], after[name][key])).map((key) => [key, after[name][key]]));
    } else step[name] = after[name];
  }
  return step;
}

function strayWords() {
  const { conflicts, strays: { decisions, sources } } = state.review;
  const quotes = [...decisions.map(({ quote }) => `“${quote.exact}”`), ...sources.map(({ name }) => name)];
  return (quotes.length ? `Found no place here, and is kept in the export: ${quotes.join("; ")}. ` : "")
    + (conflicts.length ? `Holds ${plural(conflicts.length, "conflict")} of two reviewers.` : "");
}

function clear() {
  const { created, modified, ...nothing } = difference(state.review, { ...EMPTY, reviewer: state.review.reviewer });
  change({ ...nothing, added: {} }, "All decisions cleared.", -1);
  tell("Cleared. Undo brings them back until the page is closed.");
}

// The prose alone goes into the clipboard, without the gutter.
function addCopying() {
  document.addEventListener("copy", (event) => {
    const selected = document.getSelection();
    if (!selected.rangeCount || !$("main").contains(selected.anchorNode)) return;
    const part = selected.getRangeAt(0).cloneContents();
    $$(".gutter, .dateline", part).forEach((element) => element.remove());
    event.clipboardData.setData("text/plain", part.textContent);
    event.preventDefault();
  });
}
