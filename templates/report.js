"use strict";
// Adds to a page that is whole without it: choosing a sentence, showing one source only, keys.
// State lives in classes and attributes of the document; nothing is fetched, nothing is stored.
(() => {
  const $$ = (query) => [...document.querySelectorAll(query)];
  const sentences = $$(".sentence");
  const cards = $$(".details details");
  const ticks = $$("[data-strip]");
  const rows = $$(".sources li");
  const status = document.getElementById("status");
  let chosen = -1;
  let only = null;
  let keysOn = true;

  const keysOf = (sentence) => sentence.dataset.keys.split(" ");
  const make = (name, properties) => Object.assign(document.createElement(name), properties);

  function choose(at, focus) {
    if (at < 0 || at >= sentences.length) return;
    chosen = at;
    document.body.classList.add("choosing");
    sentences.forEach((each, i) => each.classList.toggle("chosen", i === at));
    ticks.forEach((each, i) => each.classList.toggle("chosen", i === at));
    cards.forEach((each, i) => { each.open = i === at; });
    reveal(cards[at]);
    if (focus) {
      sentences[at].querySelector(".number").focus({ preventScroll: true });
      sentences[at].scrollIntoView({ block: "nearest" });
    }
  }

  // Moves the panel alone: the page must not jump when the details change.
  function reveal(card) {
    const panel = document.getElementById("details");
    panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top - 48;
  }

  function release() {
    chosen = -1;
    document.body.classList.remove("choosing");
    $$(".chosen").forEach((each) => each.classList.remove("chosen"));
    cards.forEach((each) => { each.open = false; });
  }

  function show(key) {
    only = key === only ? null : key;
    let count = 0;
    sentences.forEach((each) => {
      const match = only !== null && keysOf(each).includes(only);
      count += match;
      each.classList.toggle("match", match);
      each.classList.toggle("faded", only !== null && !match);
    });
    rows.forEach((row) => {
      row.querySelector(".only").setAttribute("aria-pressed", String(row.dataset.key === only));
    });
    const what = count === 1 ? "1 sentence" : `${count} sentences`;
    status.textContent = only === null ? "All sentences shown" : `${what} marked of ${sentences.length}`;
  }

  function seek(step, test) {
    let at = chosen < 0 && step < 0 ? sentences.length : chosen;
    do at += step; while (at >= 0 && at < sentences.length && !test(sentences[at]));
    choose(at, true);
  }

  const keys = {
    j: () => seek(1, () => true),
    k: () => seek(-1, () => true),
    u: () => seek(1, (each) => keysOf(each).includes("none")),
    0: () => { if (only !== null) show(only); },
    Escape: release,
  };

  function pressed(event) {
    if (!keysOn || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const row = /^[1-9]$/.test(event.key) && rows.find((each) => each.dataset.key === `S${event.key}`);
    const act = row ? () => show(row.dataset.key) : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function addFilters() {
    rows.forEach((row) => {
      const place = row.querySelector(".count");
      const name = row.querySelector("a").textContent.trim().replace(/\s+/g, " ");
      const button = make("button", { type: "button", className: "only", title: "Mark only these" });
      button.textContent = place.textContent;
      button.setAttribute("aria-pressed", "false");
      button.setAttribute("aria-label", `${place.textContent}: mark only ${name}`);
      button.addEventListener("click", () => show(row.dataset.key));
      place.replaceChildren(button);
    });
  }

  function addKeys() {
    const text = make("p", { className: "keys" });
    const names = [["j", "k", "next and previous sentence"], ["u", "next without a source"],
      ["1", "9", "only that source"], ["0", "all"], ["Esc", "close"]];
    names.forEach((each) => {
      const what = each[each.length - 1];
      each.slice(0, -1).forEach((name) => text.append(make("kbd", { textContent: name }), " "));
      text.append(`${what}. `);
    });
    const box = make("input", { type: "checkbox", checked: true });
    box.addEventListener("change", () => { keysOn = box.checked; });
    const label = make("label");
    label.append(box, " Keys on");
    text.append(label);
    document.getElementById("legend").append(text);
  }

  function addClose() {
    const button = make("button", { type: "button", className: "only close", textContent: "Close" });
    button.addEventListener("click", release);
    document.getElementById("details").prepend(button);
  }

  document.addEventListener("keydown", pressed);
  sentences.forEach((each, at) => {
    each.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link && !link.classList.contains("number")) return;
      if (link) event.preventDefault();
      else if (String(document.getSelection())) return;
      choose(at, false);
    });
  });
  addFilters();
  addKeys();
  addClose();
})();
