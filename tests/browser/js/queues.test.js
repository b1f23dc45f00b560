// The board names every queue, whoever waits first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inTurn } from "../board/queues.js";

const queues = (waiting, idle) => [
  ...Array.from({ length: idle }, (_, at) => ({ id: `i${at}`, count: 0 })),
  ...Array.from({ length: waiting }, (_, at) => ({ id: `w${at}`, count: 1 })),
];
const ids = (rows) => rows.map((row) => row.id);

test("queues that have room stay where they are", () => {
  const rows = queues(3, 9);
  assert.deepEqual(inTurn(rows, { room: 12, turn: 5 }), rows);
});

test("those with people waiting stand first in every turn", () => {
  for (let turn = 0; turn < 9; turn += 1) {
    const shown = ids(inTurn(queues(5, 12), { room: 12, turn }));
    assert.deepEqual(shown.slice(0, 5), ["w0", "w1", "w2", "w3", "w4"]);
    assert.ok(shown.length <= 12);
  }
});

test("no queue is left out, however many wait", () => {
  for (const [waiting, idle] of [[0, 17], [1, 16], [11, 6], [12, 5], [13, 4], [30, 0], [12, 1]]) {
    const seen = new Set();
    for (let turn = 0; turn < 17; turn += 1) for (const id of ids(inTurn(queues(waiting, idle), { room: 12, turn }))) seen.add(id);
    assert.equal(seen.size, waiting + idle);
  }
});
