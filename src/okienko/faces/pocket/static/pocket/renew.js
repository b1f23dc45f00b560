// What a change of the own visit needs, brought when there is one: the newest details take their place, and what
// is new in them is said to whoever listens.
import { say } from "../ui/announce.js";
import { morph } from "../ui/morph.js";
import { ring } from "./ring.js";

const PARTS = ":scope > .window, :scope > .notice, :scope > .card";
const SENTENCES = "h1, h2, h3, p, li, .ticket-pane, .plate";
const sheet = () => document.querySelector(".pocket-sheet");

/** The drawings that the new part shows and the page does not hold yet. */
function bringIcons(page) {
  for (const symbol of page.querySelectorAll("symbol")) {
    if (!document.getElementById(symbol.id)) document.querySelector("svg[hidden]").append(symbol);
  }
}

/** What a part of the sheet says; what is pressed or filled in there is found by the client alone. */
function sentences(part, unsaid = "form, details, noscript") {
  const copy = part.cloneNode(true);
  for (const each of copy.querySelectorAll(unsaid)) each.remove();
  return [...copy.querySelectorAll(SENTENCES)]
    .filter((each) => !each.parentElement.closest(SENTENCES))
    .map((each) => each.textContent.replace(/\s+/g, " ").trim())
    .filter(Boolean);
}

/** The same without the place and the wait, which are kept right and said by themselves. */
function news(part) {
  return sentences(part, "form, details, noscript, [data-moves]").join(" ");
}

function spoken(parts) {
  const told = new Set(parts.flatMap((part) => sentences(part)));
  return [...told].map((each) => (/[.,:;!?…]$/.test(each) ? each : `${each}.`)).join(" ");
}

/** Says what was not there before: at once where it rings, with what rings first. */
function tell(known, rings) {
  const changed = [...sheet().querySelectorAll(PARTS)].filter((part) => !known.has(news(part)));
  if (!rings) {
    if (changed.length) say(spoken(changed));
    return;
  }
  const isAnswer = rings.startsWith("officer-");
  const first = sheet().querySelector(isAnswer ? ":scope > .card" : ":scope > .window");
  say(spoken([first, ...changed.filter((part) => part !== first)]), { assertive: true });
  if (isAnswer && !document.activeElement.matches("input")) scrollBy(0, first.getBoundingClientRect().top - 8);
  ring();
}

/** Makes the sheet like the fresh one; where what had the focus is gone, it goes to the page, not to nowhere. */
export function renew(page, fresh) {
  const { alarm } = sheet().dataset;
  const held = sheet().contains(document.activeElement) && document.activeElement;
  const known = new Set([...sheet().querySelectorAll(PARTS)].map(news));
  bringIcons(page);
  morph(sheet(), fresh);
  if (held && !held.isConnected) document.getElementById("content").focus({ preventScroll: true });
  document.title = sheet().dataset.title;
  tell(known, sheet().dataset.alarm !== alarm && sheet().dataset.alarm);
}
