// Reception: what is found while one types, one touch at a time, and a hall that is always the present one.
import { say, showLine } from "../ui/announce.js";
import { freshen } from "../ui/fresh.js";
import { handsOff } from "../ui/hands.js";
import { sendOnce } from "../ui/once.js";
import { renewal } from "../ui/renewal.js";
import { subscribe } from "../ui/stream.js";

const AT_MOST_EVERY = 1000;
const MINUTES_PASS = 30_000;

sendOnce();

/** The form for a new ticket; there is none where no tickets are given. */
const form = () => document.querySelector("[data-giving]");
const results = () => document.querySelector("[data-results]");
let asked = 0;
let typing = 0;
// What was typed stays while tickets are stopped, and is there again when they go on.
let [names, typed] = [[], []];

/** This page with the words that are typed now: the services found by them say anew how many wait. */
function present() {
  if (form()) [names, typed] = [[...form().elements].map((field) => field.name), [...new FormData(form())]];
  const address = new URL(location.href);
  for (const name of names) address.searchParams.delete(name);
  for (const [name, value] of typed) address.searchParams.append(name, value);
  return address;
}

// Services are found while the words are typed; Enter goes to the first, Enter again gives the ticket.
async function find() {
  const mine = ++asked;
  const answer = await fetch(present()).catch(() => null);
  if (!answer?.ok) return;
  const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
  await handsOff();
  if (mine !== asked) return;
  const place = results();
  const fresh = drawn.querySelector("[data-results]");
  if (place && fresh) place.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
}

async function toFirst() {
  clearTimeout(typing);
  await find();
  results()?.querySelector(".choice")?.focus();
}

document.addEventListener("input", (event) => {
  if (!event.target.closest("[data-giving]")) return;
  clearTimeout(typing);
  typing = setTimeout(find, 120);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-giving]")) return;
  event.preventDefault();
  toFirst();
});
document.addEventListener("keydown", (event) => {
  if (event.target.matches("[data-giving] [name=q]") && ["Enter", "ArrowDown"].includes(event.key)) {
    event.preventDefault();
    toFirst();
  } else if (event.target.closest("[data-results]")) walk(event);
});

/** The arrows lead from one service to the next, and up again into the field. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = [...results().querySelectorAll(".choice")];
  const next = rows[rows.indexOf(document.activeElement) + step];
  event.preventDefault();
  if (next) next.focus();
  else if (step < 0) form().elements.q.focus();
}

/** Draws anew what differs; where tickets have begun or ended, the other form stands in the place of the one. */
async function bring() {
  const giving = document.querySelector("[data-fresh=giving]");
  const before = giving.dataset.mark;
  if (!(await freshen(present()))) return false;
  if (giving.dataset.mark === before) return true;
  say(giving.querySelector(".notice")?.innerText ?? "");
  const without = document.getElementById("no-ticket");
  if (!without.contains(document.activeElement)) without.open = !form();
  return true;
}

const renew = renewal(bring, { pause: AT_MOST_EVERY });
subscribe(document.body.dataset.office, "staff", (picture, news) => {
  showLine(news.live);
  if (news.live) renew();
});
setInterval(renew, MINUTES_PASS);
