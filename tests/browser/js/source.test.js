// One stream of one hall, with a line and a clock of our own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, openSource } from "../ui/source.js";

function world({ polled = null } = {}) {
  const streams = [];
  const timers = [];
  const seen = [];
  class Line {
    constructor(url) { Object.assign(this, { url, readyState: 0, hears: {} }); streams.push(this); }
    addEventListener(name, handle) { this.hears[name] = handle; }
    close() { this.readyState = 2; }
    send(name, data) { this.readyState = 1; this.hears[name]({ data: JSON.stringify(data) }); }
    cut() { this.readyState = 0; this.hears.error({}); }
    refuse() { this.readyState = 2; this.hears.error({}); }
  }
  const answer = { current: polled };
  const surroundings = {
    EventSource: Line,
    fetch: async () => ({ ok: answer.current !== null, status: answer.status, json: async () => answer.current }),
    setTimeout: (run, wait) => { const timer = { run, wait, on: true }; timers.push(timer); return timer; },
    clearTimeout: (timer) => { if (timer) timer.on = false; },
    random: () => 0.5,
  };
  const source = openSource("/live/demo/public", (picture, news) => seen.push({ picture, ...news }), surroundings);
  const due = () => timers.filter((timer) => timer.on);
  return { source, streams, seen, due, answer, last: () => seen.at(-1) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("addresses are safe whatever an office is called", () => {
  assert.equal(addressOf("legnica", "public"), "/live/legnica/public");
  assert.equal(addressOf("../x y", "staff"), "/live/..%2Fx%20y/staff");
});

test("the first picture and each change reach the screen", () => {
  const { streams, last } = world();
  assert.equal(streams[0].url, "/live/demo/public/stream");
  streams[0].send("picture", { seq: 7, picture: { calls: {} } });
  assert.deepEqual(last(), { picture: { calls: {} }, seq: 7, live: true, change: null });
  const change = { from: 7, seq: 8, set: { calls: { D012: { desk: 4 } } } };
  streams[0].send("change", change);
  assert.deepEqual(last(), { picture: { calls: { D012: { desk: 4 } } }, seq: 8, live: true, change });
});

test("what is already in the picture is not told again", () => {
  const { streams, seen } = world();
  streams[0].send("picture", { seq: 8, picture: { calls: { a: 1 } } });
  streams[0].send("change", { from: 7, seq: 8, set: { calls: { a: 0 } } });
  assert.equal(seen.length, 1);
});

test("a gap opens a new stream, which begins with a whole picture", () => {
  const { streams, last } = world();
  streams[0].send("picture", { seq: 7, picture: { calls: {} } });
  streams[0].send("change", { from: 9, seq: 10, set: { calls: { x: 1 } } });
  assert.equal(streams.length, 2);
  assert.equal(streams[0].readyState, 2);
  assert.equal(last().seq, 7);
  streams[1].send("picture", { seq: 10, picture: { calls: { w: 1, x: 1 } } });
  assert.deepEqual(last().picture, { calls: { w: 1, x: 1 } });
});

test("what an old stream still says is not heard", () => {
  const { streams, last } = world();
  streams[0].send("picture", { seq: 7, picture: {} });
  streams[0].send("change", { from: 9, seq: 10 });
  streams[1].send("picture", { seq: 10, picture: { calls: { x: 1 } } });
  streams[0].send("picture", { seq: 3, picture: { calls: { old: 1 } } });
  assert.equal(last().seq, 10);
});

test("a cut line is told once, and the browser's own return with the missed changes mends it", () => {
  const { streams, seen, last } = world();
  streams[0].send("picture", { seq: 7, picture: { calls: {} } });
  streams[0].cut();
  streams[0].cut();
  assert.deepEqual([seen.length, last().live], [2, false]);
  assert.equal(streams.length, 1);
  streams[0].send("change", { from: 7, seq: 9, set: { calls: { x: 1 } } });
  assert.deepEqual([last().live, last().seq], [true, 9]);
});

test("a refusal is tried again later and later, never past half a minute", async () => {
  const { streams, due } = world();
  const waits = [];
  for (let times = 0; times < 8; times += 1) {
    streams.at(-1).refuse();
    const timer = due().find((one) => one.wait !== 45_000);
    waits.push(timer.wait);
    timer.on = false;
    timer.run();
    await settle();
  }
  assert.deepEqual(waits.slice(0, 4), [1000, 2000, 4000, 8000]);
  assert.ok(waits.every((wait) => wait <= 30_000));
  assert.equal(streams.length, 9);
});

test("while the stream is refused the picture is asked for over plain HTTP", async () => {
  const { streams, due, answer, last } = world();
  streams[0].send("picture", { seq: 7, picture: {} });
  streams[0].refuse();
  answer.current = { seq: 9, picture: { calls: { x: 1 } } };
  due().find((one) => one.wait === 1000).run();
  await settle();
  assert.deepEqual([last().seq, last().live], [9, false]);
});

test("a browser that was sent away is told so, once the server says it", async () => {
  const { streams, due, answer, last } = world();
  streams[0].send("picture", { seq: 7, picture: {} });
  answer.status = 403;
  streams[0].refuse();
  assert.equal(last().refused, undefined);
  due().find((one) => one.wait === 1000).run();
  await settle();
  assert.deepEqual([last().refused, last().live], [true, false]);
});

test("after a long silence a hall that has moved on is caught up with", async () => {
  const { streams, due, answer, last } = world();
  streams[0].send("picture", { seq: 7, picture: {} });
  answer.current = { seq: 12, picture: { calls: { x: 1 } } };
  due().find((one) => one.wait === 45_000).run();
  await settle();
  assert.equal(last().seq, 12);
  assert.equal(streams.length, 2);
});

test("a late answer never turns the picture back", async () => {
  const { streams, due, answer, seen } = world();
  streams[0].send("picture", { seq: 12, picture: { calls: { x: 1 } } });
  answer.current = { seq: 7, picture: {} };
  due().find((one) => one.wait === 45_000).run();
  await settle();
  assert.equal(seen.length, 1);
});

test("what was ended stays silent and opens nothing", async () => {
  const { source, streams, seen, due } = world({ polled: { seq: 9, picture: {} } });
  streams[0].send("picture", { seq: 7, picture: {} });
  source.close();
  streams[0].hears.change({ data: '{"from": 7, "seq": 8}' });
  streams[0].hears.error({});
  await settle();
  assert.deepEqual([seen.length, streams.length, due().length], [1, 1, 0]);
});
