// Which queues fill the board's row of windows when there are more of them than windows.

/** So long each turn stays, where even those who wait have no room. */
export const TURN_SECONDS = 10;

/**
 * `shown` are the `rows` with a window of their own, at most `room`, always in the order in which they are given; `rest`
 * are those for whom nobody waits and who share the last window. Those with people waiting, and those that stay, keep
 * theirs. Where even they have no room, all take turns.
 */
export function inTurn(rows, { room, turn }) {
  if (rows.length <= room) return { shown: rows, rest: [] };
  const kept = rows.filter((row) => row.count || row.stays);
  if (kept.length < room) {
    const idle = rows.filter((row) => !kept.includes(row));
    const own = new Set([...kept, ...idle.slice(0, room - 1 - kept.length)]);
    return { shown: rows.filter((row) => own.has(row)), rest: rows.filter((row) => !own.has(row)) };
  }
  const from = (turn % Math.ceil(rows.length / room)) * room;
  return { shown: rows.slice(from, from + room), rest: [] };
}
