/**
 * Which names are spelled most like a text that names nothing: edit distance, where two neighbours
 * that changed places count once.
 */

import { type Product } from "./catalogue.ts";
import { compareText } from "./entry-text.ts";

const NEAREST_MAX = 3;
/** Of one wrong character: which part of a name was meant only decides among equals. */
const WEIGHT = 3;
/** The beginnings of shorter texts are like those of half the goods. */
const BEGINNING_MIN = 4;

interface Spelled {
  readonly name: string;
  readonly words: ReadonlyArray<string>;
  readonly product: Product;
}

export function nearestTo(folded: string, goods: ReadonlyArray<Spelled>): ReadonlyArray<Product> {
  // More than a third wrong is another word, not a slip of the finger.
  const limit = Math.max(1, Math.floor(folded.length / 3));
  return goods
    .map((spelled) => ({ spelled, score: score(folded, spelled, limit) }))
    .filter((rated) => rated.score < (limit + 1) * WEIGHT)
    .toSorted((a, b) => a.score - b.score || compareText(a.spelled.name, b.spelled.name))
    .slice(0, NEAREST_MAX)
    .map(({ spelled }) => spelled.product);
}

/** The whole name counts before one of its words, and that before the beginning of a word. */
function score(folded: string, { name, words }: Spelled, limit: number): number {
  const whole = distance(folded, name, limit) * WEIGHT;
  return words.reduce((best, word) => {
    const ofWord = distance(folded, word, limit) * WEIGHT + 1;
    const hasBeginning = folded.length >= BEGINNING_MIN && word.length > folded.length;
    if (!hasBeginning) return Math.min(best, ofWord);
    // One character was left out, or none.
    const beginnings = [word.slice(0, folded.length + 1), word.slice(0, folded.length)];
    const near = beginnings.map((beginning) => distance(folded, beginning, limit) * WEIGHT + 2);
    return Math.min(best, ofWord, ...near);
  }, whole);
}

function distance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return Number.POSITIVE_INFINITY;
  let beforeLast: ReadonlyArray<number> = [];
  let last: ReadonlyArray<number> = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row += 1) {
    const current: Array<number> = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          row > 1 && column > 1 && swapped
            ? (beforeLast[column - 2] ?? 0) + 1
            : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}
