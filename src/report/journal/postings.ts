/** Postings of one transaction: money that moves from one account into another, so that all come to nothing. */

import { type Accounts, type AccountType } from "../../domain/figures/journal-accounts.ts";
import { type LogicalAccount } from "../../domain/figures/journal.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";

export interface Posting {
  readonly account: string;
  readonly type: AccountType;
  /** ISO 4217. */
  readonly currency: string;
  /** The amount in minor units; above zero it goes into the account. */
  readonly amount: MinorUnits;
  /** Why, as a tag of hledger: `tender:cash` of what sales brought, `move:drop`; empty for what is sold. */
  readonly tag: string;
}

export interface Postings {
  /** Posts both sides at once, so that nothing is gained or lost. */
  readonly move: (
    from: LogicalAccount,
    to: LogicalAccount,
    money: { readonly amount: number; readonly currency: string },
  ) => void;
  /** Returns the sums by account, currency and tag, without those of zero. */
  readonly all: () => ReadonlyArray<Posting>;
}

export function createPostings(accounts: Accounts): Postings {
  const sums = new Map<string, Posting>();

  function post(
    { name, parts = {}, tag = "" }: LogicalAccount,
    currency: string,
    amount: number,
  ): void {
    const { account, type } = accounts(name, parts);
    const key = [account, currency, tag].join("\n");
    const before = sums.get(key)?.amount ?? 0;
    sums.set(key, { account, type, currency, tag, amount: minor(before + amount) });
  }

  return {
    move: (from, to, { amount, currency }) => {
      post(from, currency, 0 - amount);
      post(to, currency, amount);
    },
    all: () =>
      [...sums]
        .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
        .flatMap(([, posting]) => (posting.amount === 0 ? [] : [posting])),
  };
}
