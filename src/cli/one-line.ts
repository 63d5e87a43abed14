/** Text of others on a line of ours: no line break, and nothing that a terminal would obey. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, " ");
}

/** What somebody typed, in a sentence that says that it is not what is meant: it may be several words, or none. */
export function quoted(text: string): string {
  return `"${oneLine(text)}"`;
}

/** What a terminal obeys, but for breaks and tabs: these are ours. */
const OBEYED = /[^\P{Cc}\n\t]+/gu;
/** They take no cell, and have what stands behind them read in another order, to the end of the line. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]+/gu;

/** As it may be written to a terminal. Names and notes are other people's text: a terminal must obey none of it. */
export function harmless(text: string): string {
  return text.replaceAll(TURNS, "").replaceAll(OBEYED, " ");
}
