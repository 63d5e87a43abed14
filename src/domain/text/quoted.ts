/** Quotes what somebody typed, for a sentence that stays one whatever stands there. */

const QUOTED_MAX = 40;

export function quoted(text: string): string {
  const start = text.slice(0, QUOTED_MAX).toWellFormed();
  return `"${start}${text.length > QUOTED_MAX ? "…" : ""}"`;
}
