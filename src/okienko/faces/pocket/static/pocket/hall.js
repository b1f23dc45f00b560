// The hall for a phone without a ticket: its queues as they are, from the public stream.
import { beginAnew } from "../ui/anew.js";
import { subscribe } from "../ui/stream.js";
import { fillIn } from "../ui/waits.js";
import { waitWordsShort } from "../ui/waits-short.js";

const words = JSON.parse(document.getElementById("words").textContent);
const plural = new Intl.PluralRules(document.documentElement.lang);

function put(element, text) {
  if (element && element.textContent !== String(text)) element.textContent = text;
}

function waitOf(row) {
  if (!row.desks) return words.unserved;
  return row.waiting ? waitWordsShort(row, words.wait) : words.wait.shortNow;
}

// The hall is made ready before the door opens: the page looks again until it does.
if (words.early) setTimeout(beginAnew, 60_000);

subscribe(words.office, "public", (picture, news) => {
  const { now } = picture.hall;
  document.querySelector("[data-line-lost]").hidden = news.live;
  document.documentElement.dataset.seq = news.seq;
  if (now.phase !== words.phase || now.regime !== words.regime) return beginAnew();
  put(document.querySelector("[data-free]"), now.seats_free);
  for (const line of document.querySelectorAll("[data-queue]")) {
    const row = picture.queues[line.dataset.queue];
    if (!row) continue;
    line.hidden = !row.desks && !row.waiting;
    put(line.querySelector("[data-waiting]"), fillIn(words.waiting[plural.select(row.waiting)] ?? words.waiting.other, { count: row.waiting }));
    put(line.querySelector("[data-wait]"), waitOf(row));
  }
});
