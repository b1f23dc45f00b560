// The phone beside the house: choose a matter, hold a ticket, ask for the officer.
import { setText } from "../ui/dom.js";
import { placeOf } from "./places.js";
import { act, follow, mine } from "./state.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const words = read("words");
const names = read("names");
const places = read("places");
const fillIn = (text, row) => text.replace(/\{(\w+)\}/g, (_, key) => row[key] ?? "");
const place = (id) => document.getElementById(id);
const language = document.documentElement.lang;
let state = null;
let chosen = false;

function timeOf(moment) {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Warsaw" }).format(new Date(moment));
}

function optional(id, text) {
  place(id).hidden = !text;
  setText(place(id), text ?? "");
}

function showTicket(ticket) {
  const open = ["waiting", "called", "serving", "parked", "away"].includes(ticket.state);
  const { wish } = ticket;
  const isNow = ticket.state === "called";
  const comes = wish && ["promised", "meeting"].includes(wish.state);
  place("pane").className = `window center ${isNow ? "window-lit" : ""} ${comes && !isNow ? "window-pine" : ""}`;
  place("pane-stairs").hidden = !(wish?.state === "promised" && wish.mode === "comes-down") || isNow;
  setText(place("number"), ticket.ticket);
  setText(place("service"), names[ticket.service] ?? "");
  setText(place("headline"), headline(ticket));
  const who = comes && !isNow ? fillIn(words.who, { name: wish.name, department: wish.department_name?.[language] ?? wish.department }) : null;
  optional("officer-who", who);
  const where = wish?.mode === "goes-up" ? fillIn(words.room, wish) : wish?.post && placeOf(wish.post, words.place, words);
  optional("officer-where", who ? (where ? fillIn(words.where, { place: where }) : words.noPost) : null);
  optional("officer-when", who && wish.state === "promised" && wish.due_at ? fillIn(words.when, { time: timeOf(wish.due_at) }) : null);
  optional("keeps", wish && open ? fillIn(words.keeps, ticket) : null);
  optional("ahead", ticket.state === "waiting" && ticket.ahead !== null ? fillIn(words.ahead, { count: ticket.ahead }) : null);
  place("ask").hidden = !open || Boolean(wish && !["met", "withdrawn"].includes(wish.state)) || ticket.state === "away";
  place("more").hidden = ticket.state !== "waiting";
  place("back").hidden = !(ticket.state === "parked" && ticket.until);
  place("leave").hidden = !open;
  place("again").hidden = open;
}

function headline(ticket) {
  const { wish } = ticket;
  if (ticket.state === "called" || ticket.state === "serving") {
    return fillIn(words[ticket.state], { place: placeOf(ticket.desk, words.place, words) });
  }
  if (wish?.state === "promised") return wish.mode === "goes-up" ? words.promisedUp : words.promised;
  if (wish?.state === "meeting") return words.meeting;
  if (wish?.state === "seeking") return words.seeking;
  return ticket.outside ? words.outside : words[ticket.state] ?? "";
}

function show(next) {
  state = next;
  const visit = mine(state);
  const holds = visit !== null && !chosen;
  place("choose").hidden = holds;
  place("holding").hidden = !holds;
  if (holds) showTicket(state.tickets[visit]);
}

async function send(body) {
  const answer = await act(body);
  optional("refusal", answer.message);
  if (answer.state) show(answer.state);
}

for (const [id, verb] of [["ask", "ask"], ["more", "more"], ["back", "back"], ["leave", "leave"]]) {
  place(id).addEventListener("click", () => send({ do: verb, visit: mine(state) }));
}
place("again").addEventListener("click", () => { chosen = true; show(state); });
document.addEventListener("click", async (event) => {
  const taker = event.target.closest("[data-take]");
  if (!taker) return;
  chosen = false;
  const isTalk = taker.dataset.take === places.talk;
  await send({ do: "take", service: taker.dataset.take, ...(isTalk ? { department: places.department } : {}) });
});
follow((next) => {
  const before = state && mine(state);
  if (mine(next) !== before) chosen = false;
  show(next);
});
