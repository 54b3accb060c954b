"use strict";
// The page as it was made, and small means to make more of it. Stands before all other modules, which
// are put together in the order of html.py and share their names.

const $ = (query, root = document) => root.querySelector(query);
const $$ = (query, root = document) => [...root.querySelectorAll(query)];

const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};
const draw = (name, attributes = {}, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
};
const button = (text, act, className = "only") => {
  const element = make("button", { type: "button", className, textContent: text });
  element.addEventListener("click", act);
  return element;
};
const keyed = (text, key, act, className = "only act") => {
  const element = button(`${text} `, act, className);
  element.append(make("kbd", { textContent: key }));
  element.setAttribute("aria-keyshortcuts", key);
  return element;
};
const plural = (number, one, many = `${one}s`) => (number === 1 ? `1 ${one}` : `${number} ${many}`);

// Words of the article or of a reviewer in the midst of ours: they turn no direction of writing.
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const words = (text) => make("bdi", { textContent: text, className: TURNING.test(text) ? "literal" : "" });

// Links to sentences, given by index: “3, 10, 11”.
function links(indices) {
  if (!indices.length) return ["none"];
  return indices.flatMap((at, i) => {
    const link = make("a", { href: `#s${at + 1}`, textContent: at + 1 });
    return i ? [", ", link] : [link];
  });
}

const page = JSON.parse($("#data").textContent);
const sentences = $$(".sentence");
const cards = $$(".card");
const ticks = $$(".strip a");
const verdicts = new Map(page.verdicts.map((view) => [view.verdict, view]));
const [CONFIRM, NEEDS, FINE] = page.verdicts.map((view) => view.verdict);
const isBody = (at) => page.sentences[at].kind === "body";
const textOf = (at) => $(".text", sentences[at]).textContent;

// All that changes while the page is open.
const state = {
  review: null, // a value that is replaced, never changed (record.js)
  past: [], future: [], // steps to undo and to redo (decisions.js)
  chosen: -1, // index of the one chosen sentence
  filter: null, // { name, label, test } (filters.js)
  kept: true, // whether the draft could be saved
  forward: true, // whether a verdict on a to-do goes on to the next
  keysOn: true,
};
