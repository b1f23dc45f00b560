// Places marked data-fresh take their contents from the same page as the server draws it now.
import { handsOff } from "./hands.js";
import { morph } from "./morph.js";

/** Fetches this page again and changes what differs in the places that stay fresh; focus and choices stay. */
export async function freshen(address = location.href, places = "[data-fresh]") {
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return false;
  const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
  await handsOff();
  for (const place of document.querySelectorAll(places)) {
    const fresh = drawn.querySelector(`[data-fresh="${CSS.escape(place.dataset.fresh)}"]`);
    // A place inside of one that has just been changed is gone.
    if (fresh && place.isConnected) exchange(place, fresh);
  }
  return true;
}

/**
 * Changes one place; whoever stands on something in it keeps standing there, or on what comes first where that is gone.
 * A place with a data-mark (forms, whose keys are new each time) is changed only when its mark is another one. One with
 * data-rows is changed row by row (each with a data-row-key): what is opened and typed in a row stays.
 */
export function exchange(place, fresh) {
  if (place.dataset.rows !== undefined) return morph(place, fresh);
  const isSame = place.dataset.mark === undefined ? place.innerHTML === fresh.innerHTML : place.dataset.mark === fresh.dataset.mark;
  if (isSame) return;
  if (fresh.dataset.mark !== undefined) place.dataset.mark = fresh.dataset.mark;
  const held = place.contains(document.activeElement) ? document.activeElement : null;
  const way = held?.getAttribute("href") ?? null;
  const stop = held && way === null ? [held.tagName, held.name, held.value] : null;
  place.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  if (held) (find(place, way, stop) ?? place.querySelector("a, button, input:not([type=hidden]), select"))?.focus();
}

function find(place, way, stop) {
  if (way !== null) return [...place.querySelectorAll("a")].find((link) => link.getAttribute("href") === way);
  return [...place.querySelectorAll("button, input, select")].find((field) => field.tagName === stop[0] && field.name === stop[1] && field.value === stop[2]);
}
