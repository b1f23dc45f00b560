// Which queues fill the board's row of windows when there are more of them than windows.

/** So long each turn stays. */
export const TURN_SECONDS = 10;

/**
 * `rows` that are on the board in this turn, at most `room`. Where all have room they keep their order. Else those with
 * people waiting stand first and stay, and the rest take turns; where even those who wait have no room, all take turns.
 */
export function inTurn(rows, { room, turn }) {
  if (rows.length <= room) return rows;
  const waiting = rows.filter((row) => row.count);
  const first = waiting.length < room ? waiting : [];
  const rest = waiting.length < room ? rows.filter((row) => !row.count) : [...waiting, ...rows.filter((row) => !row.count)];
  const size = room - first.length;
  const from = (turn % Math.ceil(rest.length / size)) * size;
  return [...first, ...rest.slice(from, from + size)];
}
