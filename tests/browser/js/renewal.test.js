// One fetch at a time, once more for what changed meanwhile, again after a failure.
import assert from "node:assert/strict";
import { test } from "node:test";
import { renewal } from "../ui/renewal.js";

const soon = (milliseconds = 20) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** A fetch that waits until it is let go; answers[i] is what the i-th one says. */
function gate(...answers) {
  const open = [];
  const bring = () => new Promise((resolve, reject) => {
    const answer = answers[open.length];
    open.push(() => (answer instanceof Error ? reject(answer) : resolve(answer)));
  });
  return { bring, open };
}

test("it is brought once, however often it is asked for before it begins", async () => {
  const { bring, open } = gate();
  const ask = renewal(bring);
  ask(); ask(); ask();
  await soon();
  assert.equal(open.length, 1);
});

test("what is asked for while a fetch runs is brought once more afterwards, never beside it", async () => {
  const { bring, open } = gate();
  const ask = renewal(bring);
  ask();
  await soon();
  ask(); ask();
  await soon();
  assert.equal(open.length, 1, "nothing runs beside it");
  open[0]();
  await soon();
  assert.equal(open.length, 2);
  open[1]();
  await soon();
  assert.equal(open.length, 2, "once more is enough");
});

for (const [what, answer] of [["an error", new Error("no line")], ["false", false]]) {
  test(`after ${what} it is tried again without being asked`, async () => {
    const { bring, open } = gate(answer, true);
    renewal(bring, { again: 5 })();
    await soon();
    open[0]();
    await soon();
    assert.equal(open.length, 2);
    open[1]();
    await soon();
    assert.equal(open.length, 2);
  });
}

test("between two beginnings lies the pause", async () => {
  const { bring, open } = gate(true, true);
  const ask = renewal(bring, { pause: 600 });
  ask();
  await soon();
  open[0]();
  await soon();
  ask();
  await soon();
  assert.equal(open.length, 1);
  await soon(700);
  assert.equal(open.length, 2);
});
