// A page does not change under a hand: what is pressed stays until it is let go and its click has been handled.

/** How long after the hand a touch's click may come, and the longest that anything waits, in milliseconds. */
const CLICK_WITHIN = 400;
const LONGEST = 30_000;
const pressed = new Set();
let waiting = [];
let isFree = true;
let timer = 0;

function press(one) {
  pressed.add(one);
  freeIn(LONGEST);
}

function letGo(one) {
  if (pressed.delete(one) && !pressed.size) freeIn(CLICK_WITHIN);
}

function freeIn(milliseconds) {
  isFree = false;
  clearTimeout(timer);
  timer = setTimeout(free, milliseconds);
}

function free() {
  isFree = true;
  pressed.clear();
  for (const go of waiting.splice(0)) go();
}

/** Resolves when nothing is pressed on the page: at once, or after the click of what is. Wait for it before replacing anything. */
export function handsOff() {
  return isFree ? Promise.resolve() : new Promise((go) => waiting.push(go));
}

const hear = (kind, act) => globalThis.addEventListener(kind, act, { capture: true, passive: true });
hear("pointerdown", (event) => press(event.pointerId));
hear("pointerup", (event) => letGo(event.pointerId));
hear("pointercancel", (event) => letGo(event.pointerId));
// A hand may be lifted where the page does not hear of it: over a list that has unfolded, in another window.
hear("pointermove", (event) => { if (!event.buttons) letGo(event.pointerId); });
hear("blur", (event) => { if (event.target === globalThis && !isFree) free(); });
// The space bar presses a button as a hand does.
hear("keydown", (event) => { if (event.key === " ") press(" "); });
hear("keyup", (event) => { if (event.key === " ") letGo(" "); });
hear("click", () => { if (!isFree && !pressed.size) freeIn(0); });
