/** Goods that come onto an order, one by one or as the parts of a combo. */

import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type LineAdded } from "../../events/line-events.ts";
import { type LineCombo } from "../../events/line-parts.ts";
import { orderStream } from "../../folds/order-fold.ts";
import {
  type Catalogue,
  type Product,
  type Service,
  SERVICES,
  type TakenModifier,
} from "../../goods/catalogue.ts";
import { depositsOf, isDepositArticle } from "../../goods/deposit-articles.ts";
import { type GoodsFate, usualFate } from "../../goods/goods-fate.ts";
import { halfPrice, halvesOf, isHalvable } from "../../goods/halves.ts";
import { type PackWeight } from "../../goods/measure.ts";
import { partOfCombo, usualModifiers } from "../../goods/product-options.ts";
import { type EventId } from "../../identity.ts";
import { type BornLine, LINE_KINDS, type LineKindName, onItsSide } from "../../lines/line-kinds.ts";
import { pieceOf, stockOfOne } from "../../lines/line-measure.ts";
import {
  minor,
  type MinorUnits,
  oneUnit,
  sumMinor,
  type Thousandths,
  thousandths,
  zeroMinor,
} from "../../money/amounts.ts";
import { pricingRuleNumber } from "../../money/pricing-rule.ts";
import { listOfChosen } from "../../order/line-list.ts";
import { groupOfOrder } from "../../people/customer-group.ts";
import { entryName } from "../../prices/catalogue-view.ts";
import { workedOutOn } from "../../prices/goods-left.ts";
import { choosePrice, type ChosenPrice } from "../../prices/price-lists.ts";
import { wholesNow } from "../../prices/price-of-halves.ts";
import { promotionBook } from "../../prices/promotion-book.ts";
import { taxesOfClass } from "../../prices/supply-taxes.ts";
import { comboCost, comboParts } from "../../promotions/combo.ts";
import { offersOf } from "../../promotions/promotion.ts";
import { areaOfTable } from "../../settings/floor.ts";
import { readSetting } from "../../settings/settings.ts";
import { type OrderState } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { magnitude } from "../../text/quantity.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { linesOfVoucher } from "../money/voucher-lines.ts";
import { type Refusal } from "../refusal.ts";
import { takeLeft } from "../stock/take-left.ts";
import { type NewLine, usesOf } from "../stock/take-stock.ts";
import { checkAge } from "./check-age.ts";
import { chooseModifiers } from "./choose-modifiers.ts";
import { depositsBeside, requireEmptiesRight } from "./deposits.ts";
import { foldDrafts, shiftContext, withTaken } from "./drafted-order.ts";
import { requireForLine, requireUsualLine } from "./open-line.ts";
import { openOrder } from "./open-order.ts";
import { grossOf, isPriceable, isQuantity, LINE_GROSS_MAX } from "./priceable.ts";
import { requireSerial, sellingOn } from "./serial-numbers.ts";
import { courseFor } from "./set-course.ts";

export interface Goods {
  readonly product: Product;
  readonly quantity: Thousandths;
  /** Undefined takes the defaults. */
  readonly modifiers?: ReadonlyArray<TakenModifier> | undefined;
  /** For open prices; otherwise needs the right to change prices. */
  readonly price?: MinorUnits | undefined;
  /** The price stands on a pack that the shop's scale has labelled: each is a piece. */
  readonly isPack?: boolean | undefined;
  /** What one weighs, where the pack says it or it is known from before; else it is worked out of the price. */
  readonly packWeight?: PackWeight | undefined;
  /** Served otherwise than the order. */
  readonly service?: Service | undefined;
  /** How the order is about to be served: what price lists say of that holds. */
  readonly pricedAs?: Service | undefined;
  readonly kind: LineKindName;
  /** What becomes of goods that come back; undefined for the usual fate of each. */
  readonly fate?: GoodsFate | undefined;
  readonly note?: string | undefined;
  /** The serial numbers of its pieces, as far as they are known; the others are asked for before the bill. */
  readonly serials?: ReadonlyArray<string> | undefined;
  /** The combo that it is a part of, and its share of the price, with the price list of the combo. */
  readonly inCombo?: { readonly combo: LineCombo; readonly chosen: ChosenPrice } | undefined;
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
  const { product, quantity } = command.goods;
  return product.serial && quantity > oneUnit
    ? decideEachPiece(context, command)
    : decideAddLine(context, command);
}

