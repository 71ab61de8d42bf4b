// Select2, with which Django searches in a list, gives its boxes no name. Give them that
// of the label of the field.

function nameBox(select) {
  const label = select.labels[0];
  const box = select.nextElementSibling;
  if (!label || !box) {
    return;
  }
  label.id ||= `${select.id}_label`;
  for (const field of box.querySelectorAll('[role]:not([role="presentation"])')) {
    const shown = field.getAttribute("aria-labelledby");
    field.setAttribute("aria-labelledby", shown ? `${label.id} ${shown}` : label.id);
  }
}

// Django makes the boxes when jQuery says that the page is ready; so do we, after it.
window.django?.jQuery?.(() => {
  document.querySelectorAll("select.admin-autocomplete").forEach(nameBox);
});
