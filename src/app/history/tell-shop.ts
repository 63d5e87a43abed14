/** What was done to the shop itself, its settings and its catalogue, in words. */

import { type KnownEvent } from "../../domain/events/kinds.ts";
import { packCodesText } from "../../domain/goods/pack-codes.ts";
import { packsText, recipeText, yieldText } from "../../domain/goods/recipe-text.ts";
import { type PackCode } from "../../domain/goods/sale-rules.ts";
import { type Pack, type RecipePart } from "../../domain/goods/stock-keeping.ts";
import { stockText } from "../../domain/goods/stock-text.ts";
import { deviceOf, streamName, type StreamId, toStreamId } from "../../domain/identity.ts";
import { type MilliPercent } from "../../domain/money/amounts.ts";
import { type CatalogueType, entryName } from "../../domain/prices/catalogue-view.ts";
import { placeCalled } from "../stock/place-called.ts";
import { type Sentences } from "./sentence.ts";
import { type Teller } from "./teller.ts";

type ShopKind = Extract<
  KnownEvent["kind"],
  | `shop/${string}`
  | `device/${string}`
  | `chain/${string}`
  | `secret/${string}`
  | "incarnation/started"
  | "fork/proved"
>;

export const SHOP_SENTENCES: Sentences<ShopKind> = {
  "shop/founded": ({ body: { name } }, say) => say.did.shopFounded({ name }),
  "shop/root-certified": (_, say) => say.did.rootCertified,
  "device/enrolled": ({ body: { name } }, say) => say.did.deviceEnrolled({ name }),
  "device/promoted": ({ body: { device } }, say) =>
    say.did.devicePromoted({ till: say.till(device) }),
  "device/keyed": ({ body: { device } }, say) => say.did.deviceKeyed({ till: say.till(device) }),
  "device/revoked": ({ body: { device } }, say) =>
    say.did.deviceRevoked({ till: say.till(device) }),
  "incarnation/started": ({ key }, say) =>
    say.did.incarnationStarted({ till: say.chain(key.origin) }),
  "fork/proved": ({ body: { origin } }, say) => say.did.forkProved({ till: say.chain(origin) }),
  "chain/admitted": ({ body: { origin } }, say) =>
    say.did.chainAdmitted({ till: say.chain(origin) }),
  "chain/retired": ({ body: { origin } }, say) => say.did.chainRetired({ till: say.chain(origin) }),
  "chain/purged": ({ body: { device } }, say) => say.did.chainPurged({ till: say.till(device) }),
  "secret/written": ({ body: { id } }, say) => say.did.secretWritten({ name: id }),
  "secret/destroyed": ({ body: { id } }, say) => say.did.secretDestroyed({ name: id }),
};

type GoodsKind = Extract<
  KnownEvent["kind"],
  | `stock/${string}`
  | `stocktake/${string}`
  | `purchase/${string}`
  | `rights/${string}`
  | `setting/${string}`
  | `category/${string}`
  | "promotion/set"
  | "hub/offered"
  | `product/${string}`
  | `price/${string}`
  | `price-list/${string}`
  | `modifier-group/${string}`
  | `station/${string}`
  | `tax-class/${string}`
>;

