// Reading aloud: the whole page once, then whatever the keypad or the finger stands on.
import { say, speak, voiceFor } from "../ui/announce.js";

const READ = "h1, h2, .lead, .notice, .card li, .fact, .ticket-pane, .wait strong, .choice, main .button, [data-read]";

let turn = 0;

async function read(words) {
  const mine = ++turn;
  globalThis.speechSynthesis?.cancel();
  for (const sentence of words) {
    if (mine !== turn) return;
    const how = await speak(sentence, { lang: document.documentElement.lang });
    if (how === "none") { say(words.join(". ")); return; }
  }
}

/** What is read of an element: its words, and its number on the keypad. */
export function wordsOf(element) {
  const words = (element.getAttribute("aria-label") ?? element.innerText ?? "").replace(/\s+/g, " ").trim();
  return element.dataset.key && /^\d$/.test(element.dataset.key) ? `${element.dataset.key}: ${words}` : words;
}

export function bindReading() {
  if (!("readAloud" in document.body.dataset)) return;
  document.documentElement.dataset.keypad = "";
  const places = [...document.querySelectorAll(READ)].filter((place) => place.offsetParent !== null && !place.parentElement.closest(READ));
  const all = () => read(places.map(wordsOf).filter(Boolean));
  document.addEventListener("focusin", (event) => {
    const words = wordsOf(event.target);
    if (words && event.target.matches("a, button, input")) read([words]);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "*") all(); });
  // Voices arrive late in some browsers.
  if (voiceFor(document.documentElement.lang)) all();
  else globalThis.speechSynthesis?.addEventListener("voiceschanged", all, { once: true });
}
