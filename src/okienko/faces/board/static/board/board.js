// A board is its picture: whatever it shows follows from the last picture of the hall and nothing else.
import { showLine } from "../ui/announce.js";
import { clone, fill, patchList, setAttribute, setText } from "../ui/dom.js";
import { subscribe } from "../ui/stream.js";
import { fillIn } from "../ui/waits.js";
import { waitWordsShort } from "../ui/waits-short.js";
import { Announcer, bindSound } from "./announcer.js";
import { startClock } from "./clock.js";
import { inTurn, TURN_SECONDS } from "./queues.js";

const AT_ONCE = 4;
const OFFICERS = 2;
const BEFORE = 7;
const QUEUES = 12;
const NOTE_SECONDS = 15;
/** So long a call stays among those before, even if the client has gone. */
const KEPT_MINUTES = 15;

const scene = JSON.parse(document.getElementById("scene").textContent);
const { words } = scene;
const part = (name) => document.querySelector(`[data-${name}]`);
const make = (name) => () => clone(document.getElementById(name));
const timeOf = new Intl.DateTimeFormat(scene.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: scene.zone });
const clock = startClock(part("clock"), part("date"), scene);
let called = [];
let show = () => {};
let turnQueues = () => {};

const announcer = new Announcer({
  voice: `/${scene.office}/voice/`,
  language: scene.language,
  isWanted: (call) => called.some((other) => other.key === call.key && other.calls === call.calls),
});

/** The rows of this board's desks, the newest first: who is called or served, and who was a while ago. */
function callsOf(picture) {
  const earliest = clock.now() - KEPT_MINUTES * 60_000;
  const past = Object.entries(picture.recent)
    .filter(([, [, , at]]) => Date.parse(at) > earliest)
    .map(([key, [ticket, desk, at]]) => [key, { ticket, desk, at, state: "past" }]);
  return [...Object.entries(picture.calls), ...past]
    .filter(([, row]) => scene.desks[row.desk])
    .map(([key, row]) => ({ ...row, key, ...placeOf(row.desk) }))
    .sort((one, other) => other.at.localeCompare(one.at) || other.key.localeCompare(one.key, "en", { numeric: true }));
}

/** The desk of a label, with its name in the language of the board; `lang` where it has none. */
function placeOf(label) {
  const { id, word, name = label, lang = null } = scene.desks[label];
  return { label: name, desk: id, word, lang };
}

const isCalled = (row) => row.state === "called" || row.state === "promised";

/** What fills the windows: who is called; else an officer who comes down; else who was called last. */
function standing(rows) {
  const [called, promised] = ["called", "promised"].map((state) => rows.filter((row) => row.state === state));
  return [called.slice(0, AT_ONCE), promised.slice(0, OFFICERS), rows.slice(0, 1)].find((some) => some.length) ?? [];
}

function showCalls(rows) {
  const now = standing(rows).map((row) => ({
    key: row.key,
    ticket: row.ticket,
    word: { called: words.come, promised: words.officer }[row.state] ?? words.last,
    lang: row.lang,
    where: row.word ? `${row.word} ${row.label}` : row.label,
    state: isCalled(row) ? row.state : "serving",
  }));
  const room = part("now");
  room.dataset.count = now.length;
  patchList(room, now, { key: (row) => row.key, make: make("now"), update: lightUp });
  const shown = new Set(now.map((row) => row.key));
  const before = rows.filter((row) => !shown.has(row.key)).slice(0, BEFORE)
    .map((row) => ({ ...row, time: timeOf.format(new Date(row.at)) }));
  patchList(part("recent"), before, { key: (row) => row.key, make: make("recent"), update: standOut });
  return rows.filter(isCalled);
}

const lightUp = (element, row) => {
  element.dataset.state = row.state;
  element.toggleAttribute("data-long", row.where.length > 13);
  fill(element, row);
  setAttribute(element.querySelector("[data-text=where]"), "lang", row.lang);
};
const standOut = (element, row) => {
  element.classList.toggle("call-fresh", isCalled(row));
  element.classList.toggle("call-named", !row.word);
  fill(element, row);
  setAttribute(element.querySelector("[data-text=label]"), "lang", row.lang);
};

