/** How many cells of a terminal a text takes. */

/** East Asian wide and full-width; what is ambiguous counts as one cell. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
/** A mark that stands beside its letter, as in Indic scripts, has a cell of its own. */
const WIDTHLESS = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;

/** Signs of one cell each, which is what most rows are made of. */
const NARROW =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u25ff]*$/u;

/** Whether each of its units is one cell: the common case, which needs no look at each sign. */
export function isNarrow(text: string): boolean {
  return NARROW.test(text);
}

export function signWidth(sign: string): 0 | 1 | 2 {
  if (isNarrow(sign)) return 1;
  if (WIDTHLESS.test(sign)) return 0;
  return WIDE.test(sign) ? 2 : 1;
}

export function textWidth(text: string): number {
  if (isNarrow(text)) return text.length;
  return Array.from(text, signWidth).reduce((sum: number, width) => sum + width, 0);
}
