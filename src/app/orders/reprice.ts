/** The lines of an order at what they cost for its customer and as it is served now, and what that comes to. */

import { type DecisionContext } from "../../domain/commands/decision.ts";
import { foldDrafts } from "../../domain/commands/drafted-order.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import {
  decideReprice,
  priceChanges,
  pricesWritten,
  type Reprice,
} from "../../domain/commands/reprice-order.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { registerValue } from "../../domain/folds/register.ts";
import { type EventId, eventIdSchema, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type MinorUnits, zeroMinor } from "../../domain/money/amounts.ts";
import { orderBalance } from "../../domain/order-balance.ts";
import { lineList } from "../../domain/order/line-list.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { readSettingOn } from "../../domain/settings.ts";
import { type ShopMoment, shopMoment, shopTimeOn } from "../../domain/shop-time.ts";
import { knownEvent } from "../known-event.ts";
import { type Actor, type Till } from "../till.ts";
import { findOrder, type OrderDetails, orderState, writtenOrder } from "./orders.ts";

export interface Repriced {
  /** What the order cost, and what it costs now. */
  readonly before: MinorUnits;
  readonly after: MinorUnits;
  readonly lines: ReadonlyArray<RepricedLine>;
}

export interface RepricedLine {
  readonly id: EventId;
  /** Of one, without its options. */
  readonly before: MinorUnits;
  readonly after: MinorUnits;
  /** Name of the price list that it is by; empty for the product's own price. */
  readonly list: string;
}

export interface RepricedDecision extends Repriced {
  readonly events: ReadonlyArray<Draft>;
}

/** Decided, with what it comes to. */
export function decideRepriced(
  context: DecisionContext,
  order: OrderState,
  reprice: Reprice,
): Result<RepricedDecision, Refusal> {
  const decided = decideReprice(context, order, reprice);
  if (!decided.ok) return decided;
  const then = foldDrafts(context, order, decided.value);
  const lines = decided.value.flatMap((draft): ReadonlyArray<RepricedLine> => {
    if (draft.kind !== "order/line-changed") return [];
    const { line: id } = draft.body;
    const [was, is] = [order.linesById[id], then.linesById[id]];
    if (was === undefined || is === undefined) return [];
    const [before, after] = [was, is].map(
      ({ fields }) => registerValue(fields.unit) ?? zeroMinor,
    ) as [MinorUnits, MinorUnits];
    return [{ id, before, after, list: lineList(is)?.name ?? "" }];
  });
  const [before, after] = [order, then].map((it) => orderBalance(it).total) as [
    MinorUnits,
    MinorUnits,
  ];
  return ok({ events: decided.value, before, after, lines });
}

/** How many lines of the order would cost otherwise. */
export function linesToReprice(till: Till, order: EventId): number {
  if (till.catalogue().priceListsById.size === 0) return 0;
  return till.ledger.read((view) => {
    const state = orderState(view, order);
    if (state.opened === null || orderBalance(state).status === "paid") return 0;
    const half = readSettingOn(view, "tax-half", till.days().now);
    return priceChanges(view, state, { ...repricing(till, view), half }).length;
  });
}

/** What the order comes to and would come to, as it is looked at; undefined where no line would cost otherwise. */
export function wouldReprice(
  till: Till,
  order: EventId,
): Pick<Repriced, "before" | "after"> | undefined {
  if (till.catalogue().priceListsById.size === 0) return undefined;
  return till.ledger.read((view) => {
    const state = orderState(view, order);
    if (state.opened === null || orderBalance(state).status === "paid") return undefined;
    const day = till.days().now;
    const half = readSettingOn(view, "tax-half", day);
    const changes = priceChanges(view, state, { ...repricing(till, view), half });
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

/**
 * By the shop's prices and lists as they are now, and the moments at which lines were added. Those of the
 * order are looked up here: whoever decides by it holds the lock.
 */
export function repricingOf(till: Till, order: EventId): Reprice {
  return till.ledger.read((view) => {
    const reprice = repricing(till, view);
    for (const line of Object.keys(orderState(view, order).linesById)) {
      reprice.addedAt(line as EventId);
    }
    return reprice;
  });
}

function repricing({ ledger, founding, catalogue }: Till, view: LedgerView): Reprice {
  const moments = new Map<string, ShopMoment | undefined>();

  function momentOf(line: EventId): ShopMoment | undefined {
    const added = knownEvent(ledger, line);
    if (added === undefined) return undefined;
    const { wallMs, offsetMinutes, day } = added.act;
    const { cutover } = shopTimeOn(view, founding, day);
    return shopMoment(wallMs, offsetMinutes, cutover);
  }

  return {
    catalogue: catalogue(),
    addedAt: (line) => {
      // What was added together was added at one moment.
      const [origin = "", , tag = ""] = line.split(":");
      const key = `${origin} ${tag}`;
      if (!moments.has(key)) moments.set(key, momentOf(line));
      return moments.get(key);
    },
  };
}

export interface OrderRepriced extends Repriced {
  readonly details: OrderDetails;
}

/** From a shell. `isTrial`: nothing is written. What costs that already is as it was to be: a script may run twice. */
export function repriceOrder(
  till: Till,
  actor: Actor,
  { order: text, isTrial }: { readonly order: string; readonly isTrial: boolean },
): Result<OrderRepriced, Refusal> {
  const found = findOrder(till, text);
  if (found === undefined) return err({ type: "order/unknown", text });
  const { id } = found.order;
  const reprice = repricingOf(till, id);
  let repriced: RepricedDecision | undefined;
  const act = isTrial ? till.ask : till.act;
  const done = act(actor, "reprice", (context) => {
    const decided = decideRepriced(context, orderState(context.view, id), reprice);
    if (!decided.ok) return decided;
    repriced = decided.value;
    return ok(decided.value.events);
  });
  if (!done.ok && done.fault.type !== "order/prices-same") return done;
  const details = writtenOrder(till, id);
  const { total } = details.order;
  const { before = total, after = total, lines = [] } = repriced ?? {};
  return ok({ details, before, after, lines });
}
