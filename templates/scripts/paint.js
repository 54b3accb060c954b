// Shows the sources as the review has them, at once and everywhere: beside the sentences, on the
// cards, in the list, the strip, the map, the index and the counts. What has not changed is let be.

function paint() {
  paintSentences();
  paintSources();
  paintDecisions();
  paintTodos();
  paintControls();
  paintBar();
  if (state.filter) paintFilter();
}

const keyOf = (key) => make("b", { className: `key ${styleOf(key)}`, textContent: keyText(key) });

let paintedSentences = [];
const signature = (at) => JSON.stringify([reading().told[at], keysOf(at).map(styleOf),
  page.sentences[at].keys.map((key) => styleOf(reading().rootOf(key)))]);
const rememberSentences = () => { paintedSentences = sentences.map((_, at) => signature(at)); };

function paintSentences() {
  sentences.forEach((sentence, at) => {
    const now = signature(at);
    if (paintedSentences[at] === now) return;
    paintedSentences[at] = now;
    paintSentence(sentence, at);
  });
}

function paintSentence(sentence, at) {
  const { beside, label, given, keys } = reading().told[at];
  [$(".who", sentence), $("summary .who", cards[at])].forEach((place) => place.replaceChildren(...whoOf(at)));
  sentence.classList.remove("attributed", "partly", "narration");
  sentence.classList.add(label);
  sentence.dataset.keys = keys.join(" ");
  const leans = $(".leans", sentence);
  if (leans) leans.hidden = given !== null && given !== NONE;
  const text = $(".text", sentence);
  const marks = $$(".says", text);
  marks.forEach((element) => {
    const style = given && given !== NONE ? styleOf(given) : styleOf(reading().rootOf(element.dataset.of));
    const rest = ["inner", "quoted"].filter((name) => element.classList.contains(name));
    element.className = ["says", style, ...rest].join(" ");
  });
  const own = [...text.classList].filter((name) => ["text", "spaced", "literal"].includes(name));
  const look = given === NONE ? "unsaid" : given && !page.sentences[at].beside.length ? `says ${styleOf(given)}` : "";
  text.className = [...own, look].join(" ").trim();
  const style = beside.length ? styleOf(beside.at(-1)[0]) : isBody(at) ? "bare" : "apart";
  const tick = $(".tick", ticks[at]);
  tick.setAttribute("class", `tick ${style}`);
  tick.setAttribute("d", `M${at * 10 + 1} ${style === "bare" ? "11h8v3" : "2h8v12"}h-8z`);
  $("title", ticks[at]).textContent = `${at + 1}: ${beside.map(([key]) => keyText(key)).join(", ") || labelOf(at)}`;
}

function labelOf(at) {
  const { label } = reading().told[at];
  if (label === "partly") return "in part";
  return label === "attributed" ? "" : isBody(at) ? "no source" : page.sentences[at].kind;
}

function whoOf(at) {
  const made = reading().told[at].beside.flatMap(([key, via]) => [
    keyOf(key), ...(via ? [" ", make("i", { textContent: `via ${keyText(via)}` })] : []), " "]);
  if (labelOf(at)) made.push(make("span", { className: "label", textContent: labelOf(at) }), " ");
  return made;
}

// ---- Lists ----

let paintedSources = "";
const sourcesSignature = () => JSON.stringify([reading().sources, [...tally()]]);
const rememberSources = () => { paintedSources = sourcesSignature(); };

function paintSources() {
  const now = sourcesSignature();
  if (now === paintedSources) return;
  paintedSources = now;
  const spoken = tally();
  const rows = rowsOf(spoken);
  $(".sources ul").replaceChildren(...rows.map(sourceRow), nobodyRow(spoken.get(NONE) || []));
  $("#map tbody").replaceChildren(...[...rows, { key: NONE, told: spoken.get(NONE) || [] }].map(tableRow));
  paintMatrix([...rows, { key: NONE, style: "bare", told: spoken.get(NONE) || [] }]);
  paintIndex(rows);
  paintNames();
  paintVerdict(rows);
  $("#pending").hidden = false;
}

function rowsOf(spoken) {
  const unknown = { key: UNKNOWN, name: `${UNKNOWN} source`, style: UNKNOWN, type: UNKNOWN, title: "", acts: false };
  const all = [...shown(), ...(spoken.has(UNKNOWN) ? [unknown] : [])];
  const claims = [...spoken].filter(([key]) => key !== NONE).flatMap(([, told]) => told.filter(isBody)).length;
  return all.map((source) => {
    const told = spoken.get(source.key) || [];
    return { ...source, told, share: 100 * told.filter(isBody).length / (claims || 1) };
  });
}
const shortOf = (key) => (key === UNKNOWN ? "S?" : key);
const nameLinked = ({ key, style, name }) => (
  [make("b", { className: `key ${style}`, textContent: shortOf(key) }), " ", words(name)]);

function counted(key, count, name) {
  const control = button(count, () => show(filterOf(key)));
  control.dataset.filter = key;
  control.setAttribute("aria-label", `${count}: show only ${name}`);
  control.setAttribute("aria-pressed", String(state.filter !== null && state.filter.name === key));
  return make("span", { className: "count" }, control);
}

