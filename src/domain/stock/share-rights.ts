/**
 * Where rights to guarded goods should lie: each till should have its share of what the tills that hear each
 * other have, by what it will need. Each works the same out of the same figures, and gives what is its own
 * to give; so nobody has to ask, and nobody decides for another. Source: docs/rules/stock.md, S21.
 */

import { type Origin } from "../identity.ts";

/** How fast what was sold long ago is forgotten. */
const HALF_LIFE_MINUTES = 40;
/** So far ahead a till is to have what it needs. */
const AHEAD_MINUTES = 75;
/** How much beyond what is expected, in roots of it: demand comes as it likes. */
const SAFETY = 1.3;
/** What also a till needs that has sold none, in pieces. */
const LEAST = 0.3;
/** Below this part of its goal a till is given more. */
const LOW = 0.5;

/** A till that hears the others, as far as one article goes. */
export interface Sharer {
  readonly origin: Origin;
  /** What it has, in grains. */
  readonly balance: number;
  /** What it has sold, in grains: `agedUse` adds it up. */
  readonly use: number;
}

export interface Gift {
  readonly to: Origin;
  /** In grains. */
  readonly count: number;
}

/** Returns what was sold so far, the older the less: after so many minutes, and so much more. */
export function agedUse(use: number, minutes: number, sold: number): number {
  return use * 2 ** (-minutes / HALF_LIFE_MINUTES) + sold;
}

/** Returns what a till needs that sells at this pace, in grains. */
function needOf({ use }: Pick<Sharer, "use">): number {
  // Of a steady pace, `use` is what is sold in half-life ÷ ln 2.
  const expected = (Math.max(0, use) * Math.LN2 * AHEAD_MINUTES) / HALF_LIFE_MINUTES;
  return expected + SAFETY * Math.sqrt(expected) + LEAST;
}

/** Returns what one of them gives away now. `balance` and gifts are whole grains: pieces, for what is sold so. */
export function giftsOf(sharers: ReadonlyArray<Sharer>, me: Origin): ReadonlyArray<Gift> {
  const goals = goalsOf(sharers);
  const givers = sharers
    .map(({ origin, balance }) => ({ origin, spare: balance - (goals.get(origin) ?? 0) }))
    .filter(({ spare }) => spare > 0)
    .toSorted((one, other) => other.spare - one.spare || byOrigin(one, other));
  const takers = sharers
    .map(({ origin, balance }) => ({ origin, balance, goal: goals.get(origin) ?? 0 }))
    .filter(({ balance, goal }) => balance < goal && balance <= goal * LOW)
    .map(({ origin, balance, goal }) => ({ origin, lacks: goal - Math.max(0, balance) }))
    .toSorted((one, other) => other.lacks - one.lacks || byOrigin(one, other));
  const gifts: Gift[] = [];
  const spares = new Map(givers.map(({ origin, spare }) => [origin, spare]));
  for (const { origin: to, lacks } of takers) {
    let missing = lacks;
    for (const { origin } of givers) {
      const count = Math.min(missing, spares.get(origin) ?? 0);
      spares.set(origin, (spares.get(origin) ?? 0) - count);
      missing -= count;
      if (count > 0 && origin === me) gifts.push({ to, count });
    }
  }
  return gifts;
}

/** Returns the whole grains that each should have, by need; what is left over goes to the largest remainders. */
function goalsOf(sharers: ReadonlyArray<Sharer>): ReadonlyMap<Origin, number> {
  const all = sharers.reduce((sum, { balance }) => sum + Math.max(0, balance), 0);
  const needs = sharers.map((sharer) => ({ origin: sharer.origin, need: needOf(sharer) }));
  const need = needs.reduce((sum, one) => sum + one.need, 0);
  const exact = needs.map((one) => ({ origin: one.origin, share: (all * one.need) / need }));
  const goals = new Map(exact.map(({ origin, share }) => [origin, Math.floor(share)]));
  const given = [...goals.values()].reduce((sum, goal) => sum + goal, 0);
  const rest = exact
    .toSorted((one, other) => (other.share % 1) - (one.share % 1) || byOrigin(one, other))
    .slice(0, all - given);
  for (const { origin } of rest) goals.set(origin, (goals.get(origin) ?? 0) + 1);
  return goals;
}

function byOrigin(one: Pick<Sharer, "origin">, other: Pick<Sharer, "origin">): number {
  return one.origin < other.origin ? -1 : 1;
}
