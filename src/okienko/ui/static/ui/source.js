// One stream of one hall: opens, applies, notices gaps, comes back by itself.
import { applyChange, judge } from "./picture.js";

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;
const SILENCE = 45_000;

/** Where the hall's picture and its stream are. */
export function addressOf(office, audience) {
  return `/live/${encodeURIComponent(office)}/${encodeURIComponent(audience)}`;
}

/**
 * Keeps one picture right: onPicture(picture, { seq, live, change, refused }); live is false while the
 * line is cut, refused once the server says that this browser may look no more.
 */
export function openSource(address, onPicture, surroundings = {}) {
  const world = { EventSource: globalThis.EventSource, fetch: globalThis.fetch?.bind(globalThis),
    setTimeout: globalThis.setTimeout.bind(globalThis), clearTimeout: globalThis.clearTimeout.bind(globalThis),
    random: Math.random, ...surroundings };
  const state = { picture: null, seq: null, live: false, refused: false, closed: false, pause: FIRST_PAUSE };
  let stream = null;
  let retry = null;
  let watch = null;

  const tell = (change = null) => {
    if (state.picture) onPicture(state.picture, { seq: state.seq, live: state.live, change, ...(state.refused && { refused: true }) });
  };

  const hear = () => {
    world.clearTimeout(watch);
    if (!state.closed) watch = world.setTimeout(doubt, SILENCE);
  };

  const adopt = ({ seq, picture }) => {
    Object.assign(state, { seq, picture, live: true, refused: false, pause: FIRST_PAUSE });
    hear();
    tell();
  };

  const onChange = (event) => {
    const change = JSON.parse(event.data);
    const verdict = judge(state.seq, change);
    hear();
    if (verdict === "refetch") return reopen();
    state.live = true;
    state.pause = FIRST_PAUSE;
    if (verdict === "apply") {
      state.picture = applyChange(state.picture, change);
      state.seq = change.seq;
      tell(change);
    }
  };

  const lost = () => {
    if (state.live) {
      state.live = false;
      tell();
    }
    // The browser tries again by itself, unless the server refused.
    if (stream?.readyState === 2) later();
  };

  function later() {
    stream?.close();
    world.clearTimeout(retry);
    if (state.closed) return;
    retry = world.setTimeout(() => { poll(); open(); }, state.pause * (0.5 + world.random()));
    state.pause = Math.min(state.pause * 2, LONGEST_PAUSE);
  }

  function open() {
    if (state.closed) return;
    stream?.close();
    const opened = new world.EventSource(`${address}/stream`);
    stream = opened;
    const mine = (handle) => (event) => { if (stream === opened && !state.closed) handle(event); };
    opened.addEventListener("picture", mine((event) => adopt(JSON.parse(event.data))));
    opened.addEventListener("change", mine(onChange));
    opened.addEventListener("open", mine(() => {
      hear();
      if (state.picture && !state.live) { state.live = true; tell(); }
    }));
    opened.addEventListener("error", mine(lost));
  }

  // A new EventSource has no Last-Event-ID: a whole picture comes.
  function reopen() {
    stream?.close();
    open();
  }

  /** The picture by plain HTTP; an unchanged one costs a 304. */
  async function poll() {
    try {
      const answer = await world.fetch(address, { cache: "no-cache", headers: { Accept: "application/json" } });
      if (answer.status === 403) state.refused = true;
      if (state.refused) tell();
      if (!answer.ok) return false;
      const fresh = await answer.json();
      if (state.closed || (state.seq !== null && fresh.seq <= state.seq)) return false;
      Object.assign(state, { seq: fresh.seq, picture: fresh.picture });
      tell();
      return true;
    } catch {
      return false;
    }
  }

  // Scripts do not see what keeps the line open: after a long silence ask the hall.
  async function doubt() {
    const wasBehind = await poll();
    hear();
    if (wasBehind || stream?.readyState === 2) reopen();
  }

  open();
  hear();
  return {
    latest: () => (state.picture ? { picture: state.picture, news: { seq: state.seq, live: state.live, change: null } } : null),
    close() {
      state.closed = true;
      world.clearTimeout(retry);
      world.clearTimeout(watch);
      stream?.close();
    },
  };
}
