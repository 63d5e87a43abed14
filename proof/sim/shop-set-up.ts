/** The simulated shop: small enough that each till has heard of all of it within a second. */

import { catalogueDrafts, promotionDrafts } from "../../src/app/founding/shop-drafts.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { PERMISSIONS } from "../../src/domain/events/permission.ts";
import { type Product, type Service, SERVICES } from "../../src/domain/goods/catalogue.ts";
import { USUAL_RULES } from "../../src/domain/goods/sale-rules.ts";
import { type StockKeeping, USUAL_KEEPING } from "../../src/domain/goods/stock-keeping.ts";
import { type BusinessDay, businessDaySchema, toStreamId } from "../../src/domain/identity.ts";
import { minor, type MinorUnits, milliPercent } from "../../src/domain/money/amounts.ts";
import { type Tax } from "../../src/domain/money/tax.ts";
import { type ChargeRule } from "../../src/domain/settings/charge-rules.ts";
import { deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { PIECE_PRICE, PIECE_SKU } from "./apart-shop.ts";
import { BOTTLE_PRICE, BOTTLE_SKU, depositsOn } from "./bottle-shop.ts";
import { COMBO, COMBO_PRICE, COMBO_SKU, PROMOTIONS } from "./promotion-shop.ts";

export const ZONE = "Europe/Amsterdam";
/** Minutes: the zone's in winter. No run asks the machine's calendar. */
export const ZONE_OFFSET = 60;
export const FIRST_DAY: BusinessDay = businessDaySchema.parse("2026-11-20");
/** Eight in the morning of that day. */
export const OPENING_MS = 1_795_158_000_000;
/** Nobody uses it: it has the right form. */
const SHEET_KEY = "5e".repeat(32);
/** Of shops in which the recovery sheet is needed. */
export const SHEET = deviceKeyFromSeed(new Uint8Array(32).fill(0x5e));

export const FOUNDING = {
  name: "Simulated",
  currency: "EUR",
  zone: ZONE,
  cutover: 240,
  demo: false,
  deviceName: "Till A",
  firstDay: FIRST_DAY,
  sheetKey: SHEET_KEY,
  sheetSealKey: SHEET_KEY,
} as const;

const GOODS: ReadonlyArray<readonly [sku: string, price: number]> = [
  ["COFFEE", 280],
  ["LATTE", 345],
  ["TEA", 235],
  ["COLA", 325],
  ["SOUP", 795],
  ["STEAK", 2450],
  ["CAKE", 433],
  ["WATER", 199],
];

const STATION_OF = new Map([
  ["STEAK", "kitchen"],
  ["SOUP", "kitchen"],
  ["COLA", "bar"],
  ["TEA", "bar"],
]);
const HOUSE_PRICE = 500;
export const SURE_PRICE = HOUSE_PRICE;

export const SKUS = GOODS.map(([sku]) => sku);

/** Nobody ever counts it, or sells it before the end. */
export const SURE_SKU = "WAGE-BREAD";

/** What is made at one till, and may be counted there. */
export function houseSku(till: number): string {
  return `HOUSE-${till + 1}`;
}

/** What is weighed at one till, and may be counted there. */
export function weighedSku(till: number): string {
  return `CHEESE-${till + 1}`;
}

/** Guests have some of it in their pockets. */
export const FOREIGN = "USD";
/** Millionths of a cent for a dollar. */
const FOREIGN_RATE = 92_000_000;

/** Minor units that a card may pay beyond the bill. */
export const CASH_BACK = 2000;

/** From so many guests on a table is charged for service, and for bread. */
export const LARGE_PARTY = 6;
export const CHARGES: ReadonlyArray<ChargeRule> = [
  { ...chargeRule("Service"), rate: milliPercent(12_500) },
  { ...chargeRule("Bread"), each: minor(150) },
];

/** Each till has somebody of its own. */
export function staffNumber(till: number): string {
  return String(1 + till);
}

/** Comes to every till, and may do no more than sell. */
export const HELPER = "90";

interface ShopWish {
  /** As many as ever work there. */
  readonly people: number;
  readonly stations: ReadonlyArray<string>;
  /** By SKU, where somebody keeps a stock; also of articles that nobody sells. */
  readonly keeping: ReadonlyMap<string, StockKeeping>;
  /** What a till that is apart may redeem of a voucher beyond its rights; undefined in a shop without. */
  readonly voucherLimit: MinorUnits | undefined;
  readonly hasPromotions: boolean;
  readonly hasBottles: boolean;
  /** Whether goods are sold of which each has a number. */
  readonly hasPieces: boolean;
  /** What is said of points, and of who has some. */
  readonly points: ReadonlyArray<Draft>;
}

/** Everybody may do everything but the helper: what people may not do has tests of its own. */
export function shopDrafts({
  people,
  stations,
  keeping,
  voucherLimit,
  hasPromotions,
  hasBottles,
  hasPieces,
  points,
}: ShopWish): ReadonlyArray<Draft> {
  const sold = new Set(SKUS);
  const taxesByService = Object.fromEntries(
    SERVICES.map((service) => [service, tax(service === "takeaway" ? 21 : 9)]),
  ) as Record<Service, ReadonlyArray<Tax>>;
  return [
    ...catalogueDrafts({
      taxClasses: [{ id: "food", name: "Food", taxesByService }],
      categories: [{ id: "all", name: "All", position: 1 }],
      stations: stations.map((id) => ({ id, name: id })),
      modifierGroups: [],
      products: [
        ...[...GOODS, [SURE_SKU, SURE_PRICE] as const].map(([sku, price]) =>
          withDeposits(withKeeping(product(sku, price, stations), keeping), hasBottles),
        ),
        ...Array.from({ length: people }, (_, till) =>
          product(houseSku(till), HOUSE_PRICE, stations),
        ),
        ...Array.from({ length: people }, (_, till): Product => ({
          ...product(weighedSku(till), HOUSE_PRICE, stations),
          soldBy: "weight",
        })),
        ...[...keeping]
          .filter(([sku]) => !sold.has(sku))
          .map(([sku]) => withKeeping({ ...product(sku, 0, stations), active: false }, keeping)),
        ...(hasPieces ? [{ ...product(PIECE_SKU, PIECE_PRICE, []), serial: true }] : []),
        ...(hasBottles ? [withDeposits(product(BOTTLE_SKU, BOTTLE_PRICE, []), true)] : []),
        ...(hasPromotions ? [{ ...product(COMBO_SKU, COMBO_PRICE, []), combo: COMBO }] : []),
      ],
    }),
    ...(hasPromotions ? promotionDrafts(PROMOTIONS) : []),
    {
      kind: "setting/set",
      streams: [toStreamId("set", "rates")],
      body: { value: [{ currency: FOREIGN, rate: FOREIGN_RATE }], over: [] },
    },
    {
      kind: "setting/set",
      streams: [toStreamId("set", "forfeit-class")],
      body: { value: "food", over: [] },
    },
    {
      kind: "setting/set",
      streams: [toStreamId("set", "cash-back")],
      body: { value: CASH_BACK, over: [] },
    },
    {
      kind: "setting/set",
      streams: [toStreamId("set", "charges")],
      body: { value: [...CHARGES], over: [] },
    },
    {
      kind: "setting/set",
      streams: [toStreamId("set", "equal-lines")],
      body: { value: "always", over: [] },
    },
    // Where nothing is promoted, tips stay of whoever takes the money.
    ...(hasPromotions ? [tipsToServer()] : []),
    ...points,
    ...(voucherLimit === undefined ? [] : [limitDraft(voucherLimit)]),
    {
      kind: "role/set",
      streams: [toStreamId("role", "all")],
      body: { set: { name: "All", permissions: [...PERMISSIONS] }, over: {} },
    },
    {
      kind: "role/set",
      streams: [toStreamId("role", "helper")],
      body: { set: { name: "Helper", permissions: ["sell"] }, over: {} },
    },
    {
      kind: "staff/set",
      streams: [toStreamId("staff", HELPER)],
      body: { set: { role: "helper", active: true }, over: {} },
    },
    ...Array.from({ length: people }, (_, index): Draft => {
      const streams = [toStreamId("staff", staffNumber(index))];
      return {
        kind: "staff/set",
        streams,
        body: { set: { role: "all", active: true }, over: {} },
      };
    }),
  ];
}

function tipsToServer(): Draft {
  const streams = [toStreamId("set", "tips-to")];
  return { kind: "setting/set", streams, body: { value: "server", over: [] } };
}

function limitDraft(limit: MinorUnits): Draft {
  return {
    kind: "setting/set",
    streams: [toStreamId("set", "voucher-limit")],
    body: { value: limit, over: [] },
  };
}

function chargeRule(name: string): ChargeRule {
  return {
    id: name.toLowerCase(),
    name,
    rate: milliPercent(0),
    each: minor(0),
    from: LARGE_PARTY,
    services: [],
    areas: [],
    goods: [],
    taxClass: "food",
  };
}

function product(sku: string, price: number, stations: ReadonlyArray<string>): Product {
  const station = STATION_OF.get(sku) ?? "";
  return {
    sku,
    name: sku,
    kitchenName: "",
    shortCode: "",
    plu: "",
    barcodes: [],
    price: minor(price),
    taxClass: "food",
    category: "all",
    station: stations.includes(station) ? station : "",
    course: 0,
    soldBy: "each",
    openPrice: false,
    modifierGroups: [],
    combo: [],
    deposits: [],
    active: true,
    ...USUAL_KEEPING,
    ...USUAL_RULES,
  };
}

function withDeposits(bare: Product, hasBottles: boolean): Product {
  return hasBottles ? { ...bare, deposits: depositsOn(bare.sku) } : bare;
}

function withKeeping(bare: Product, keeping: ShopWish["keeping"]): Product {
  return { ...bare, ...keeping.get(bare.sku) };
}

function tax(rate: number): ReadonlyArray<Tax> {
  return [{ label: `VAT ${rate}%`, rate: milliPercent(rate * 1000), included: true }];
}
