// A part of a work screen that the server draws: sends its forms without leaving the page, and is fetched anew
// when what it shows of the hall has changed.
import { say, showLine, toast } from "./announce.js";
import { beginAnew } from "./anew.js";
import { handsOff } from "./hands.js";
import { renewal } from "./renewal.js";
import { subscribe } from "./stream.js";
import { keepTime } from "./work-time.js";

/** The names and words that travel with the page. */
export function readWords() {
  return JSON.parse(document.getElementById("work-words").textContent);
}

/** A key of its own for each press, so that a press that is sent twice counts once. */
function freshKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Keeps the panel of the page. signature(picture) says what it shows of the picture, as text;
 * onPicture(picture, now) draws the rest; onSwap(panel) hears of each new panel; pause is the least
 * time between two fetches, in milliseconds.
 */
export function keepPanel({ words, signature, onPicture = () => {}, onSwap = () => {}, pause = 0 }) {
  const room = document.querySelector("[data-work]");
  const panel = () => room.querySelector("[data-panel]");
  const time = keepTime(words.now);
  const state = { seen: null, seq: 0, picture: null, late: false, sending: false, heard: panel().dataset.say };

  const isBusy = () => state.sending || panel().querySelector(":popover-open") !== null || isChoosing();
  const isChoosing = () => panel().contains(document.activeElement) && document.activeElement.matches("select, textarea, input:not([type=checkbox])");

  function swap(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-panel]");
    if (!fresh) return beginAnew();
    if (Number(fresh.dataset.seq) < Number(panel().dataset.seq)) return;
    const old = panel();
    const held = old.contains(document.activeElement) ? document.activeElement.dataset.key ?? "" : null;
    old.replaceWith(document.adoptNode(fresh));
    time.set(fresh.dataset.now);
    tick();
    if (held !== null) refocus(fresh, held);
    if (fresh.dataset.say && fresh.dataset.say !== state.heard) say(fresh.dataset.say, { assertive: true });
    Object.assign(state, { heard: fresh.dataset.say, late: false });
    onSwap(fresh);
  }

  async function ask(options = {}) {
    const answer = await fetch(room.dataset.address, { ...options, headers: { "X-Okienko-Part": "panel" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  }

  // While somebody chooses nothing moves; what is late is brought afterwards.
  async function bring() {
    state.late = isBusy();
    if (state.late) return;
    const html = await ask();
    await handsOff();
    state.late = isBusy();
    if (!state.late) swap(html);
  }
  const renew = renewal(bring, { pause });

  async function send(form, button) {
    if (state.sending) return;
    state.sending = true;
    const body = new FormData(form, button);
    body.set("key", freshKey());
    room.setAttribute("aria-busy", "true");
    try {
      const html = await ask({ method: "POST", body });
      await handsOff();
      document.querySelector(":popover-open")?.hidePopover();
      swap(html);
    } catch {
      toast(words.lost);
    } finally {
      state.sending = false;
      room.removeAttribute("aria-busy");
      if (state.late || Number(panel().dataset.seq) < state.seq) renew();
    }
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-live-form]")) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });
  // A key that does nothing now says what to do instead.
  document.addEventListener("click", (event) => {
    const hint = event.target.closest("[data-hint]");
    if (hint) toast(hint.textContent.trim());
  });
  // What was to be renewed while somebody was choosing is renewed afterwards.
  document.addEventListener("toggle", (event) => { if (event.newState === "closed" && state.late) setTimeout(renew); }, true);
  document.addEventListener("focusout", () => { if (state.late) setTimeout(renew); });

  // Rows that come and go would carry a pressed one away.
  async function draw() {
    await handsOff();
    onPicture(state.picture, time.now());
  }

  subscribe(words.office, "staff", (picture, news) => {
    showLine(news.live);
    Object.assign(state, { picture, seq: news.seq });
    time.atLeast(picture.hall.now.at);
    draw();
    const now = signature(picture);
    const isNew = now !== state.seen && news.seq > Number(panel().dataset.seq);
    state.seen = now;
    if (isNew) renew();
  });
  // What can be undone for a while goes when the while is over; what must wait (a client has time to come) is ready then.
  function tick() {
    time.draw(document, words);
    for (const each of panel().querySelectorAll("[data-ends]")) each.hidden = time.left(each.dataset.ends) <= 0;
    for (const each of panel().querySelectorAll("[data-ready-at]")) each.disabled = time.left(each.dataset.readyAt) > 0;
  }
  setInterval(tick, 1000);
  tick();
  onSwap(panel());
}

function refocus(fresh, key) {
  const same = key ? fresh.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`) : null;
  (same ?? fresh.querySelector(".button-giant") ?? document.getElementById("content")).focus({ preventScroll: true });
}
