/**
 * Vouchers by pen and paper: what guests paid onto each, and redeemed of it, whose right its cents are by that,
 * and how far a till may be below zero by what somebody knew. It shares no code with the tills' folds.
 */

import { compareKeys } from "../../src/domain/events/event.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type EventId, type Origin, streamName } from "../../src/domain/identity.ts";
import { createSums } from "./drawer-books.ts";

export interface BookedVoucher {
  readonly id: string;
  readonly level: number;
  /** The year of the business day on which it was sold first; undefined where nothing here says so. */
  readonly year: number | undefined;
  /** By incarnation of a till: what it may redeem; below zero where it redeemed more. */
  readonly accounts: ReadonlyMap<string, number>;
  /** By incarnation: what was taken from it, or moved off it, by somebody who could not ask it. */
  readonly bereft: ReadonlyMap<string, number>;
  /** By incarnation: what it redeemed beyond its own, knowingly. */
  readonly beyond: ReadonlyMap<string, number>;
  /** By incarnation, and by who gave it something: the number of the last gift that it has said it heard. */
  readonly after: ReadonlyMap<string, ReadonlyMap<Origin, number>>;
  readonly isBlocked: boolean;
  /** What it was below zero when somebody had seen that and blocked it. */
  readonly settled: number;
}

type Sums = ReturnType<typeof createSums>;

interface Entry {
  readonly id: string;
  readonly accounts: Sums;
  readonly bereft: Sums;
  readonly beyond: Sums;
  readonly after: Map<string, Map<Origin, number>>;
  year: number | undefined;
  isBlocked: boolean;
  settled: number;
}

/** Returns each voucher of which anybody said something, by what counts of it. */
export function bookedVouchers(events: ReadonlyArray<KnownEvent>): ReadonlyArray<BookedVoucher> {
  const entries = new Map<string, Entry>();
  const paid = new Set<EventId>();

  function entryOf(id: string): Entry {
    const known = entries.get(id);
    if (known !== undefined) return known;
    const entry: Entry = {
      id,
      accounts: createSums(),
      bereft: createSums(),
      beyond: createSums(),
      after: new Map(),
      year: undefined,
      isBlocked: false,
      settled: 0,
    };
    entries.set(id, entry);
    return entry;
  }

  for (const event of events.toSorted((one, other) => compareKeys(one.key, other.key))) {
    note(event, entryOf, paid);
  }
  return [...entries.values()].map(({ accounts, bereft, beyond, ...entry }) =>
    Object.assign(entry, {
      level: levelOf(accounts.sums),
      accounts: accounts.sums,
      bereft: bereft.sums,
      beyond: beyond.sums,
    }),
  );
}

function levelOf(accounts: ReadonlyMap<string, number>): number {
  return [...accounts.values()].reduce((sum, balance) => sum + balance, 0);
}

function note(event: KnownEvent, entryOf: (id: string) => Entry, paid: Set<EventId>): void {
  const { origin } = event.key;
  const home = voucherOf(event);
  switch (event.kind) {
    case "voucher/issued":
    case "voucher/topped": {
      const entry = entryOf(home);
      entry.accounts.add(origin, event.body.amount);
      if (event.kind === "voucher/issued") entry.year = Number(event.act.day.slice(0, 4));
      break;
    }
    case "payment/captured": {
      const { voucher, payment, amount } = event.body;
      // A payment that is told again is the same one.
      if (voucher === undefined || paid.has(payment)) break;
      paid.add(payment);
      const entry = entryOf(voucher.id);
      entry.year ??= voucher.year;
      entry.accounts.add(origin, 0 - amount);
      entry.beyond.add(origin, voucher.beyond ?? 0);
      hear(entry, origin, voucher.after);
      break;
    }
    case "refund/issued":
      for (const { id, year, amount } of event.body.onto ?? []) {
        const entry = entryOf(id);
        entry.year ??= year;
        entry.accounts.add(origin, amount);
      }
      break;
    case "voucher/given": {
      const entry = entryOf(home);
      const { to, amount, after } = event.body;
      if (to === origin) break;
      entry.accounts.add(origin, 0 - amount);
      entry.accounts.add(to, amount);
      hear(entry, origin, after);
      break;
    }
    case "voucher/taken": {
      const entry = entryOf(home);
      const { from, amount } = event.body;
      if (from === origin) break;
      entry.accounts.add(from, 0 - amount);
      entry.accounts.add(origin, amount);
      entry.bereft.add(from, amount);
      break;
    }
    case "voucher/moved":
      move(event, entryOf);
      break;
    case "voucher/blocked": {
      const entry = entryOf(home);
      entry.isBlocked = true;
      entry.settled = Math.min(entry.settled, 0 - (event.body.seen ?? 0));
      break;
    }
    default:
  }
}

/** What each account had on the lost one, as far as its till's neighbour knew, it has on the new one. */
function move(
  { body }: Extract<KnownEvent, { readonly kind: "voucher/moved" }>,
  entryOf: (id: string) => Entry,
): void {
  const [lost, made] = [entryOf(body.from), entryOf(body.to)];
  lost.year ??= body.year;
  made.year ??= body.year;
  lost.isBlocked = true;
  for (const { account, amount } of body.legs) {
    lost.accounts.add(account, 0 - amount);
    made.accounts.add(account, amount);
    if (amount > 0) lost.bereft.add(account, amount);
  }
}

function hear(
  entry: Entry,
  by: Origin,
  after: ReadonlyArray<{ readonly origin: Origin; readonly seq: number }>,
): void {
  const heard = entry.after.get(by) ?? new Map<Origin, number>();
  for (const { origin, seq } of after) heard.set(origin, Math.max(seq, heard.get(origin) ?? 0));
  entry.after.set(by, heard);
}

function voucherOf({ streams: [home] }: KnownEvent): string {
  return home === undefined ? "" : streamName(home);
}
