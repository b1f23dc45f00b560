// While the line is cut no touch leaves the page: the browser would show an error of its own, in a language of its own.
// The touch is held back, the page says so, and it goes on by itself as soon as the office answers.

const PROBE = "/live/health";
/** So long an answer may take before the person is told, and so long it waits until it asks again, in milliseconds. */
const PATIENCE = 2500;
const AGAIN = 1500;

const sign = () => document.getElementById("kiosk-held");
let wanted = null;
let isAsking = false;
let passed = null;

async function isThere() {
  const answer = await fetch(PROBE, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  // Whatever the office itself answers it can also say on a page; these two are said by a proxy before it.
  return answer !== null && ![502, 504].includes(answer.status);
}

/** Does `step` once the office answers; of several touches the last one counts. */
export async function whenThere(step) {
  wanted = step;
  if (isAsking) return;
  isAsking = true;
  while (wanted) {
    if (await isThere()) {
      const go = wanted;
      wanted = null;
      sign()?.close();
      go?.();
    } else if (wanted) {
      if (sign() && !sign().open) sign().showModal();
      await new Promise((resolve) => { setTimeout(resolve, AGAIN); });
    }
  }
  isAsking = false;
}

export function bindHeld() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]:not([data-paper])");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    whenThere(() => { location.href = link.href; });
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "dialog" || form.dataset.search !== undefined) return;
    if (passed === form) { passed = null; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    whenThere(() => { passed = form; form.requestSubmit(submitter); });
  }, { capture: true });
  // Whoever no longer wants to wait closes the sign, and the touch is forgotten.
  sign()?.addEventListener("close", () => { wanted = null; });
}
