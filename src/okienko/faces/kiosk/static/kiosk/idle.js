// A screen that nobody touches begins anew; a warning comes first and can be put off as often as one likes.
import { whenThere } from "./held.js";
import { setContrast, setTextSize } from "../ui/prefs.js";

const WARNING_SECONDS = 20;

export function bindIdle() {
  const { start, idleSeconds } = document.body.dataset;
  const dialog = document.getElementById("kiosk-idle");
  const left = dialog?.querySelector("[data-idle-left]");
  const root = document.documentElement.dataset;
  const isFresh = () => location.pathname === start && !location.search && !root.contrast && !root.text;
  let touched = Date.now();
  let warned = null;

  const stay = () => {
    touched = Date.now();
    warned = null;
    if (dialog?.open) dialog.close();
  };
  const forget = () => { setContrast("normal"); setTextSize("normal"); };
  let watch = 0;
  const leave = () => { clearInterval(watch); forget(); whenThere(() => location.replace(start)); };

  for (const kind of ["pointerdown", "keydown", "input", "scroll"]) {
    document.addEventListener(kind, () => { if (!dialog?.open) touched = Date.now(); }, { passive: true, capture: true });
  }
  dialog?.addEventListener("close", stay);
  document.addEventListener("click", (event) => { if (event.target.closest("[data-forget]")) forget(); });
  watch = setInterval(() => {
    const now = Date.now();
    // Whoever listens to a long page does not touch it.
    if (warned === null && document.documentElement.dataset.speaking !== undefined) touched = now;
    if (isFresh()) touched = now;
    if (warned === null && now - touched >= Number(idleSeconds) * 1000) {
      warned = now;
      dialog?.showModal();
    }
    if (warned === null) return;
    const seconds = WARNING_SECONDS - Math.floor((now - warned) / 1000);
    if (left) left.textContent = String(Math.max(0, seconds));
    if (seconds <= 0) leave();
  }, 500);
}
