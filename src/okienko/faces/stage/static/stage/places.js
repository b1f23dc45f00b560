// Where somebody is called to, in the language of the page.

/** "desk 4", by the pattern; a desk with a name of its own ("Cash desk 1") is called by that. */
export function placeOf(label, pattern, words) {
  return /^\d/.test(label ?? "") ? pattern.replace("{desk}", label) : words.named[label] ?? label;
}
