// What has happened between two pictures, in sentences.
import { placeOf } from "./places.js";

const AT_FIRST = 5;
const hours = new Intl.DateTimeFormat("pl", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Warsaw" });

/** What has happened just before somebody looks: the last calls. */
export function tellBefore(picture, { words, note, fillIn }) {
  const recent = Object.values(picture.recent ?? {}).map(([ticket, desk, at]) => ({ ticket, desk, at }));
  const calls = Object.values(picture.calls ?? {}).filter((row) => ["called", "serving"].includes(row.state));
  const last = [...recent, ...calls].sort((one, other) => (one.at < other.at ? -1 : 1)).slice(-AT_FIRST);
  for (const row of last) {
    note(fillIn(words.called, { ...row, place: placeOf(row.desk, words.place, words) }), { at: hours.format(new Date(row.at)) });
  }
}

/** `officers` are the rows of the stage's state: whoever goes to the officer is told of there. */
export function tellPicture(before, after, { words, note, fillIn, mine, officers }) {
  const isLimited = Boolean(after.hall?.now.regime);
  const say = (text, row, looks = "", aloud = false) => note(fillIn(text, { ...row, place: placeOf(row.desk, words.place, words) }), { looks, aloud });
  for (const [number, visit] of Object.entries(after.visits)) {
    const old = before.visits[number];
    const isMine = Number(number) === mine;
    const looks = isMine ? "is-mine" : "";
    if (!old) say(visit.outside ? words.cameOutside : words.came, visit, looks, isMine);
    else if (old.outside && !visit.outside && visit.state === "waiting") say(words.inside, visit, looks, isMine);
    else if (visit.state === "away" && officers.some((row) => row.visit === Number(number))) continue;
    else if (old.state !== visit.state) tellChange(old, visit, { words, say, looks, isMine, isLimited });
  }
  for (const [number, visit] of Object.entries(before.visits)) {
    if (!(number in after.visits)) say(words.left, visit, Number(number) === mine ? "is-mine" : "", Number(number) === mine);
  }
}

function tellChange(old, visit, { words, say, looks, isMine, isLimited }) {
  const sentence = {
    called: isMine ? words.mineCalled : words.called,
    serving: words.serving,
    waiting: words.back,
    parked: old.state === "waiting" && isLimited ? words.steppedOut : words.parked,
    away: words.away,
    missed: words.missed,
  }[visit.state];
  const stillOutside = old.state === "parked" && visit.outside;
  if (sentence && !stillOutside) say(sentence, visit, looks, isMine);
}

export function tellState(before, after, { words, note, fillIn, mine }) {
  if (before.regime !== after.regime) note(after.regime ? words.regimeOn : words.regimeOff, { looks: "is-wish", aloud: true });
  const old = new Map(before.officers.map((row) => [row.wish, row]));
  const now = new Map(after.officers.map((row) => [row.wish, row]));
  for (const row of after.officers) {
    const known = old.get(row.wish);
    if (known?.state === row.state && (row.state !== "promised" || known.post === row.post)) continue;
    const down = row.post ? words.promised : words.promisedWaits;
    const promise = row.mode === "goes-up" ? words.promisedUp : down;
    const sentence = { seeking: words.asked, promised: promise, meeting: words.meeting }[row.state];
    const told = { ...row, post: placeOf(row.post, words.place, words) };
    if (sentence) note(fillIn(sentence, told), { looks: "is-wish", aloud: row.visit === mine });
  }
  for (const row of before.officers) {
    if (!now.has(row.wish) && row.state === "meeting") note(fillIn(words.met, row), { looks: "is-wish", aloud: row.visit === mine });
  }
}
