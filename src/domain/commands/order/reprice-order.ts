/**
 * The lines of an order at what they cost for its customer and as it is served now.
 *
 * A line keeps the price that it was added at, whatever is said of its order later. Whoever wants it
 * otherwise says so: each line is then priced as if its order had been for that customer, and served so,
 * when it was added, by what the shop's prices and lists say today, and taxed as on the day that it is handed over.
 * What a person decided stays: prices that were typed, and discounts.
 *
 * It takes no right to change prices, because no person says the price here: lists do, and whose lists
 * hold is said by whoever put the customer into the group, which takes that right.
 */

import { type LineBalance, orderBalance } from "../../balance/order-balance.ts";
import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type LineList } from "../../events/line-events.ts";
import { type Catalogue } from "../../goods/catalogue.ts";
import { type EventId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { addMinor, minor, type MinorUnits, oneUnit, sumMinor } from "../../money/amounts.ts";
import { lineList, listOfChosen } from "../../order/line-list.ts";
import { groupOfOrder } from "../../people/customer-group.ts";
import { choosePrice, type PricingMoment } from "../../prices/price-lists.ts";
import { readSetting } from "../../settings/settings.ts";
import { type ShopMoment } from "../../settings/shop-time.ts";
import { type OrderState } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { requireStillWithinLimit } from "./discount-limit.ts";
import { changeOf, openLine, requireOwnPrice } from "./open-line.ts";
import { isPriceable } from "./priceable.ts";
import { type ComboPricing, repriceCombo } from "./reprice-combo.ts";
import { taxesAnew } from "./tax-order.ts";

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

/** The changes of one row of the order: of a line, or of all lines of a combo. */
export type RowChange = ReadonlyArray<PriceChange>;

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
  const changes = priceChanges(context.view, order, { ...reprice, half }).flat();
  const taxed = taxesAnew(context, order);
  if (changes.length === 0 && taxed.length > 0) return ok(taxed);
  if (changes.length === 0) {
    const shared = changesOfAll(context.view, order, { ...reprice, half })
      .flat()
      .map(({ balance }) => requireOwnPrice(order, balance));
    return shared.find((priced) => !priced.ok) ?? err({ type: "order/prices-same" });
  }
  const within = requireStillWithinLimit(
    context,
    order,
    changes.map(({ balance, unit }) => ({ balance, gross: grossAt(balance, unit) })),
  );
  if (!within.ok) return within;
  return ok([...pricesWritten(order, changes), ...taxed]);
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
    // A part of a combo has its price from nobody at the till, and from the shop again.
    const found = openLine(context, order, { line, permission, deed: null });
    if (!found.ok) return found;
    const set = list === undefined ? { unit } : { unit, list };
    drafts.push(changeOf(order, found.value, { set }));
  }
  return ok(drafts);
}

/**
 * Returns the rows whose prices change. Paid lines, lines on other bills too and kinds that no list prices
 * stay as they are, and with one of its lines a whole combo.
 */
export function priceChanges(
  view: LedgerView,
  order: OrderState,
  reprice: Reprice & Pick<PricingMoment, "half">,
): ReadonlyArray<RowChange> {
  return changesOfAll(view, order, reprice).filter((row) =>
    row.every(({ balance }) => requireOwnPrice(order, balance).ok),
  );
}

function changesOfAll(
  view: LedgerView,
  order: OrderState,
  reprice: Reprice & Pick<PricingMoment, "half">,
): ReadonlyArray<RowChange> {
  const group = groupOfOrder(view, order);
  const rows = Map.groupBy(
    orderBalance(order).lines.filter(({ voided }) => !voided),
    ({ id, line }) => line.added?.combo?.of ?? id,
  );
  return [...rows].flatMap(([of, lines]) => {
    const [first] = lines;
    const isFixed = lines.some(({ kind, covered }) => !kind.repriced || covered !== 0);
    const at = reprice.addedAt(of);
    if (first === undefined || isFixed || at === undefined) return [];
    const moment = { at, service: first.service, half: reprice.half, group };
    const { catalogue } = reprice;
    const changes =
      first.line.added?.combo === undefined
        ? changesOfLine(first, { catalogue, moment })
        : changesOfCombo(lines, { catalogue, moment, halves: readSetting(view, "half-price") });
    const isDear = changes.some(
      ({ balance, unit }) => !isPriceable(priceWith(balance, unit), balance.quantity),
    );
    return changes.length === 0 || isDear ? [] : [changes];
  });
}

function changesOfLine(
  balance: LineBalance,
  { catalogue, moment }: Pick<ComboPricing, "catalogue" | "moment">,
): RowChange {
  const { added, fields } = balance.line;
  const product = catalogue.productsBySku.get(added?.sku ?? "");
  if (product === undefined || !isOfShop(balance, product.price)) return [];
  const chosen = choosePrice(catalogue, product, moment);
  if (chosen.price === registerValue(fields.unit)) return [];
  return [{ balance, unit: chosen.price, list: listOfChosen(chosen, moment.group) ?? null }];
}

/** All lines of the combo are written, so that none keeps what another till made of it meanwhile. */
function changesOfCombo(lines: ReadonlyArray<LineBalance>, pricing: ComboPricing): RowChange {
  const repriced = repriceCombo(pricing, lines);
  if (repriced === undefined) return [];
  const list = listOfChosen(repriced.chosen, pricing.moment.group) ?? null;
  return lines.flatMap((balance) => {
    const unit = repriced.unitsByLine.get(balance.id);
    return unit === undefined ? [] : [{ balance, unit, list }];
  });
}

/** Whether the price is a list's or the product's own, and not one that a person typed. */
function isOfShop({ line }: LineBalance, own: MinorUnits): boolean {
  if (line.added === null || line.added.by === "open") return false;
  return lineList(line) !== undefined || registerValue(line.fields.unit) === own;
}

function priceWith({ modifiers }: LineBalance, unit: MinorUnits): MinorUnits {
  const options = sumMinor(modifiers, ({ price, count }) => price * count);
  return addMinor(unit, options);
}

/** Returns the amount at that price; options never bring it below zero. */
function grossAt(balance: LineBalance, unit: MinorUnits): MinorUnits {
  const one = Math.max(0, priceWith(balance, unit));
  return minor(Math.round((one * balance.quantity) / oneUnit));
}
