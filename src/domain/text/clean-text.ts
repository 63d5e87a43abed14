/**
 * Text of people and of other tills, cleaned of what a terminal, a printer or a reader would obey: control
 * characters, which break lines or begin commands, and the signs that turn the reading order of all that
 * follows. Marks of direction stay: they are part of how a word is written.
 *
 * Cleaned where a till writes an event, and once more where it reads one: a member that lies writes what
 * it likes.
 */

/** C0, DEL, C1, and the separators of lines and paragraphs. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
/** Embeddings, overrides and isolates, with their ends. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]+/gu;
/** The same in JSON as UTF-8, read byte by byte: an escape, DEL, C1, or one of these signs. */
const DIRTY_BYTES = /\\[unrtbf]|\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]/u;
/** What JSON leaves as it is, and a terminal or a reader of lines would obey. */
const OBEYED_IN_JSON = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Returns the text on one line. */
export function cleanText(text: string): string {
  return text.replaceAll(TURNS, "").replaceAll(BREAKS, " ");
}

/**
 * Whether a body may hold such text.
 * @param latin its bytes, each as one character
 */
export function mayBeDirty(latin: string): boolean {
  return DIRTY_BYTES.test(latin);
}

/** Returns a value of JSON with all texts in it cleaned; names of fields stay. */
export function cleanTexts(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, cleanTexts(inner)] as const),
  );
}

/** Returns JSON in which such text stands in JSON's own escapes. */
export function escapedJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(
    OBEYED_IN_JSON,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
