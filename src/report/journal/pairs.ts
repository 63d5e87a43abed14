/**
 * The two sides of a receipt as pairs of accounts: each payment pays all of the receipt's rates, one payment after
 * the other, and each pair has its share by the largest remainder.
 */

import { allocate } from "../../domain/money/allocate.ts";
import { minor } from "../../domain/money/amounts.ts";

/** What one account has of a side, above zero. */
export interface Leg<Account> {
  readonly account: Account;
  readonly amount: number;
}

/** Accounts that have their shares of whatever is paid, such as the categories of one rate. */
export type Side<Account> = ReadonlyArray<Leg<Account>>;

export interface Pair<Account> {
  readonly debit: Account;
  readonly credit: Account;
  readonly amount: number;
}

/** Pairs debits, in their order, with credits. Both have to come to the same; RangeError where debits are more. */
export function pairsOf<Account>(
  debits: ReadonlyArray<Side<Account>>,
  credits: ReadonlyArray<Side<Account>>,
): ReadonlyArray<Pair<Account>> {
  const open = credits.map(openSide);
  return debits.map(openSide).flatMap((debit) => {
    const shares = allocate(minor(totalOf(debit)), open.map(totalOf));
    return open.flatMap((credit, at) => joined(take(debit, shares[at]), take(credit, shares[at])));
  });
}

/**
 * Returns what legs of one rate come to, those below zero as credits: pairs of what stands on both sides, and what
 * is left on one of them.
 */
export function setOff<Account>(legs: ReadonlyArray<Leg<Account>>): {
  readonly pairs: ReadonlyArray<Pair<Account>>;
  readonly debit: Side<Account>;
  readonly credit: Side<Account>;
} {
  const debit = openSide(legs.filter(({ amount }) => amount > 0));
  const below = legs.filter(({ amount }) => amount < 0);
  const credit = openSide(below.map(({ account, amount }) => ({ account, amount: 0 - amount })));
  const both = Math.min(totalOf(debit), totalOf(credit));
  const pairs = joined(take(debit, both), take(credit, both));
  return { pairs, debit: debit.filter(isOpen), credit: credit.filter(isOpen) };
}

/** A side of which some is paired already. */
interface OpenLeg<Account> {
  readonly account: Account;
  amount: number;
}

function openSide<Account>(side: Side<Account>): ReadonlyArray<OpenLeg<Account>> {
  return side.map(({ account, amount }) => ({ account, amount }));
}

function isOpen({ amount }: { readonly amount: number }): boolean {
  return amount !== 0;
}

function totalOf(side: Side<unknown>): number {
  return side.reduce((sum, { amount }) => sum + amount, 0);
}

/** Takes an amount off a side, of each leg its share. */
function take<Account>(
  side: ReadonlyArray<OpenLeg<Account>>,
  amount = 0,
): ReadonlyArray<OpenLeg<Account>> {
  const weights = side.map((leg) => leg.amount);
  return allocate(minor(amount), weights).flatMap((share, at) => {
    const leg = side[at];
    if (leg === undefined || share === 0) return [];
    leg.amount -= share;
    return [{ account: leg.account, amount: share }];
  });
}

function joined<Account>(
  debits: ReadonlyArray<OpenLeg<Account>>,
  credits: ReadonlyArray<OpenLeg<Account>>,
): ReadonlyArray<Pair<Account>> {
  return debits.flatMap(({ account: debit, amount }) =>
    take(credits, amount).map((leg) => ({ debit, credit: leg.account, amount: leg.amount })),
  );
}
