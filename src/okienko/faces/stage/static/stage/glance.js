// What has just changed on the small phone is seen on it without scrolling: the officer's answer, and the call.

const ABOVE = 8;

/** In the frame, the card of the answer, or the top of the page for a call; `seen` is what was looked at last. */
function look(page, seen) {
  const alarm = page.querySelector("[data-alarm]")?.dataset.alarm ?? "";
  if (alarm === seen) return alarm;
  const card = alarm.startsWith("officer-") ? page.querySelector(".card-pine") : page.querySelector(".pocket-sheet");
  // Not scrollIntoView: that would scroll the stage around the frame as well.
  if (alarm && card) page.defaultView.scrollBy({ top: card.getBoundingClientRect().top - ABOVE, behavior: "instant" });
  return alarm;
}

/** Follows each page that the frame shows. */
export function keepInSight(frame) {
  let watch = null;
  const follow = () => {
    watch?.disconnect();
    const page = frame.contentDocument;
    if (!page?.querySelector("[data-alarm]")) return;
    let seen = look(page, "");
    watch = new MutationObserver(() => { seen = look(page, seen); });
    watch.observe(page.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-alarm"] });
  };
  frame.addEventListener("load", follow);
  follow();
}
