// Where a review is kept between visits. Everything else goes through `load` and `save`: a local
// server takes the place of this module. Both may fail, and then the page says that nothing is kept.

const STORE = `accordingto review ${page.sha256}`;

// The text of the record that was saved last, by this page or another of the same article; or null.
async function load() { return localStorage.getItem(STORE); }

async function save(record) {
  const text = JSON.stringify(record);
  localStorage.setItem(STORE, text);
  return text;
}

// Calls back when another page has saved.
function watch(act) {
  window.addEventListener("storage", (event) => { if (event.key === STORE) act(); });
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