/** Adds a line for each piece of goods that have serial numbers. */
function decideEachPiece(context: DecisionContext, command: AddGoods): Decision {
  const { goods, order: before } = command;
  const { product, quantity, serials = [] } = goods;
  if (!isQuantity(quantity, "each")) {
    return err({ type: "quantity/invalid", name: product.name, quantity });
  }
  const count = quantity / oneUnit;
  if (count > LINES_MAX) return err({ type: "order/full", max: LINES_MAX });
  const drafts: Draft[] = [];
  let order = before;
  for (let at = 0; at < count; at += 1) {
    const shifted = withTaken(shiftContext(context, drafts.length), { before, order });
    const piece = { ...goods, quantity: oneUnit, serials: serials.slice(at, at + 1) };
    const added = decideAddLine(shifted, { ...command, order, goods: piece });
    if (!added.ok) return added;
    order = foldDrafts(shifted, order, added.value);
    drafts.push(...added.value);
  }
  return ok(drafts);
}

function decideAddLine(context: DecisionContext, command: AddGoods): Decision {
  const goods = { ...command.goods, kind: kindFor(command.goods) };
  const kind = LINE_KINDS[goods.kind];
  const allowed = requireForLine(context, { permission: "sell", kind });
  if (!allowed.ok) return allowed;

  const { order, catalogue } = command;
  const opening = order === undefined ? openOrder(context, command) : [];
  const id = order?.opened?.id ?? context.idAt(0);
  if (order !== undefined && Object.keys(order.linesById).length >= LINES_MAX) {
    return err({ type: "order/full", max: LINES_MAX });
  }
  const lines = linesOf(context, { ...command, goods }, context.idAt(opening.length));
  if (!lines.ok) return lines;
  const there = order === undefined ? 0 : Object.keys(order.linesById).length;
  if (there + lines.value.length > LINES_MAX) return err({ type: "order/full", max: LINES_MAX });
  const streams = [orderStream(id)];
  const drafts: Draft[] = [
    ...opening,
    ...lines.value.map((body): Draft => ({ kind: kind.bornBy, streams, body })),
  ];
  if (goods.kind === "goods") {
    const deposits = depositsBeside(context, { catalogue, drafts });
    if (there + lines.value.length + deposits.length > LINES_MAX) {
      return err({ type: "order/full", max: LINES_MAX });
    }
    drafts.push(...deposits);
  }
  if (kind.isSale) {
    const serials = lines.value.filter(({ serial = "" }) => serial !== "");
    drafts.push(...serials.flatMap(({ sku, serial = "" }) => sellingOn(context, { sku, serial })));
  }
  return ok(drafts);
}

/**
 * Returns the kind of line that goods make: an article that is a deposit is sold as one, and comes back as empties; a
 * product that is a voucher is sold as one.
 */
function kindFor({ kind, product }: Pick<Goods, "kind" | "product">): LineKindName {
  if (product.voucher && LINE_KINDS[kind].side > 0) return "voucher";
  if (kind === "empties" || !isDepositArticle(product)) return kind;
  return LINE_KINDS[kind].side < 0 ? "empties" : "deposit";
}

function linesOf(
  context: DecisionContext,
  command: AddGoods,
  first: EventId,
): Result<ReadonlyArray<LineAdded>, Refusal> {
  const { product, kind } = command.goods;
  if (kind === "empties") return emptiesOf(context, command);
  if (kind === "voucher") return linesOfVoucher(context, command.goods);
  if (product.voucher) return err({ type: "voucher/back", name: product.name });
  const halves = halvesOf(command.catalogue, product.sku);
  if (halves !== undefined) return linesOfHalves(context, command, { halves, of: first });
  return product.combo.length === 0
    ? lineAlone(context, command)
    : linesOfCombo(context, command, first);
}

/** Returns the deposits that come back with empties of these goods: a line for each article. */
function emptiesOf(
  context: DecisionContext,
  command: AddGoods,
): Result<ReadonlyArray<LineAdded>, Refusal> {
  const { catalogue, goods, order } = command;
  const { product, quantity } = goods;
  const deposits = depositsOf(catalogue, product);
  if (deposits.length === 0) return err({ type: "deposit/none", name: product.name });
  const lines: LineAdded[] = [];
  for (const { article, count } of deposits) {
    const empties = { ...goods, product: article, quantity: thousandths(quantity * count) };
    const line = lineOf(context, { ...command, goods: empties });
    if (!line.ok) return line;
    lines.push(line.value);
  }
  const back = sumMinor(lines, (line) => grossOf(line.unit, line.quantity));
  const allowed = requireEmptiesRight(context, order, minor(0 - back));
  return allowed.ok ? ok(lines) : allowed;
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
 * its own line. `of`: the id of the first one. Source: docs/rules/promotions.md, P19; docs/rules/arithmetic.md, R12.
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
  const age = checkAge(context, order, { product, isSale: LINE_KINDS[goods.kind].isSale });
  if (!age.ok) return age;
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
  const price = comboCost(
    priced.value.price,
    parts.map(({ component }) => component.price),
  );
  const units = comboParts(
    price,
    parts.map(({ component, extra }) => ({ list: component.price, surcharge: extra })),
  );
  const drafted: LineAdded[] = [];
  for (const [at, { part, component, extra }] of parts.entries()) {
    const list = component.price;
    const combo = { of, part, sku: product.sku, name, price, list, extra };
    const line = lineOf(context, {
      ...command,
      goods: {
        ...goods,
        // Whoever may not buy the combo may not buy it by its parts.
        product: { ...component, age: Math.max(component.age, product.age) },
        quantity,
        modifiers: usualModifiers(catalogue, component),
        price: undefined,
        inCombo: { combo, chosen: { ...priced.value, price: units[at] ?? zeroMinor } },
      },
    });
    if (!line.ok) return line;
    drafted.push(line.value);
  }
  return ok(drafted);
}

