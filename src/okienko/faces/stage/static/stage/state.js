// What the stage says beside the public picture, and how a visitor acts on it.
const KEY = "okienko.stage.visit";
const VISITOR = "okienko.stage.visitor";
let claimed = "";

/** The key of this browser, which the frames beside the house share: its tickets and its desk are its own. */
function visitor() {
  if (!sessionStorage.getItem(VISITOR)) {
    const random = crypto.getRandomValues(new Uint32Array(4));
    sessionStorage.setItem(VISITOR, Array.from(random, (part) => part.toString(36)).join(""));
  }
  return encodeURIComponent(sessionStorage.getItem(VISITOR));
}

/** The visit that this browser took, if the stage still knows it: the one whose page the phone shows, or the last. */
export function mine(state) {
  const page = document.getElementById("frame-phone")?.contentWindow?.location.pathname ?? "";
  const shown = Object.entries(state?.tickets ?? {}).find(([, ticket]) => ticket.address && page.startsWith(ticket.address));
  if (shown) return Number(shown[0]);
  if (page.includes("/t/")) claim(page);
  const kept = Number(sessionStorage.getItem(KEY));
  return state && kept && String(kept) in state.tickets ? kept : null;
}

/** A ticket that was taken on the phone itself is this browser's, too. */
function claim(page) {
  if (claimed === page) return;
  claimed = page;
  setTimeout(() => { claimed = ""; }, 2000);
  act({ do: "claim", address: page });
}

function keep(visit) {
  sessionStorage.setItem(KEY, String(visit));
}

/** Calls back with the state at once and after each change. */
export function follow(callback) {
  const source = new EventSource(`/stage/live/stream?visitor=${visitor()}`);
  source.addEventListener("state", (event) => callback(JSON.parse(event.data)));
  addEventListener("pagehide", () => source.close());
  return source;
}

/** One thing that a visitor does; returns the answer, with `message` when it was refused. */
export async function act(body) {
  const answer = await fetch(`/stage/live/do?visitor=${visitor()}`, { method: "POST", body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang } });
  const told = await answer.json();
  if (told.visit) keep(told.visit);
  return told;
}
