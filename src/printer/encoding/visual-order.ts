/**
 * Text that is read from right to left, in the order in which its signs stand on paper: Unicode's
 * bidirectional algorithm (UAX 9).
 */

import bidiFactory from "bidi-js";

import { lazy } from "../../domain/base/lazy.ts";

/** Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours, with the forms that letters take. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;
/** A text of its own in a line begins and ends with one; they take no room on paper. */
const ISOLATES = /[\u2066-\u2069]/u;
/** A sign with the marks on it. */
const SIGNS = /.\p{Mark}*/gsu;

/** Node imports the function itself; the package's types say that it is a field. */
const createBidi = bidiFactory as unknown as typeof bidiFactory.default;

/** Bidi's tables take a moment to build, and most documents need none of them. */
const bidi = lazy(createBidi);

/** Whether the text has letters that are read from right to left. */
export function readsRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** A line of a paragraph as it stands on paper, from the left. */
export function toVisualOrder(line: string, paragraph: string = line): string {
  if (!readsRightToLeft(line) && !ISOLATES.test(line)) return line;
  const signs = line.match(SIGNS) ?? [];
  // The algorithm's result has a place per code unit: one stands for a sign, whose marks move with it.
  const units = signs.map((sign) => sign.charAt(0)).join("");
  const levels = bidi().getEmbeddingLevels(units, directionOf(paragraph));
  const mirrored = bidi().getMirroredCharactersMap(units, levels.levels);
  return bidi()
    .getReorderedIndices(units, levels)
    .map((at) => mirrored.get(at) ?? signs[at] ?? "")
    .filter((sign) => !ISOLATES.test(sign))
    .join("");
}

/** Returns the direction of the first letter that has one. */
function directionOf(paragraph: string): "ltr" | "rtl" {
  const [first] = bidi().getEmbeddingLevels(paragraph).paragraphs;
  return first?.level === 1 ? "rtl" : "ltr";
}
