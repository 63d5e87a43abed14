/**
 * What of a line is on a bill, where it lies in several orders.
 *
 * Each place claims its share of what the line costs, less what receipts covered there; what is left of
 * the line goes to those claims, so that the places add up whatever two tills did apart. Source:
 * docs/rules/merging.md, L5.
 */

import { type LinePlace } from "../events/bill-events.ts";
import { type EventId } from "../identity.ts";
import { allocate } from "../money/allocate.ts";
import {
  minor,
  type MinorUnits,
  oneUnit,
  sumMinor,
  type Thousandths,
  thousandths,
} from "../money/amounts.ts";
import { divideRounded, lowestTerms, productOf } from "../money/rounding.ts";
import { type GatheredLine, type LineState, type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { type StandingItem } from "./covered-lines.ts";

/** The quantity and price of a whole line. */
export interface WholeLine {
  readonly quantity: Thousandths;
  readonly gross: MinorUnits;
  readonly net: MinorUnits;
  readonly off: MinorUnits;
  readonly promo: MinorUnits;
  readonly live: MinorUnits;
  readonly covered: MinorUnits;
  readonly remaining: MinorUnits;
  readonly standing: ReadonlyArray<StandingItem>;
  readonly share?: { readonly num: number; readonly den: number };
}

/** Returns the line's share on this bill; the whole line where all of it lies here. */
export function shareHere<Line extends WholeLine>(
  line: Line,
  where: GatheredLine | undefined,
  items: ReadonlyArray<{ readonly at: EventId; readonly gross: MinorUnits }>,
): Line {
  if (where === undefined) return line;
  const { places, orders } = where;
  if (isAllHere(where) && items.every(({ at }) => orders.includes(at))) return line;

  function here(amount: number): MinorUnits {
    return sumHere({ places, orders }, shared(amount, places));
  }

  return withoutPaidElsewhere({
    ...line,
    quantity: thousandths(sumHere({ places, orders }, sharedPieces(line.quantity, places))),
    gross: here(line.gross),
    net: here(line.net),
    off: here(line.off),
    promo: here(line.promo),
    live: here(line.live),
    covered: sumMinor(items, ({ at, gross }) => (orders.includes(at) ? gross : 0)),
    remaining: restHere(line, where, items),
    standing: line.standing.filter(({ at }) => orders.includes(at)),
  });
}

/** A line that came with a share of it paid elsewhere costs what is left of it. */
function withoutPaidElsewhere<Line extends WholeLine>(line: Line): Line {
  const { live, covered, remaining, gross } = line;
  const left = minor(covered + remaining);
  if (remaining === 0 || Math.abs(left) >= Math.abs(live)) return line;
  const before = minor(divideRounded(productOf(gross, left), live, "up"));
  const promo = minor(divideRounded(productOf(line.promo, left), live, "up"));
  const off = minor(Math.max(0, Math.abs(before - left) - Math.abs(promo)) * Math.sign(before));
  const less = { ...line, live: left, net: left, gross: before, off, promo };
  const isOdd = Math.abs(live - left) <= ODD_CENTS_MAX;
  return isOdd ? less : { ...less, share: lowestTerms(Math.abs(left), Math.abs(live)) };
}

/**
 * The cents by which parts of a bill may have more or less of a line than their pieces cost; that
 * is no share.
 */
export const ODD_CENTS_MAX = 2;

/** Orders that are on this bill: itself first. */
export function ordersOnBill(order: OrderState): ReadonlyArray<OrderState> {
  return order.gathered?.orders ?? [order];
}

/** How many guests all orders of the bill are for. */
export function guestsOnBill(order: OrderState): number {
  return guestsOf(ordersOnBill(order));
}

/** How many guests these orders are for. */
export function guestsOf(orders: ReadonlyArray<OrderState>): number {
  return orders.reduce((sum, { fields }) => sum + (registerValue(fields.covers) ?? 0), 0);
}

/** The one of a bill's orders that a payment was made on; undefined where only its use was heard of. */
export function orderOfPayment(order: OrderState, payment: EventId): EventId | undefined {
  const madeOn = ordersOnBill(order).find(
    ({ paymentsById }) => paymentsById[payment]?.started?.home === true,
  );
  return madeOn?.opened?.id;
}

/** The first of the bill's orders that a line lies in; undefined of an order that nobody has heard of. */
export function lineAt({ gathered, opened }: OrderState, line: EventId): EventId | undefined {
  return gathered?.linesById[line]?.at ?? opened?.id;
}

/** Whether it lies on this bill alone. */
export function isAllHere({ places, orders }: Pick<GatheredLine, "places" | "orders">): boolean {
  return places.every(({ order }) => orders.includes(order));
}

/** How much of the line each of its places has now, in thousandths of what it is counted in. */
export function piecesAt(
  { line: { fields } }: { readonly line: Pick<LineState, "fields"> },
  { places }: Pick<GatheredLine, "places">,
): ReadonlyArray<LinePlace> {
  const quantity = registerValue(fields.quantity) ?? thousandths(0);
  const pieces = sharedPieces(quantity, places);
  return places.map(({ order }, at) => ({ order, weight: thousandths(pieces[at] ?? 0) }));
}

type Places = Pick<GatheredLine, "places" | "orders">;

function sumHere({ places, orders }: Places, shares: ReadonlyArray<number>): MinorUnits {
  const sharesHere = shares.filter((_, at) => {
    const order = places[at]?.order;
    return order !== undefined && orders.includes(order);
  });
  return sumMinor(sharesHere, (share) => share);
}

function shared(amount: number, places: ReadonlyArray<LinePlace>): ReadonlyArray<MinorUnits> {
  return allocate(
    minor(amount),
    places.map(({ weight }) => weight),
  );
}

/** Whole pieces where there are whole ones: nobody eats two thirds of a beer at another table. */
function sharedPieces(
  quantity: Thousandths,
  places: ReadonlyArray<LinePlace>,
): ReadonlyArray<number> {
  if (quantity % oneUnit !== 0) return shared(quantity, places);
  return shared(quantity / oneUnit, places).map((pieces) => pieces * oneUnit);
}

function restHere(
  { live, remaining }: WholeLine,
  { places, orders }: Places,
  items: ReadonlyArray<{ readonly at: EventId; readonly gross: MinorUnits }>,
): MinorUnits {
  const claims = shared(live, places).map((claim, index) => {
    const paid = items.filter(({ at }) => at === places[index]?.order);
    return Math.max(0, Math.abs(claim) - Math.abs(sumMinor(paid, ({ gross }) => gross)));
  });
  const isNone = claims.every((claim) => claim === 0);
  const weights = isNone ? claims.map((_, index) => (index === 0 ? 1 : 0)) : claims;
  return sumHere({ places, orders }, allocate(remaining, weights));
}
