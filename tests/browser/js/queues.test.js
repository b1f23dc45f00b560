// The board names every queue, in an order that stays.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inTurn } from "../board/queues.js";

const queues = (waiting, idle) => [
  ...Array.from({ length: idle }, (_, at) => ({ id: `i${at}`, count: 0 })),
  ...Array.from({ length: waiting }, (_, at) => ({ id: `w${at}`, count: 1 })),
];
const ids = ({ shown, rest }) => [...shown, ...rest].map((row) => row.id);

test("queues that have room stay where they are", () => {
  const rows = queues(3, 9);
  assert.deepEqual(inTurn(rows, { room: 12, turn: 5 }), { shown: rows, rest: [] });
});

test("those with people waiting keep a window, in the given order, and the others share the last one", () => {
  const rows = queues(5, 12);
  for (let turn = 0; turn < 9; turn += 1) {
    const { shown, rest } = inTurn(rows, { room: 12, turn });
    assert.deepEqual(shown.map((row) => row.id), ["i0", "i1", "i2", "i3", "i4", "i5", "w0", "w1", "w2", "w3", "w4"]);
    assert.ok(rest.length && rest.every((row) => !row.count));
  }
});

test("a queue that stays has its window even when nobody waits for it", () => {
  const rows = queues(8, 9);
  rows[8].stays = true;
  assert.ok(inTurn(rows, { room: 12, turn: 0 }).shown.includes(rows[8]));
});

test("no queue is left out, however many wait", () => {
  for (const [waiting, idle] of [[0, 17], [1, 16], [11, 6], [12, 5], [13, 4], [30, 0], [12, 1]]) {
    const seen = new Set();
    for (let turn = 0; turn < 17; turn += 1) for (const id of ids(inTurn(queues(waiting, idle), { room: 12, turn }))) seen.add(id);
    assert.equal(seen.size, waiting + idle);
  }
});
