/**
 * Whose right the cents of a voucher and the points of a customer are: as with guarded goods, each incarnation of a
 * till has an account. Source: docs/rules/vouchers.md, G1 to G3 and G10; docs/rules/stock.md, S1 to S9.
 */

import { err, ok, type Result } from "../base/result.ts";
import { type Origin } from "../identity.ts";
import { purseLevel, type PurseState } from "../state/purse-state.ts";
import {
  type Account,
  accountOf,
  othersWith,
  type Standing,
  type StoredTo,
  unsaidOf,
  usableOf,
} from "../stock/rights.ts";

/** Returns what is whose by right. Without `storedTo` all that anybody names is here. */
export function purseStanding(
  { accounts: balances, rests, taken }: Pick<PurseState, "accounts" | "rests" | "taken">,
  storedTo: StoredTo = () => Number.MAX_SAFE_INTEGER,
): Standing {
  const accounts = Object.entries<number>(balances).map(([origin, balance]) =>
    accountOf({ rests, taken, firm: {} }, { origin: origin as Origin, balance, storedTo }),
  );
  return { level: purseLevel({ accounts: balances }), accounts, pool: 0 };
}

/** Returns the events by which rights of others came to a till since it last said which it had heard. */
export function unsaidGifts(
  { gifts, rests }: Pick<PurseState, "gifts" | "rests">,
  me: Origin,
): ReturnType<typeof unsaidOf> {
  return unsaidOf(
    new Map(Object.entries<number>(gifts[me] ?? {}) as Array<[Origin, number]>),
    rests[me],
  );
}

export interface Debit {
  readonly till: Origin;
  readonly wanted: number;
  /** How far the till's account may fall below zero now. */
  readonly limit: number;
}

/** The till may not take so much now. */
export interface DebitLack {
  /** How much it may take. */
  readonly here: number;
  /** How much more was wanted than it may take by right. */
  readonly lacks: number;
  /** The account of another till that has most; undefined where none has any. */
  readonly richest: Account | undefined;
}

/** Returns how much of a purse a till may take now: what is its own, and beyond that up to the limit. */
export function mostOf(standing: Standing, by: Omit<Debit, "wanted">): number {
  return Math.max(0, Math.min(reachOf(standing, by), standing.level));
}

/** Returns how much of a debit is beyond the till's right: at most the limit. Source: docs/rules/vouchers.md, G3. */
export function debitBeyond(
  standing: Standing,
  { till, wanted, limit }: Debit,
): Result<number, DebitLack> {
  const { balance, usable } = usableOf(standing, till);
  if (wanted > reachOf(standing, { till, limit })) {
    const here = mostOf(standing, { till, limit });
    return err({ here, lacks: wanted - usable, richest: othersWith(standing, till)[0] });
  }
  return ok(wanted > usable ? Math.max(0, wanted - Math.max(0, balance)) : 0);
}

function reachOf(standing: Standing, { till, limit }: Omit<Debit, "wanted">): number {
  const { balance, usable } = usableOf(standing, till);
  return limit > 0 ? Math.max(usable, balance + limit) : usable;
}
