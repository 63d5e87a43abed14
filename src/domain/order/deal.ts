/**
 * Dealing what lines cost to the parts of a bill, so that the parts add up to each line and to the whole.
 *
 * A share of a line is cut to whole cents. The odd cents go one each to the parts in turn, and the next
 * line goes on with the part after the one that had the last: even parts are then a cent apart at most,
 * the first ones with the odd cents, however many lines there are. By largest remainder per line the
 * first part would get the odd cent of every line. Source: FIELD R10, S02, vectors of splits.
 */

import { type SplitPart } from "../events/bill-events.ts";
import { allocate } from "../money/allocate.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { divideRounded, type HalfRule, toSafeNumber } from "../money/rounding.ts";

export interface DealInput {
  /** In the order of the bill; below zero for goods that come back. */
  readonly lines: ReadonlyArray<{ readonly id: string; readonly amount: MinorUnits }>;
  readonly parts: ReadonlyArray<SplitPart>;
  /** What each part comes to in goods that says an amount; others are not looked at. */
  readonly amounts: ReadonlyArray<MinorUnits>;
  readonly half: HalfRule;
}

/**
 * For each part what it has of each line, in the orders of both. What no part is to have, because none
 * takes all that is left, is in none. Parts that claim more of a line than there is share it.
 */
export function deal(input: DealInput): ReadonlyArray<ReadonlyArray<MinorUnits>> {
  const table = createTable(input);
  for (const line of input.lines.keys()) dealShares(input, table, line);
  dealAmounts(input, table);
  dealRest(input, table);
  return table.dealt.map((amounts) => amounts.map(minor));
}

interface Table {
  /** By part, then by line. */
  readonly dealt: ReadonlyArray<number[]>;
  readonly left: number[];
  readonly give: (part: number, line: number, amount: number) => void;
  /** One cent each of the line, or back from it, for the shares whose turn it is. */
  readonly giveOdd: (shares: ReadonlyArray<number>, line: number, odd: number) => void;
  /** The first even share of each part: a part that takes several has as many turns. */
  readonly shareOfPart: ReadonlyArray<number>;
  readonly partOfShare: ReadonlyArray<number>;
}

function createTable({ lines, parts }: DealInput): Table {
  const dealt = parts.map(() => lines.map(() => 0));
  const left = lines.map(({ amount }): number => amount);
  const partOfShare = parts.flatMap(({ all = 1 }, part) => Array.from({ length: all }, () => part));
  const shareOfPart = parts.map((_, part) => partOfShare.indexOf(part));
  let turn = 0;

  function give(part: number, line: number, amount: number): void {
    const amounts = dealt[part];
    if (amounts === undefined) return;
    amounts[line] = (amounts[line] ?? 0) + amount;
    left[line] = (left[line] ?? 0) - amount;
  }

  function giveOdd(shares: ReadonlyArray<number>, line: number, odd: number): void {
    const waits = shares.map((share) => (share - turn + partOfShare.length) % partOfShare.length);
    const inTurn = shares
      .map((share, at) => ({ share, wait: waits[at] ?? 0 }))
      .toSorted((one, other) => one.wait - other.wait)
      .slice(0, Math.abs(odd));
    for (const { share } of inTurn) {
      give(partOfShare[share] ?? 0, line, Math.sign(odd));
      turn = (share + 1) % partOfShare.length;
    }
  }

  return { dealt, left, give, giveOdd, shareOfPart, partOfShare };
}

/** Shares that parts name of one line. */
function dealShares({ lines, parts, half }: DealInput, table: Table, line: number): void {
  const { id, amount } = lines[line] ?? { id: "", amount: zeroMinor };
  const shares = parts.flatMap(({ lines: named = [] }, part) =>
    named.filter((share) => share.line === id).map(({ num, den }) => ({ part, num, den })),
  );
  if (shares.length === 0) return;
  const whole = shares.reduce((product, { den }) => product * BigInt(den), 1n);
  const numerators = shares.map(({ num, den }) => (whole / BigInt(den)) * BigInt(num));
  const sum = numerators.reduce((total, numerator) => total + numerator, 0n);
  const over = sum > whole ? sum : whole;
  const taken = divideRounded(BigInt(amount) * sum, over, half);
  let given = 0;
  for (const [at, { part }] of shares.entries()) {
    const cut = toSafeNumber((BigInt(amount) * (numerators[at] ?? 0n)) / over);
    table.give(part, line, cut);
    given += cut;
  }
  const takers = shares.map(({ part }) => table.shareOfPart[part] ?? 0);
  table.giveOdd(takers, line, taken - given);
}

/** An amount is dealt over what lines have left; never more than that. Goods that come back bear none. */
function dealAmounts({ parts, amounts }: DealInput, table: Table): void {
  for (const [part, { amount }] of parts.entries()) {
    if (amount === undefined) continue;
    const weights = table.left.map((left) => Math.max(0, left));
    const most = sumMinor(weights, (weight) => weight);
    const wanted = minor(Math.min(most, amounts[part] ?? zeroMinor));
    for (const [line, share] of allocate(wanted, weights).entries()) table.give(part, line, share);
  }
}

function dealRest({ parts }: DealInput, table: Table): void {
  const shares = [...table.partOfShare.keys()].filter(
    (share) => parts[table.partOfShare[share] ?? 0]?.all !== undefined,
  );
  if (shares.length === 0) return;
  for (const [line, left] of table.left.entries()) {
    const whole = Math.trunc(left / shares.length);
    for (const share of shares) table.give(table.partOfShare[share] ?? 0, line, whole);
    table.giveOdd(shares, line, left - whole * shares.length);
  }
}
