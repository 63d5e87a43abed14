/**
 * Bookings: money that goes out of one account into another. A journal is one list of them, and each form of a
 * file (hledger, DATEV, a table) only writes that list: no form makes pairs of its own.
 */

import {
  type Accounts,
  type NamedAccount,
  type Parts,
} from "../../domain/figures/journal-accounts.ts";
import { type JournalTill, type LogicalAccount } from "../../domain/figures/journal.ts";
import { type EventId } from "../../domain/identity.ts";
import { minor, type MinorUnits } from "../../domain/money/amounts.ts";

/** An account as the bookkeeper calls it. */
export interface BookedAccount extends NamedAccount {
  /** Why, as a tag of hledger: `tender:cash` of what sales brought, `move:drop`; empty for what is sold. */
  readonly tag: string;
}

/** Money that goes into `debit` out of `credit`, which are never the same account. */
export interface Booking extends Moved {
  readonly debit: BookedAccount;
  readonly credit: BookedAccount;
  /** ISO 4217. */
  readonly currency: string;
  /** The amount in minor units, above zero. */
  readonly amount: MinorUnits;
}

interface Moved {
  /** What happened, such as `sale`, `tax`, `refund`, `tip` or `drop`. */
  readonly move: string;
  /** The taxes on it, as accounts of turnover name them; empty where it bears none. */
  readonly rate: string;
  /** The number of the receipt or the refund, where each has bookings of its own; else empty. */
  readonly receipt: string;
}

/** What bookings are made with: the till whose money it is, and the accounts of the shop. */
export interface BookingContext extends JournalTill {
  /** ISO 4217 of the shop's own money. */
  readonly currency: string;
  /** Returns the account parts of a session's drawer. */
  readonly drawerOf: (session: EventId) => Parts;
  readonly accounts: Accounts;
}

export interface BookedMoney extends Partial<Moved> {
  /** Below zero it goes the other way. */
  readonly amount: number;
  /** ISO 4217; the shop's own where nothing is said. */
  readonly currency?: string;
  /** Whether it stays a booking of its own beside equal ones. */
  readonly isApart?: boolean;
}

export interface Bookings {
  /** Books both sides at once, so that nothing is gained or lost. */
  readonly move: (from: LogicalAccount, to: LogicalAccount, money: BookedMoney) => void;
  /** Returns the bookings in the order in which they came first. */
  readonly all: () => ReadonlyArray<Booking>;
}

/** Equal moves are one booking. What moves within one account is none, since no account would show it. */
export function createBookings({
  accounts,
  currency: own,
}: Pick<BookingContext, "accounts" | "currency">): Bookings {
  const bookings = new Map<string, Booking>();

  function named({ name, parts = {}, tag = "" }: LogicalAccount): BookedAccount {
    return { ...accounts(name, parts), tag };
  }

  return {
    move: (from, to, { amount, currency = own, move = "", rate = "", receipt = "", isApart }) => {
      if (amount === 0) return;
      const [debit, credit] = amount > 0 ? [named(to), named(from)] : [named(from), named(to)];
      if (debit.account === credit.account) return;
      const said = [debit.account, debit.tag, credit.account, credit.tag, currency];
      const apart = isApart === true ? String(bookings.size) : "";
      const key = [...said, move, rate, receipt, apart].join("\n");
      const before = bookings.get(key)?.amount ?? 0;
      const sum = minor(before + Math.abs(amount));
      bookings.set(key, { debit, credit, currency, amount: sum, move, rate, receipt });
    },
    all: () => [...bookings.values()],
  };
}
