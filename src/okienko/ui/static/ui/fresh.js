// Places marked data-fresh take their contents from the same page as the server draws it now.
import { handsOff } from "./hands.js";

/** Fetches this page again and changes what differs in the places that stay fresh; focus and choices stay. */
export async function freshen(address = location.href, places = "[data-fresh]") {
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return false;
  const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
  await handsOff();
  const outermost = [...document.querySelectorAll(places)].filter((place) => !place.parentElement.closest(places));
  for (const place of outermost) {
    const fresh = drawn.querySelector(`[data-fresh="${CSS.escape(place.dataset.fresh)}"]`);
    if (fresh) exchange(place, fresh);
  }
  return true;
}

/**
 * Changes one place; whoever stands on one of its links keeps standing there. A place with a data-mark (forms, whose
 * keys are new each time) is changed only when its mark is another one.
 */
export function exchange(place, fresh) {
  const isSame = place.dataset.mark === undefined ? place.innerHTML === fresh.innerHTML : place.dataset.mark === fresh.dataset.mark;
  if (isSame) return;
  if (fresh.dataset.mark !== undefined) place.dataset.mark = fresh.dataset.mark;
  const held = place.contains(document.activeElement) ? document.activeElement : null;
  const way = held?.getAttribute("href") ?? null;
  const stop = held && way === null ? [held.tagName, held.name, held.value] : null;
  place.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  if (way !== null) [...place.querySelectorAll("a")].find((link) => link.getAttribute("href") === way)?.focus();
  else if (stop) [...place.querySelectorAll("button, input, select")].find((field) => field.tagName === stop[0] && field.name === stop[1] && field.value === stop[2])?.focus();
}
