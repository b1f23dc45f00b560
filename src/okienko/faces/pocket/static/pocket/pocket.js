// A phone finds its place in the public stream, and asks for details only when its own row has changed.
import { handsOff } from "../ui/hands.js";
import { subscribe } from "../ui/stream.js";
import { fillIn, waitWords } from "../ui/waits.js";

const OVERTAKEN_WITHIN = 4000;
/** From how many people ahead on each step forward is said to whoever listens. */
const NEAR = 5;
const room = document.getElementById("now");
const words = JSON.parse(document.getElementById("words").textContent);
const plural = new Intl.PluralRules(document.documentElement.lang);
const sheet = () => room.firstElementChild;

let asked = null;
let later = null;

document.documentElement.dataset.scripted = "";

function put(place, text) {
  const element = room.querySelector(`[data-${place}]`);
  if (!element || element.textContent === text) return false;
  element.textContent = text;
  return true;
}

async function showPlace([ahead, low, high, enough]) {
  const form = ahead === 0 ? "none" : plural.select(ahead);
  const told = fillIn(words.ahead[form] ?? words.ahead.other, { count: ahead });
  const isNews = put("ahead", told);
  put("wait", waitWords(low, high, words.wait, enough));
  if (isNews && ahead <= NEAR) (await import("../ui/announce.js")).say(told);
}

/** What a desk is called: "Stanowisko 4"; a label that is a name stands alone. */
function placeOf(label) {
  const pattern = Object.keys(words.desks).find((each) => words.desks[each].includes(label));
  return pattern ? fillIn(pattern, { label }) : label;
}

/** Where to go; a name that nobody translated is Polish. */
function showWhere(label) {
  const place = placeOf(label);
  put("where", place);
  if (place === label) room.querySelector("[data-where]").lang = "pl";
}

/** At once, from the event itself; the rest of the page follows. */
function showCall(row) {
  if (sheet().dataset.state === "called") return showWhere(row.desk);
  sheet().dataset.state = "called";
  for (const told of sheet().querySelectorAll(":scope > .notice")) told.remove();
  sheet().querySelector(":scope > .window").replaceWith(document.getElementById("called").content.cloneNode(true));
  scrollTo(0, 0);
  showWhere(row.desk);
  document.title = `${placeOf(row.desk)} – ${row.ticket}`;
}

/** Brings the newest details; what is open, being typed or has the focus stays. */
async function refresh(seq) {
  clearTimeout(later);
  later = null;
  asked = seq;
  try {
    const answer = await fetch(`${location.pathname}now/`, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const { renew } = await import("./renew.js");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    await handsOff();
    const fresh = page.querySelector(".pocket-sheet");
    if (Number(fresh.dataset.seq) < Number(sheet().dataset.seq)) return;
    renew(page, fresh);
  } catch {
    asked = null;
    later = setTimeout(() => refresh(seq), 3000);
  }
}

async function hear(picture, news) {
  await handsOff();
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
sound.addEventListener("click", async () => (await import("./ring.js")).turnOn(sound));

subscribe(sheet().dataset.office, "public", hear);
