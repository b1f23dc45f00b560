// What is fetched anew when the hall changes: one fetch at a time, once more for what changed meanwhile,
// and again after a failure, so that a screen that was open while the server was away comes right by itself.

/**
 * `bring()` brings what is shown up to date; false or an error says that it did not. Returns ask(): it runs now,
 * or when `pause` milliseconds (a number, or what a function says then) have passed since it last began;
 * after a failure `again` milliseconds later.
 */
export function renewal(bring, { pause = 0, again = 2000 } = {}) {
  const least = () => (typeof pause === "function" ? pause() : pause);
  let [begun, timer, isRunning, isWanted] = [-Infinity, null, false, false];

  async function run() {
    [begun, timer, isRunning, isWanted] = [Date.now(), null, true, false];
    const isDone = await Promise.resolve().then(bring).then((said) => said !== false, () => false);
    isRunning = false;
    if (!isDone) timer = setTimeout(run, again);
    else if (isWanted) ask();
  }

  function ask() {
    if (isRunning) isWanted = true;
    else timer ??= setTimeout(run, Math.max(0, begun + least() - Date.now()));
  }

  return ask;
}
