// A page waits for a hand: for the click of a mouse, for that of a touch, which comes later, and for the space bar.
import assert from "node:assert/strict";
import { test } from "node:test";

const page = new EventTarget();
globalThis.addEventListener = page.addEventListener.bind(page);
const { handsOff } = await import("../ui/hands.js");

const later = (milliseconds = 20) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
const happens = (kind, facts = {}) => page.dispatchEvent(Object.assign(new Event(kind), { pointerId: 1, buttons: 0, ...facts }));

/** What waits for the hand: { isDone } */
function waits() {
  const one = { isDone: false };
  handsOff().then(() => { one.isDone = true; });
  return one;
}

test("where no hand is nothing waits", async () => {
  const change = waits();
  await null;
  assert.equal(change.isDone, true);
});

test("what is pressed by a mouse stays until its click, which comes at once, has been handled", async () => {
  happens("pointerdown", { buttons: 1 });
  const change = waits();
  await later(60);
  happens("pointermove", { buttons: 1 });
  assert.equal(change.isDone, false);
  happens("pointerup");
  happens("click");
  assert.equal(change.isDone, false, "the click is being handled");
  await later();
  assert.equal(change.isDone, true);
});

test("the click of a touch comes a while after the finger has gone", async () => {
  happens("pointerdown");
  const change = waits();
  happens("pointerup");
  await later(120);
  assert.equal(change.isDone, false);
  happens("click");
  await later();
  assert.equal(change.isDone, true);
});

test("a hand that slides away clicks nothing and holds up nothing for long", async () => {
  happens("pointerdown");
  const change = waits();
  happens("pointerup");
  await later(450);
  assert.equal(change.isDone, true);
});

test("of two fingers the last one counts", async () => {
  happens("pointerdown", { pointerId: 1 });
  happens("pointerdown", { pointerId: 2 });
  const change = waits();
  happens("pointerup", { pointerId: 1 });
  await later(450);
  assert.equal(change.isDone, false);
  happens("pointercancel", { pointerId: 2 });
  await later(450);
  assert.equal(change.isDone, true);
});

test("a mouse that was let go elsewhere is seen as soon as it comes back", async () => {
  happens("pointerdown", { buttons: 1 });
  const change = waits();
  await later(450);
  assert.equal(change.isDone, false);
  happens("pointermove", { buttons: 0 });
  await later(450);
  assert.equal(change.isDone, true);
});

test("the space bar presses as a hand does", async () => {
  happens("keydown", { key: " " });
  const change = waits();
  await later(450);
  assert.equal(change.isDone, false);
  happens("keyup", { key: " " });
  happens("click");
  await later();
  assert.equal(change.isDone, true);
});
