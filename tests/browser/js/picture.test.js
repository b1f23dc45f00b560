// Old picture + changes = fresh picture, whatever the changes are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyChange, judge } from "../ui/picture.js";

test("a change sets whole rows and leaves the others", () => {
  const before = { queues: { D: { waiting: 3 }, R: { waiting: 1 } }, desks: { 4: { state: "free" } } };
  const after = applyChange(before, { from: 7, seq: 8, set: { queues: { D: { waiting: 4 } } } });
  assert.deepEqual(after, { queues: { D: { waiting: 4 }, R: { waiting: 1 } }, desks: { 4: { state: "free" } } });
});

test("the picture that was given is left as it was, untouched sections are shared", () => {
  const before = { queues: { D: { waiting: 3 } }, desks: { 4: { state: "free" } } };
  const copy = structuredClone(before);
  const after = applyChange(before, { set: { queues: { D: { waiting: 4 } } }, drop: {} });
  assert.deepEqual(before, copy);
  assert.equal(after.desks, before.desks);
});

test("a change drops rows, also such that are not there", () => {
  const before = { calls: { a: 1, b: 2 } };
  assert.deepEqual(applyChange(before, { drop: { calls: ["a", "z"], notices: ["x"] } }), { calls: { b: 2 }, notices: {} });
});

test("what is dropped and set in one change is there", () => {
  assert.deepEqual(applyChange({ calls: { a: 1 } }, { drop: { calls: ["a"] }, set: { calls: { a: 2 } } }), { calls: { a: 2 } });
});

test("a section that is new begins to be", () => {
  assert.deepEqual(applyChange({}, { set: { calls: { a: 1 } } }), { calls: { a: 1 } });
});

test("keys that would change all objects are not followed", () => {
  const change = JSON.parse('{"set": {"__proto__": {"evil": true}}, "drop": {"constructor": ["name"]}}');
  const after = applyChange({ calls: {} }, change);
  assert.equal({}.evil, undefined);
  assert.deepEqual(Object.keys(after), ["calls"]);
});

test("a change is applied, skipped as known, or asks for a fresh picture", () => {
  assert.equal(judge(7, { from: 7, seq: 8 }), "apply");
  assert.equal(judge(7, { from: 5, seq: 9 }), "refetch", "what came and went between 5 and 7 is not in it");
  assert.equal(judge(8, { from: 7, seq: 8 }), "skip");
  assert.equal(judge(6, { from: 7, seq: 8 }), "refetch");
  assert.equal(judge(null, { from: 0, seq: 1 }), "refetch");
});

function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

function difference(before, after) {
  const change = { set: {}, drop: {} };
  for (const section of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, fresh] = [before[section] ?? {}, after[section] ?? {}];
    const gone = Object.keys(old).filter((key) => !(key in fresh));
    const set = Object.entries(fresh).filter(([key, row]) => JSON.stringify(row) !== JSON.stringify(old[key]));
    if (gone.length) change.drop[section] = gone;
    if (set.length) change.set[section] = Object.fromEntries(set);
  }
  return change;
}

function someHall(roll) {
  const hall = {};
  for (const section of ["queues", "desks", "calls"]) {
    hall[section] = {};
    for (let number = roll(6); number > 0; number -= 1) hall[section][`k${roll(8)}`] = { value: roll(4) };
  }
  return hall;
}

test("over a thousand random days the picture kept equals the fresh one", () => {
  for (let seed = 1; seed <= 1000; seed += 1) {
    const roll = dice(seed);
    let kept = someHall(roll);
    let true_ = structuredClone(kept);
    for (let moves = 0; moves < 8; moves += 1) {
      const next = someHall(roll);
      kept = applyChange(kept, difference(true_, next));
      true_ = next;
      assert.deepEqual(kept, true_, `day ${seed}`);
    }
  }
});
