/** The printed bills of an order: which of them still hold, and what has changed since. */

import { orderBalance } from "../balance/order-balance.ts";
import { type LinePlace, type PartName } from "../events/bill-events.ts";
import { compareInLedger } from "../events/event.ts";
import { type EventId } from "../identity.ts";
import { kindOf } from "../lines/line-kinds.ts";
import { sumMinor, type Thousandths, thousandths } from "../money/amounts.ts";
import { type BillState, type LineState, type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { type BillStanding } from "../views.ts";
import { billParts } from "./bill-parts.ts";

/** The number that the order's next bill gets. */
export function nextBillNumber(order: OrderState): number {
  return ownBills(order).reduce((most, { body }) => Math.max(most, body.no), 0) + 1;
}

/** Numbers of the bills that the guest is to throw away once a bill of that part, or of all, is there. */
export function replacedBills(
  order: OrderState,
  { part, id }: { readonly part?: PartName | undefined; readonly id?: BillState["id"] },
): ReadonlyArray<number> {
  const bills = ownBills(order);
  const at = bills.findIndex((bill) => bill.id === id);
  const before = (at < 0 ? bills : bills.slice(0, at)).filter((bill) => !isPaid(order, bill));
  return before
    .filter((bill, index) => {
      if (!isAboutSame(bill.body.part, part)) return false;
      // A bill in between has replaced it, for this one too.
      return !before
        .slice(index + 1)
        .some((later) =>
          [bill.body.part, part].every((other) => isAboutSame(later.body.part, other)),
        );
    })
    .map(({ body }) => body.no);
}

/** Undefined where no bill stands: none was printed, or what was on it is paid. */
export function billStanding(order: OrderState): BillStanding | undefined {
  const standing = standingBills(order);
  const last = standing.at(-1);
  if (last === undefined) return undefined;
  const parts = billParts(order).filter((part) =>
    standing.some(({ body }) => body.part?.id === part.id),
  );
  const ofParts = standing.filter(({ body }) => body.part !== undefined);
  // Guests have bills of parts in hand that nobody pays any more, whatever they add up to.
  const isSplitAnew = ofParts.length > parts.length;
  const balances =
    parts.length === standing.length ? parts.map(({ balance }) => balance) : [orderBalance(order)];
  const billed = sumMinor(standing, ({ body }) => body.total + (body.deposit ?? 0));
  return {
    numbers: standing.map(({ body }) => body.no),
    printedMs: last.wallMs,
    asked: sumMinor(standing, ({ body }) => body.total),
    now: sumMinor(balances, ({ due }) => due),
    isChanged: isSplitAnew || sumMinor(balances, ({ remaining }) => remaining) !== billed,
  };
}

/** Whether somebody has a bill in hand of a part of the bill as it is split now. */
export function hasBillOfPart(order: OrderState): boolean {
  const parts = new Set(billParts(order).map(({ id }) => id));
  return ownBills(order).some(({ body: { part } }) => part !== undefined && parts.has(part.id));
}

/**
 * Returns the bills of this order alone, without those of orders that lines came from or went to,
 * or that were merged into its bill later.
 */
export function ownBills({ gathered, bills = [] }: OrderState): ReadonlyArray<BillState> {
  const [own] = gathered?.orders ?? [];
  return (own === undefined ? bills : (own.bills ?? [])).filter(({ lines }) => lines === undefined);
}

/** How much of a line stood on a bill; zero for none, and for a kind that no bill binds. */
export function billedQuantity({ billed, added }: LineState): Thousandths {
  const isBound = added === null || kindOf(added).billed;
  return isBound && billed !== undefined ? billed.quantity : thousandths(0);
}

/**
 * Whether a line is on no bill, or not as it is now, where bills were printed of the order that it lies in
 * or is shown on. What was printed where it came from says nothing here.
 */
export function isSinceBill(order: OrderState, id: EventId): boolean {
  const line = order.linesById[id];
  if (line === undefined || !hasBillHere(order, id)) return false;
  const { billed, fields, voids } = line;
  const now = voids.length > 0 ? 0 : (registerValue(fields.quantity) ?? 0);
  if (billed === undefined) return now !== 0;
  const isOther = billed.isOther === true || isElsewhereSince(order, id, line);
  return billed.quantity !== now || (isOther && now !== 0);
}

function hasBillHere(order: OrderState, line: EventId): boolean {
  if (ownBills(order).length > 0) return true;
  const at = order.gathered?.linesById[line]?.at;
  const member = order.gathered?.orders.find(({ opened }) => opened?.id === at);
  return member !== undefined && ownBills(member).length > 0;
}

function isElsewhereSince(order: OrderState, id: EventId, { billed, fields }: LineState): boolean {
  const birth = order.gathered?.linesById[id]?.birth;
  const [then, now] = [billed?.place, fields.place && registerValue(fields.place)].map((places) =>
    places === undefined ? birth : whereabouts(places),
  );
  return birth !== undefined && then !== now;
}

/** Returns the places of a line; a line in one place has the same text whatever its quantity. */
function whereabouts(places: ReadonlyArray<LinePlace>): string {
  const [first, ...others] = places;
  if (others.length === 0) return first?.order ?? "";
  return places.map(({ order, weight }) => `${order} ${weight}`).join(" ");
}

function standingBills(order: OrderState): ReadonlyArray<BillState> {
  const bills = ownBills(order);
  return bills.filter(
    (bill, at) =>
      !isPaid(order, bill) &&
      !bills.slice(at + 1).some((later) => isAboutSame(bill.body.part, later.body.part)),
  );
}

/** A receipt of the same part covers it, or for a bill of all any receipt that came later. */
function isPaid({ receipts }: OrderState, bill: BillState): boolean {
  const { part } = bill.body;
  return receipts.some((receipt) =>
    part === undefined ? compareInLedger(bill, receipt) < 0 : receipt.body.part?.id === part.id,
  );
}

/** Parts of one plan have nothing to do with each other; of two plans nobody knows. */
function isAboutSame(one: PartName | undefined, other: PartName | undefined): boolean {
  if (one === undefined || other === undefined || one.id === other.id) return true;
  return planOf(one) !== planOf(other);
}

function planOf({ id }: PartName): string {
  return id.slice(0, id.lastIndexOf("/"));
}
