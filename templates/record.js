"use strict";
// A review as a value, and as the record that is exported, imported and kept as a draft
// (accordingto/review.schema.json). Stands before report.js, which paints the page from the value.

const CHANGE = "change source"; // the one verdict that needs more: who it is instead

const EMPTY = {
  reviewer: "", created: "", modified: "", // times in ISO 8601
  decisions: {}, // by index of sentence: { verdict, source: { id, name } or null, note }
  sources: {}, // by the source's id: { rename, merge_into }
  strays: { decisions: [], sources: [] }, // records that fit nothing here; exported as they came
  conflicts: [],
};

// Where a draft is kept, as text. Another keeper (a local server) takes these three; all may fail.
const keeperFor = (sha256) => {
  const name = `accordingto review ${sha256}`;
  return {
    async load() { return localStorage.getItem(name); },
    async save(text) { localStorage.setItem(name, text); },
    async clear() { localStorage.removeItem(name); },
  };
};

// Turns reviews of one page into records and back. `page` is the page's data, which also says how a
// record is written (its schema, the verdicts, and how many code points around a quoted sentence are
// kept: its context), `known` are its sources by id, `elements` hold the article's text in order:
// those of class “text” are the sentences.
function recordsOf(page, known, elements) {
  const { schema, context } = page;
  const verdicts = page.verdicts.map(({ verdict }) => verdict);
  // Positions count code points; a JavaScript string counts two for those beyond U+FFFF.
  const points = [];
  const spans = [];
  elements.forEach((element) => {
    const start = points.length;
    for (const point of element.textContent) points.push(point);
    if (element.classList.contains("text")) spans.push([start, points.length]);
  });
  const between = (start, end) => points.slice(Math.max(0, start), end).join("");

  function write(review) {
    const { reviewer, created, modified, decisions, sources, strays, conflicts } = review;
    return {
      schema,
      document: { sha256: page.sha256, title: page.title, origin: page.origin },
      version: page.version,
      reviewer, created, modified,
      decisions: [...Object.keys(decisions).map((at) => toDecision(at, decisions[at])), ...strays.decisions],
      sources: [...Object.keys(sources).map((id) => toCorrection(id, sources[id])), ...strays.sources],
      conflicts,
    };
  }

  function toDecision(at, { verdict, source, note }) {
    const [start, end] = spans[at];
    return {
      quote: {
        type: "TextQuoteSelector", exact: between(start, end),
        prefix: between(start - context, start), suffix: between(end, end + context),
      },
      position: { type: "TextPositionSelector", start, end },
      decision: verdict, source, note,
    };
  }

  const toCorrection = (id, { rename, merge_into }) => ({ id, name: known.get(id).name, rename, merge_into });

  // A review out of the text of a record; throws an Error that says what is wrong with it.
  function read(text) {
    const record = parse(text);
    if (!record || record.schema !== schema) throw new Error(`This file is no review (${schema}).`);
    const sum = record.document && record.document.sha256;
    if (sum !== page.sha256) {
      throw new Error(`This review is of another document: its text has the SHA-256 ${sum}, this one `
        + `${page.sha256}. A review of an earlier version of this article is applied by the command: `
        + "accordingto report ARTICLE --review FILE");
    }
    return fromRecord(record);
  }

  function parse(text) {
    try { return JSON.parse(text); } catch { throw new Error("This file is not JSON."); }
  }

  function fromRecord(record) {
    try {
      const { reviewer, created, modified } = record;
      if (![reviewer, created, modified].every((field) => typeof field === "string")) throw new TypeError();
      const strays = { decisions: [], sources: [] };
      return {
        reviewer, created, modified, strays,
        decisions: fromDecisions(record.decisions, strays.decisions),
        sources: fromCorrections(record.sources, strays.sources),
        conflicts: [...record.conflicts],
      };
    } catch {
      throw new Error("This review is damaged. Export it again.");
    }
  }

  function fromDecisions(all, strays) {
    const made = {};
    for (const decision of all) {
      const { quote, position: { start, end }, decision: verdict, source, note } = decision;
      const named = source === null ? verdict !== CHANGE : typeof source.name === "string";
      const right = verdict === null || verdicts.includes(verdict);
      if (!right || !named || typeof note !== "string") throw new TypeError();
      const at = spans.findIndex((span) => span[0] === start && span[1] === end);
      if (at in made || at < 0 || between(start, end) !== quote.exact) strays.push(decision);
      else made[at] = { verdict, source, note };
    }
    return made;
  }

  function fromCorrections(all, strays) {
    const made = {};
    for (const correction of all) {
      const { id, name, rename, merge_into } = correction;
      if (known.has(id) && known.get(id).name === name) made[id] = { rename, merge_into };
      else strays.push(correction);
    }
    return made;
  }

  return { write, read, fromRecord };
}
