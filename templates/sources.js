"use strict";
// Every place of the page that shows a source, so that a name or a key changes in all at once.

const $ = (query, root = document) => root.querySelector(query);
const $$ = (query, root = document) => [...root.querySelectorAll(query)];
const make = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// Links to sentences, given by index: “3, 10, 11”.
function links(indices) {
  if (!indices.length) return ["none"];
  return indices.flatMap((at, i) => {
    const link = make("a", { href: `#s${at + 1}`, textContent: at + 1 });
    return i ? [", ", link] : [link];
  });
}

// `looks` has, by key, the classes and the name of each source as the page was made; `nameOf` gives
// its name now. Returns the entries of the index by key, and `write`, which shows each source as
// the one that a function from key to key says it is.
function placesOf(looks, nameOf) {
  const places = []; // { key: the one it was made with, write: shows another there }
  const entries = new Map($$(".entry").map((entry) => [$(".key", entry).textContent, entry]));

  const outsideLegend = (element) => !element.closest("#legend");

  function bind(key, write) { if (looks.has(key)) places.push({ key, write }); }

  function bindKey(element) {
    const key = element.textContent;
    const next = element.nextElementSibling;
    bind(key, (to) => { element.textContent = to; element.className = `key ${looks.get(to).style}`; });
    if (next && next.matches("bdi")) bind(key, (to) => { next.textContent = nameOf(to); });
  }

  // “S1 Ann Roe” or “S1” in running text.
  function bindWords(element) {
    const [key, ...rest] = element.textContent.split(" ");
    if (!looks.has(key) || !["", looks.get(key).name].includes(rest.join(" "))) return;
    bind(key, (to) => { element.textContent = rest.length ? `${to} ${nameOf(to)}` : to; });
  }

  // “other” is shared by many sources, so it says nothing about which one it is.
  function bindColours(key, style) {
    if (style === "other") return;
    const names = ["says", "note", "tick", "cell", "dot", "edge"];
    const query = names.map((name) => `.${name}.${style.replace(" ", ".")}`).join();
    $$(query).filter(outsideLegend).forEach((element) => {
      let now = style;
      bind(key, (to) => {
        element.classList.remove(...now.split(" "));
        now = looks.get(to).style;
        element.classList.add(...now.split(" "));
      });
    });
  }

  function bindMentions(entry, key) {
    $$(".mentions li", entry).forEach((mention) => bind(key, (to) => mentionsOf(to).append(mention)));
  }

  function mentionsOf(key) {
    const entry = entries.get(key);
    if (!$(".mentions", entry)) entry.append(make("ul", { className: "mentions" }));
    return $(".mentions", entry);
  }

  // A source that is another now may stand twice beside a sentence, or relay itself.
  function hideDoubles(element) {
    const keys = $$(".key", element);
    keys.forEach((key, i) => {
      const via = key.nextElementSibling;
      key.hidden = keys.slice(0, i).some((other) => other.textContent === key.textContent);
      if (via && via.matches("i")) via.hidden = key.hidden || via.textContent === `via ${key.textContent}`;
    });
  }

  function write(mergedInto) {
    places.forEach((place) => place.write(mergedInto(place.key)));
    $$(".labels, summary").forEach(hideDoubles);
  }

  $$(".key").filter(outsideLegend).forEach(bindKey);
  $$(".labels i, summary i").forEach((relay) => {
    bind(relay.textContent.slice(4), (to) => { relay.textContent = `via ${to}`; });
  });
  $$(".details bdi, .network .who, .matrix .row").forEach(bindWords);
  looks.forEach(({ style }, key) => bindColours(key, style));
  entries.forEach(bindMentions);
  return { entries, write };
}
