// What the stage says beside the public picture, and how a visitor acts on it.
const KEY = "okienko.stage.visit";

/** The visit that this browser took, if the stage still knows it: the one whose page the phone shows, or the last. */
export function mine(state) {
  const page = document.getElementById("frame-phone")?.contentWindow?.location.pathname ?? "";
  const shown = Object.entries(state?.tickets ?? {}).find(([, ticket]) => ticket.address && page.startsWith(ticket.address));
  if (shown) return Number(shown[0]);
  const kept = Number(sessionStorage.getItem(KEY));
  return state && kept && String(kept) in state.tickets ? kept : null;
}

function keep(visit) {
  sessionStorage.setItem(KEY, String(visit));
}

/** Calls back with the state at once and after each change. */
export function follow(callback) {
  const source = new EventSource("/stage/live/stream");
  source.addEventListener("state", (event) => callback(JSON.parse(event.data)));
  addEventListener("pagehide", () => source.close());
  return source;
}

/** One thing that a visitor does; returns the answer, with `message` when it was refused. */
export async function act(body) {
  const answer = await fetch("/stage/live/do", { method: "POST", body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang } });
  const told = await answer.json();
  if (told.visit) keep(told.visit);
  return told;
}
