// The board beside the house: who is called, who was called before, how long each queue waits.
import { clone, patchList, setText } from "../ui/dom.js";
import { subscribe } from "../ui/stream.js";
import { placeOf } from "./places.js";
import { follow } from "./state.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const names = read("queue-names");
const words = read("words");
const place = (id) => document.getElementById(id);
const fillIn = (text, row) => text.replace(/\{(\w+)\}/g, (_, key) => row[key] ?? "");
const SHOWN = 3;
const SHOWN_QUEUES = 5;

function timeOf(moment) {
  return new Intl.DateTimeFormat("pl", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Warsaw" }).format(new Date(moment));
}

const deskOf = (desk) => placeOf(desk, words.desk, words);

function show(picture) {
  const calls = Object.values(picture.calls).sort((one, other) => (one.at < other.at ? 1 : -1));
  const [now, ...before] = calls;
  const isNew = now && place("now-ticket").textContent !== now.ticket;
  setText(place("now-ticket"), now?.ticket ?? "–");
  setText(place("now-desk"), now ? deskOf(now.desk) : "");
  if (isNew) {
    place("now").classList.remove("is-new");
    requestAnimationFrame(() => place("now").classList.add("is-new"));
  }
  const rows = before.slice(0, SHOWN).map((call) => ({ ticket: call.ticket, desk: deskOf(call.desk), time: timeOf(call.at) }));
  patchList(place("recent"), rows, { key: (row) => row.ticket, make: () => clone(place("recent-row")) });
  const queues = Object.entries(picture.queues).filter(([id, queue]) => queue.waiting && names[id])
    .sort(([, one], [, other]) => other.waiting - one.waiting).slice(0, SHOWN_QUEUES)
    .map(([id, queue]) => ({ id, name: names[id], wait: fillIn(words.waiting, { count: queue.waiting }) }));
  patchList(place("queues"), queues, { key: (row) => row.id, make: () => clone(place("queue-row")) });
  setText(place("seats"), fillIn(words.seats, { count: picture.hall.now.seats_free }));
}

subscribe(place("board").dataset.office, "public", show);
follow((state) => setText(place("clock"), state.time));
