/** The purchase orders of the shop: what was asked of whom, what of it came, and what is still awaited. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import {
  type CloseWish,
  decideCloseOrder,
  decideDelivery,
  decideOrderSupplies,
  type DeliveryWish,
  type PurchaseWish,
} from "../../domain/commands/stock/order-supplies.ts";
import { compareInLedger } from "../../domain/events/event.ts";
import { AWAITED_TAG, PURCHASE_TAG } from "../../domain/folds/purchase-fold.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { type BusinessDay, type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor, type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { type PaidFor, type PurchaseAct } from "../../domain/state/purchase-state.ts";
import { priceOf, priceRise } from "../../domain/stock/prices.ts";
import { awaitedLines, isAwaited, unordered } from "../../domain/stock/purchase.ts";
import { isNamed } from "../../domain/text/entry-text.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type Actor, type Till } from "../till/till.ts";

export interface Purchase {
  readonly id: EventId;
  readonly number: string;
  /** Empty where nobody said. */
  readonly supplier: string;
  /** The day on which it should come; null where nobody knows. */
  readonly expected: BusinessDay | null;
  readonly note: string;
  readonly ordered: PurchaseAct;
  /** The last delivery; null until something came. */
  readonly lastCame: PurchaseAct | null;
  /** Who said that the rest is waited for no longer. */
  readonly closed: PurchaseAct | null;
  /** Something is still to come, and nobody said that it won't. */
  readonly isAwaited: boolean;
  /** What was ordered, in the order's own order, and behind it what came besides. */
  readonly lines: ReadonlyArray<PurchasedGoods>;
}

export interface PurchasedGoods {
  readonly sku: string;
  readonly product: Product | undefined;
  /** Zero for what came without being ordered. */
  readonly ordered: number;
  /** As it was typed; empty for what came without being ordered. */
  readonly how: string;
  readonly came: number;
  readonly awaited: number;
  /** What all of it would cost by the price before; undefined where nobody knows one. */
  readonly cost: MinorUnits | undefined;
  /** What was paid for what came, as far as somebody said so. */
  readonly paid: PaidFor | undefined;
  /** By how many thousandths of a percent it was dearer than the time before. */
  readonly rise: number | undefined;
}

/** Returns the orders of which something is still to come, or all, the newest first. */
export function listPurchases(
  till: Pick<Till, "ledger" | "catalogue">,
  which: "awaited" | "all",
): ReadonlyArray<Purchase> {
  return till.ledger.read((view) =>
    view
      .tagged(which === "all" ? PURCHASE_TAG : AWAITED_TAG)
      .flatMap((stream) => readPurchase(till, view, streamName(stream) as EventId) ?? [])
      .toSorted((a, b) => compareInLedger(b.ordered, a.ordered)),
  );
}

/** Finds an order by its number. */
export function purchaseNamed(
  till: Pick<Till, "ledger" | "catalogue">,
  text: string,
): Result<Purchase, Refusal> {
  const found = listPurchases(till, "all").find(({ number }) => isNamed(text, number));
  return found === undefined ? err({ type: "purchase/unknown", number: text }) : ok(found);
}

function readPurchase(
  { catalogue }: Pick<Till, "catalogue">,
  view: LedgerView,
  id: EventId,
): Purchase | undefined {
  const state = view.state("purchase", id);
  if (state.ordered === null) return undefined;
  const { number, supplier, expected, note } = state.ordered.body;
  const products = catalogue().productsBySku;
  const asked = awaitedLines(state).map(({ sku, quantity, how, cost, came, awaited }) => {
    const paid = state.paid[sku];
    const rise = cost === null || paid === undefined ? null : priceRise(paid, { quantity, cost });
    return {
      sku,
      product: products.get(sku),
      ordered: quantity,
      how,
      came,
      awaited: state.closed.length > 0 ? 0 : awaited,
      cost: cost ?? undefined,
      paid,
      rise: rise ?? undefined,
    };
  });
  const besides = unordered(state).map(([sku, came]) => ({
    sku,
    product: products.get(sku),
    ordered: 0,
    how: "",
    came,
    awaited: 0,
    cost: undefined,
    paid: state.paid[sku],
    rise: undefined,
  }));
  return {
    id,
    number,
    supplier,
    expected,
    note,
    ordered: state.ordered,
    lastCame: state.lastCame,
    closed: state.closed[0] ?? null,
    isAwaited: isAwaited(state),
    lines: [...asked, ...besides],
  };
}

/** Returns what is still to come of an order by the prices before, as far as they are known. */
export function awaitedCost({ lines }: Purchase): MinorUnits {
  return sumMinor(lines, ({ ordered, awaited, cost }) =>
    cost === undefined || ordered === 0 ? minor(0) : priceOf({ quantity: ordered, cost }, awaited),
  );
}

/** Says how many of its articles came in full, such as `3/5`. */
export function progressOf({ lines }: Pick<Purchase, "lines">): string {
  const asked = lines.filter(({ ordered }) => ordered > 0);
  return `${asked.filter(({ ordered, came }) => came >= ordered).length}/${asked.length}`;
}

/** Makes an order. It moves no stock. */
export function orderSupplies(
  till: Till,
  actor: Actor,
  wish: PurchaseWish,
): Result<Purchase, Refusal> {
  const done = till.act(actor, "order supplies", (context) => decideOrderSupplies(context, wish));
  if (!done.ok) return done;
  const [id] = done.value.ids;
  const made = id && till.ledger.read((view) => readPurchase(till, view, id));
  if (made === undefined) throw new Error("The order was written and is not there.");
  return ok(made);
}

/** Books a delivery, all of it or nothing. */
export function bookDelivery(
  till: Till,
  actor: Actor,
  wish: DeliveryWish,
): Result<Committed, Refusal> {
  return till.act(actor, "book delivery", (context) => decideDelivery(context, wish));
}

/** Returns the delivery of all that is still to come of an order, at the prices that it was ordered at. */
export function restOf({ id, lines }: Purchase): Pick<DeliveryWish, "order" | "lines"> {
  const awaited = lines.filter((line) => line.awaited > 0);
  return {
    order: id,
    lines: awaited.map(({ sku, awaited: quantity, ordered, cost }) => ({
      sku,
      quantity,
      cost: cost === undefined ? null : priceOf({ quantity: ordered, cost }, quantity),
    })),
  };
}

/** Waits no longer for what has not come of an order. */
export function closePurchase(
  till: Till,
  actor: Actor,
  wish: CloseWish,
): Result<Committed, Refusal> {
  return till.act(actor, "close purchase order", (context) => decideCloseOrder(context, wish));
}
