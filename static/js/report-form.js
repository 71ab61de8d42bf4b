/* Says so when a form could not be sent, and closes a form that was opened in a list. */

function showFailure(event, reason) {
  const alert =
    event.target.querySelector("[data-failure]") ??
    document.querySelector("[data-failure=page]");
  if (alert) {
    alert.querySelector("[data-failure-offline]").hidden = reason !== "offline";
    alert.querySelector("[data-failure-refused]").hidden = reason !== "refused";
    alert.hidden = false;
    alert.focus();
  }
}

document.addEventListener("htmx:configRequest", (event) => {
  const files = event.detail.elt.querySelectorAll("input[type=file]");
  if ([...files].some((input) => input.files.length)) {
    event.detail.timeout = 0; // sending them may take long
  }
});
document.addEventListener("htmx:beforeRequest", () => {
  for (const alert of document.querySelectorAll("[data-failure]")) {
    alert.hidden = true;
  }
});
document.addEventListener("htmx:sendError", (event) => showFailure(event, "offline"));
document.addEventListener("htmx:timeout", (event) => showFailure(event, "offline"));
document.addEventListener("htmx:responseError", (event) => showFailure(event, "refused"));

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-close]");
  if (button) {
    const item = button.closest("li");
    button.closest("[id^=melding-]").replaceChildren();
    item.querySelector("a[data-open]").focus();
  }
});
