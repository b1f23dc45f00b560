// A single letter is a command on a button's page, and a letter in a field.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isTyping, targetOf } from "../ui/keys.js";

const inside = (field) => ({ closest: () => field });
const button = (key, more = {}) => ({ dataset: { key }, disabled: false, closest: () => null, ...more });
const page = (buttons, dialog = null) => ({ querySelector: () => dialog, querySelectorAll: () => buttons });
const press = (key, more = {}) => ({ key, target: inside(null), ...more });

test("letters typed into a field are text", () => {
  assert.equal(isTyping(inside({ tagName: "INPUT", type: "search" })), true);
  assert.equal(isTyping(inside({ tagName: "TEXTAREA" })), true);
  assert.equal(isTyping(inside({ tagName: "INPUT", type: "checkbox" })), false);
  assert.equal(isTyping(inside(null)), false);
});

test("a key finds its button, in either case of the letter", () => {
  const next = button("n");
  assert.equal(targetOf(press("n"), page([button("p"), next])), next);
  assert.equal(targetOf(press("N"), page([next])), next);
  assert.equal(targetOf(press("x"), page([next])), null);
});

test("shortcuts of the browser, repeats and fields are left alone", () => {
  const room = page([button("n")]);
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }, { isComposing: true },
    { defaultPrevented: true }, { target: inside({ tagName: "SELECT" }) }]) {
    assert.equal(targetOf(press("n", more), room), null);
  }
});

test("a button that is disabled or hidden does not answer", () => {
  assert.equal(targetOf(press("n"), page([button("n", { disabled: true })])), null);
  assert.equal(targetOf(press("n"), page([button("n", { closest: () => ({}) })])), null);
});

test("while a dialog is open only its own keys count", () => {
  const own = button("n");
  assert.equal(targetOf(press("n"), page([button("n")], page([own]))), own);
  assert.equal(targetOf(press("n"), page([button("n")], page([]))), null);
});
