/** Goods that come onto an order, one by one or as the parts of a combo. */

import { err, ok, type Result } from "../base/result.ts";
import { type Draft } from "../events/kinds.ts";
import { type LineAdded, type LineCombo } from "../events/order-events.ts";
import { orderStream } from "../folds/order-fold.ts";
import {
  type Catalogue,
  type Product,
  type Service,
  SERVICES,
  type TakenModifier,
} from "../goods/catalogue.ts";
import { partOfCombo, usualModifiers } from "../goods/product-options.ts";
import { type EventId } from "../identity.ts";
import { LINE_KINDS, type LineKindName, onItsSide } from "../line-kinds.ts";
import { minor, type MinorUnits, sumMinor, type Thousandths, zeroMinor } from "../money/amounts.ts";
import { pricingRuleNumber } from "../money/pricing-rule.ts";
import { listOfChosen } from "../order/line-list.ts";
import { groupOfOrder } from "../people/customer-group.ts";
import { choosePrice, type ChosenPrice } from "../prices/price-lists.ts";
import { promotionBook } from "../prices/promotion-book.ts";
import { comboParts } from "../promotions/combo.ts";
import { offersOf } from "../promotions/promotion.ts";
import { areaOfTable } from "../settings/floor.ts";
import { type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { chooseModifiers } from "./choose-modifiers.ts";
import { type Decision, type DecisionContext, requirePermission } from "./decision.ts";
import { requireForLine, requireUsualLine } from "./open-line.ts";
import { openOrder } from "./open-order.ts";
import { grossOf, isPriceable, isQuantity, LINE_GROSS_MAX } from "./priceable.ts";
import { type Refusal } from "./refusal.ts";
import { courseFor } from "./set-course.ts";
import { takeLeft } from "./take-left.ts";
import { usesOf } from "./take-stock.ts";

export interface Goods {
  readonly product: Product;
  readonly quantity: Thousandths;
  /** Undefined takes the defaults. */
  readonly modifiers?: ReadonlyArray<TakenModifier> | undefined;
  /** For open prices; otherwise needs the right to change prices. */
  readonly price?: MinorUnits | undefined;
  /** The price stands on a pack that the shop's scale has labelled: each is a piece. */
  readonly isPack?: boolean | undefined;
  /** Served otherwise than the order. */
  readonly service?: Service | undefined;
  /** How the order is about to be served: what price lists say of that holds. */
  readonly pricedAs?: Service | undefined;
  readonly kind: LineKindName;
  readonly note?: string | undefined;
  /** The combo that it is a part of, and its share of the price. */
  readonly inCombo?: { readonly combo: LineCombo; readonly unit: MinorUnits } | undefined;
}

/** The receipt that names all of them has to fit into one event. */
export const LINES_MAX = 200;

export interface AddGoods {
  readonly catalogue: Catalogue;
  readonly goods: Goods;
  /** Undefined opens a new order with the first line. */
  readonly order: OrderState | undefined;
  /** How a new order is served. */
  readonly service: Service;
  /** The course of a new order that was set before its first goods. */
  readonly course?: number | undefined;
  /** The seat at the table; 0 for the whole table. */
  readonly seat?: number | undefined;
}

/**
 * Adds a line; the first one opens the order, unless a customer did. Goods that
 * come back are a line of less than nothing, at the price and the taxes of today, beside what is sold.
 */
export function decideAddGoods(context: DecisionContext, command: AddGoods): Decision {
  const kind = LINE_KINDS[command.goods.kind];
  const allowed = requireForLine(context, { permission: "sell", kind });
  if (!allowed.ok) return allowed;

  const { order } = command;
  const opening = order === undefined ? openOrder(context, command) : [];
  const id = order?.opened?.id ?? context.idAt(0);
  if (order !== undefined && Object.keys(order.linesById).length >= LINES_MAX) {
    return err({ type: "order/full", max: LINES_MAX });
  }
  const lines =
    command.goods.product.combo.length === 0
      ? lineAlone(context, command)
      : linesOfCombo(context, command, context.idAt(opening.length));
  if (!lines.ok) return lines;
  return ok([
    ...opening,
    ...lines.value.map((body): Draft => {
      return { kind: kind.bornBy, streams: [orderStream(id)], body };
    }),
  ]);
}

function lineAlone(
  context: DecisionContext,
  command: AddGoods,
): Result<ReadonlyArray<LineAdded>, Refusal> {
  const line = lineOf(context, command);
  return line.ok ? ok([line.value]) : line;
}

/**
 * Returns a line for each part of a combo. Its price, of the list that holds now, is spread by what the chosen goods
 * cost by themselves, so that each keeps its own taxes and none costs more than alone; what a choice costs more is on
 * its own line. `of`: the id of the first one. Source: COUNTER 19; FIELD R12.
 */
function linesOfCombo(
  context: DecisionContext,
  command: AddGoods,
  of: EventId,
): Result<ReadonlyArray<LineAdded>, Refusal> {
  const { catalogue, goods, order } = command;
  const { product, quantity } = goods;
  const { name } = product;
  if (LINE_KINDS[goods.kind].isSale && !product.active) {
    return err({ type: "product/inactive", name });
  }
  const chosen = chooseModifiers(catalogue, product, goods.modifiers);
  if (!chosen.ok) return chosen;
  const parts = chosen.value.flatMap(({ group, option, price: extra }) => {
    const part = partOfCombo(group);
    const component = catalogue.productsBySku.get(option);
    return part === undefined || component === undefined ? [] : [{ part, component, extra }];
  });
  const there = order === undefined ? 0 : Object.keys(order.linesById).length;
  if (there + parts.length > LINES_MAX) return err({ type: "order/full", max: LINES_MAX });
  const priced = priceOf(context, goods, {
    catalogue,
    service: servedAs(command),
    group: groupOfOrder(context.view, order),
  });
  if (!priced.ok) return priced;
  const listed = parts.map(({ component }) => component.price);
  const alone = sumMinor(listed, (price) => price);
  const price = alone > 0 ? minor(Math.min(priced.value.price, alone)) : priced.value.price;
  const units = comboParts(
    price,
    parts.map(({ component, extra }) => ({ list: component.price, surcharge: extra })),
  );
  const drafted: LineAdded[] = [];
  for (const [at, { part, component, extra }] of parts.entries()) {
    const list = component.price;
    const combo = { of, part, sku: product.sku, name, price, list, extra };
    const unit = units[at] ?? zeroMinor;
    const line = lineOf(context, {
      ...command,
      goods: {
        ...goods,
        product: component,
        quantity,
        modifiers: usualModifiers(catalogue, component),
        price: undefined,
        inCombo: { combo, unit },
      },
    });
    if (!line.ok) return line;
    drafted.push(line.value);
  }
  return ok(drafted);
}

/** Returns how goods are served as far as their price goes. */
function servedAs({ goods, order, service }: AddGoods): Service {
  const said = goods.service ?? goods.pricedAs;
  return said ?? (order && registerValue(order.fields.service)) ?? service;
}

function lineOf(context: DecisionContext, command: AddGoods): Result<LineAdded, Refusal> {
  const { catalogue, goods, order, course, seat = 0 } = command;
  const { product, quantity } = goods;
  const { name } = product;
  const kind = LINE_KINDS[goods.kind];
  if (kind.isSale && !product.active) return err({ type: "product/inactive", name });
  const by = product.openPrice || goods.isPack === true ? "open" : product.soldBy;
  const taken = kind.stocked
    ? takeLeft(context, { sku: product.sku, name, by, unit: goods.price, quantity })
    : ok(undefined);
  if (!taken.ok) return taken;
  if (!isQuantity(quantity, by)) return err({ type: "quantity/invalid", name, quantity });
  const group = groupOfOrder(context.view, order);
  const priced = goods.inCombo
    ? ok<ChosenPrice>({ price: goods.inCombo.unit })
    : priceOf(context, goods, { catalogue, service: servedAs(command), group });
  if (!priced.ok) return priced;
  const { price: unit } = priced.value;
  const list = listOfChosen(priced.value, group);
  const modifiers = chooseModifiers(catalogue, product, goods.modifiers);
  if (!modifiers.ok) return modifiers;
  const extra = sumMinor(modifiers.value, (modifier) => modifier.price * modifier.count);
  const one = minor(unit + extra);
  if (!isPriceable(one, quantity)) return err({ type: "price/invalid", name });
  const usual = requireUsualLine(context, { name, gross: grossOf(one, quantity) });
  if (!usual.ok) return usual;
  const taxes = catalogue.taxClassesById.get(product.taxClass)?.taxesByService;
  if (taxes === undefined) {
    return err({ type: "product/no-tax", name, taxClass: product.taxClass });
  }
  return ok({
    sku: product.sku,
    name,
    kitchen: product.kitchenName === "" ? name : product.kitchenName,
    quantity: onItsSide(kind, quantity),
    unit,
    ...(list === undefined ? {} : { list }),
    by,
    taxes: Object.fromEntries(
      SERVICES.map((service) => [service, [...taxes[service]]]),
    ) as LineAdded["taxes"],
    rule: pricingRuleNumber(context.rules.pricing),
    station: kind.sent ? product.station : "",
    course: courseFor(order === undefined ? course : registerValue(order.fields.course), product),
    held: false,
    service: goods.service ?? null,
    seat,
    note: goods.note ?? "",
    modifiers: [...modifiers.value],
    ...(goods.inCombo === undefined ? {} : { combo: goods.inCombo.combo }),
    ...(kind.isSale && goods.inCombo === undefined ? offeredTo(context, order, product) : {}),
    ...(taken.value === undefined ? {} : { counted: taken.value }),
    ...(kind.stocked
      ? usesOf(context, {
          sku: product.sku,
          by,
          unit: goods.price,
          quantity,
          modifiers: modifiers.value,
        })
      : {}),
  });
}

/** Returns the promotions that a line may take part in from now on, whatever is offered later; mostly none. */
function offeredTo(
  { view, at, day }: DecisionContext,
  order: OrderState | undefined,
  { sku, category }: Product,
): Pick<LineAdded, "offers" | "category"> {
  const { offeredById, index } = promotionBook(view);
  if (offeredById.size === 0) return {};
  const area = areaOfTable(view, (order && registerValue(order.fields.table)) ?? "");
  const offers = offersOf(index(), { sku, category }, { at, day, area });
  return offers.length === 0 ? {} : { offers: [...offers], category };
}

/** Returns the typed price, or the price now, which never changes once the line is there. */
function priceOf(
  context: DecisionContext,
  { product, price, isPack }: Goods,
  {
    catalogue,
    service,
    group,
  }: Pick<AddGoods, "catalogue" | "service"> & { readonly group: string },
): Result<ChosenPrice, Refusal> {
  if (price === undefined) {
    const { at, rules } = context;
    const { half } = rules.pricing;
    return product.openPrice
      ? err({ type: "price/needed", name: product.name })
      : ok(choosePrice(catalogue, product, { at, service, half, group }));
  }
  if (price < 0 || price > LINE_GROSS_MAX)
    return err({ type: "price/invalid", name: product.name });
  const isFree = product.openPrice || isPack === true;
  const allowed = isFree ? ok(undefined) : requirePermission(context, "price");
  return allowed.ok ? ok({ price }) : allowed;
}
