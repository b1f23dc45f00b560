// A page that begins anew by itself, and takes nobody back who is about to go on.
import { handsOff } from "./hands.js";

let isLeaving = false;

function leaves(event) {
  const way = event.type === "submit" || event.target.closest?.("a[href]:not([target], [download], [href^='#'])");
  if (way && !event.defaultPrevented) isLeaving = true;
}

globalThis.addEventListener("click", leaves);
globalThis.addEventListener("submit", leaves);
globalThis.addEventListener("pageshow", () => { isLeaving = false; });

/** Loads the page anew once no hand is on it, unless what was pressed leads to another page already. */
export async function beginAnew() {
  await handsOff();
  if (!isLeaving) location.reload();
}
