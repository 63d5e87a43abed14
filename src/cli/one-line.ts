/** Text of others on a line of ours: no line break, and nothing that a terminal would obey. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, " ");
}

/** What somebody typed, in a sentence that says that it is not what is meant: it may be several words, or none. */
export function quoted(text: string): string {
  return `"${oneLine(text)}"`;
}
