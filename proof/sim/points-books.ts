/**
 * Points by pen and paper: what receipts earn, less what came back of them, each item once; what was spent, once for
 * each receipt; and whose right the rest is. It shares no code with the tills' folds.
 */

import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type EventId, streamName } from "../../src/domain/identity.ts";
import { byLedger, createSums, isOf, type Of } from "./drawer-books.ts";

export interface BookedPoints {
  readonly customer: string;
  /** What receipts earned, less what came back. */
  readonly earned: number;
  /** What paid for receipts, less what the customer has again. */
  readonly spent: number;
  /** By incarnation of a till: what it may spend; below zero where it spent or took back more. */
  readonly accounts: ReadonlyMap<string, number>;
  /** By incarnation: the earned points that goods took back there. */
  readonly tookBack: ReadonlyMap<string, number>;
}

type Sums = ReturnType<typeof createSums>;
type Receipt = Of<"receipt/issued">;
type Refund = Of<"refund/issued">;

interface Entry {
  readonly accounts: Sums;
  readonly tookBack: Sums;
  earned: number;
  spent: number;
}

/** Returns each customer of whose points anybody said something, by what counts of it. */
export function bookedPoints(events: ReadonlyArray<KnownEvent>): ReadonlyArray<BookedPoints> {
  const entries = new Map<string, Entry>();

  function entryOf(customer: string): Entry {
    const known = entries.get(customer);
    if (known !== undefined) return known;
    const entry: Entry = { accounts: createSums(), tookBack: createSums(), earned: 0, spent: 0 };
    entries.set(customer, entry);
    return entry;
  }

  const ordered = events.toSorted(byLedger);
  const refunds = Map.groupBy(ordered.filter(isOf("refund/issued")), ({ body }) => body.of);
  for (const receipt of ordered.filter(isOf("receipt/issued"))) {
    const { points, to } = receipt.body;
    if (points === undefined || to === undefined) continue;
    noteReceipt(entryOf(to.customer), receipt, refunds.get(receipt.id) ?? []);
  }
  const paid = new Set<EventId>();
  for (const event of ordered) {
    if (event.kind === "points/spent" && !paid.has(event.body.receipt)) {
      paid.add(event.body.receipt);
      entryOf(customerOf(event)).accounts.add(event.key.origin, 0 - event.body.points);
    } else if (event.kind === "points/given" && event.body.to !== event.key.origin) {
      const { accounts } = entryOf(customerOf(event));
      accounts.add(event.key.origin, 0 - event.body.amount);
      accounts.add(event.body.to, event.body.amount);
    }
  }
  return [...entries].map(([customer, { earned, spent, accounts, tookBack }]) => {
    return { customer, earned, spent, accounts: accounts.sums, tookBack: tookBack.sums };
  });
}

function noteReceipt(entry: Entry, { body }: Receipt, refunds: ReadonlyArray<Refund>): void {
  let earned = earnedOf(body, []);
  const all = body.points?.spent?.points ?? 0;
  let back = 0;
  entry.accounts.add(body.till, earned);
  entry.earned += earned;
  entry.spent += all;
  for (const [at, refund] of refunds.entries()) {
    const { till, points = 0 } = refund.body;
    const left = Math.min(earned, earnedOf(body, refunds.slice(0, at + 1)));
    const more = Math.min(all, back + points) - back;
    entry.accounts.add(till, left - earned + more);
    entry.tookBack.add(till, earned - left);
    entry.earned += left - earned;
    entry.spent -= more;
    earned = left;
    back += more;
  }
}

const GOODS: ReadonlySet<string | undefined> = new Set([undefined, "return"]);

/** Each item comes back once, however many tills took it back. */
export function earnedOf(
  { items, points }: Pick<Receipt["body"], "items" | "points">,
  refunds: ReadonlyArray<Refund>,
): number {
  const { per } = points ?? {};
  if (per === undefined) return 0;
  const back = createSums();
  for (const { line, net } of refunds.flatMap(({ body }) => body.items)) back.add(line, net);
  const stands = items
    .filter(({ kind }) => GOODS.has(kind))
    .reduce((sum, { line, net }) => {
      return sum + (net > 0 ? Math.max(0, net + (back.sums.get(line) ?? 0)) : net);
    }, 0);
  return Math.max(0, Math.floor(stands / per));
}

export function customerOf({ streams: [home] }: Pick<KnownEvent, "streams">): string {
  return home === undefined ? "" : streamName(home);
}