export const GOODS_SENTENCES: Sentences<GoodsKind> = {
  "setting/set": ({ body: { value }, streams }, say) =>
    say.did.settingSet({ name: nameOf(streams[0]), value: valueText(value, say) }),
  "setting/planned": ({ body: { value, fromDay }, streams }, say) => {
    const [name, day] = [nameOf(streams[0]), say.day(fromDay)];
    return value === null
      ? say.did.settingUnplanned({ name, day })
      : say.did.settingPlanned({ name, day, value: valueText(value, say) });
  },
  "stock/received": ({ body: { quantity, supplier }, streams }, say) =>
    say.did.stockReceived({
      ...stockOf(streams, quantity, say),
      supplier: supplier === "" ? undefined : supplier,
    }),
  "stock/came-once": ({ body: { quantity, order }, streams }, say) =>
    say.did.stockCameOnce({
      ...stockOf(streams, quantity, say),
      order: say.purchaseNumber(order),
    }),
  "stock/wasted": ({ body: { quantity, what }, streams }, say) =>
    say.did.stockWasted({ ...stockOf(streams, quantity, say), what }),
  "stock/returned": ({ body: { quantity, supplier }, streams }, say) =>
    say.did.stockReturned({
      ...stockOf(streams, quantity, say),
      supplier: supplier === "" ? undefined : supplier,
    }),
  "stock/moved": ({ body: { quantity, from, to }, streams }, say) =>
    say.did.stockMoved({
      ...stockOf(streams, quantity, say),
      from: placeCalled(from, say.speech.locale),
      to: placeCalled(to, say.speech.locale),
    }),
  "stock/made": ({ body: { quantity, uses }, streams }, say) =>
    say.did.stockMade({
      ...stockOf(streams, quantity, say),
      parts: goodsText(uses, say),
    }),
  "stock/counted": ({ body: { counted, expected }, streams }, say) =>
    say.did.stockCounted({
      ...stockOf(streams, counted, say),
      expected: stockText(expected, say.speech.locale),
    }),
  "purchase/ordered": ({ body: { number, supplier, lines } }, say) =>
    say.did.purchaseOrdered({
      number,
      supplier: supplier === "" ? undefined : supplier,
      goods: goodsText(lines, say),
    }),
  "purchase/closed": ({ body: { number } }, say) => say.did.purchaseClosed({ number }),
  "stocktake/opened": ({ body: { number, place } }, say) =>
    say.did.sheetOpened({ number, place: placeCalled(place, say.speech.locale) }),
  "stock/entered": ({ body: { counted }, streams: [, stream] }, say) =>
    say.did.stockEntered(stockOf(stream === undefined ? [] : [stream], counted, say)),
  "stocktake/approved": ({ body: { number, counted } }, say) =>
    say.did.sheetApproved({ number, count: counted }),
  "rights/given": ({ body: { to, of } }, say) =>
    say.did.rightsGiven({ goods: goodsText(of, say), till: say.till(deviceOf(to)) }),
  "rights/taken": ({ body: { from, of } }, say) =>
    say.did.rightsTaken({
      goods: goodsText(of, say),
      till: from === null ? undefined : say.till(deviceOf(from)),
    }),
  "rights/noted": ({ body: { of } }, say) => {
    const beyond = of
      .filter((rest) => rest.beyond > 0)
      .map((rest) => ({ sku: rest.sku, quantity: rest.beyond }));
    return beyond.length === 0
      ? say.did.rightsHeard
      : say.did.soldBeyond({ goods: goodsText(beyond, say) });
  },
  "category/set": (event, say) => set("category", event, say),
  "product/set": (event, say) => set("product", event, say),
  "price-list/set": (event, say) => set("priceList", event, say),
  "promotion/set": ({ body: { promotion }, streams }, say) =>
    promotion === null
      ? say.did.promotionEnded({ name: nameOf(streams[0]) })
      : say.did.promotionSet({ name: promotion.name }),
  "hub/offered": ({ streams }, say) => say.did.centralOffered({ entry: say.entry(streams[0]) }),
  "modifier-group/set": (event, say) => set("modifierGroup", event, say),
  "station/set": (event, say) => set("station", event, say),
  "tax-class/set": (event, say) => set("taxClass", event, say),
  "tax-class/planned": ({ body: { fromDay }, streams }, say) =>
    say.did.taxesPlanned({ name: say.entry(streams[0]), day: say.day(fromDay) }),
  "product/code-added": ({ body: { code }, streams }, say) =>
    say.did.codeAdded({ code, product: say.entry(streams[0]) }),
  "product/code-removed": ({ streams }, say) =>
    say.did.codeRemoved({ product: say.entry(streams[0]) }),
  "product/left-set": ({ body: { left }, streams }, say) => {
    const product = say.entry(streams[0]);
    if (left === null) return say.did.uncounted({ product });
    return left === 0
      ? say.did.soldOut({ product })
      : say.did.left({ product, left: say.quantity(left) });
  },
  "price/planned": ({ body: { price, fromDay }, streams }, say) =>
    say.did.pricePlanned({
      product: say.entry(streams[0]),
      money: say.money(price),
      day: say.day(fromDay),
    }),
  "price/plan-cancelled": ({ streams }, say) =>
    say.did.planCancelled({ product: say.entry(streams[0]) }),
  "price/listed": ({ body: { list, price }, streams }, say) => {
    const listed = {
      product: say.entry(streams[0]),
      list: say.entry(toStreamId("cat", `price-list/${list}`)),
    };
    if (price === null) return say.did.priceUnlisted(listed);
    const { fixed, off } = price;
    const money = fixed === null ? `-${say.discount({ rate: off, amount: 0 })}` : say.money(fixed);
    return say.did.priceListed({ ...listed, money });
  },
};

type ThingKind = Extract<
  KnownEvent["kind"],
  | `printer/${string}`
  | `terminal/${string}`
  | `settlement/${string}`
  | `area/${string}`
  | `table/${string}`
  | `customer/${string}`
  | "staff/set"
  | "role/set"
>;

