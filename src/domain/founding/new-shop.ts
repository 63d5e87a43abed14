/** A shop that a person has described in a few answers, as the parts that founding takes. */

import { type Connection } from "../events/printer-connection.ts";
import { type Product, type TaxClass } from "../goods/catalogue.ts";
import { type MinorUnits } from "../money/amounts.ts";
import { type Currency, currenciesByCode } from "../money/currency.ts";
import { type Tax } from "../money/tax.ts";
import { usualProduct } from "../office/goods-cell.ts";
import { type KeyLayout } from "../settings/setting-readers.ts";
import { type Locale } from "../text/locale.ts";
import { type ShopFixture } from "./shop-fixture.ts";

export interface NewShop {
  readonly name: string;
  readonly language: Locale;
  readonly currency: string;
  readonly zone: string;
  /** The time at which a business day may begin, such as `04:00`. */
  readonly cutover: string;
  /** The step of cash rounding in minor units; 0 for none. */
  readonly cashStep: number;
  readonly keyLayout: KeyLayout;
  /** The tax classes, at least one: each product bears one of them. */
  readonly taxClasses: ReadonlyArray<TaxClass>;
  readonly owner: { readonly name: string; readonly pin: string };
  /** The printer of all papers; undefined for none. */
  readonly printer: Connection | undefined;
  /** The names that no model shop has: of typed goods, and of the printer. */
  readonly names: { readonly goods: string; readonly printer: string };
}

/** Roles, categories, stations and modifiers come from a shop that is written down in files. */
export type ModelShop = Pick<
  ShopFixture,
  "roles" | "categories" | "stations" | "modifierGroups" | "products"
>;

/** The staff number of the founder, who has the role that may do everything. */
export const OWNER_NUMBER = 1;
const OWNER_ROLE = "manager";
/** The category of goods that are typed in, one in a line. */
const PLAIN_CATEGORY = "goods";
const FIRST_PLU = 101;
const LOCK_AFTER_MINUTES = 10;

/** Returns the shop without goods, which come later because they name its classes. */
export function newShop(wish: NewShop, model: ModelShop): ShopFixture {
  const { name, language, currency, zone, cutover, cashStep, keyLayout, owner, printer } = wish;
  return {
    shop: {
      name,
      currency,
      zone,
      cutover,
      language,
      defaultService: "counter",
      lockAfterMinutes: LOCK_AFTER_MINUTES,
      receiptHead: [],
      receiptFoot: [],
      cashRounding: { step: cashStep, direction: "nearest" },
      tax: { rounding: "order", half: "up" },
      keyLayout,
    },
    taxClasses: wish.taxClasses.map(toPart),
    categories: [
      ...model.categories,
      { id: PLAIN_CATEGORY, name: wish.names.goods, position: model.categories.length + 1 },
    ],
    stations: model.stations,
    modifierGroups: model.modifierGroups,
    products: [],
    roles: model.roles,
    staff: [{ number: OWNER_NUMBER, name: owner.name, role: OWNER_ROLE, pin: owner.pin }],
    printers: printersOf(printer, wish.names.printer, model),
    areas: [],
    tables: [],
    promotions: [],
  };
}

export function ownerPermissions({ roles }: ModelShop): ModelShop["roles"][number]["permissions"] {
  return roles.find(({ id }) => id === OWNER_ROLE)?.permissions ?? [];
}

export function withGoods(shop: ShopFixture, goods: ReadonlyArray<Product>): ShopFixture {
  const products = goods.map((product) => ({
    ...product,
    barcodes: [...product.barcodes],
    modifierGroups: [...product.modifierGroups],
    combo: product.combo.map((choice) => ({ ...choice, of: [...choice.of] })),
    deposits: [...product.deposits],
  }));
  return { ...shop, products };
}

/**
 * The model's own goods in the shop's tax classes: a class of the same name, drinks apart from food,
 * else the first one. Stations stay without a printer, because a kitchen screen serves them too.
 */
export function modelGoods(shop: ShopFixture, { products }: ModelShop): ReadonlyArray<Product> {
  const [first] = shop.taxClasses;
  const classes = new Set(shop.taxClasses.map(({ id }) => id));
  return products.map((product) => {
    const wanted = classesFor(product).find((id) => classes.has(id));
    return { ...product, taxClass: wanted ?? first?.id ?? "" };
  });
}

const DRINK_CATEGORIES = new Set(["coffee", "tea", "cold-drinks"]);
const HOT_CATEGORIES = new Set(["coffee", "tea"]);

/** The best one first. */
function classesFor({ taxClass, category }: Product): ReadonlyArray<string> {
  if (taxClass === "grocery") return ["packed", "food"];
  if (taxClass !== "food" || !DRINK_CATEGORIES.has(category)) return [taxClass];
  return HOT_CATEGORIES.has(category) ? ["coffee", "hot-drinks", "drinks"] : ["drinks", "food"];
}

export interface TypedGoods {
  readonly name: string;
  readonly price: MinorUnits;
  readonly taxClass: string;
}

/** Handed over at the counter, with PLUs that no banknote is like. */
export function typedGoods(
  goods: ReadonlyArray<TypedGoods>,
  currency: string,
): ReadonlyArray<Product> {
  const plus = freePlus(currenciesByCode.get(currency));
  return goods.map(({ name, price, taxClass }) => {
    const plu = String(plus.next().value);
    return { ...usualProduct(plu), name, price, taxClass, plu, category: PLAIN_CATEGORY };
  });
}

function* freePlus(currency: Currency | undefined): Generator<number, never> {
  const { denominations = [], decimals = 0 } = currency ?? {};
  const notes = new Set(denominations.map((amount) => amount / 10 ** decimals));
  for (let plu = FIRST_PLU; ; plu += 1) if (!notes.has(plu)) yield plu;
}

function printersOf(
  connection: Connection | undefined,
  name: string,
  { stations }: ModelShop,
): ShopFixture["printers"] {
  if (connection === undefined) return [];
  return [
    {
      id: "receipt",
      name,
      connection,
      paperMm: 80,
      receipts: true,
      stations: stations.map(({ id }) => id),
    },
  ];
}

function toPart({
  id,
  name,
  taxesByService,
  letters,
}: TaxClass): ShopFixture["taxClasses"][number] {
  const { counter, "dine-in": dineIn, takeaway, delivery } = taxesByService;
  return {
    id,
    name,
    taxesByService: {
      counter: counter.map(toTaxPart),
      "dine-in": dineIn.map(toTaxPart),
      takeaway: takeaway.map(toTaxPart),
      delivery: delivery.map(toTaxPart),
    },
    ...(letters === undefined ? {} : { letters }),
  };
}

function toTaxPart({ label, rate, included }: Tax): Pick<Tax, "label" | "rate" | "included"> {
  return { label, rate, included };
}
