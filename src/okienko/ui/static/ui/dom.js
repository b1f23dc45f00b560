// Patching what is already on the page, so that focus, reading place and scroll stay.

/** Sets text only where it differs: screen readers speak each write. */
export function setText(element, text) {
  const words = String(text ?? "");
  if (element && element.textContent !== words) element.textContent = words;
}

/** Sets or removes an attribute only where it differs. */
export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}

/** Fills [data-text="field"] and hides [data-if="field"] inside an element from a row. */
export function fill(element, row) {
  const places = (name) => [element, ...element.querySelectorAll(`[data-${name}]`)].filter((place) => place.hasAttribute(`data-${name}`));
  for (const place of places("text")) setText(place, row[place.dataset.text]);
  for (const place of places("if")) place.hidden = !row[place.dataset.if];
  return element;
}

/** A copy of the first element of a <template>. */
export function clone(template) {
  return template.content.firstElementChild.cloneNode(true);
}

/**
 * Makes the children of a container agree with rows, in order, moving and keeping what exists.
 * key(row) names a row; make(row) builds an element; update(element, row) fills it.
 */
export function patchList(container, rows, { key, make, update = fill }) {
  const wanted = new Set(rows.map((row) => String(key(row))));
  const known = new Map();
  for (const child of [...container.children]) {
    if (wanted.has(child.dataset.rowKey)) known.set(child.dataset.rowKey, child);
    else child.remove();
  }
  let place = container.firstElementChild;
  for (const row of rows) {
    const name = String(key(row));
    const element = known.get(name) ?? make(row);
    element.dataset.rowKey = name;
    update(element, row);
    if (element === place) place = place.nextElementSibling;
    else container.insertBefore(element, place);
  }
}
