// The floor follows the hall: after each change, and with the clock, the server draws it anew.
import { say, showLine } from "../ui/announce.js";
import { beginAnew } from "../ui/anew.js";
import { handsOff } from "../ui/hands.js";
import { morph } from "../ui/morph.js";
import { subscribe } from "../ui/stream.js";

const room = document.querySelector("[data-floor]");
//: At most one drawing in so many milliseconds, and one at least, since minutes pass without any entry.
const SOONEST = 1000;
const LATEST = 20000;
let asked = Date.now();
let timer = null;
let wanted = 0;

function renewAt(delay) {
  clearTimeout(timer);
  timer = setTimeout(renew, delay);
}

async function renew() {
  asked = Date.now();
  try {
    const answer = await fetch(location.href, { headers: { "X-Okienko-Part": "now" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const html = await answer.text();
    await handsOff();
    draw(html);
    renewAt(Number(shown().dataset.seq) < wanted ? SOONEST : LATEST);
  } catch {
    renewAt(5000);
  }
}

function shown() {
  return room.querySelector("[data-now]");
}

function draw(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-now]");
  if (!fresh) return beginAnew();
  const before = shown().dataset.alarms;
  morph(shown(), fresh);
  if (fresh.dataset.alarms !== before && fresh.dataset.say) say(fresh.dataset.say, { assertive: true });
}

subscribe(room.dataset.office, "staff", (picture, news) => {
  showLine(news.live);
  wanted = news.seq;
  if (news.seq > Number(shown().dataset.seq)) renewAt(Math.max(0, asked + SOONEST - Date.now()));
});
renewAt(LATEST);
