// The department's screen: rings when somebody in the hall wishes to talk, and shows how far each wish is.
import { chime } from "../ui/announce.js";
import { keepPanel, readWords } from "../ui/work-panel.js";

const words = readWords();
const title = document.title;
let rung = null;

function concerns(wish) {
  return wish.department === words.department || wish.asked.includes(words.person) || wish.person === words.person || wish.named === words.person;
}

/** What the panel shows of the picture: the wishes that concern us, who is here, who waits for our services. */
function signature(picture) {
  const wishes = Object.entries(picture.wishes).filter(([, wish]) => concerns(wish));
  const waiting = Object.values(picture.visits).filter((visit) => visit.state === "waiting" && words.services.includes(visit.service))
    .map((visit) => [visit.service, visit.ready_at]).sort();
  return JSON.stringify([wishes, picture.presence, waiting, picture.hall.now.phase]);
}

/** A chime for each wish that has not rung yet; the tab says how many ring. */
function ring(panel) {
  const ringing = panel.dataset.ringing.split(" ").filter(Boolean);
  if (rung !== null && ringing.some((number) => !rung.has(number))) chime();
  rung = new Set(ringing);
  document.title = ringing.length ? `(${ringing.length}) ${title}` : title;
}

keepPanel({ words, signature, onSwap: ring, pause: 1000 });