export const THING_SENTENCES: Sentences<ThingKind> = {
  "printer/set": (event, say) => set("printer", event, say),
  "printer/handed": ({ body: { to }, streams }, say) => {
    const name = say.entry(streams[0]);
    return to === null
      ? say.did.printerLeft({ name })
      : say.did.printerHanded({ name, till: say.till(to) });
  },
  "terminal/set": (event, say) => set("terminal", event, say),
  "terminal/taken": ({ streams }, say) => say.did.terminalTaken({ name: say.entry(streams[0]) }),
  "terminal/found": ({ streams }, say) => say.did.terminalFound({ name: say.entry(streams[0]) }),
  "terminal/settled": ({ body: { says }, streams }, say) =>
    say.did.terminalSettled({ name: say.entry(streams[0]), says }),
  "settlement/imported": ({ body: { name } }, say) => say.did.settlementImported({ name }),
  "area/set": (event, say) => set("area", event, say),
  "table/set": (event, say) => set("table", event, say),
  "staff/set": (event, say) => set("person", event, say),
  "role/set": (event, say) => set("role", event, say),
  "customer/set": (event, say) => set("customer", event, say),
  "customer/erased": (_, say) => say.did.customerErased,
};

type What =
  | "category"
  | "product"
  | "priceList"
  | "modifierGroup"
  | "station"
  | "taxClass"
  | "printer"
  | "terminal"
  | "area"
  | "table"
  | "person"
  | "role"
  | "customer";

/** Of the fields that say where goods belong. */
const ENTRY_TYPES = { category: "category", station: "station", taxClass: "tax-class" } as const;
/** As `till customer list` shows it. */
const ID_SHOWN = 8;

type Set = Extract<KnownEvent, { readonly body: { readonly set: object } }>;

/** Goods have words for their fields; others are told by the names under which people import them. */
function set(what: What, { body, streams }: Pick<Set, "body" | "streams">, say: Teller): string {
  const fields = Object.entries(body.set).map(([field, value]) => setText(field, value, say));
  return say.did.set({ what, name: calledBy(what, streams[0], say), fields: fields.join(", ") });
}

function setText(field: string, value: unknown, say: Teller): string {
  const { fields } = say;
  if (field === "price" && typeof value === "number") {
    return fields.price({ money: say.money(value) });
  }
  if (field === "soldBy" && typeof value === "string") return fields.soldBy({ by: value });
  const called = fields.called({ field });
  if (isSealed(value)) return `${called} ${fields.sealed}`;
  return isNothing(value)
    ? fields.without({ field: called })
    : `${called} ${fieldText(field, value, say)}`;
}

function isNothing(value: unknown): boolean {
  return value === "" || value === null || (Array.isArray(value) && value.length === 0);
}

/** Names of people are sealed: of the staff whoever may look has them, and customers go by their ids. */
function calledBy(what: What, stream: StreamId | undefined, say: Teller): string {
  if (what === "person") return say.person(nameOf(stream));
  return what === "customer" ? nameOf(stream).slice(0, ID_SHOWN) : say.entry(stream);
}

function isSealed(value: unknown): boolean {
  return typeof value === "object" && value !== null && "k" in value && "c" in value;
}

/** What makes up a product is told as it is typed, and what it belongs to by its name. */
function fieldText(field: string, value: unknown, say: Teller): string {
  // The events' schemas have checked each value when it was folded.
  switch (field) {
    case "packCodes":
      return packCodesText(value as ReadonlyArray<PackCode>);
    case "packs":
      return packsText(value as ReadonlyArray<Pack>);
    case "recipe":
      return recipeText(value as ReadonlyArray<RecipePart>);
    case "yields":
      return yieldText(value as MilliPercent);
    case "category":
    case "station":
    case "taxClass":
      return namesText(ENTRY_TYPES[field], [value as string], say);
    case "modifierGroups":
      return namesText("modifier-group", value as ReadonlyArray<string>, say);
    default:
      return valueText(value, say);
  }
}

function namesText(type: CatalogueType, ids: ReadonlyArray<string>, say: Teller): string {
  return ids.map((id) => say.entry(toStreamId("cat", entryName(type, id)))).join(", ");
}

function valueText(value: unknown, { fields }: Teller): string {
  if (typeof value === "boolean") return value ? fields.yes : fields.no;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function nameOf(stream: StreamId | undefined): string {
  return stream === undefined ? "?" : streamName(stream);
}

/** The article of an event of stock, and how much of it. */
function stockOf(
  [stream]: ReadonlyArray<StreamId>,
  quantity: number,
  say: Teller,
): { readonly product: string; readonly quantity: string } {
  const sku = stream === undefined ? "" : streamName(stream);
  return {
    product: say.entry(toStreamId("cat", entryName("product", sku))),
    quantity: stockText(quantity, say.speech.locale),
  };
}

/** Returns so much of each article, one after another. */
function goodsText(
  goods: ReadonlyArray<{ readonly sku: string; readonly quantity: number }>,
  say: Teller,
): string {
  return goods
    .map(({ sku, quantity }) => {
      const of = stockOf([toStreamId("stock", sku)], quantity, say);
      return `${of.quantity} ${of.product}`;
    })
    .join(", ");
}
