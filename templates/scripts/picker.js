// The source picker: type ahead over codes, names and aliases. A near match is offered before a new
// name is made, and nothing is chosen that was not asked for.

const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();

// How many letters must be changed, added or taken away; at most `limit` + 1.
function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
    }
    row = next;
  }
  return row.at(-1);
}

// How well a source fits what was typed: 0 its code or name, 1 a beginning, 2 inside, 3 near; else 9.
function fit(source, typed) {
  const names = [source.name, source.first, ...source.aliases].map(plain);
  const codes = [source.key.toLowerCase(), source.key.slice(1)];
  if (codes.includes(typed) || names.includes(typed)) return 0;
  if (names.some((name) => name.split(" ").some((word) => word.startsWith(typed)) || name.startsWith(typed))) return 1;
  if (typed.length > 1 && names.some((name) => name.includes(typed))) return 2;
  const limit = Math.max(1, Math.floor(typed.length / 4));
  const parts = names.flatMap((name) => [name, ...name.split(" ")]);
  return typed.length > 2 && parts.some((part) => distance(part, typed, limit) <= limit) ? 3 : 9;
}

// What can be chosen: { value, key, text, about, near }. `special` are choices that are no source.
function choices(typed, sources, special, fresh) {
  const sought = plain(typed);
  const all = sources.map((source, at) => ({ source, at, rank: sought ? fit(source, sought) : 1 }))
    .filter(({ rank }) => rank < 9).sort((a, b) => a.rank - b.rank || a.at - b.at);
  const made = all.map(({ source, rank }) => ({
    value: source.key, key: source.key, text: source.name, near: rank === 3,
    about: [source.type, roleOf(source)].filter(Boolean).join(", "),
  }));
  const others = special.filter(({ text }) => !sought || plain(text).includes(sought))
    .sort((a, b) => plain(b.text).startsWith(sought) - plain(a.text).startsWith(sought));
  const exact = others.length && sought.length > 1 && plain(others[0].text).startsWith(sought);
  const ordered = exact ? [...others, ...made] : [...made, ...others];
  const known = sources.some((source) => fit(source, sought) === 0 && !/^s?\d+$/.test(sought));
  if (fresh && sought && !known && !/^s?\d+$/.test(sought)) ordered.push({ value: { fresh: typed.trim() }, text: `New source: ${typed.trim()}` });
  return ordered;
}

// A field with a list below it. `pick` gets the value of what is chosen.
function picker(label, sources, { special = [], fresh = false, pick }) {
  const input = line({ id: "pick" });
  const list = make("ul", { id: "choices", className: "choices" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-controls", "choices");
  input.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-autocomplete", "list");
  let offered = [];
  let at = -1;
  const point = (to) => {
    at = to === null || !offered.length ? -1 : (to + offered.length) % offered.length;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
    input.setAttribute("aria-activedescendant", `choice-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const fill = () => {
    offered = choices(input.value, sources, special, fresh);
    list.replaceChildren(...offered.map(({ key, text, about, near }, i) => {
      const item = make("li", { id: `choice-${i}` }, ...(key ? [keyOf(key), " "] : []), words(text),
        ...(about ? [" ", make("small", {}, words(about))] : []), ...(near ? [" ", make("small", { textContent: "– did you mean this?" })] : []));
      item.setAttribute("role", "option");
      item.addEventListener("click", () => pick(offered[i].value));
      return item;
    }));
    point(input.value.trim() ? 0 : null); // nothing is preselected before something was typed
    tell(offered.length ? "" : "No source of this article fits.");
  };
  input.addEventListener("input", fill);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); point(at < 0 && step < 0 ? -1 : at + step); }
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (at >= 0) pick(offered[at].value); else tell("Type a code or a name, or choose with the arrow keys.");
  });
  fill();
  return make("div", { className: "picker" }, make("label", {}, label, input), list);
}

// ---- Who asserts the chosen sentence ----

function askGiven() {
  if (state.chosen < 0) { say(FIRST); return; }
  const at = state.chosen;
  const special = [{ value: NONE, text: "no source", about: "the article itself asserts it" },
    { value: UNKNOWN, text: "unknown", about: "somebody asserts it, but who is not said" }];
  if (decisionAt(at).source) special.push({ value: null, text: "as the tool read it", about: "take the correction back" });
  const pick = (value) => {
    shut();
    if (value && value.fresh) {
      const id = nextId(state.review.added);
      give(at, { id, name: value.fresh }, { [id]: value.fresh });
    } else if (typeof value === "string" && value !== NONE && value !== UNKNOWN) {
      const { id, first } = reading().byKey.get(value);
      give(at, { id, name: first });
    } else give(at, value);
  };
  ask(`Who asserts sentence ${at + 1}?`, picker("Code or name, also a new one", shown(), { special, fresh: true, pick }));
}

// ---- What a source is, everywhere at once ----

function askEdit() {
  const here = state.chosen < 0 ? [] : keysOf(state.chosen).filter((key) => reading().byKey.has(key));
  if (here.length === 1) askSource(here[0]);
  else if (!shown().length) say("There is no source to edit.");
  else {
    const among = here.length ? shown().filter(({ key }) => here.includes(key)) : shown();
    ask("Which source?", picker("Code or name", among, { pick: askSource }));
  }
}

function askSource(key) {
  const source = reading().byKey.get(key);
  const name = line({ value: source.name });
  const type = make("select", {}, ...page.types.map((kind) => make("option", { value: kind, textContent: kind })));
  type.value = source.type;
  const title = line({ value: source.title });
  const correct = () => {
    const typed = name.value.trim();
    if (!typed) { tell("Type the source’s name."); return; }
    const read = base.get(source.id) || { name: source.first, type: UNKNOWN, title: "" };
    const differing = (value, was) => (value === was ? null : value);
    const fields = { rename: differing(typed, read.name), type: differing(type.value, read.type), title: differing(title.value.trim(), read.title) };
    const twin = shown().find((other) => other.key !== key && plain(other.name) === plain(typed));
    shut();
    correctSource(source, fields, `${key} is now ${typed}.${twin ? ` ${twin.key} has the same name: e merges them.` : ""}`);
  };
  const count = (tally().get(key) || []).length;
  ask(`${key}: correct this source everywhere`, field("Name", name, correct), field("Type", type), field("Title or role", title, correct),
    make("p", { className: "row" }, button("Save", correct, "only strong"),
      button("Same as another source …", () => askMerge(key)),
      button(`Confirm all ${count} of its sentences`, () => { shut(); confirmAll(key); })));
}

function askMerge(key) {
  const source = reading().byKey.get(key);
  const others = shown().filter((other) => other.key !== key);
  const pick = (value) => {
    const { id, first } = reading().byKey.get(value);
    shut();
    correctSource(source, { merge_into: { id, name: first } }, `${key} is now the same as ${titled(value)}.`);
  };
  ask(`${titled(key)} is the same as …`, picker("Code or name of the other one", others, { pick }));
}

function correctSource(source, fields, said) {
  const correction = { ...(state.review.sources[source.id] || UNCORRECTED), ...fields };
  const empty = Object.values(correction).every((value) => value === null);
  change({ sources: { [source.id]: empty ? undefined : correction } }, said);
}
