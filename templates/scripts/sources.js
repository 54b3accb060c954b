// What a review makes of the sources and sentences that the model read: values only, nothing is
// painted. The command's --review comes to the same (accordingto/review/apply.py).

const [NONE, UNKNOWN] = ["none", "unknown"];

// Every source as it is called now, in the order of the codes; `root` is whom it was merged into.
function sourcesOf(review) {
  const ids = Object.keys(review.added).filter((id) => !base.has(id));
  const all = [...page.sources, ...ids.map((id) => (
    { id, name: review.added[id], type: UNKNOWN, title: "", aliases: [], acts: false }))];
  const places = placesOf(all);
  all.sort((one, other) => places.get(one.id) - places.get(other.id));
  const made = all.map((source) => {
    const at = places.get(source.id);
    const { rename, type, title } = review.sources[source.id] || UNCORRECTED;
    return {
      ...source, key: `S${at + 1}`, style: page.styles[Math.min(at, page.styles.length - 1)],
      first: source.name, name: rename || source.name, type: type || source.type,
      title: title === null ? source.title : title,
    };
  });
  merge(made, review);
  return made;
}

// Where each source stands: in order, one that the reviewer added by its own number.
const ADDED = /^R[1-9][0-9]*$/;
function placesOf(all) {
  const read = all.filter(({ id }) => !ADDED.test(id));
  return new Map(all.map((source) => (
    [source.id, ADDED.test(source.id) ? read.length + Number(source.id.slice(1)) - 1 : read.indexOf(source)])));
}

// Whom each source is in the end: the one that nobody merges; in a circle, the first.
function merge(all, review) {
  const at = new Map(all.map((source, i) => [source.id, i]));
  const next = all.map(({ id }) => {
    const target = (review.sources[id] || UNCORRECTED).merge_into;
    return target && at.has(target.id) ? at.get(target.id) : null;
  });
  all.forEach((source, i) => {
    const seen = [i];
    while (next[seen.at(-1)] !== null && !seen.includes(next[seen.at(-1)])) seen.push(next[seen.at(-1)]);
    const last = next[seen.at(-1)];
    source.root = all[last === null ? seen.at(-1) : Math.min(...seen.slice(seen.indexOf(last)))].key;
  });
  all.filter(({ key, root }) => key !== root).forEach(({ root, title, acts }) => {
    const one = all.find(({ key }) => key === root);
    one.title ||= title;
    one.acts ||= acts;
  });
}

// A source's office or role, where its name does not say it already.
const roleOf = ({ name, title }) => (name.toLowerCase().includes(title.toLowerCase()) ? "" : title);

// A review read: its sources, and who asserts each sentence now. The last one read is kept.
let lastRead = null;
function readingOf(review) {
  if (lastRead && lastRead.review === review) return lastRead;
  const sources = sourcesOf(review);
  const byKey = new Map(sources.map((source) => [source.key, source]));
  const byId = new Map(sources.map((source) => [source.id, source]));
  const rootOf = (key) => (byKey.has(key) ? byKey.get(key).root : key);
  const told = page.sentences.map((sentence, at) => {
    const decision = review.decisions[at];
    const source = decision ? decision.source : null;
    const given = source && source.id ? rootOf(byId.get(source.id).key) : source;
    return given ? givenTo(given, sentence) : asRead(sentence, rootOf);
  });
  lastRead = { review, sources, byKey, byId, rootOf, told };
  return lastRead;
}

function givenTo(given, { kind, label }) {
  if (given === NONE) {
    return { given, label: "narration", beside: [], keys: kind === "body" ? [NONE] : [] };
  }
  return {
    given, label: label === "narration" ? "attributed" : label, beside: [[given, ""]], keys: [given],
  };
}

function asRead({ kind, label, beside, keys }, rootOf) {
  const seen = new Map();
  for (const [key, relay] of beside) {
    const [root, via] = [rootOf(key), relay && rootOf(relay)];
    const pair = [root, via === root ? "" : via];
    seen.set(pair.join(), pair);
  }
  const roots = [...new Set(keys.map(rootOf))];
  return {
    given: null, label, beside: [...seen.values()],
    keys: roots.length || label !== "narration" ? roots : kind === "body" ? [NONE] : [],
  };
}

const reading = () => readingOf(state.review);
const shown = () => reading().sources.filter((source) => source.key === source.root && !isGone(source));
// One that the reviewer added and took back.
const isGone = ({ id, key }) => ADDED.test(id) && !reading().told.some(({ keys }) => keys.includes(key));
const titled = (key) => (reading().byKey.has(key) ? `${key} ${reading().byKey.get(key).name}` : `${UNKNOWN} source`);
const keyText = (key) => (key === UNKNOWN ? `${UNKNOWN} source` : key);
const styleOf = (key) => (reading().byKey.has(key) ? reading().byKey.get(key).style : key === UNKNOWN ? UNKNOWN : "bare");
const keysOf = (at) => reading().told[at].keys;

// The sentences of each key, by index.
function tally() {
  const spoken = new Map();
  reading().told.forEach(({ keys }, at) => keys.forEach((key) => {
    spoken.set(key, [...(spoken.get(key) || []), at]);
  }));
  return spoken;
}
