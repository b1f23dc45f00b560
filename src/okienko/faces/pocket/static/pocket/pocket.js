// A phone finds its place in the public stream, and asks for details only when its own row has changed.
import { subscribe } from "../ui/stream.js";
import { fillIn, waitWords } from "../ui/waits.js";

const OVERTAKEN_WITHIN = 4000;
const room = document.getElementById("now");
const words = JSON.parse(document.getElementById("words").textContent);
const plural = new Intl.PluralRules(document.documentElement.lang);
const sheet = () => room.firstElementChild;
const sounding = () => import("./ring.js");

let asked = null;
let rung = sheet().dataset.alarm;
let later = null;

document.documentElement.dataset.scripted = "";

function put(place, text) {
  const element = room.querySelector(`[data-${place}]`);
  if (element && element.textContent !== text) element.textContent = text;
}

function showPlace([ahead, low, high, enough]) {
  const form = ahead === 0 ? "none" : plural.select(ahead);
  put("ahead", fillIn(words.ahead[form] ?? words.ahead.other, { count: ahead }));
  put("wait", waitWords(low, high, words.wait, enough));
}

/** What a desk is called: "Stanowisko 4"; a label that is a name stands alone. */
function placeOf(label) {
  const pattern = Object.keys(words.desks).find((each) => words.desks[each].includes(label));
  return pattern ? fillIn(pattern, { label }) : label;
}

/** At once, from the event itself; the rest of the page follows. */
function showCall(row) {
  if (sheet().dataset.state === "called") return put("where", placeOf(row.desk));
  room.firstElementChild.dataset.state = "called";
  room.firstElementChild.replaceChildren(document.getElementById("called").content.cloneNode(true));
  put("where", placeOf(row.desk));
  document.title = `${placeOf(row.desk)} – ${row.ticket}`;
}

/** The drawings that the new part shows and the page does not hold yet. */
function bringIcons(page) {
  for (const symbol of page.querySelectorAll("symbol")) {
    if (!document.getElementById(symbol.id)) document.querySelector("svg[hidden]").append(symbol);
  }
}

/** Puts the newest details in place; what is open stays open. */
async function refresh(seq) {
  clearTimeout(later);
  later = null;
  asked = seq;
  try {
    const answer = await fetch(`${location.pathname}now/`, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(".pocket-sheet");
    if (Number(fresh.dataset.seq) < Number(sheet().dataset.seq)) return;
    const open = [...room.querySelectorAll("details[open]")];
    bringIcons(page);
    room.replaceChildren(fresh);
    for (const { id } of open) document.getElementById(id)?.setAttribute("open", "");
    ring();
  } catch {
    asked = null;
    later = setTimeout(() => refresh(seq), 3000);
  }
}

/** A call and the officer's answer ring once. */
async function ring() {
  const { alarm } = sheet().dataset;
  if (alarm === rung) return;
  rung = alarm;
  if (alarm) (await sounding()).ring(room);
}

function hear(picture, news) {
  const { visit, seq } = sheet().dataset;
  const row = picture.visits[visit];
  document.querySelector("[data-line-lost]").hidden = news.live;
  document.documentElement.dataset.seq = news.seq;
  if (picture.places[visit]) showPlace(picture.places[visit]);
  if (row?.state === "called") showCall(row);
  const isNew = row ? row.seq > Number(seq) : !["finished", "left", "expired"].includes(sheet().dataset.state);
  const wanted = row ? row.seq : "gone";
  if (isNew && asked !== wanted) refresh(wanted);
  // Many are overtaken by one call: they do not all ask at once.
  if (row && !isNew && !later && row.overtaken !== Number(sheet().dataset.overtaken)) {
    later = setTimeout(() => refresh(row.seq), Math.random() * OVERTAKEN_WITHIN);
  }
}

const sound = document.querySelector("[data-sound] button");
sound.addEventListener("click", async () => (await sounding()).turnOn(sound));

subscribe(sheet().dataset.office, "public", hear);
