/** What a Z recorded, as what it moved of each account: its receipts have to come to the same. */

import { type DrawerCashKey, parseDrawerCashKey } from "../../domain/day/z-cash.ts";
import { type Figures } from "../../domain/events/day-events.ts";
import { OWN } from "../../domain/events/drawer-events.ts";
import { type Figure } from "../../domain/figures/figure.ts";
import { FIGURES } from "../../domain/figures/figures.ts";
import { type NamedAccount, type Parts } from "../../domain/figures/journal-accounts.ts";
import {
  cashOutside,
  type JournalMove,
  type LogicalAccount,
  tenderTag,
} from "../../domain/figures/journal.ts";
import { type EventId } from "../../domain/identity.ts";
import { minor } from "../../domain/money/amounts.ts";
import { compareText } from "../../domain/text/entry-text.ts";
import { type Booking, type BookingContext } from "./bookings.ts";
import { setOff } from "./pairs.ts";

const ALL = Object.values(FIGURES) as unknown as ReadonlyArray<Figure>;

/** Bookings that come to what a Z recorded. */
export interface Recorded {
  readonly bookings: ReadonlyArray<Booking>;
  /** Whether the Z's receipts come to what it recorded, whatever categories goods are in by now. */
  readonly isSound: boolean;
}

/**
 * Returns the bookings, and beside them what the Z recorded otherwise: goods that went into another category since
 * are booked from that one into the one of then.
 */
export function asRecorded(
  figures: Figures,
  bookings: ReadonlyArray<Booking>,
  context: BookingContext,
): Recorded {
  const beyond = recordedBeyond(figures, bookings, context);
  if (beyond.length === 0) return { bookings, isSound: true };
  const more = [...Map.groupBy(beyond, ({ currency }) => currency)].flatMap(([currency, sums]) => {
    const legs = sums.map(({ account, type, amount }) => {
      return { account: { account, type, tag: "" }, amount };
    });
    return setOff(legs).pairs.map(({ debit, credit, amount: sum }): Booking => {
      const amount = minor(sum);
      return { debit, credit, currency, amount, move: "recorded", rate: "", receipt: "" };
    });
  });
  const isSound = beyond.every(({ type }) => type === "R");
  return { bookings: [...bookings, ...more], isSound };
}

/** What moved of one account in one currency: above zero into it. */
interface AccountSum extends NamedAccount {
  readonly currency: string;
  readonly amount: number;
}

/** Returns what the recorded figures have of each account beyond what the bookings have, by rising names. */
function recordedBeyond(
  figures: Figures,
  bookings: ReadonlyArray<Booking>,
  context: BookingContext,
): ReadonlyArray<AccountSum> {
  const sums = new Map<string, AccountSum>();

  function add({ account, type }: NamedAccount, currency: string, amount: number): void {
    const key = `${account}\n${currency}`;
    const before = sums.get(key)?.amount ?? 0;
    sums.set(key, { account, type, currency, amount: before + amount });
  }

  for (const [from, to, amount, code = OWN] of movesOf(figures, context)) {
    const currency = code === OWN ? context.currency : code;
    add(context.accounts(from.name, from.parts), currency, 0 - amount);
    add(context.accounts(to.name, to.parts), currency, amount);
  }
  for (const { debit, credit, currency, amount } of bookings) {
    add(debit, currency, 0 - amount);
    add(credit, currency, amount);
  }
  return [...sums]
    .toSorted(([a], [b]) => compareText(a, b))
    .flatMap(([, sum]) => (sum.amount === 0 ? [] : [sum]));
}

function movesOf(figures: Figures, context: BookingContext): ReadonlyArray<JournalMove> {
  const sums = Object.entries(figures);
  return [
    ...sums.flatMap((sum) => drawerMoves(sum, context)),
    ...ALL.flatMap(({ rows, stands: { journal } }) =>
      journal === null ? [] : rows(sums).flatMap((row) => journal(row, context)),
    ),
  ];
}

/** What a drawer should hold is a balance, and no figure of the day. */
export function drawerMoves(
  [key, amount]: readonly [key: string, amount: number],
  context: Pick<BookingContext, "till" | "drawerOf">,
): ReadonlyArray<JournalMove> {
  const moved = parseDrawerCashKey(key);
  if (moved !== undefined) {
    const [from, to] = accountsOf(moved, context.drawerOf(moved.session));
    return [[from, to, amount, moved.currency]];
  }
  const found =
    /^drawer\/(?:own\/(?<lies>[^/]+)|(?<other>[^/]+)\/foreign\/(?<currency>[A-Z]{3}))$/u.exec(key);
  const { lies, other, currency = OWN } = found?.groups ?? {};
  const session = lies ?? other;
  if (session === undefined) return [];
  const drawer = cashIn(context.drawerOf(session as EventId));
  return [[cashOutside(context.till), drawer, amount, currency]];
}

/** Returns the account of what sales brought into a drawer. */
export function cashIn(parts: Parts): LogicalAccount {
  return { name: "cash", parts, tag: tenderTag("cash") };
}

function accountsOf(
  { what, staff }: DrawerCashKey,
  parts: Parts,
): readonly [from: LogicalAccount, to: LogicalAccount] {
  const tag = `move:${what}`;
  const drawer: LogicalAccount = { name: "cash", parts, tag };
  const float: LogicalAccount = { name: "float", parts, tag };
  const safe: LogicalAccount = { name: "safe", tag };
  const tips: LogicalAccount = { name: "tips", parts: { staff }, tag };
  const accounts: Readonly<Record<typeof what, ReturnType<typeof accountsOf>>> = {
    float: [float, drawer],
    // The cash from the safe adds to the float that stayed in the drawer.
    "from-safe": [safe, float],
    in: [staff === "" ? { name: "paid-in", parts, tag } : tips, drawer],
    out: [drawer, { name: "paid-out", parts, tag }],
    tips: [drawer, tips],
    difference: [{ name: "difference", parts, tag }, drawer],
    leaves: [drawer, float],
    drop: [drawer, safe],
    "to-safe": [drawer, safe],
  };
  return accounts[what];
}
