// What rings on a phone, brought when something does or when the sound is turned on.
import { chime, isSoundUnlocked, shake, unlockSound } from "../ui/announce.js";

/** Shakes the phone, and chimes where sound was turned on. */
export async function ring() {
  shake();
  if (isSoundUnlocked()) await chime({ volume: 0.8 });
}

/** Turns the sound on and keeps the screen awake; the button has done its work. */
export async function turnOn(button) {
  if (!(await unlockSound())) return;
  button.hidden = true;
  navigator.wakeLock?.request("screen").catch(() => {});
  await chime();
}
