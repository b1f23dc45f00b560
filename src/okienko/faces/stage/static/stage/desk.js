// The desk beside the house: a visitor sits down in a clerk's place.
import { clone, patchList, setText } from "../ui/dom.js";
import { subscribe } from "../ui/stream.js";
import { placeOf } from "./places.js";
import { act, follow } from "./state.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const names = read("names");
const words = read("words");
const place = (id) => document.getElementById(id);
const fillIn = (text, row) => text.replace(/\{(\w+)\}/g, (_, key) => row[key] ?? "");

function timeOf(moment) {
  return new Intl.DateTimeFormat("pl", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Warsaw" }).format(new Date(moment));
}

const titleOf = (label) => placeOf(label, words.desk, words);

function showDesks(picture) {
  const select = place("desk-select");
  const rows = Object.entries(picture.desks).map(([id, desk]) => ({ id, label: desk.label }));
  const wanted = rows.map((row) => row.id).join(" ");
  if (select.dataset.wanted === wanted) return;
  const before = select.value;
  select.dataset.wanted = wanted;
  select.replaceChildren(...rows.map((row) => new Option(titleOf(row.label), row.id, false, row.id === before)));
}

function show(state) {
  const { desk } = state;
  place("desk-choice").hidden = Boolean(desk);
  place("desk-work").hidden = !desk;
  if (!desk) return;
  setText(place("desk-name"), titleOf(desk.label));
  place("whole-desk").value = desk.id;
  setText(place("desk-person"), desk.person);
  setText(place("client-ticket"), desk.ticket ?? "–");
  setText(place("client-service"), names[desk.service] ?? words.nobody);
  setText(place("client-state"), words[desk.state] ?? "");
  const allowed = { call_next: desk.state !== "called", start: desk.state === "called", recall: desk.state === "called",
    miss: desk.state === "called" && desk.calls >= 3, finish: desk.state === "serving" };
  for (const button of document.querySelectorAll("[data-verb]")) button.hidden = !allowed[button.dataset.verb];
  setText(place("waits"), fillIn(words.waits, { count: desk.waits }));
  const rows = desk.waiting.map(([ticket, service, since]) => ({ ticket, service: names[service] ?? "", since: timeOf(since) }));
  patchList(place("waiting"), rows, { key: (row) => row.ticket, make: () => clone(place("waiting-row")) });
}

async function send(body) {
  const answer = await act(body);
  place("refusal").hidden = !answer.message;
  setText(place("refusal"), answer.message ?? "");
  if (answer.state) show(answer.state);
}

place("take-desk").addEventListener("click", () => send({ do: "desk", desk: place("desk-select").value }));
place("leave-desk").addEventListener("click", () => send({ do: "desk", desk: null }));
for (const button of document.querySelectorAll("[data-verb]")) {
  button.addEventListener("click", () => send({ do: "act", verb: button.dataset.verb }));
}
subscribe(document.querySelector("[data-office]").dataset.office, "public", showDesks);
follow(show);
