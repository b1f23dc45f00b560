// How a screen speaks: to readers of the page, by a chime, by a voice, by shaking a phone.

let sound = null;
let queue = Promise.resolve();

/** Says a sentence to assistive technology. The region is emptied first, so that a repeat is heard. */
export function say(text, { assertive = false } = {}) {
  const region = document.querySelector(`[data-live="${assertive ? "assertive" : "polite"}"]`);
  if (!region) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 60);
}

/** A short message at the foot of the screen; with an action it offers a button, such as "Undo". */
export function toast(text, { action = null, onAction = null, seconds = 8 } = {}) {
  const room = document.querySelector("[data-toasts]");
  if (!room) return;
  const note = document.createElement("div");
  note.className = "toast";
  note.append(Object.assign(document.createElement("span"), { textContent: text }));
  if (action) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: action });
    button.addEventListener("click", () => { note.remove(); onAction?.(); });
    note.append(button);
  }
  room.append(note);
  say(action ? `${text} ${action}` : text);
  setTimeout(() => note.remove(), seconds * 1000);
}

/** Says on the page that the line is cut; takes it back when `live` is true again (news.live of stream.js). */
export function showLine(live) {
  const sign = document.querySelector("[data-line-lost]");
  if (sign) sign.hidden = live;
}

/** Browsers stay silent until a first touch: call this from a click (kiosks start with a flag). */
export async function unlockSound() {
  sound ??= new AudioContext();
  if (sound.state === "suspended") await sound.resume();
  return sound.state === "running";
}

export function isSoundUnlocked() {
  return sound?.state === "running";
}

/** Two soft bells, a falling third; resolves when they have faded. */
export async function chime({ volume = 0.5 } = {}) {
  if (!(await unlockSound().catch(() => false))) return;
  const start = sound.currentTime + 0.02;
  [[659.3, 0], [523.3, 0.32]].forEach(([pitch, after]) => bell(pitch, start + after, volume));
  await new Promise((resolve) => setTimeout(resolve, 1300));
}

function bell(pitch, at, volume) {
  for (const [times, share] of [[1, 1], [2, 0.35], [3.01, 0.12]]) {
    const tone = sound.createOscillator();
    const gain = sound.createGain();
    tone.frequency.value = pitch * times;
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.exponentialRampToValueAtTime(volume * share * 0.6, at + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + 1.2 / times);
    tone.connect(gain).connect(sound.destination);
    tone.start(at);
    tone.stop(at + 1.3);
  }
}

/** A voice of the browser for the language, if it has one. */
export function voiceFor(lang) {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  return voices.find((voice) => voice.lang.toLowerCase().startsWith(lang)) ?? null;
}

/**
 * Speaks a text: a recording at `voiceUrl` first, else the browser's voice for the language.
 * Resolves to the way that was used: "recording", "voice" or "none".
 */
export async function speak(text, { lang = "pl", voiceUrl = null } = {}) {
  if (voiceUrl && (await playRecording(voiceUrl))) return "recording";
  const voice = voiceFor(lang);
  if (!voice) return "none";
  await new Promise((resolve) => {
    const words = new SpeechSynthesisUtterance(text);
    Object.assign(words, { voice, lang: voice.lang, rate: 0.92, onend: resolve, onerror: resolve });
    speechSynthesis.speak(words);
  });
  return "voice";
}

function playRecording(url) {
  return new Promise((resolve) => {
    const clip = new Audio(url);
    clip.addEventListener("ended", () => resolve(true), { once: true });
    clip.addEventListener("error", () => resolve(false), { once: true });
    clip.play().catch(() => resolve(false));
  });
}

/** One call after another: page text, chime, voice. Calls never talk over each other. */
export function announce(text, options = {}) {
  say(text, { assertive: true });
  queue = queue.then(async () => {
    await chime(options);
    await speak(text, options);
  }).catch(() => {});
  return queue;
}

/** Shakes a phone, where the browser can; it lets no page do so that was never touched. */
export function shake(pattern = [300, 120, 300, 120, 600]) {
  if (navigator.userActivation?.hasBeenActive === false) return false;
  return navigator.vibrate?.(pattern) ?? false;
}
