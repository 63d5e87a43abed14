/**
 * The lines of an order at what they cost for its customer and as it is served now.
 *
 * A line keeps the price that it was added at, whatever is said of its order later. Whoever wants it
 * otherwise says so: each line is then priced as if its order had been for that customer, and served so,
 * when it was added, by what the shop's prices and lists say today. What a person decided stays: prices
 * that were typed, and discounts.
 *
 * It takes no right to change prices, because no person says the price here: lists do, and whose lists
 * hold is said by whoever put the customer into the group, which takes that right.
 */

import { type LineBalance, orderBalance } from "../balance/order-balance.ts";
import { err, ok } from "../base/result.ts";
import { type Draft } from "../events/kinds.ts";
import { type LineList } from "../events/line-events.ts";
import { type Catalogue } from "../goods/catalogue.ts";
import { type EventId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { addMinor, minor, type MinorUnits, oneUnit, sumMinor } from "../money/amounts.ts";
import { lineList, listOfChosen } from "../order/line-list.ts";
import { groupOfOrder } from "../people/customer-group.ts";
import { choosePrice, type PricingMoment } from "../prices/price-lists.ts";
import { type ShopMoment } from "../shop-time.ts";
import { type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "./decision.ts";
import { requireStillWithinLimit } from "./discount-limit.ts";
import { changeOf, openLine, requireOwnPrice } from "./open-line.ts";
import { isPriceable } from "./priceable.ts";

export interface Reprice {
  readonly catalogue: Catalogue;
  /** When a line was added, on the wall of the shop; undefined where nobody knows: it stays then. */
  readonly addedAt: (line: EventId) => ShopMoment | undefined;
}

/** A line that would cost otherwise. */
export interface PriceChange {
  readonly balance: LineBalance;
  readonly unit: MinorUnits;
  readonly list: LineList | null;
}

/** Refused where nothing would change. Nothing is told to the kitchen: it makes the same. */
export function decideReprice(
  context: DecisionContext,
  order: OrderState,
  reprice: Reprice,
): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  const { half } = context.rules.pricing;
  const changes = priceChanges(context.view, order, { ...reprice, half });
  if (changes.length === 0) {
    const [shared] = changesOfAll(context.view, order, { ...reprice, half });
    const priced = shared === undefined ? ok(undefined) : requireOwnPrice(order, shared.balance);
    return priced.ok ? err({ type: "order/prices-same" }) : priced;
  }
  const within = requireStillWithinLimit(
    context,
    order,
    changes.map(({ balance, unit }) => ({ balance, gross: grossAt(balance, unit) })),
  );
  if (!within.ok) return within;
  return ok(pricesWritten(order, changes));
}

/** Returns the events for changed prices. */
export function pricesWritten(
  order: OrderState,
  changes: ReadonlyArray<PriceChange>,
): ReadonlyArray<Draft> {
  return changes.map(({ balance, unit, list }) =>
    changeOf(order, balance, { set: { unit, list } }),
  );
}

export interface PricesBefore {
  readonly lines: ReadonlyArray<{
    readonly line: EventId;
    readonly unit: MinorUnits;
    /** The price list of the old price; undefined for a typed price. */
    readonly list: LineList | null | undefined;
  }>;
}

/** Decides the prices of before; the prices between were nobody's gift. */
export function decidePricesBack(
  context: DecisionContext,
  order: OrderState,
  { lines }: PricesBefore,
): Decision {
  const drafts = [];
  for (const { line, unit, list } of lines) {
    const permission = list === undefined ? "price" : "sell";
    const found = openLine(context, order, { line, permission, deed: "priced" });
    if (!found.ok) return found;
    const set = list === undefined ? { unit } : { unit, list };
    drafts.push(changeOf(order, found.value, { set }));
  }
  return ok(drafts);
}

/**
 * Returns the lines whose prices change. Paid lines, lines on other bills too and kinds that no list prices
 * stay as they are.
 */
export function priceChanges(
  view: LedgerView,
  order: OrderState,
  reprice: Reprice & Pick<PricingMoment, "half">,
): ReadonlyArray<PriceChange> {
  return changesOfAll(view, order, reprice).filter(
    ({ balance }) => requireOwnPrice(order, balance).ok,
  );
}

function changesOfAll(
  view: LedgerView,
  order: OrderState,
  { catalogue, addedAt, half }: Reprice & Pick<PricingMoment, "half">,
): ReadonlyArray<PriceChange> {
  const group = groupOfOrder(view, order);
  return orderBalance(order).lines.flatMap((balance): ReadonlyArray<PriceChange> => {
    const { added, fields } = balance.line;
    const product = catalogue.productsBySku.get(added?.sku ?? "");
    const isFixed =
      balance.voided ||
      !balance.kind.repriced ||
      balance.covered !== 0 ||
      // A combo keeps its price: a list's own would have to be spread anew.
      added?.combo !== undefined;
    if (isFixed || product === undefined || !isOfShop(balance, product.price)) return [];
    const at = addedAt(balance.id);
    if (at === undefined) return [];
    const { service } = balance;
    const chosen = choosePrice(catalogue, product, { at, service, half, group });
    const isSame = chosen.price === registerValue(fields.unit);
    const extra = sumMinor(balance.modifiers, ({ price, count }) => price * count);
    if (isSame || !isPriceable(addMinor(chosen.price, extra), balance.quantity)) return [];
    return [{ balance, unit: chosen.price, list: listOfChosen(chosen, group) ?? null }];
  });
}

/** Whether the price is a list's or the product's own, and not one that a person typed. */
function isOfShop({ line }: LineBalance, own: MinorUnits): boolean {
  if (line.added === null || line.added.by === "open") return false;
  return lineList(line) !== undefined || registerValue(line.fields.unit) === own;
}

/** Returns the amount at that price; options never bring it below zero. */
function grossAt({ modifiers, quantity }: LineBalance, unit: MinorUnits): MinorUnits {
  const extra = sumMinor(modifiers, ({ price, count }) => price * count);
  return minor(Math.round((Math.max(0, unit + extra) * quantity) / oneUnit));
}
