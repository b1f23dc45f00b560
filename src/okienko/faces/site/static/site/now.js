// "Is the office open?" follows the hall: what the picture knows at once, and every other figure (served, met, kept)
// as the server counts it a moment later. So the page is always what a fresh one would be, also after a cut.
import { showLine } from "../ui/announce.js";
import { setText } from "../ui/dom.js";
import { handsOff } from "../ui/hands.js";
import { morph } from "../ui/morph.js";
import { renewal } from "../ui/renewal.js";
import { subscribe } from "../ui/stream.js";
import { waitWordsShort } from "../ui/waits-short.js";
import { keepTime, wallTime } from "../ui/work-time.js";

const room = document.querySelector("[data-site]");
const say = JSON.parse(document.getElementById("wait-words").textContent);
const time = keepTime(room.dataset.now);
//: What follows the journal is counted so long after the change, in milliseconds.
const COUNTED_AFTER = 1200;
//: With no change at all the past moves on (a new day, a month's oldest day): each page at its own moment.
const EVERY = 60000 + Math.random() * 15000;
//: A page that many look at asks less often: the longer an answer takes, the longer the pause until the next.
const [SOONEST, LATEST, SHARE] = [4000, 60000, 200];
let [hall, took] = [null, 0];

function drawHall() {
  if (!hall || hall.seq < Number(room.dataset.seq)) return;
  let waiting = 0;
  for (const row of room.querySelectorAll("[data-queue]")) {
    const queue = hall.picture.queues[row.dataset.queue];
    if (!queue) continue;
    waiting += queue.waiting;
    row.hidden = !(queue.waiting || queue.desks);
    setText(row.querySelector("[data-people]"), queue.waiting);
    setText(row.querySelector("[data-desks]"), queue.desks);
    setText(row.querySelector("[data-wait]"), words(queue));
  }
  setText(room.querySelector("[data-waiting]"), waiting);
  setText(room.querySelector("[data-seats]"), hall.picture.hall.now.seats_free);
}

function words(queue) {
  if (queue.waiting) return waitWordsShort(queue, say);
  return queue.desks ? say.shortNow : "–";
}

function drawClock() {
  setText(room.querySelector("[data-clock]"), wallTime(time.now(), room.dataset.zone));
}

// Nobody looks at a hidden page: it is brought up to date when somebody does.
async function bring() {
  if (document.hidden) return true;
  const begun = Date.now();
  const answer = await fetch(location.href);
  if (!answer.ok) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  took = Date.now() - begun;
  await handsOff();
  draw(fresh);
  return true;
}

function draw(fresh) {
  const drawn = fresh.querySelector("[data-site]");
  if (!drawn) return;
  morph(room, drawn);
  document.title = fresh.title;
  time.set(room.dataset.now);
  drawHall();
  drawClock();
}

const renew = renewal(bring, { pause: () => Math.min(LATEST, Math.max(SOONEST, took * SHARE)), again: 5000 });
subscribe(room.dataset.office, "public", (picture, news) => {
  showLine(news.live);
  hall = { picture, seq: news.seq };
  time.atLeast(picture.hall.now.at);
  drawHall();
  if (news.live) setTimeout(renew, COUNTED_AFTER);
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) renew(); });
setInterval(renew, EVERY);
setInterval(drawClock, 1000);
