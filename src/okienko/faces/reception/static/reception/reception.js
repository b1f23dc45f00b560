// Reception: what is found while one types, one touch at a time, and a hall that is always the present one.
import { showLine } from "../ui/announce.js";
import { freshen } from "../ui/fresh.js";
import { handsOff } from "../ui/hands.js";
import { sendOnce } from "../ui/once.js";
import { renewal } from "../ui/renewal.js";
import { subscribe } from "../ui/stream.js";

const AT_MOST_EVERY = 1000;
const MINUTES_PASS = 30_000;

sendOnce();

// Services are found while the words are typed; Enter goes to the first, Enter again gives the ticket.
const giving = document.querySelector("[data-giving]");
let asked = 0;

async function find() {
  const mine = ++asked;
  const address = new URL(location.href);
  address.search = new URLSearchParams(new FormData(giving)).toString();
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) return;
  const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
  await handsOff();
  if (mine !== asked) return;
  const place = document.querySelector("[data-results]");
  const fresh = drawn.querySelector("[data-results]");
  if (place && fresh) place.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
}

let typing = 0;
async function toFirst() {
  clearTimeout(typing);
  await find();
  document.querySelector("[data-results] .choice")?.focus();
}

/** Where no tickets are given there is no form for them. */
if (giving) {
  giving.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(find, 120); });
  giving.addEventListener("submit", (event) => { event.preventDefault(); toFirst(); });
  giving.elements.q.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault();
    toFirst();
  });
  document.querySelector("[data-results]").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const rows = [...document.querySelectorAll("[data-results] .choice")];
    const next = rows[rows.indexOf(document.activeElement) + step];
    event.preventDefault();
    if (next) next.focus();
    else if (step < 0) giving.elements.q.focus();
  });
}

/** This page with the words that are typed now: the services found by them say anew how many wait. */
function present() {
  const address = new URL(location.href);
  for (const [name, value] of giving ? new FormData(giving) : []) address.searchParams.set(name, value);
  return address;
}

const renew = renewal(() => freshen(present()), { pause: AT_MOST_EVERY });
subscribe(document.body.dataset.office, "staff", (picture, news) => {
  showLine(news.live);
  if (news.live && (picture.hall.now.phase === "open") !== Boolean(giving)) return location.reload();
  if (news.live) renew();
});
setInterval(renew, MINUTES_PASS);
