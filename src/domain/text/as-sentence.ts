/** Texts that are a whole sentence already, or become one. */

/** Returns the text with a full stop at its end, once. */
export function asSentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
