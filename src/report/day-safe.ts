/** The shop's safe on a day: what was put in, taken out and brought to the bank; and cash outside of drawers. */

import { OWN, type SafeMove } from "../domain/events/drawer-events.ts";
import { compareInLedger } from "../domain/events/event.ts";
import { type KnownEvent } from "../domain/events/kinds.ts";
import { safeKey } from "../domain/folds/drawer-sums.ts";
import { safeDayTag } from "../domain/folds/safe-fold.ts";
import { type BusinessDay, streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { minor, type MinorUnits, sumMinor } from "../domain/money/amounts.ts";
import { ownCashOf } from "../domain/tenders/foreign-cash.ts";
import { type DrawerMoney, type ReportMoment } from "./day-drawers.ts";
import { approverOf, type Person, personOf, type ReportNames } from "./report-names.ts";

export interface SafeMoved {
  readonly what: SafeMove;
  /** ISO 4217; null for the shop's own money. */
  readonly currency: string | null;
  readonly amount: MinorUnits;
  readonly by: Person;
  readonly approved: Person | null;
  readonly at: ReportMoment;
  readonly reason: string;
}

export interface DaySafe {
  readonly moves: ReadonlyArray<SafeMoved>;
  /** The cash in it at this moment, whatever the day. */
  readonly lies: DrawerMoney;
}

export function safeOfDay(view: LedgerView, day: BusinessDay, names: ReportNames): DaySafe {
  const prefix = safeKey("");
  const sums = view.sums(prefix).map(([key, amount]) => {
    return { currency: key.slice(prefix.length), amount: minor(amount) };
  });
  const moves = view
    .tagged(safeDayTag(day))
    .flatMap((stream) => view.state("safe", streamName(stream)).moved ?? [])
    .toSorted(compareInLedger);
  return {
    moves: moves.map(({ body, by, approved, wallMs, offsetMinutes, ...act }) => ({
      what: body.what,
      currency: body.currency === OWN ? null : body.currency,
      amount: body.amount,
      by: personOf(names, by),
      approved: approverOf(names, approved),
      at: { day: act.day, wallMs, offsetMinutes },
      reason: body.reason,
    })),
    lies: {
      own: sums.find(({ currency }) => currency === OWN)?.amount ?? minor(0),
      foreign: sums.filter(({ currency, amount }) => currency !== OWN && amount !== 0),
    },
  };
}

/** Cash that was taken, or handed out, while no drawer was open for it. */
export interface OutsideDrawers {
  readonly count: number;
  /** The cash outside of drawers in the shop's own money, with tips and rounding. */
  readonly amount: MinorUnits;
  readonly by: ReadonlyArray<Person>;
}

/** `events`: of the day. Orders know what a payment brought, and no longer who took it. */
export function outsideDrawers(
  view: LedgerView,
  events: ReadonlyArray<KnownEvent>,
  names: ReportNames,
): OutsideDrawers {
  const all = events.flatMap((event) => {
    const own = cashOutside(view, event);
    return own === undefined ? [] : [{ by: event.act.by, own }];
  });
  const staff = [...new Set(all.map(({ by }) => by))].toSorted();
  return {
    count: all.length,
    amount: sumMinor(all, ({ own }) => own),
    by: staff.map((number) => personOf(names, number)),
  };
}

/** Returns cash in the shop's own money; change for foreign cash goes out of it. */
function cashOutside(view: LedgerView, event: KnownEvent): MinorUnits | undefined {
  const [home] = event.streams;
  if (home === undefined) return undefined;
  if (event.kind === "refund/issued") {
    const { drawer, out } = event.body;
    const cash = out.filter(({ method }) => method === "cash");
    return drawer !== null || cash.length === 0
      ? undefined
      : sumMinor(cash, ({ amount }) => amount);
  }
  if (event.kind !== "payment/started" || event.body.method !== "cash") return undefined;
  const { captured = null } = view.state("order", streamName(home)).paymentsById[event.id] ?? {};
  if (event.body.drawer !== null || captured === null) return undefined;
  return ownCashOf(captured);
}
