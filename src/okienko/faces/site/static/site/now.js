// "Is the office open?" follows the hall: the figures at once, and the whole page when the day or the rules change.
import { showLine } from "../ui/announce.js";
import { setText } from "../ui/dom.js";
import { handsOff } from "../ui/hands.js";
import { morph } from "../ui/morph.js";
import { subscribe } from "../ui/stream.js";
import { waitWordsShort } from "../ui/waits-short.js";

const room = document.querySelector("[data-site]");
const say = JSON.parse(document.getElementById("wait-words").textContent);
//: The clock and the figures of the past are drawn anew this often, each page at its own moment.
const EVERY = 60000 + Math.random() * 15000;
let asked = 0;

function drawQueues(queues) {
  let waiting = 0;
  for (const row of room.querySelectorAll("[data-queue]")) {
    const queue = queues[row.dataset.queue];
    if (!queue) continue;
    waiting += queue.waiting;
    row.hidden = !(queue.waiting || queue.desks);
    setText(row.querySelector("[data-people]"), queue.waiting);
    setText(row.querySelector("[data-desks]"), queue.desks);
    setText(row.querySelector("[data-wait]"), words(queue));
  }
  setText(room.querySelector("[data-waiting]"), waiting);
}

function words(queue) {
  if (queue.waiting) return waitWordsShort(queue, say);
  return queue.desks ? say.shortNow : "–";
}

async function renew() {
  asked = Date.now();
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-site]");
  await handsOff();
  const typed = room.querySelector("#q");
  if (fresh && !room.contains(document.activeElement) && !typed?.value) morph(room, fresh);
}

subscribe(room.dataset.office, "public", (picture, news) => {
  showLine(news.live);
  const now = picture.hall.now;
  const differs = now.phase !== room.dataset.phase || (now.regime ?? "") !== room.dataset.regime;
  if (differs && Date.now() - asked > 3000) renew();
  if (news.seq < Number(room.dataset.seq)) return;
  drawQueues(picture.queues);
  setText(room.querySelector("[data-seats]"), now.seats_free);
});
setInterval(renew, EVERY);
