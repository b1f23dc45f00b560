// The live hall for a page. All tabs of a browser share one line: through a SharedWorker, else through
// the tab that holds a lock; where there is not even that, each has its own.
import { addressOf, openSource } from "./source.js";

export { applyChange } from "./picture.js";

/**
 * Calls callback(picture, { seq, live, change }) with what is known and after each change (null: the
 * whole picture is new). Returns what ends it.
 */
export function subscribe(office, audience, callback) {
  let end = connect(office, audience, callback);
  const sleep = () => { end(); end = () => {}; };
  // A page out of the browser's memory has lost its line.
  const wake = (event) => { if (event.persisted) { end(); end = connect(office, audience, callback); } };
  globalThis.addEventListener("pagehide", sleep);
  globalThis.addEventListener("pageshow", wake);
  return () => {
    globalThis.removeEventListener("pagehide", sleep);
    globalThis.removeEventListener("pageshow", wake);
    end();
  };
}

function connect(office, audience, callback) {
  if (globalThis.SharedWorker) return throughWorker(office, audience, callback);
  if (globalThis.BroadcastChannel && globalThis.navigator?.locks) return throughLeader(office, audience, callback);
  return alone(office, audience, callback);
}

function alone(office, audience, callback) {
  const source = openSource(addressOf(office, audience), callback);
  return () => source.close();
}

function throughWorker(office, audience, callback) {
  let fallback = null;
  let ended = false;
  const worker = new SharedWorker(new URL("./stream-worker.js", import.meta.url), { type: "module", name: "okienko-live" });
  worker.port.addEventListener("message", ({ data }) => { if (!ended) callback(data.picture, data.news); });
  worker.addEventListener("error", () => {
    if (!ended && !fallback) fallback = alone(office, audience, callback);
  });
  worker.port.start();
  worker.port.postMessage({ verb: "join", office, audience });
  return () => {
    ended = true;
    worker.port.postMessage({ verb: "leave" });
    worker.port.close();
    fallback?.();
  };
}

/** Brought only where it is needed: most browsers have the worker. */
function throughLeader(office, audience, callback) {
  let end = () => {};
  let ended = false;
  import("./stream-leader.js").then(({ lead }) => { if (!ended) end = lead(office, audience, callback); });
  return () => { ended = true; end(); };
}
