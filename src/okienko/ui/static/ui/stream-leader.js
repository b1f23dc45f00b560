// One stream for all tabs of a browser that has no SharedWorker.
import { addressOf, openSource } from "./source.js";

/** The tab that holds the lock keeps the stream; the next in line takes over when it goes. */
export function lead(office, audience, callback) {
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
