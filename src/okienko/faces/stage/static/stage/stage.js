// The page of the stage: the drawing, the clock, the list of events, the four stories.
import { toast } from "../ui/announce.js";
import { subscribe } from "../ui/stream.js";
import { keepInSight } from "./glance.js";
import { House } from "./house.js";
import { tellBefore, tellPicture, tellState } from "./happenings.js";
import { act, follow, mine } from "./state.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const page = document.querySelector(".stage");
const words = read("words");
const house = new House(document.getElementById("house"), read("scene"), words);
const fillIn = (text, row) => text.replace(/\{(\w+)\}/g, (_, key) => row[key] ?? "");
const set = (id, text) => { const place = document.getElementById(id); if (place.textContent !== text) place.textContent = text; };
let state = null;
let picture = null;

const log = document.getElementById("log");
const LONGEST = 60;

function note(text, { looks = "", aloud = false, at = state?.time ?? "" } = {}) {
  const line = document.createElement("li");
  line.className = looks;
  const time = document.createElement("time");
  time.textContent = at;
  const said = document.createElement("span");
  said.textContent = text;
  line.append(time, said);
  log.prepend(line);
  while (log.children.length > LONGEST) log.lastElementChild.remove();
  if (aloud) document.querySelector('[data-live="polite"]').textContent = text;
}

function showState(next) {
  const before = state;
  state = next;
  const [hours, minutes] = state.time.split(":").map(Number);
  set("stage-clock", state.time);
  const day = new Date(`${state.day}T12:00:00`);
  set("stage-day", new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long" }).format(day));
  for (const button of document.querySelectorAll("[data-speed]")) {
    button.setAttribute("aria-pressed", String(Number(button.dataset.speed) === state.speed));
  }
  const slowed = document.getElementById("stage-slowed");
  slowed.hidden = state.gives_tickets && state.pace === state.speed;
  slowed.textContent = state.gives_tickets ? words.slowed : words.lastTicket;
  document.getElementById("stage-promise").hidden = !state.gives_tickets;
  document.getElementById("story-regime").setAttribute("aria-pressed", String(state.regime !== null));
  document.getElementById("give-back").hidden = !state.desk;
  house.showTime(hours, minutes);
  house.setPace(state.pace);
  house.setMine(mine(state));
  house.showOfficers(state.officers, state.out);
  if (before && before.day !== state.day) note(words.nextDay, { looks: "is-wish", aloud: true });
  if (before) tellState(before, state, { words, note, fillIn, mine: mine(state) });
  if (picture) house.show(picture);
}

function showPicture(next, news) {
  const before = picture;
  picture = next;
  house.show(picture);
  const hall = picture.hall.now;
  const waiting = Object.values(picture.visits).filter((visit) => visit.state === "waiting").length;
  set("count-waiting", fillIn(words.waiting, { count: waiting }));
  set("count-seats", fillIn(words.seats, { count: hall.seats_free }));
  set("count-outside", fillIn(words.outside, { count: hall.outside }));
  document.getElementById("count-outside-item").hidden = !hall.outside;
  if (!before) tellBefore(picture, { words, note, fillIn });
  if (before && news.change) tellPicture(before, picture, { words, note, fillIn, mine: mine(state), officers: state?.officers ?? [] });
}

/** One thing that the visitor does; what was refused is said. */
async function attempt(body) {
  const answer = await act(body);
  if (answer.message) toast(answer.message);
  return answer;
}

/** A ticket for the phone, and its page on it. */
async function take(wanted) {
  const phone = document.getElementById("frame-phone");
  const answer = await attempt({ do: "take", service: wanted.service, department: wanted.department ?? null });
  const address = answer.state?.tickets[answer.visit]?.address;
  if (address) phone.src = address;
  if (answer.state) showState(answer.state);
}

keepInSight(document.getElementById("frame-phone"));

/** On a narrow screen the phone is below the house: go there. */
function showPhone() {
  if (!matchMedia("(min-width: 62rem)").matches) document.getElementById("frame-phone").scrollIntoView({ block: "center" });
}

for (const button of document.querySelectorAll("[data-speed]")) {
  button.addEventListener("click", () => act({ do: "speed", speed: Number(button.dataset.speed) }));
}
document.addEventListener("click", async (event) => {
  const taker = event.target.closest("[data-take]");
  if (!taker) return;
  taker.closest("dialog")?.close();
  await take({ service: taker.dataset.take });
  showPhone();
});
document.getElementById("story-officer").addEventListener("click", async () => {
  const visit = mine(state);
  const open = visit !== null && state.tickets[visit].wish === null && ["waiting", "called", "serving", "parked"].includes(state.tickets[visit].state);
  if (open) await attempt({ do: "ask", visit });
  else if (visit === null || !["waiting", "called", "serving", "parked", "away"].includes(state.tickets[visit].state)) await take(read("demand"));
  showPhone();
});
document.getElementById("story-regime").addEventListener("click", () => {
  attempt({ do: "regime", regime: state?.regime ? null : read("demand").regime });
});

// A visitor who works on the desk's own screen is at the desk; whoever stops gives it back after a while.
const deskFrame = document.getElementById("frame-desk");
const OWN_DESK = deskFrame.getAttribute("src");
const BETWEEN = 20_000;
let usedAt = 0;
function isUsed() {
  if (!state?.desk || performance.now() - usedAt < BETWEEN) return;
  usedAt = performance.now();
  act({ do: "desk", desk: state.desk.id });
}
deskFrame.addEventListener("load", () => {
  for (const kind of ["pointerdown", "keydown"]) deskFrame.contentDocument?.addEventListener(kind, isUsed);
});
document.getElementById("give-back").addEventListener("click", async () => {
  await act({ do: "desk", desk: null });
  deskFrame.src = OWN_DESK;
});

follow(showState);
subscribe(page.dataset.office, "public", showPicture);
