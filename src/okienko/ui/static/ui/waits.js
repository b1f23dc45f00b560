// Waits in words, as okienko/ui/waits.py says them; the patterns come translated with the page.

/** Fills %(name)s and %(name)d in a pattern. */
export function fillIn(pattern, values) {
  return pattern.replace(/%\((\w+)\)[sd]/g, (_, name) => values[name]);
}

/** A length of time: 25 min, 1 h, 1 h 40 min. */
export function span(total, say) {
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  if (!hours) return fillIn(say.minutes, { minutes });
  return fillIn(minutes ? say.both : say.hours, { hours, minutes });
}

/** The range of a wait; null where it cannot be told. */
export function waitWords(low, high, say, enough = true) {
  if (!enough) return say.notYet;
  if (low === null) return say.unknown;
  if (high === null) return fillIn(say.atLeast, { span: span(low, say) });
  if (high <= 0) return say.now;
  if (low === high) return fillIn(say.about, { span: span(high, say) });
  if (low <= 0) return fillIn(say.less, { span: span(high, say) });
  if (high < 60) return fillIn(say.band, { low, high });
  return fillIn(say.range, { low: span(low, say), high: span(high, say) });
}