/**
 * Returns a line for each half of a piece. What it costs is spread by what a whole one of each costs, with its usual
 * options; so each half keeps its own taxes and its own station, and both stand in one course.
 */
function linesOfHalves(
  context: DecisionContext,
  command: AddGoods,
  { halves, of }: { readonly halves: readonly [Product, Product]; readonly of: EventId },
): Result<ReadonlyArray<LineAdded>, Refusal> {
  const { catalogue, goods, order } = command;
  const { sku, name } = goods.product;
  const [first, second] = halves;
  if (first.sku === second.sku) return err({ type: "half/same", name: first.name });
  const whole = halves.find((half) => !isHalvable(catalogue, half));
  if (whole !== undefined) return err({ type: "half/whole", name: whole.name });
  const there = order === undefined ? 0 : Object.keys(order.linesById).length;
  if (there + halves.length > LINES_MAX) return err({ type: "order/full", max: LINES_MAX });
  const { prices: wholes, from } = wholesNow(catalogue, halves, {
    at: context.at,
    service: servedAs(command),
    half: context.rules.pricing.half,
    group: groupOfOrder(context.view, order),
  });
  const now = halfPrice(readSetting(context.view, "half-price"), wholes);
  const priced =
    goods.price === undefined
      ? ok<ChosenPrice>({ price: now, ...(from === undefined ? {} : { from }) })
      : typedPrice(context, goods, goods.price);
  if (!priced.ok) return priced;
  const { price } = priced.value;
  const units = comboParts(
    price,
    wholes.map((list) => ({ list, surcharge: zeroMinor })),
  );
  const drafted: LineAdded[] = [];
  for (const [part, half] of halves.entries()) {
    const list = wholes[part] ?? zeroMinor;
    const combo: LineCombo = { of, part, sku, name, price, list, extra: zeroMinor, half: true };
    const line = lineOf(context, {
      ...command,
      goods: {
        ...goods,
        product: { ...half, course: first.course },
        modifiers: usualModifiers(catalogue, half),
        price: undefined,
        inCombo: { combo, chosen: { ...priced.value, price: units[part] ?? zeroMinor } },
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
  if (kind.side > 0 && !product.active) return err({ type: "product/inactive", name });
  const inCombo = goods.inCombo === undefined ? {} : { combo: goods.inCombo.combo };
  const piece = pieceOf(inCombo);
  const by = product.openPrice || goods.isPack === true ? "open" : product.soldBy;
  const packWeight = packWeightOf(context, goods);
  const weighs = packWeight === undefined ? {} : { packWeight };
  const taken = kind.stocked
    ? takeLeft(context, {
        sku: product.sku,
        name,
        by,
        quantity,
        one: stockOfOne({ ...inCombo, ...weighs }),
      })
    : ok(undefined);
  if (!taken.ok) return taken;
  if (!isQuantity(quantity, by)) return err({ type: "quantity/invalid", name, quantity });
  const group = groupOfOrder(context.view, order);
  const priced = goods.inCombo
    ? ok(goods.inCombo.chosen)
    : priceOf(context, goods, { catalogue, service: servedAs(command), group });
  if (!priced.ok) return priced;
  const { price: unit } = priced.value;
  const list = listOfChosen(priced.value, group);
  const chosen = chooseModifiers(catalogue, product, goods.modifiers);
  if (!chosen.ok) return chosen;
  // Half and half has the usual options of its halves in its price.
  const modifiers =
    piece === undefined
      ? chosen.value
      : chosen.value.map((own) => Object.assign({}, own, { price: zeroMinor }));
  const extra = sumMinor(modifiers, (modifier) => modifier.price * modifier.count);
  const one = minor(unit + extra);
  if (!isPriceable(one, quantity)) return err({ type: "price/invalid", name });
  const usual = requireUsualLine(context, { name, gross: grossOf(one, quantity) });
  if (!usual.ok) return usual;
  const age = checkAge(context, order, { product, isSale: kind.isSale });
  if (!age.ok) return age;
  const serial = serialFor(context, { order, goods });
  if (!serial.ok) return serial;
  const taxes = taxesOfClass(context, catalogue, product.taxClass);
  if (taxes === undefined) {
    return err({ type: "product/no-tax", name, taxClass: product.taxClass });
  }
  return ok({
    sku: product.sku,
    name,
    kitchen: kitchenName(product, piece),
    quantity: onItsSide(kind, quantity),
    unit,
    ...(list === undefined ? {} : { list }),
    by,
    ...weighs,
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
    modifiers: [...modifiers],
    ...inCombo,
    ...(kind.isSale && goods.inCombo === undefined ? offeredTo(context, order, product) : {}),
    ...(goods.kind === "goods" && product.category !== "" ? { category: product.category } : {}),
    ...(age.value === undefined ? {} : { ageChecked: age.value }),
    ...(serial.value === undefined ? {} : { serial: serial.value }),
    ...(taken.value === undefined ? {} : { counted: taken.value }),
    ...stockOf(context, goods, {
      sku: product.sku,
      ...weighs,
      quantity: thousandths((magnitude(quantity) * (piece ?? oneUnit)) / oneUnit),
      modifiers,
    }),
  });
}

/**
 * Returns what one of the goods weighs that are packs with a printed price; undefined for others, and where nobody can
 * say.
 */
function packWeightOf(
  { view, day }: DecisionContext,
  { product, isPack, packWeight, price }: Goods,
): PackWeight | undefined {
  if (isPack !== true || price === undefined) return undefined;
  if (packWeight !== undefined) return packWeight;
  return workedOutOn(day, view.state("cat", entryName("product", product.sku)), price);
}

/**
 * Returns what a line takes of the stock. Of goods that come back it is their fate, and what they bring to the stock
 * where they are sold again.
 */
function stockOf(
  context: DecisionContext,
  { kind, product, fate = usualFate(product.station) }: Goods,
  line: NewLine,
): Pick<BornLine, "uses" | "goods"> {
  if (!LINE_KINDS[kind].stocked && kind !== "return") return {};
  const taken = usesOf(context, line);
  if (kind !== "return" || taken.uses === undefined) return taken;
  return { goods: fate, ...(fate === "back" ? taken : {}) };
}

/** Returns the serial number of a line, empty while nobody has said it; undefined for goods without. */
function serialFor(
  context: DecisionContext,
  { order, goods }: Pick<AddGoods, "order" | "goods">,
): Result<string | undefined, Refusal> {
  const { sku, name, serial } = goods.product;
  const [typed] = goods.serials ?? [];
  const { isGoods, isSale } = LINE_KINDS[goods.kind];
  if (!serial || !isGoods) {
    return typed === undefined ? ok(undefined) : err({ type: "line/no-serial", name });
  }
  return typed === undefined ? ok("") : requireSerial(context, { order, sku, name, typed, isSale });
}

/** Returns what the kitchen reads: behind a name, the half is not taken for a quantity. */
function kitchenName({ name, kitchenName: own }: Product, piece: Thousandths | undefined): string {
  const whole = own === "" ? name : own;
  return piece === undefined ? whole : `${whole} 1/2`;
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
  { product, price, isPack, kind }: Goods,
  {
    catalogue,
    service,
    group,
  }: Pick<AddGoods, "catalogue" | "service"> & { readonly group: string },
): Result<ChosenPrice, Refusal> {
  // What was paid comes back: no list and nobody's word makes a deposit another one.
  if (!LINE_KINDS[kind].isGoods) {
    return price === undefined
      ? ok({ price: product.price })
      : err({ type: "line/fixed", name: product.name, deed: "priced" });
  }
  if (price === undefined) {
    const { at, rules } = context;
    const { half } = rules.pricing;
    return product.openPrice
      ? err({ type: "price/needed", name: product.name })
      : ok(choosePrice(catalogue, product, { at, service, half, group }));
  }
  return typedPrice(context, { product, isPack }, price);
}

function typedPrice(
  context: DecisionContext,
  { product, isPack }: Pick<Goods, "product" | "isPack">,
  price: MinorUnits,
): Result<ChosenPrice, Refusal> {
  if (price < 0 || price > LINE_GROSS_MAX)
    return err({ type: "price/invalid", name: product.name });
  const isFree = product.openPrice || isPack === true;
  const allowed = isFree ? ok(undefined) : requirePermission(context, "price");
  return allowed.ok ? ok({ price }) : allowed;
}
