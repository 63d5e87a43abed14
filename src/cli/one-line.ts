/** Text of others on a line of ours: no line break, and nothing that a terminal would obey. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, " ");
}

/** Returns a typed text in quotes, for a sentence that says it is wrong: it may be several words, or none. */
export function quoted(text: string): string {
  return `"${oneLine(text)}"`;
}

/** The control characters that a terminal obeys, except for breaks and tabs, which are ours. */
const OBEYED = /[^\P{Cc}\n\t]+/gu;
/** The signs that take no cell and turn the reading order up to the end of the line. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * Returns text that may be written to a terminal. Names and notes are other people's text, and a
 * terminal must obey none of it.
 */
export function harmless(text: string): string {
  return text.replaceAll(TURNS, "").replaceAll(OBEYED, " ");
}
