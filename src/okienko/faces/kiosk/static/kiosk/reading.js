// Reading aloud: the whole page once, then whatever the keypad or the finger stands on.
import { say, speak } from "../ui/announce.js";

const READ = "h1, h2, .lead, .notice, .card li, .fact, .ticket-pane, .wait strong, .choice, main .button, [data-read]";

let turn = 0;
let clip = null;

/** A recording made by the server; false where it has no voice. A newer turn ends it. */
function play(sentence) {
  const { office, language } = document.body.dataset;
  const address = `/${office}/kiosk/voice.wav?${new URLSearchParams({ lang: language, text: sentence })}`;
  return new Promise((resolve) => {
    clip = new Audio(address);
    for (const [event, isSaid] of [["ended", true], ["pause", true], ["error", false]]) {
      clip.addEventListener(event, () => resolve(isSaid), { once: true });
    }
    clip.play().catch(() => resolve(false));
  });
}

/** Says the sentences one after the other, until somebody wants to hear something else. */
export async function read(sentences) {
  const mine = ++turn;
  clip?.pause();
  globalThis.speechSynthesis?.cancel();
  document.documentElement.dataset.speaking = "";
  try { await through(sentences, mine); } finally { if (mine === turn) delete document.documentElement.dataset.speaking; }
}

async function through(sentences, mine) {
  for (const sentence of sentences) {
    if (mine !== turn) return;
    if (await play(sentence)) continue;
    if (mine !== turn) return;
    if ((await speak(sentence, { lang: document.documentElement.lang })) === "none") {
      say(sentences.join(". "));
      return;
    }
  }
}

/** What is read of an element: its words, and its number on the keypad. */
export function wordsOf(element) {
  // "Pani/Pan" is written with a stroke, and said without it.
  const written = (element.getAttribute("aria-label") ?? element.innerText ?? "").replace(/\/(?=Pan)/g, ", ");
  const words = written.replace(/\s+/g, " ").trim().slice(0, 380);
  return words && /^\d$/.test(element.dataset.key ?? "") ? `${element.dataset.key}: ${words}` : words;
}

export function bindReading() {
  if (!("readAloud" in document.body.dataset)) return;
  const all = () => {
    const places = [...document.querySelectorAll(READ)]
      .filter((place) => place.offsetParent !== null && !place.parentElement.closest(READ));
    return read(places.map(wordsOf).filter(Boolean));
  };
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("a, button, input")) read([wordsOf(event.target)].filter(Boolean));
  });
  document.addEventListener("keydown", (event) => { if (event.key === "*") all(); });
  globalThis.addEventListener("pagehide", () => { turn += 1; clip?.pause(); });
  all();
}
