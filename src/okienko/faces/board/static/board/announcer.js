// The voice of the board: one call after another, never two at once, and none that is over already.
import { chime, isSoundUnlocked, say, speak, unlockSound } from "../ui/announce.js";

/** A recording that never ends must not silence the calls after it. */
const LONGEST = 20_000;

const settled = (work) => Promise.race([work, new Promise((resolve) => { setTimeout(resolve, LONGEST); })]);

/** What makes a call one that is to be heard: the same ticket called again counts as another one. */
export const soundOf = (call) => `${call.key} ${call.calls} ${call.at}`;

export class Announcer {
  #queue = Promise.resolve();
  #known = null;

  /** `voice` is the address of the recordings, `isWanted(call)` says whether a call still stands. */
  constructor({ voice, language, isWanted }) {
    Object.assign(this, { voice, language, isWanted });
  }

  /** Tells what is called now; what is new since the last time is announced. The first time nothing is. */
  hear(calls) {
    const sounds = new Map(calls.map((call) => [soundOf(call), call]));
    const fresh = this.#known === null ? [] : [...sounds].filter(([sound]) => !this.#known.has(sound)).map(([, call]) => call);
    this.#known = new Set(sounds.keys());
    for (const call of fresh.sort((one, other) => one.at.localeCompare(other.at))) this.#announce(call);
    return fresh;
  }

  #announce(call) {
    const address = `${this.voice}${encodeURIComponent(`${this.language}-${call.ticket}-${call.desk}`)}`;
    const words = fetch(`${address}.txt`).then((answer) => (answer.ok ? answer.text() : call.text)).catch(() => call.text);
    this.#queue = this.#queue.then(async () => {
      if (!this.isWanted(call)) return;
      const text = await words;
      say(text, { assertive: true });
      if (!isSoundUnlocked()) return;
      document.documentElement.dataset.speaking = call.ticket;
      await settled(chime());
      await settled(speak(text, { lang: this.language, voiceUrl: `${address}.wav` }));
      delete document.documentElement.dataset.speaking;
    }).catch(() => {});
  }
}

/** Shows the button until the browser lets the page sound; a screen with the flag needs no touch. */
export async function bindSound(room, { atOnce }) {
  const show = () => { room.hidden = isSoundUnlocked(); };
  room.querySelector("button").addEventListener("click", async () => { await unlockSound(); show(); });
  // Without a touch the browser may leave the promise open for ever: it is not waited for.
  if (atOnce) unlockSound().then(show, show);
  show();
}
