// Makes what is on the page like what the server draws now, touching only what differs, so that focus,
// scroll, open parts and what is being typed stay. Elements that move about carry data-row-key.

/** Makes the element like the other one, attributes and children. */
export function morph(element, fresh) {
  for (const { name } of [...element.attributes]) if (!fresh.hasAttribute(name) && !keeps(element, name)) element.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (element.getAttribute(name) !== value && !keeps(element, name)) element.setAttribute(name, value);
  morphChildren(element, fresh);
}

// What the visitor opened stays open.
function keeps(element, name) {
  return name === "open" && element.localName === "details";
}

function morphChildren(element, fresh) {
  const wantedKeys = new Set([...fresh.children].map((child) => child.dataset.rowKey));
  for (const child of [...element.children]) if (child.dataset.rowKey && !wantedKeys.has(child.dataset.rowKey)) child.remove();
  const keyed = new Map([...element.children].filter((child) => child.dataset.rowKey).map((child) => [child.dataset.rowKey, child]));
  let place = element.firstChild;
  const drop = () => { const gone = place; place = place.nextSibling; gone.remove(); };
  for (const wanted of [...fresh.childNodes]) {
    const same = wanted.dataset?.rowKey ? keyed.get(wanted.dataset.rowKey) : alike(place, wanted) ? place : null;
    if (!same) {
      element.insertBefore(document.importNode(wanted, true), place);
      continue;
    }
    // A row that stays where it is must not be moved, or it would lose the focus.
    while (place && place !== same && !place.dataset?.rowKey) drop();
    if (same !== place && same.contains(document.activeElement)) place = makeWay(same, place);
    if (same === place) place = place.nextSibling;
    else element.insertBefore(same, place);
    if (same.nodeType === Node.ELEMENT_NODE) morph(same, wanted);
    else if (same.data !== wanted.data) same.data = wanted.data;
  }
  while (place) drop();
}

// An element that is moved loses the focus: what stands before it goes behind everything instead.
function makeWay(same, place) {
  while (place !== same) {
    const next = place.nextSibling;
    same.parentNode.append(place);
    place = next;
  }
  return same;
}

function alike(node, wanted) {
  return node !== null && node.nodeType === wanted.nodeType && node.nodeName === wanted.nodeName && !node.dataset?.rowKey;
}