/** Where nobody is called the window says why, and what to do. */
function showIdle(hall) {
  const room = part("now");
  if (room.dataset.count !== "0") return;
  const opens = hall.opens_at && Date.parse(hall.opens_at) > clock.now() ? fillIn(words.opens, { time: timeOf.format(new Date(hall.opens_at)) }) : "";
  const says = {
    open: { word: words.nobody, where: words.welcome },
    stopped: { word: words.nobody, where: words.stopped },
    closed: { word: words.closed, where: opens },
  }[hall.phase];
  patchList(room, [{ key: "idle", ...says }], { key: (row) => row.key, make: make("idle") });
}

/** A range that takes two lines has smaller letters, so that it stays clear of the number of people. */
const fillQueue = (element, row) => {
  element.toggleAttribute("data-long", row.wait.length > 14);
  fill(element, row);
};

function showQueues(queues) {
  const rows = scene.queues.filter(({ id, stays }) => queues[id] && (queues[id].desks || queues[id].waiting || stays)).map(({ id, letter, name, stays }) => {
    const { waiting, desks, enough } = queues[id];
    const wait = waiting ? waitWordsShort(queues[id], words.wait) : words.wait.shortNow;
    const untold = desks ? (enough ? "" : wait) : words.unserved;
    return { id, letter, name, stays, wait: untold ? "" : wait, untold, count: waiting, said: fillIn(words.waiting, { count: waiting }) };
  });
  const turn = Math.floor(clock.now() / (TURN_SECONDS * 1000));
  const { shown, rest } = inTurn(rows, { room: QUEUES, turn });
  const last = rest.length ? [{ id: "+", letter: `+${rest.length}`, name: fillIn(words.rest, { queues: rest.map((row) => row.letter).join(", ") }), wait: words.wait.shortNow, untold: "", count: 0, said: "" }] : [];
  patchList(part("queues"), [...shown, ...last], { key: (row) => row.id, make: make("queue"), update: fillQueue });
}

function showHall(hall) {
  part("seats").hidden = !hall.seats;
  setText(part("seats-text"), fillIn(words.seats, { free: hall.seats_free }));
  const regime = scene.regimes[hall.regime];
  part("regime").hidden = !regime;
  if (!regime) return;
  const isOver = hall.inside > hall.capacity;
  const counts = [hall.capacity === null ? "" : fillIn(isOver ? words.over : words.inside, hall), hall.outside ? fillIn(words.outside, hall) : ""];
  setText(part("regime-name"), regime.name);
  setText(part("regime-text"), [...counts.filter(Boolean), isOver ? "" : regime.outside].filter(Boolean).join(" · "));
}

/** Notices take turns; for who avoids motion the first one stays. */
function showNotices() {
  const note = part("note");
  const notices = scene.notices.map(({ title, text }) => (/[.?!]$/.test(title) ? `${title} ${text}` : `${title}: ${text}`));
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let turn = 0;
  const show = () => { setText(note, notices[turn % notices.length] ?? ""); turn += 1; };
  show();
  if (notices.length > 1 && !isStill) setInterval(show, NOTE_SECONDS * 1000);
}

showNotices();
bindSound(part("sound"), { atOnce: scene.sound });
subscribe(scene.office, "public", (picture, news) => {
  if (news.refused) { location.reload(); return; }
  clock.hear(picture.hall.now);
  show = () => {
    called = showCalls(callsOf(picture));
    showIdle(picture.hall.now);
  };
  show();
  turnQueues = () => showQueues(picture.queues);
  turnQueues();
  showHall(picture.hall.now);
  showLine(news.live);
  document.documentElement.dataset.seq = news.seq;
  const fresh = new Set(announcer.hear(called).map((call) => call.key));
  for (const element of part("now").children) {
    if (fresh.has(element.dataset.rowKey)) element.classList.add("is-new");
  }
});
setInterval(() => show(), 60_000);
setInterval(() => turnQueues(), 1000);
part("now").addEventListener("animationend", (event) => event.target.classList.remove("is-new"));
