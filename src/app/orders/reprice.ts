/**
 * The prices that lines of an order would get now, for its customer and service; `acts/reprice.ts`
 * sets them.
 */

import { orderBalance } from "../../domain/balance/order-balance.ts";
import { foldDrafts } from "../../domain/commands/order/drafted-order.ts";
import {
  priceChanges,
  pricesWritten,
  type Reprice,
} from "../../domain/commands/order/reprice-order.ts";
import { type EventId, eventIdSchema, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { readSettingOn } from "../../domain/settings/settings.ts";
import { type ShopMoment, shopMoment, shopTimeOn } from "../../domain/settings/shop-time.ts";
import { knownEvent } from "../known-event.ts";
import { type Till } from "../till/till.ts";
import { orderState } from "./orders.ts";

/** How many rows of the order would cost otherwise: lines, and combos. */
export function linesToReprice(till: Till, order: EventId): number {
  if (till.catalogue().priceListsById.size === 0) return 0;
  return till.ledger.read((view) => {
    const state = orderState(view, order);
    if (state.opened === null || orderBalance(state).status === "paid") return 0;
    const half = readSettingOn(view, "tax-half", till.days().now);
    return priceChanges(view, state, { ...repricing(till, view), half }).length;
  });
}

/** Returns the order's total now and after repricing; undefined where no line would change. */
export function wouldReprice(
  till: Till,
  order: EventId,
): Readonly<Record<"before" | "after", MinorUnits>> | undefined {
  if (till.catalogue().priceListsById.size === 0) return undefined;
  return till.ledger.read((view) => {
    const state = orderState(view, order);
    if (state.opened === null || orderBalance(state).status === "paid") return undefined;
    const day = till.days().now;
    const half = readSettingOn(view, "tax-half", day);
    const changes = priceChanges(view, state, { ...repricing(till, view), half }).flat();
    if (changes.length === 0) return undefined;
    const { origin } = till.ledger.identity;
    // Nothing is written: any name will do.
    const context = { idAt: unwrittenId(origin), till: origin, staff: { number: "" }, day };
    const then = foldDrafts(context, state, pricesWritten(state, changes));
    return { before: orderBalance(state).total, after: orderBalance(then).total };
  });
}

function unwrittenId(origin: Origin): (index: number) => EventId {
  return (index) => eventIdSchema.parse(`${origin}:${UNWRITTEN_SEQ + index}:00000000`);
}

/** Beyond all that a till will ever write. */
const UNWRITTEN_SEQ = 9e15;

/** Returns what lines are priced by: the shop's goods and lists as they are now, and the moments at which lines were added. */
function repricing(till: Till, view: LedgerView): Reprice {
  return { catalogue: till.catalogue(), addedAt: addedAtOf(till, view) };
}

/** Returns the moments at which lines were added, each looked up once. */
export function addedAtOf({ ledger, founding }: Till, view: LedgerView): Reprice["addedAt"] {
  const moments = new Map<string, ShopMoment | undefined>();

  function momentOf(line: EventId): ShopMoment | undefined {
    const added = knownEvent(ledger, line);
    if (added === undefined) return undefined;
    const { wallMs, offsetMinutes, day } = added.act;
    const { cutover } = shopTimeOn(view, founding, day);
    return shopMoment(wallMs, offsetMinutes, cutover);
  }

  return (line) => {
    // Lines that were added together were added at one moment.
    const [origin = "", , tag = ""] = line.split(":");
    const key = `${origin} ${tag}`;
    if (!moments.has(key)) moments.set(key, momentOf(line));
    return moments.get(key);
  };
}
