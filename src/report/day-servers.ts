/**
 * The sales of each person on a day. Goods count for the order's server when they were added, unless somebody
 * says otherwise since: then they move on the day of that. Guests count for the last server. Charges are whose their
 * receipt says, as tips are whose their payment says.
 */

import { type StatedCharge } from "../domain/events/charge-events.ts";
import { type ReceiptItem, type RefundItem } from "../domain/events/order-events.ts";
import { moneyDayTag } from "../domain/folds/order-sums.ts";
import { type BusinessDay, streamName } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { goodsAmong } from "../domain/lines/line-kinds.ts";
import { addMinor, minor, type MinorUnits, sumMinor, zeroMinor } from "../domain/money/amounts.ts";
import { servedOn } from "../domain/order/served-items.ts";
import { ownerOf } from "../domain/order/who-serves.ts";
import {
  type OrderState,
  type ReceiptState,
  type RefundState,
} from "../domain/state/order-state.ts";
import { compareText } from "../domain/text/entry-text.ts";
import { billsWithGuests, type DayCovers } from "./day-goods.ts";

export interface DayServer {
  /** Staff number. */
  readonly staff: string;
  /** The goods on receipts, less returns; taxes that are added to prices are not in it. */
  readonly sales: MinorUnits;
  /** The charges on top of goods that are theirs, less what of them went back. */
  readonly charges: MinorUnits;
  /** The orders with a number of guests. */
  readonly covers: DayCovers;
  /** The average of such an order for each guest, rounded down; zero where nobody was counted. */
  readonly perGuest: MinorUnits;
}

type Item = Pick<ReceiptItem | RefundItem, "birth" | "line" | "net" | "kind">;

/** Returns the servers by staff number. */
export function serversOfDay(view: LedgerView, day: BusinessDay): ReadonlyArray<DayServer> {
  const salesByStaff = new Map<string, MinorUnits>();
  for (const { staff, net } of salesOfDay(view, day)) {
    salesByStaff.set(staff, addMinor(salesByStaff.get(staff) ?? zeroMinor, net));
  }
  const chargesByStaff = new Map<string, MinorUnits>();
  for (const { to, amount } of chargesOfDay(view, day))
    chargesByStaff.set(to, addMinor(chargesByStaff.get(to) ?? zeroMinor, amount));
  const bills = Map.groupBy(billsWithGuests(view, day), ({ id }) =>
    ownerOf(view.state("order", id)),
  );
  const all = new Set([...salesByStaff.keys(), ...chargesByStaff.keys(), ...bills.keys()]);
  return [...all].toSorted(byNumber).map((staff) => {
    const own = bills.get(staff) ?? [];
    const guests = own.reduce((sum, bill) => sum + bill.guests, 0);
    const total = sumMinor(own, (bill) => bill.total);
    return {
      staff,
      sales: salesByStaff.get(staff) ?? zeroMinor,
      charges: chargesByStaff.get(staff) ?? zeroMinor,
      covers: { orders: own.length, guests, total },
      perGuest: minor(guests === 0 ? 0 : Math.floor(total / guests)),
    };
  });
}

/** A charge as a paper states it, with whose it is. */
interface OwnedCharge extends StatedCharge {
  readonly to: string;
}

/** Returns the charges of a receipt or a refund: what goes back is whose it was, or of whoever issued the receipt. */
export function chargesOn(
  { receipts }: Pick<OrderState, "receipts">,
  { by, body }: ReceiptState | RefundState,
): ReadonlyArray<OwnedCharge> {
  const { charges = [] } = body;
  if (charges.length === 0) return [];
  const receipt = "of" in body ? receipts.find(({ id }) => id === body.of) : undefined;
  return charges.map((charge) => Object.assign({}, charge, { to: charge.to ?? receipt?.by ?? by }));
}

function chargesOfDay(view: LedgerView, day: BusinessDay): ReadonlyArray<OwnedCharge> {
  return view.tagged(moneyDayTag(day)).flatMap((stream) => {
    const order = view.state("order", streamName(stream));
    return [...order.receipts, ...order.refunds]
      .filter((it) => it.home && it.day === day)
      .flatMap((paper) => chargesOn(order, paper));
  });
}

interface Brought {
  readonly staff: string;
  readonly net: MinorUnits;
}

/** Returns what each item brought to whom on the day; what somebody said of it on another day counts there. */
function salesOfDay(view: LedgerView, day: BusinessDay): ReadonlyArray<Brought> {
  return view.tagged(moneyDayTag(day)).flatMap((stream) => {
    const order = view.state("order", streamName(stream));
    const issued = [...order.receipts, ...order.refunds].filter(({ home }) => home);
    return issued.flatMap((paper) => broughtBy(view, { order, issued: paper, day }));
  });
}

function broughtBy(
  view: LedgerView,
  {
    order,
    issued,
    day,
  }: {
    readonly order: OrderState;
    readonly issued: ReceiptState | RefundState;
    readonly day: BusinessDay;
  },
): ReadonlyArray<Brought> {
  // Most papers of an order with money of the day are of that day, and nobody says anything of the others.
  if (issued.day !== day && order.reassigned === undefined) return [];
  return goodsAmong<Item>(issued.body.items).flatMap((item) => {
    const { net } = item;
    const { asIssued, moves } = servedOn(view, order, { issued, item });
    const moved = moves
      .filter(({ said }) => said.day === day)
      .flatMap(({ from, to }) => [
        { staff: from, net: minor(0 - net) },
        { staff: to, net },
      ]);
    return issued.day === day ? [{ staff: asIssued, net }].concat(moved) : moved;
  });
}

function byNumber(one: string, other: string): number {
  return Number(one) - Number(other) || compareText(one, other);
}
