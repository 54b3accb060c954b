// Where a review is kept between visits. Everything else goes through `load` and `save`: where a
// local server keeps it, live-store.js takes the place of this module. Both may fail, and then the
// page says that nothing is kept.

const STORE = `accordingto review ${page.sha256}`;

// The text of the record that was saved last, by this page or another of the same article; or null.
async function load() { return localStorage.getItem(STORE); }

// `before` is the text that the record comes from. What is kept now is given back.
async function save(record, before) {
  const text = JSON.stringify(record);
  localStorage.setItem(STORE, text);
  return text;
}

// Calls back when another page has saved.
function watch(act) {
  window.addEventListener("storage", (event) => { if (event.key === STORE) act(); });
}

// The name under which the record leaves the page.
function recordName() {
  const name = decodeURIComponent(location.pathname.split("/").pop()).replace(/\.html?$/i, "");
  return `${name || "report"}.review.json`;
}

// What the reader wants of all pages: “keys off”, “marks explained”. Lost where nothing can be kept.
const wish = (name) => `accordingto ${name}`;
function recall(name) {
  try { return localStorage.getItem(wish(name)) === "yes"; } catch { return false; }
}
function remember(name, on) {
  try {
    if (on) localStorage.setItem(wish(name), "yes"); else localStorage.removeItem(wish(name));
  } catch { /* it holds until the page is closed */ }
}
