// Search as one types: cards of services in a window, and a long list of matters made short.
import { handsOff } from "./hands.js";

const PAUSE = 150;
/** After so long it is asked again where no answer came. */
const AGAIN = 1000;
let timer = null;

function plain(text) {
  return text.toLowerCase().replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "");
}

async function look(form) {
  const found = form.querySelector("[data-found]");
  const asked = new URL(form.action);
  asked.searchParams.set("q", form.elements.q.value);
  const answer = await fetch(asked, { headers: { "X-Okienko-Part": "panel" } }).catch(() => null);
  const html = answer?.ok ? await answer.text() : null;
  await handsOff();
  if (asked.searchParams.get("q") !== form.elements.q.value) return;
  if (html !== null) found.innerHTML = html;
  else timer = setTimeout(() => look(form), AGAIN);
}

function narrow(field) {
  const wanted = plain(field.value).split(/\s+/).filter(Boolean);
  for (const pick of document.getElementById(field.dataset.filter).children) {
    const text = plain(pick.textContent);
    pick.hidden = !wanted.every((word) => text.includes(word));
  }
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-filter]")) narrow(event.target);
  const form = event.target.closest("[data-search]");
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => look(form), PAUSE);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-search]")) return;
  event.preventDefault();
  look(event.target);
});

// Enter in the field that narrows a list takes the first of what is left.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches?.("[data-filter]")) return;
  event.preventDefault();
  document.querySelector(`#${CSS.escape(event.target.dataset.filter)} > :not([hidden])`)?.click();
});
