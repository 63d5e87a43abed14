/**
 * The taxes of an order's goods on the day that they are handed over, which is when their receipt is issued: a line
 * says what they were when it was typed. They are written before the receipt, and not worked out by each reader, so
 * that tills which have not heard of a new rate yet state the same.
 *
 * A line of which a receipt has a part keeps the taxes of that receipt: its goods were handed over then.
 */

import { orderBalance } from "../../balance/order-balance.ts";
import { paidItemsOf } from "../../balance/paid-items.ts";
import { ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type LineAdded } from "../../events/line-events.ts";
import { SERVICES } from "../../goods/catalogue.ts";
import { type BusinessDay, type EventId, type Origin } from "../../identity.ts";
import { dayOfDue, dueAtOf, isForLater } from "../../order/due-at.ts";
import { type SupplyTime, taxesOfGoods } from "../../prices/supply-taxes.ts";
import { wallDate } from "../../settings/shop-time.ts";
import { type LineTaxes, type OrderState, taxesOfLine } from "../../state/order-state.ts";
import { type Decision, type DecisionContext } from "../decision.ts";
import { foldDrafts, shiftContext } from "./drafted-order.ts";
import { changeOf } from "./open-line.ts";

/** Returns the events that tax an order as its goods are taxed when they are handed over; mostly none. */
export function taxesAnew(time: SupplyTime, order: OrderState): ReadonlyArray<Draft> {
  const date = supplyDate(time, order);
  return orderBalance(order).lines.flatMap((balance): ReadonlyArray<Draft> => {
    const { id, line, kind, voided } = balance;
    if (line.added === null || voided || !kind.taxed || paidItemsOf(order, id).length > 0)
      return [];
    const now = taxesOfGoods(time.view, line.added.sku, date);
    if (now === undefined || isSameTaxes(now, taxesOfLine(line, line.added))) return [];
    const taxes = Object.fromEntries(
      SERVICES.map((service) => [service, [...now[service]]]),
    ) as LineAdded["taxes"];
    return [changeOf(order, balance, { set: { taxes } })];
  });
}

/** Returns today's date on the wall, or that on which the order is wanted. */
function supplyDate({ day, at }: SupplyTime, order: OrderState): BusinessDay {
  const today = wallDate(day, at);
  const wanted = isForLater(order) ? dayOfDue(dueAtOf(order)) : today;
  return wanted > today ? wanted : today;
}

type TaxesToCompare = Readonly<Record<keyof LineTaxes, ReadonlyArray<unknown>>>;

function isSameTaxes(one: TaxesToCompare, other: TaxesToCompare): boolean {
  return SERVICES.every(
    (service) => JSON.stringify(one[service]) === JSON.stringify(other[service]),
  );
}

/** The decision, on the order as its goods are taxed when they are handed over. */
export function onTaxedOrder(
  context: DecisionContext,
  order: OrderState,
  decide: (context: DecisionContext, order: OrderState) => Decision,
): Decision {
  const drafts = taxesAnew(context, order);
  if (drafts.length === 0) return decide(context, order);
  const after = foldDrafts(context, order, drafts);
  const decided = decide(shiftContext(context, drafts.length), after);
  return decided.ok ? ok([...drafts, ...decided.value]) : decided;
}

/** An order as it is taxed now, with what writes that. */
export interface TaxedNow {
  readonly order: OrderState;
  /** Mostly none. */
  readonly drafts: ReadonlyArray<Draft>;
}

/** The order as it would be taxed by whoever printed its bill, or took money for it, now. */
export function taxedNow(time: SupplyTime, order: OrderState): TaxedNow {
  const drafts = taxesAnew(time, order);
  const nobody = { ...time, till: "" as Origin, staff: { number: "" }, idAt: aheadAt };
  return { order: foldDrafts(nobody, order, drafts), drafts };
}

/** Stands for the id of an event that nobody writes. */
function aheadAt(at: number): EventId {
  return `ahead.${at}` as EventId;
}
