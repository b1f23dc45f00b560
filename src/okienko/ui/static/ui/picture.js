// A picture is what a screen shows of a hall: { section: { key: row } }; a change leads to the next one.

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

/** At seq: "apply" a change, "skip" a known one, "refetch" when it leads from another picture than ours. */
export function judge(seq, change) {
  if (seq !== null && change.seq <= seq) return "skip";
  return seq === change.from ? "apply" : "refetch";
}
