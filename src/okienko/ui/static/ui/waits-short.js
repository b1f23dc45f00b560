// Waits in as few letters as a board has room for, as okienko/ui/waits.py says them.
import { fillIn, span } from "./waits.js";

/** The range of a wait, short. */
export function waitWordsShort({ low, high, enough }, say) {
  if (!enough) return say.shortNotYet;
  if (low === null) return say.shortUnknown;
  if (high === null) return fillIn(say.shortOver, { span: span(low, say) });
  if (high <= 0) return say.shortNow;
  if (low <= 0 || low === high) return fillIn(say.shortUpTo, { span: span(high, say) });
  if (high < 60) return fillIn(say.shortBand, { low, high });
  return fillIn(say.shortHours, { low: span(low, say), high: span(high, say) });
}
