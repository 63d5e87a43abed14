/**
 * Who may sell how much of an article without asking. Each incarnation of a till has an account of it; what
 * a count found is in none, and nobody sells from that. Everybody who knows that an account is short holds
 * all of it back until it is covered. Source: docs/rules/stock.md, S1 to S9.
 */

import { type Origin } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type Rest, type StockState } from "../state/stock-state.ts";
import { stockLevelAt, stockPlaces } from "./levels.ts";
import { stockAccountsPrefix, stockFreedPrefix, stockFreedTags } from "./stock-keys.ts";

/** Returns the number of the last event of a chain that is stored here, counted or not; zero for none. */
export type StoredTo = (origin: Origin) => number;

/** An account of one article, in millionths. */
export interface Account {
  readonly origin: Origin;
  /** Below zero where more went than was given. */
  readonly balance: number;
  /** It is below zero because gifts to it are not here yet: nothing is missing then. */
  readonly waits: boolean;
  /** What its till sold knowingly beyond its rights, what others took of it, and what its counts missed. */
  readonly beyond: number;
  readonly taken: number;
  readonly missed: number;
}

export interface Standing {
  readonly level: number;
  readonly accounts: ReadonlyArray<Account>;
  /** What counts found beyond all accounts; below zero for what they missed. */
  readonly pool: number;
}

/** Returns what is whose by right, of one article. Without `storedTo` all that anybody names is here. */
export function standingOf(
  view: LedgerView,
  sku: string,
  storedTo: StoredTo = () => Number.MAX_SAFE_INTEGER,
): Standing {
  const state = view.state("stock", sku);
  const prefix = stockAccountsPrefix(sku);
  const accounts = view
    .sums(prefix)
    .map(([key, balance]) =>
      accountOf(state, { origin: key.slice(prefix.length) as Origin, balance, storedTo }),
    );
  const level = stockPlaces(state).reduce(
    (sum, place) => sum + stockLevelAt(view, { sku, place }),
    0,
  );
  const own = accounts.reduce((sum, { balance }) => sum + balance, 0);
  return { level, accounts, pool: level - own };
}

/** Returns an account with why it may be short. */
export function accountOf(
  { rests, taken, firm }: Pick<StockState, "rests" | "taken" | "firm">,
  {
    origin,
    balance,
    storedTo,
  }: Pick<Account, "origin" | "balance"> & { readonly storedTo: StoredTo },
): Account {
  const rest = rests[origin];
  return {
    origin,
    balance,
    waits: balance < 0 && isWaiting(rest, storedTo),
    beyond: rest?.beyond ?? 0,
    taken: taken[origin] ?? 0,
    missed: firm[origin] ?? 0,
  };
}

function isWaiting(rest: Rest | undefined, storedTo: StoredTo): boolean {
  return Object.entries<number>(rest?.after ?? {}).some(
    ([giver, seq]) => storedTo(giver as Origin) < seq,
  );
}

/** Returns by how much an account is short, as far as everybody has to hold that back. */
export function shortOf({ balance, waits }: Pick<Account, "balance" | "waits">): number {
  return balance < 0 && !waits ? 0 - balance : 0;
}

/** Returns how much of what an account is short is covered without a question: what somebody knew of. */
export function coverableOf(account: Account): number {
  return Math.min(shortOf(account), account.beyond + account.taken + account.missed);
}

export interface Usable {
  /** What the till's account has; below zero where it sold more. */
  readonly balance: number;
  /** What it may sell: less what it holds back for accounts of others that are short. */
  readonly usable: number;
}

/** Returns what a till may sell without asking. */
export function usableOf({ accounts, pool }: Standing, me: Origin): Usable {
  const balance = accounts.find(({ origin }) => origin === me)?.balance ?? 0;
  const others = accounts.filter(({ origin }) => origin !== me);
  const short = others.reduce((sum, account) => sum + shortOf(account), Math.max(0, 0 - pool));
  return { balance, usable: Math.max(0, balance - short) };
}

/** Returns the other accounts that have something, the richest first. */
export function othersWith({ accounts }: Standing, me: Origin): ReadonlyArray<Account> {
  return accounts
    .filter(({ origin, balance }) => origin !== me && balance > 0)
    .toSorted((one, other) => other.balance - one.balance);
}

/** Returns the events by which rights came to a till since it last said which it had heard. */
export function unsaidCredits(
  view: LedgerView,
  sku: string,
  me: Origin,
): ReadonlyArray<{ readonly origin: Origin; readonly seq: number }> {
  const { gifts, rests } = view.state("stock", sku);
  const last = new Map(Object.entries<number>(gifts[me] ?? {}) as Array<[Origin, number]>);
  const prefix = stockFreedPrefix(sku, me);
  for (const [key] of view.sums(prefix)) {
    const by = key.slice(prefix.length) as Origin;
    const tags = stockFreedTags(sku, me, by);
    const seq = Number(view.lastTagged(tags, 1).at(0)?.[0].slice(tags.length) ?? 0);
    last.set(by, Math.max(seq, last.get(by) ?? 0));
  }
  return unsaidOf(last, rests[me]);
}

/** Returns the last events by which others gave, of those that a till has not said that it heard. */
export function unsaidOf(
  last: ReadonlyMap<Origin, number>,
  rest: Rest | undefined,
): ReadonlyArray<{ readonly origin: Origin; readonly seq: number }> {
  const said = rest?.after ?? {};
  return [...last]
    .filter(([origin, seq]) => seq > (said[origin] ?? 0))
    .map(([origin, seq]) => ({ origin, seq }))
    .toSorted((one, other) => (one.origin < other.origin ? -1 : 1));
}
