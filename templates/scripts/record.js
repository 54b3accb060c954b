// A review as a value, and as the record that is exported, imported and kept as a draft.

const EMPTY = {
  reviewer: "", created: "", modified: "", // times in ISO 8601
  // by index of sentence: { verdict, source, note }; the source is { id, name }, "none", "unknown", null
  decisions: {},
  sources: {}, // by the source's id: { rename, merge_into, type, title }, each null where the reading stands
  added: {}, // by id (R1, R2 …): the names of the sources that the reviewer added
  strays: { decisions: [], sources: [] }, // records that fit nothing here; exported as they came
  conflicts: [],
};
const UNTOUCHED = { verdict: null, source: null, note: "" };
const UNCORRECTED = { rename: null, merge_into: null, type: null, title: null };
const OLD_SCHEMA = page.schema.replace(/\d+$/, "1");

const base = new Map(page.sources.map((source) => [source.id, source]));

// Positions count code points; a JavaScript string counts two for those beyond U+FFFF.
const points = [];
const spans = [];
$$("main .text, main .gap").forEach((element) => {
  const start = points.length;
  for (const point of element.textContent) points.push(point);
  if (element.classList.contains("text")) spans.push([start, points.length]);
});
const between = (start, end) => points.slice(Math.max(0, start), end).join("");
const placeOf = ({ start, end }) => spans.findIndex((span) => span[0] === start && span[1] === end);

function toRecord({ reviewer, created, modified, decisions, sources, added, strays, conflicts }) {
  const nameOf = (id) => (base.has(id) ? base.get(id).name : added[id]);
  return {
    schema: page.schema,
    document: { sha256: page.sha256, title: page.title, origin: page.origin },
    version: page.version,
    reviewer, created, modified,
    decisions: [...Object.keys(decisions).map((at) => toDecision(at, decisions[at])), ...strays.decisions],
    sources: [...Object.keys(sources).map((id) => ({ id, name: nameOf(id), ...sources[id] })), ...strays.sources],
    conflicts,
  };
}

function toDecision(at, { verdict, source, note }) {
  const [start, end] = spans[at];
  return {
    quote: {
      type: "TextQuoteSelector", exact: between(start, end),
      prefix: between(start - page.context, start), suffix: between(end, end + page.context),
    },
    position: { type: "TextPositionSelector", start, end },
    decision: verdict, source, note,
  };
}

// A review out of the text of a record; throws an Error that says what is wrong with it.
function fromText(text) {
  let record;
  try { record = JSON.parse(text); } catch { throw new Error("This file is not JSON."); }
  if (!record || ![page.schema, OLD_SCHEMA].includes(record.schema)) {
    throw new Error(`This file is no review (${page.schema}).`);
  }
  if (record.schema === OLD_SCHEMA) record = upgraded(record);
  const wrong = violation(record, page.record) || unsound(record);
  if (wrong) throw new Error(`This review is damaged: ${wrong}. Export it again.`);
  if (record.document.sha256 !== page.sha256) {
    throw new Error(`This review is of another document: its text has the SHA-256 ${record.document.sha256}, this `
      + `one ${page.sha256}. A review of an earlier version of this article is applied by the command: `
      + "accordingto report ARTICLE --review FILE");
  }
  return fromRecord(record);
}

// What the schema cannot say.
function unsound({ decisions, conflicts }) {
  const all = [...decisions, ...conflicts.flat().map((side) => side.decision).filter(Boolean)];
  if (all.some(({ position: { start, end } }) => end < start)) return "a span must run forwards";
  if (conflicts.some((sides) => sides.length < 2)) return "a conflict has fewer than two sides";
  return "";
}

// The form before: a changed source was a verdict there, and of a source only its name was corrected.
function upgraded(value) {
  if (Array.isArray(value)) return value.map(upgraded);
  if (!TYPES.object(value)) return value;
  const made = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, upgraded(item)]));
  if (made.schema === OLD_SCHEMA) made.schema = page.schema;
  if (made.decision === "change source") made.decision = made.source ? null : made.decision;
  else if ("position" in made) made.source = null;
  return "merge_into" in made ? { ...made, type: null, title: null } : made;
}

function fromRecord({ reviewer, created, modified, decisions, sources, conflicts }) {
  const review = {
    reviewer, created, modified, conflicts,
    decisions: {}, sources: {}, added: {}, strays: { decisions: [], sources: [] },
  };
  for (const decision of decisions) {
    const at = placeOf(decision.position);
    const { quote, decision: verdict, note } = decision;
    if (at < 0 || at in review.decisions || between(...spans[at]) !== quote.exact) {
      review.strays.decisions.push(decision);
    } else {
      review.decisions[at] = { verdict, source: adopted(decision.source, review.added), note };
    }
  }
  for (const correction of sources) {
    const { id, name, ...fields } = correction;
    const ours = base.has(id) ? base.get(id).name === name : review.added[id] === name;
    if (ours) review.sources[id] = fields; else review.strays.sources.push(correction);
  }
  return review;
}

// A source that a decision names, by an id that is good here: ours, or one that the reviewer adds.
function adopted(source, added) {
  if (!source || typeof source === "string") return source;
  const { id, name } = source;
  if (base.has(id) && base.get(id).name === name) return source;
  const same = page.sources.filter((other) => other.name === name);
  if (same.length === 1) return { id: same[0].id, name };
  const known = Object.keys(added).find((other) => added[other] === name);
  const own = known || (/^R[1-9][0-9]*$/.test(id) && !base.has(id) && !(id in added) ? id : nextId(added));
  added[own] = name;
  return { id: own, name };
}

function nextId(added) {
  for (let n = 1; ; n += 1) if (!base.has(`R${n}`) && !(`R${n}` in added)) return `R${n}`;
}
