// Where a live review is kept: in a file beside the draft, by the server that serves this page. Takes
// the place of store.js, and does for all other modules what that does.

async function asked(path, given) {
  const answer = await fetch(path, given === undefined ? {}
    : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(given) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer;
}

// A record of another reading of the draft is none of this page, which will be loaded anew.
const isOurs = (record) => record.document.sha256 === page.sha256;

async function load() {
  const record = await (await asked("review")).json();
  return isOurs(record) ? JSON.stringify(record) : null;
}

// The server puts together what several pages save, also those that show an earlier reading.
async function save(record, before) {
  const empty = { ...record, reviewer: "", decisions: [], sources: [], conflicts: [] };
  const kept = await (await asked("review", { before: before ? JSON.parse(before) : empty, now: record })).json();
  return JSON.stringify(kept && isOurs(kept) ? kept : record);
}

const events = new EventSource("events");

// Calls back when another page has saved.
function watch(act) { events.addEventListener("review", act); }

// The name under which the record leaves the page.
const recordName = () => page.live.file;

// What the reader wants of all pages. The port of the server is another one each time, and what else
// a browser keeps goes by it; a cookie does not. It holds nothing but “yes”.
const wish = (name) => `accordingto-${name.replaceAll(" ", "-")}`;
function recall(name) { return document.cookie.split("; ").includes(`${wish(name)}=yes`); }
function remember(name, on) {
  document.cookie = `${wish(name)}=yes; path=/; SameSite=Strict; max-age=${on ? 31536000 : 0}`;
}
