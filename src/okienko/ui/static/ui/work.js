// The work screen of a desk: the panel of the client is the server's, the lists beside it are drawn from the picture.
import { drawLists } from "./work-lists.js";
import { keepPanel, readWords } from "./work-panel.js";

const words = readWords();

/** What the panel shows of the picture: the own desk, the client there, the wish, who sits where and is in, the day. */
function signature(picture) {
  const desk = picture.desks[words.desk.id] ?? null;
  const visit = desk?.visit ? picture.visits[desk.visit] ?? null : null;
  const wish = visit?.wish ? picture.wishes[visit.wish] ?? null : null;
  const others = Object.entries(picture.desks).map(([id, { label, person }]) => [id, label, person]);
  const { phase, regime } = picture.hall.now;
  return JSON.stringify([desk, visit, wish, others, picture.presence, phase, regime]);
}

keepPanel({ words, signature, onPicture: (picture, now) => drawLists(picture, words, now) });