function sourceRow(source) {
  const { key, style, type, acts, told, share } = source;
  const title = roleOf(source);
  const about = make("small", {}, type, ...(title ? [", ", words(title)] : []), acts && !told.length ? " · acts, claims nothing" : "");
  const row = make("li", {}, make("a", { href: `#source-${key}` }, ...nameLinked(source)),
    counted(key, told.length, `${shortOf(key)} ${source.name}`), about,
    draw("svg", { class: "share", "aria-hidden": "true", width: "100%", height: 5 },
      draw("rect", { class: "rail", width: "100%", height: 5 }),
      draw("rect", { class: `fill ${style}`, width: `${share.toFixed(1)}%`, height: 5 })));
  if (key !== UNKNOWN) row.append(button("Edit", () => askSource(key), "only edit"));
  row.dataset.key = key;
  return row;
}

function nobodyRow(told) {
  const row = make("li", { className: "nobody" }, make("a", { href: "#map", textContent: "No source" }),
    counted(NONE, told.length, "No source"), make("small", { textContent: "the article itself asserts it" }));
  row.dataset.key = NONE;
  return row;
}

function tableRow({ key, style, name, told }) {
  const head = make("th", { scope: "row" }, ...(key === NONE ? ["No source"] : nameLinked({ key, style, name })));
  const row = make("tr", {}, head, make("td", {}, ...links(told)), make("td", { className: "amount", textContent: told.length }));
  row.dataset.key = key;
  return row;
}

// The same geometry as accordingto/report/layout.py, which the drawing carries.
function paintMatrix(rows) {
  const drawing = $(".matrix");
  const [left, cell, top, step] = ["left", "cell", "top", "step"].map((name) => Number(drawing.dataset[name]));
  const width = drawing.viewBox.baseVal.width;
  const height = top + step * rows.length + 4;
  drawing.setAttribute("height", height);
  drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const bands = rows.flatMap(({ key, style, told }, i) => {
    const y = top + step * i;
    const name = draw("text", { class: "row", x: left - 8, y: y + 16 }, shortOf(key));
    const rule = draw("line", { class: "rule", x1: left, x2: width - 8, y1: y + 22, y2: y + 22 });
    const cells = told.map((at) => draw("a", { href: `#s${at + 1}`, tabindex: -1 },
      draw("path", { d: `M${(left + cell * at + 1.5).toFixed(1)} 0h${(cell - 3).toFixed(1)}v14h-${(cell - 3).toFixed(1)}z` })));
    return [name, rule, draw("g", { class: `cell ${style}`, transform: `translate(0 ${y + 5})` }, ...cells)];
  });
  drawing.replaceChildren(...$$(".axis", drawing), ...bands);
}

function paintIndex(rows) {
  const home = $("#index");
  rows.forEach((source) => {
    const { key, type, told } = source;
    const title = roleOf(source);
    const entry = $(`#source-${key}`) || make("div", { className: "entry", id: `source-${key}`, tabIndex: -1 },
      make("h3"), make("p", {}, make("span", { className: "about" }), make("span", { className: "asserts" })));
    home.append(entry); // in the order of the list
    entry.hidden = false;
    $("h3", entry).replaceChildren(...nameLinked(source));
    $(".about", entry).replaceChildren(type, ...(title ? [", ", words(title)] : []), ".");
    $(".asserts", entry).replaceChildren(...(told.length
      ? [` Asserts in ${told.length === 1 ? "sentence" : "sentences"} `, ...links(told), "."] : [" Puts forward no claim."]));
  });
  $$(".entry", home).filter((entry) => !rows.some(({ key }) => entry.id === `source-${key}`))
    .forEach((entry) => { entry.hidden = true; });
  $$(".mentions li", home).forEach((mention) => {
    const entry = $(`#source-${reading().rootOf(mention.dataset.of)}`);
    if (!entry || entry.contains(mention)) return;
    if (!$(".mentions", entry)) entry.append(make("ul", { className: "mentions" }));
    $(".mentions", entry).append(mention);
  });
}

// Names in running text: on the cards, and in the graph, which is not drawn anew.
function paintNames() {
  $$("bdi[data-of]").forEach((element) => { element.textContent = titled(reading().rootOf(element.dataset.of)); });
  $$(".note[data-of]").forEach((element) => { element.className = `note ${styleOf(reading().rootOf(element.dataset.of))}`; });
}

function paintVerdict(rows) {
  const body = page.sentences.map((_, at) => at).filter(isBody);
  const labels = body.map((at) => reading().told[at].label);
  const partly = labels.filter((label) => label === "partly").length;
  const told = labels.filter((label) => label !== "narration").length;
  const speaking = rows.filter((row) => row.told.some(isBody));
  const named = speaking.filter(({ type }) => type.startsWith("named")).length;
  if (!body.length) return;
  const parts = [`${told} of ${plural(body.length, "sentence")} attributed${partly ? `, ${partly} of them in part` : ""}`,
    plural(named, "named source")];
  if (speaking.length > named) parts.push(`${speaking.length - named} other`);
  $(".verdict").textContent = parts.join(" · ");
}

// ---- Whether the draft is kept, and what can be taken back ----

const unkept = make("span", { className: "unkept", hidden: true, textContent: "not kept here: export" });
const undoButton = keyed("Undo", "z", undo);
const redoButton = keyed("Redo", "Z", redo);
function paintBar() {
  unkept.hidden = state.kept;
  undoButton.disabled = !state.past.length;
  redoButton.disabled = !state.future.length;
}
