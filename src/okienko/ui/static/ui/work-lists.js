// The lists beside a desk, written from the staff picture just as the server writes them (okienko/ui/workplace/lists.py).
import { clone, fill, patchList, setText } from "./dom.js";
import { minutes, span, wallTime } from "./work-time.js";

const ORDER = { returning: 0, priority: 1, ordinary: 2 };

/** Does this visit belong to what this desk does, or to this desk or its person by name? */
export function isMine(visit, desk) {
  if (visit.to_desk !== null || visit.to_person !== null) return visit.to_desk === desk.id || visit.to_person === desk.person;
  return desk.serves.includes(visit.service);
}

function mine(picture, words, states) {
  return Object.entries(picture.visits)
    .map(([number, visit]) => ({ ...visit, number: Number(number) }))
    .filter((visit) => states.includes(visit.state) && isMine(visit, words.desk));
}

function by(...keys) {
  return (a, b) => {
    for (const key of keys) {
      const [x, y] = [key(a), key(b)];
      if (x < y) return -1;
      if (x > y) return 1;
    }
    return 0;
  };
}

function waitingRow(visit, words, now) {
  const more = visit.needs.filter((need) => words.needs[need]).map((need) => words.needs[need]);
  if (visit.language !== words.first_language) more.push(words.languages[visit.language] ?? visit.language);
  if (visit.persons > 1) more.push(words.persons.replace("%(count)d", visit.persons));
  return {
    number: visit.number, ticket: visit.ticket, service: words.services[visit.service] ?? visit.service,
    wait: span(minutes(visit.ready_at, now), words), ready_at: visit.ready_at,
    returning: visit.class === "returning", priority: visit.class === "priority",
    directed: visit.to_desk !== null || visit.to_person !== null, more: more.join(" · "),
  };
}

function whyAside(visit, words) {
  if (visit.state === "away") return words.desks[visit.place] ?? words.places[visit.place] ?? visit.place ?? "";
  if (visit.until) return words.until.replace("%(time)s", wallTime(visit.until, words.zone));
  return words.events[visit.event] ?? visit.event ?? "";
}

/** Draws who waits, who is aside and who did not come; `now` is the hall's clock in milliseconds. */
export function drawLists(picture, words, now) {
  const waiting = mine(picture, words, ["waiting"]).filter((visit) => !visit.outside)
    .sort(by((visit) => ORDER[visit.class], (visit) => visit.ready_at, (visit) => visit.number))
    .map((visit) => waitingRow(visit, words, now));
  const aside = mine(picture, words, ["parked", "away"]).sort(by((visit) => visit.since, (visit) => visit.number))
    .map((visit) => ({ number: visit.number, ticket: visit.ticket, why: whyAside(visit, words), may_return: !(visit.event === "officer" && visit.wish !== null) }));
  const missed = mine(picture, words, ["missed"]).sort(by((visit) => visit.since, (visit) => visit.number)).reverse()
    .map((visit) => ({ number: visit.number, ticket: visit.ticket, why: words.services[visit.service] ?? visit.service, may_return: true }));
  drawWaiting(waiting, words, now);
  draw("aside", aside);
  draw("missed", missed);
}

function drawWaiting(rows, words, now) {
  patch(document.querySelector("[data-waiting-list]"), "waiting-row", rows);
  const count = rows.length;
  const told = count === 0 ? words.waiting.none : count === 1 ? words.waiting.one : words.waiting.many.replace("%(count)d", count);
  setText(document.querySelector("[data-waiting-count]"), told);
  const longest = Math.max(0, ...rows.map((row) => minutes(row.ready_at, now)));
  const place = document.querySelector("[data-longest]");
  place.hidden = count === 0;
  setText(place, words.longest.replace("%(span)s", span(longest, words)));
  const options = document.querySelector("[data-call-options]");
  if (options) patchList(options, rows, { key: (row) => row.number, make: (row) => new Option(row.ticket, row.number), update: (option, row) => setText(option, row.ticket) });
}

function draw(name, rows) {
  document.querySelector(`[data-${name}]`).hidden = rows.length === 0;
  patch(document.querySelector(`[data-${name}-list]`), `${name}-row`, rows);
}

function patch(list, template, rows) {
  patchList(list, rows, {
    key: (row) => row.number,
    make: () => clone(document.getElementById(template)),
    update: (element, row) => {
      fill(element, row);
      const field = element.querySelector("[data-visit]");
      if (field) field.value = row.number;
    },
  });
}
