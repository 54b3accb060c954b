// What the page says, where everybody sees and hears it, with a way back; and its one dialog.

const message = $("#status");

// `back` takes back what is told; without it there is nothing to take back.
function say(text, back = null, backWords = "Undo") {
  message.replaceChildren(make("span", { textContent: text }));
  if (back) message.append(" ", button(backWords, back, "only"));
  message.append(" ", button("×", hush, "only hush"));
  $(".hush", message).setAttribute("aria-label", "Close the message");
  message.classList.add("told");
}

function hush() {
  message.classList.remove("told");
  message.replaceChildren();
}

// One dialog for all questions: nothing on the page moves when it opens.
const dialog = make("dialog");
const notice = make("p", { className: "notice" });
notice.setAttribute("role", "status");
const tell = (text) => { notice.textContent = text; };

function ask(title, ...children) {
  tell("");
  const buttons = make("p", { className: "row" }, button("Close", shut));
  dialog.replaceChildren(make("h2", { id: "dialog-title", textContent: title }), ...children, notice, buttons);
  dialog.setAttribute("aria-labelledby", "dialog-title"); // not before there is one
  if (!dialog.open) dialog.showModal();
  const first = $("[autofocus], input, select, textarea", dialog);
  if (first) { first.focus(); if (first.select) first.select(); }
}

// A field keeps the focus for a moment in a dialog that is closed, and would swallow the next key.
function shut() {
  dialog.close();
  if (dialog.contains(document.activeElement)) document.activeElement.blur();
  if (state.chosen >= 0) $(".number", sentences[state.chosen]).focus({ preventScroll: true });
}

function field(text, input, act) {
  if (act) {
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      act();
    });
  }
  return make("label", {}, text, input);
}
const line = (properties = {}) => make("input", { type: "text", autocomplete: "off", ...properties });

function addDialog() {
  dialog.addEventListener("keydown", (event) => { // at once: the browser’s own Esc comes a little later
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation(); // it closes the dialog and nothing else
    shut();
  });
  document.body.append(dialog);
}
