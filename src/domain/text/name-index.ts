/**
 * The names of many goods and the words in them, by what they begin with. Of 20,000 goods it holds their
 * names once, the few thousand words that they are made of, and numbers.
 *
 * A name is known by its _rank_: its place by folded name, then by SKU.
 */

import { compareText, isDigits, wordsOf } from "./entry-text.ts";

export interface NameIndex {
  /** Folded, by rank. */
  readonly names: ReadonlyArray<string>;
  /** The run of ranks whose names begin so; nothing begins with the empty text. */
  readonly beginning: (prefix: string) => RankRun;
  /** Rising ranks of names in which each of the words begins one, at most so many. */
  readonly withWords: (words: ReadonlyArray<string>, limit: number) => ReadonlyArray<number>;
  /** Each word once, in no order that matters, with the rising ranks of the names that have it. */
  readonly words: () => Iterable<readonly [word: string, ranks: Uint32Array]>;
}

export interface RankRun {
  readonly from: number;
  /** The first rank behind the run. */
  readonly to: number;
}

/** `names` are sorted. */
export function createNameIndex(names: ReadonlyArray<string>): NameIndex {
  const { words, starts, ranks } = indexWords(names);

  function ranksOf({ from, to }: RankRun): Uint32Array {
    return ranks.subarray(starts[from] ?? 0, starts[to] ?? 0);
  }

  /** Digits are a whole word or nothing: `86 salmon` must not find what has 860 in its name. */
  function ranksWith(word: string): Uint32Array {
    const { from, to } = runOf(words, word);
    return ranksOf(
      isDigits(word) ? { from, to: words[from] === word ? from + 1 : from } : { from, to },
    );
  }

  function withWords(typed: ReadonlyArray<string>, limit: number): ReadonlyArray<number> {
    const [rarest, ...others] = typed
      .map((word) => ({ word, ranks: ranksWith(word) }))
      .toSorted((left, right) => left.ranks.length - right.ranks.length);
    const fit: number[] = [];
    if (rarest === undefined) return fit;
    for (const rank of rarest.ranks.toSorted()) {
      if (fit.length === limit) break;
      // A name may have two words that begin so.
      if (rank !== fit.at(-1) && hasWords(names[rank] ?? "", others)) fit.push(rank);
    }
    return fit;
  }

  return {
    names,
    beginning: (prefix) => runOf(names, prefix),
    withWords,
    words: () => words.map((word, at) => [word, ranksOf({ from: at, to: at + 1 })] as const),
  };
}

interface WordIndex {
  /** Sorted. */
  readonly words: ReadonlyArray<string>;
  /** The index at which the ranks of each word begin, and at which the last ones end. */
  readonly starts: Uint32Array;
  readonly ranks: Uint32Array;
}

function indexWords(names: ReadonlyArray<string>): WordIndex {
  const ranksByWord = new Map<string, number[]>();
  for (const [rank, name] of names.entries()) {
    for (const word of new Set(wordsOf(name))) {
      const ranks = ranksByWord.get(word);
      if (ranks === undefined) ranksByWord.set(word, [rank]);
      else ranks.push(rank);
    }
  }
  const words = [...ranksByWord.keys()].toSorted(compareText);
  const starts = new Uint32Array(words.length + 1);
  for (const [at, word] of words.entries()) {
    starts[at + 1] = (starts[at] ?? 0) + (ranksByWord.get(word)?.length ?? 0);
  }
  const ranks = new Uint32Array(starts.at(-1) ?? 0);
  for (const [at, word] of words.entries()) ranks.set(ranksByWord.get(word) ?? [], starts[at]);
  return { words, starts, ranks };
}

function hasWords(name: string, typed: ReadonlyArray<{ readonly word: string }>): boolean {
  if (typed.length === 0) return true;
  const words = wordsOf(name);
  return typed.every(({ word }) =>
    words.some((own) => (isDigits(word) ? own === word : own.startsWith(word))),
  );
}

/** The run of a sorted list that begins with `prefix`. */
function runOf(sorted: ReadonlyArray<string>, prefix: string): RankRun {
  if (prefix === "") return { from: 0, to: 0 };
  const from = firstIndex(sorted, 0, (text) => text >= prefix);
  return { from, to: firstIndex(sorted, from, (text) => !text.startsWith(prefix)) };
}

/** Binary search for the first text from there on that fits; all after it fit too. */
function firstIndex(
  sorted: ReadonlyArray<string>,
  start: number,
  fits: (text: string) => boolean,
): number {
  let low = start;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(sorted[middle] ?? "")) high = middle;
    else low = middle + 1;
  }
  return low;
}
