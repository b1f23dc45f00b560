// The live hall for a page: subscribe("legnica", "public", (picture, news) => …).
// All tabs of a browser share one connection: through a SharedWorker; where there is none, through
// the tab that holds a lock and tells the others; and where there is not even that, each by itself.
import { addressOf, openSource } from "./source.js";

export { applyChange } from "./picture.js";

/**
 * Calls `callback(picture, { seq, live, change })` at once with what is known and after each
 * change. `change` is null where the whole picture was replaced. Returns a function that ends it.
 */
export function subscribe(office, audience, callback) {
  let end = connect(office, audience, callback);
  const sleep = () => { end(); end = () => {}; };
  // A page that comes back from the browser's memory has lost its line.
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

/** The tab that holds the lock keeps the stream; the next in line takes over when it goes. */
function throughLeader(office, audience, callback) {
  const address = addressOf(office, audience);
  const channel = new BroadcastChannel(`okienko ${address}`);
  const giveUp = new AbortController();
  let release = () => {};
  let source = null;
  channel.addEventListener("message", ({ data }) => {
    if (data.verb === "hello") {
      const latest = source?.latest();
      if (latest) channel.postMessage({ verb: "picture", ...latest });
    }
    if (data.verb === "picture" && !source) callback(data.picture, data.news);
  });
  channel.postMessage({ verb: "hello" });
  navigator.locks.request(`okienko ${address}`, { signal: giveUp.signal }, () => {
    source = openSource(address, (picture, news) => {
      callback(picture, news);
      channel.postMessage({ verb: "picture", picture, news });
    });
    return new Promise((resolve) => { release = resolve; });
  }).catch((error) => { if (error.name !== "AbortError") throw error; });
  return () => {
    giveUp.abort();
    release();
    source?.close();
    channel.close();
  };
}
