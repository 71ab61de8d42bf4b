/* Opens a cell of the matrix in a panel beside it; without this, its link is followed.

   The browser itself keeps the focus inside, closes on Escape, and gives the focus back
   to the cell. */

document.addEventListener("click", (event) => {
  const cell = event.target.closest("[data-panel] .matrix__cell[href]");
  const wantsPage = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!cell || wantsPage || event.button) {
    return;
  }
  event.preventDefault();
  cell.focus({ preventScroll: true });
  const address = new URL(cell.href);
  const panel = document.getElementById(cell.closest("[data-panel]").dataset.panel);
  htmx.ajax("GET", `${address.pathname}stand/${address.search}`, {
    source: cell,
    target: panel,
    swap: "innerHTML",
  });
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.matches("dialog.panel") && !event.target.open) {
    event.target.showModal();
    event.target.scrollTop = 0;
  }
});

for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => {
    if (event.target.matches(".matrix__cell, dialog.panel")) {
      const { requestConfig } = event.detail;
      location.assign(requestConfig.path.replace("stand/", ""));
    }
  });
}

document.addEventListener(
  "close",
  (event) => event.target.matches("dialog.panel") && event.target.replaceChildren(),
  true,
);
