// A picture is what a screen shows of a hall: { section: { key: row } }.
// A change leads from one numbered picture to the next; nothing here touches the page.

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/** The picture after the change. The given one is left as it was; untouched sections are shared. */
export function applyChange(picture, change) {
  const next = { ...picture };
  for (const [section, keys] of Object.entries(change.drop ?? {})) {
    if (FORBIDDEN.has(section)) continue;
    const rows = { ...next[section] };
    for (const key of keys) delete rows[key];
    next[section] = rows;
  }
  for (const [section, rows] of Object.entries(change.set ?? {})) {
    if (FORBIDDEN.has(section)) continue;
    next[section] = { ...next[section], ...rows };
  }
  return next;
}

/**
 * What to do with a change when we stand at seq: "apply" it, "skip" what is already in the
 * picture, or "refetch" because it leads from another picture than ours: one says what differs
 * between two pictures, so that from a third, even one in between, it leads astray.
 */
export function judge(seq, change) {
  if (seq !== null && change.seq <= seq) return "skip";
  return seq === change.from ? "apply" : "refetch";
}
