// A page that is a little longer than the screen is drawn closer, step by step, so that nobody has to scroll;
// one that does not fit even so (a list longer than a page) is drawn as large as ever, and scrolls.

const root = document.documentElement;
/** The steps of kiosk.css: closer, then smaller; large letters become the usual ones before they become smaller. */
const steps = () => (root.dataset.text ? ["", "1", "2", "3", "4", "5", "6"] : ["", "1", "5", "6"]);
let least = 0;

function draw(step) {
  if (step) root.dataset.tight = step;
  else delete root.dataset.tight;
}

function fits() {
  return root.scrollHeight <= innerHeight && root.scrollWidth <= innerWidth;
}

/** Draws the page no closer than it must be; while it is being used it never grows again under the hand. */
export function fit() {
  const all = steps();
  for (let at = least; at < all.length; at += 1) {
    draw(all[at]);
    if (fits()) { least = at; return; }
  }
  draw(all[least]);
}

function anew() {
  least = 0;
  fit();
}

export function bindFit() {
  anew();
  globalThis.addEventListener("resize", anew);
  globalThis.addEventListener("load", fit);
  document.fonts?.ready.then(fit);
  // Larger letters and contrast change what fits.
  new MutationObserver(anew).observe(root, { attributeFilter: ["data-text", "data-contrast"] });
}
