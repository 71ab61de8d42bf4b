/* Keeps what somebody types on this device until it is saved.

   Works on forms with data-draft="USER/TRACK"; data-typed says that the server filled in
   what was typed, which then goes before what was kept here. A draft holds the hidden
   fields too: the version that its author saw, so that a conflict is still noticed, and
   the key, so that what was saved without an answer is not saved twice.

   Drafts never leave the device. They go when the form is saved, when somebody logs out
   or another person logs in, and after three days (docs/adr/0011). */

const PREFIX = "concept/";
const LIFE = 3 * 24 * 60 * 60 * 1000;
const ready = new WeakSet();
const changed = new Set();
let leaving = false;

function drafts() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  } catch {
    return []; // no storage, as in some private windows: then nothing is kept
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, draft) {
  try {
    localStorage.setItem(name, JSON.stringify(draft));
  } catch {
    // Full, or not allowed: the question before leaving is still asked.
  }
}

function forget(belongs) {
  drafts()
    .filter(belongs)
    .forEach((name) => localStorage.removeItem(name));
}

function nameOf(form) {
  return PREFIX + form.dataset.draft;
}

function typedIn(form) {
  // No files: they cannot be kept here, and the server holds only those of its own form.
  const skipped = ["csrfmiddlewaretoken", "held"];
  return Object.fromEntries(
    [...new FormData(form)].filter(
      ([name, value]) => typeof value === "string" && !skipped.includes(name),
    ),
  );
}

function fill(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements[name];
    if (field) {
      field.value = value; // of a RadioNodeList this checks the right button
    }
  }
}

function keep(form) {
  changed.add(form);
  write(nameOf(form), { at: Date.now(), fields: typedIn(form) });
}

function restore(form, draft) {
  const notice = form.querySelector("[data-draft-notice]");
  const older = notice.querySelector("[data-draft-older]");
  const asServed = typedIn(form);
  older.hidden = draft.fields.base_version === asServed.base_version;
  notice.querySelector("[data-draft-discard]").addEventListener("click", () => {
    form.reset();
    fill(form, asServed);
    forget((name) => name === nameOf(form));
    changed.delete(form);
    notice.hidden = true;
    form.querySelector("input:not([type=hidden]), textarea").focus();
  });
  fill(form, draft.fields);
  for (const fold of form.querySelectorAll("details")) {
    const inputs = [...fold.querySelectorAll("input")];
    fold.open ||= inputs.some((input) => input.value !== input.defaultValue);
  }
  changed.add(form);
  notice.hidden = false;
}

function prepare(form) {
  if (ready.has(form)) {
    return;
  }
  ready.add(form);
  const draft = read(nameOf(form));
  if ("typed" in form.dataset) {
    keep(form);
  } else if (draft) {
    restore(form, draft);
  }
}

function prepareAll() {
  document.querySelectorAll("form[data-draft]").forEach(prepare);
}

const user = document.body.dataset.user;
forget((name) => {
  const draft = read(name);
  const isOfAnother = user && !name.startsWith(`${PREFIX}${user}/`);
  return !draft || isOfAnother || Date.now() - draft.at > LIFE;
});
prepareAll();
document.addEventListener("htmx:load", prepareAll);

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && "draft" in form.dataset) {
    keep(form);
  }
});

document.addEventListener("melding:opgeslagen", (event) => {
  const saved = `${PREFIX}${user}/${event.detail.track}`;
  const belongs = (name) => name === saved || name.startsWith(`${saved}/`);
  forget(belongs);
  for (const form of changed) {
    if (belongs(nameOf(form))) {
      changed.delete(form);
    }
  }
});

document.addEventListener("submit", (event) => {
  if ("forgetDrafts" in event.target.dataset) {
    forget(() => true);
  } else if (!event.defaultPrevented && changed.has(event.target)) {
    leaving = true; // sent as a page, without htmx
  }
});

document.addEventListener("htmx:beforeOnLoad", (event) => {
  if (event.detail.xhr.getResponseHeader("HX-Redirect")) {
    leaving = true; // to log in: the server keeps the text
  }
});

window.addEventListener("beforeunload", (event) => {
  if (!leaving && [...changed].some((form) => form.isConnected)) {
    event.preventDefault();
  }
});
