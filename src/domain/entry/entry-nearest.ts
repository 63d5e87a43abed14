/**
 * Which names are spelled most like a text that names nothing: edit distance, where two neighbours
 * that changed places count once.
 */

import { type NameIndex } from "../text/name-index.ts";

const NEAREST_MAX = 3;
/** The weight of one wrong character; the matched part of a name only decides among equals. */
const WEIGHT = 3;
/** The beginnings of shorter texts are like those of half the goods. */
const BEGINNING_MIN = 4;

/** Ranks of the names, nearest first. */
export function nearestTo(folded: string, index: NameIndex): ReadonlyArray<number> {
  // A text with more than a third wrong is another word, not a slip of the finger.
  const limit = Math.max(1, Math.floor(folded.length / 3));
  const worst = (limit + 1) * WEIGHT;
  const scores = new Map<number, number>();

  function rate(rank: number, score: number): void {
    if (score < (scores.get(rank) ?? worst)) scores.set(rank, score);
  }

  // The whole name counts before one of its words, and that before the beginning of a word.
  for (const [rank, name] of index.names.entries()) {
    rate(rank, editDistance(folded, name, limit) * WEIGHT);
  }
  for (const [word, ranks] of index.words()) {
    const score = scoreOfWord(folded, word, limit);
    if (score < worst) for (const rank of ranks) rate(rank, score);
  }
  return [...scores]
    .toSorted(([oneRank, one], [otherRank, other]) => one - other || oneRank - otherRank)
    .slice(0, NEAREST_MAX)
    .map(([rank]) => rank);
}

function scoreOfWord(folded: string, word: string, limit: number): number {
  const ofWord = editDistance(folded, word, limit) * WEIGHT + 1;
  const hasBeginning = folded.length >= BEGINNING_MIN && word.length > folded.length;
  if (!hasBeginning) return ofWord;
  // The text may lack one character, or none.
  const beginnings = [word.slice(0, folded.length + 1), word.slice(0, folded.length)];
  const near = beginnings.map((beginning) => editDistance(folded, beginning, limit) * WEIGHT + 2);
  return Math.min(ofWord, ...near);
}

/** Returns how many letters differ; infinity where it is certain that more do than the limit. */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return Number.POSITIVE_INFINITY;
  let beforeLast: ReadonlyArray<number> = [];
  let last: ReadonlyArray<number> = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row += 1) {
    const current: Array<number> = [row];
    let least = row;
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const here = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        row > 1 && column > 1 && swapped
          ? (beforeLast[column - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY,
      );
      current.push(here);
      least = Math.min(least, here);
    }
    // A row gets no smaller than the one before it, and by a swap than the one before that.
    if (least > limit + 1) return Number.POSITIVE_INFINITY;
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}
