/**
 * The kinds of lines on an order: what can be done to a line of each, and how it counts.
 *
 * Each act and each sum asks for its cell, and none guesses a kind by a sign: what is below zero may be
 * goods that come back today and a deposit given back tomorrow. A kind that lacks a cell does not compile.
 */

import { type LineAdded } from "../events/line-events.ts";
import { type ORDER_KINDS } from "../events/order-events.ts";
import { type Permission } from "../events/permission.ts";
import { type GoodsFate } from "../goods/goods-fate.ts";
import { type EventId } from "../identity.ts";
import { type MinorUnits, sumMinor, type Thousandths, thousandths } from "../money/amounts.ts";
import { magnitude } from "../text/quantity.ts";

type OrderKinds = typeof ORDER_KINDS;

/** The events by which lines come to be. */
export type Birth = {
  [Kind in keyof OrderKinds]: ReturnType<
    ReturnType<OrderKinds[Kind]["schema"]>["parse"]
  > extends LineAdded
    ? Kind
    : never;
}[keyof OrderKinds];

export interface LineKind {
  /** The event by which a line of the kind comes to be, which is how the ledger records the kind. */
  readonly bornBy: Birth;
  /** 1 where quantity and amounts are zero or above, -1 where they are zero or below. */
  readonly side: 1 | -1;
  /** The right that it takes to add one, or to make it worth more, beside the act's own right. */
  readonly right: Permission | null;
  /** A person may say another price or other options for it. */
  readonly priced: boolean;
  /** A person may say another quantity of it. */
  readonly counted: boolean;
  /** Price lists price it anew where what they go by changes. */
  readonly repriced: boolean;
  /** It is part of a round, and comes once more with that. */
  readonly repeated: boolean;
  /** A person may take something off the line, or give it away. */
  readonly discounted: boolean;
  /** It has a share of what is taken off the whole order. */
  readonly bearsDiscount: boolean;
  /** What the order is charged on top of its goods is charged on it too. */
  readonly charged: boolean;
  /** It bears the taxes of its goods. */
  readonly taxed: boolean;
  /** It is spared taxes in a sale that is exempt of them. */
  readonly exempted: boolean;
  /** A station of the kitchen makes it. */
  readonly sent: boolean;
  /** It takes from counted stock, and is asked about where that is sold out. */
  readonly stocked: boolean;
  /** It may be moved to another order, or some of it. */
  readonly moved: boolean;
  /** Its pieces may be parted, and shares of it be named for the parts of a bill. */
  readonly split: boolean;
  /** A printed bill binds: less of it after that is a void that somebody answers for. */
  readonly billed: boolean;
  /** It can come back for money with its receipt. */
  readonly refunded: boolean;
  /** Goods come back with its refund, and the refund says what becomes of them. */
  readonly isRestocked: boolean;
  /** What it comes to is a sale; the sales of a day leave out what is none. */
  readonly isSale: boolean;
  /**
   * Goods go or come back with it: it counts in the goods of a day, and what it comes to is turnover of
   * whoever served, and exempt where the sale is. Money that is held or owed, such as a deposit, is none.
   */
  readonly isGoods: boolean;
}

export const LINE_KINDS = {
  goods: {
    bornBy: "order/line-added",
    side: 1,
    right: null,
    counted: true,
    priced: true,
    repriced: true,
    repeated: true,
    discounted: true,
    bearsDiscount: true,
    charged: true,
    taxed: true,
    exempted: true,
    sent: true,
    stocked: true,
    moved: true,
    split: true,
    billed: true,
    refunded: true,
    isRestocked: true,
    isSale: true,
    isGoods: true,
  },
  // Goods that come back without a receipt.
  return: {
    bornBy: "order/line-returned",
    side: -1,
    right: "return",
    counted: true,
    priced: true,
    repriced: false,
    repeated: false,
    discounted: true,
    // Nobody brought them for less because something else is bought.
    bearsDiscount: false,
    charged: false,
    taxed: true,
    exempted: true,
    sent: false,
    stocked: false,
    moved: true,
    split: true,
    billed: false,
    refunded: false,
    isRestocked: false,
    isSale: false,
    isGoods: true,
  },
  // Money for goods of a later day: a debt of the shop until then.
  voucher: {
    bornBy: "order/voucher-added",
    side: 1,
    right: null,
    counted: false,
    priced: false,
    repriced: false,
    repeated: false,
    discounted: false,
    bearsDiscount: false,
    charged: false,
    taxed: false,
    exempted: false,
    sent: false,
    stocked: false,
    moved: true,
    split: false,
    billed: true,
    refunded: false,
    isRestocked: false,
    isSale: false,
    isGoods: false,
  },
  // Money for a bottle, a crate or a glass that goes out with its goods, or by itself.
  deposit: {
    bornBy: "order/deposit-added",
    side: 1,
    right: null,
    counted: true,
    priced: false,
    repriced: false,
    repeated: false,
    // It is given back to the cent, so nobody gives anything off it.
    discounted: false,
    bearsDiscount: false,
    charged: false,
    taxed: true,
    exempted: true,
    sent: false,
    stocked: false,
    moved: true,
    split: true,
    billed: true,
    refunded: true,
    isRestocked: false,
    isSale: false,
    isGoods: false,
  },
  // Bottles, crates and glasses that come back without a receipt. Who may is said by `commands/deposits.ts`.
  empties: {
    bornBy: "order/empties-returned",
    side: -1,
    right: null,
    counted: true,
    priced: false,
    repriced: false,
    repeated: false,
    discounted: false,
    bearsDiscount: false,
    charged: false,
    taxed: true,
    exempted: true,
    sent: false,
    stocked: false,
    moved: true,
    split: true,
    billed: false,
    refunded: false,
    isRestocked: false,
    isSale: false,
    isGoods: false,
  },
  // Deposits that the shop keeps of an order that nobody collected.
  forfeit: {
    bornBy: "order/forfeit-added",
    side: 1,
    right: null,
    counted: false,
    priced: false,
    repriced: false,
    repeated: false,
    discounted: false,
    bearsDiscount: false,
    charged: false,
    taxed: true,
    exempted: false,
    sent: false,
    stocked: false,
    moved: false,
    split: false,
    billed: true,
    refunded: true,
    isRestocked: false,
    isSale: true,
    isGoods: false,
  },
} as const satisfies Readonly<Record<string, LineKind>>;

export type LineKindName = keyof typeof LINE_KINDS;

/** What a person does to a line, and a kind may not allow. */
export type Deed = "counted" | "priced" | "discounted" | "moved" | "split";

/** A line as it was added, with its kind; missing for goods. */
export type BornLine = LineAdded & {
  readonly kind?: Exclude<LineKindName, "goods">;
  /** What became of goods that came back without a receipt; missing where nobody keeps their stock. */
  readonly goods?: GoodsFate;
  /** Of a voucher: the one that it is paid onto. */
  readonly tops?: string | undefined;
  /** Of a deposit: the line that it came with, and how many of it are for one piece of that. */
  readonly with?: { readonly line: EventId; readonly each: number } | undefined;
};

/** Whatever has its kind beside it: a line as it was added, an item of a receipt. */
interface OfKind {
  readonly kind?: string | undefined;
}

/**
 * Returns the kind of a line or an item. A receipt of a later build may name one that this build does not
 * know; then it knows no event of the line either, and the order says that it is incomplete.
 */
export function kindOf({ kind = "goods" }: OfKind): LineKind {
  return Object.hasOwn(LINE_KINDS, kind) ? LINE_KINDS[kind as LineKindName] : LINE_KINDS.goods;
}

/** Whether a kind is a deposit that goes out, or one that comes back. */
export function isDepositKind(kind: string | undefined): boolean {
  return kind === "deposit" || kind === "empties";
}

interface OfItems {
  readonly items: ReadonlyArray<OfKind & { readonly net: MinorUnits }>;
}

/** Returns what items of a receipt come to that are no sales, without the taxes that prices don't include. */
export function besideSales({ items }: OfItems): MinorUnits {
  return sumMinor(items, (item) => (kindOf(item).isSale ? 0 : item.net));
}

/** Returns the items that are goods. */
export function goodsAmong<Item extends OfKind>(items: ReadonlyArray<Item>): ReadonlyArray<Item> {
  return items.filter((item) => kindOf(item).isGoods);
}

/** Returns what items of a receipt or a refund come to that are no goods, without the taxes on top. */
export function besideGoods({ items }: OfItems): MinorUnits {
  return sumMinor(items, (item) => (kindOf(item).isGoods ? 0 : item.net));
}

/** Returns so much of a line as its kind has it: zero or above, or zero or below. */
export function onItsSide({ side }: Pick<LineKind, "side">, quantity: number): Thousandths {
  return thousandths(side < 0 ? 0 - quantity : quantity);
}

/** Returns what somebody typed of goods: `<100` is one that comes back, and below zero; `<<100` is an empty one. */
export function typedGoods(
  quantity: Thousandths,
  isEmpties = false,
): {
  readonly kind: LineKindName;
  readonly quantity: Thousandths;
} {
  const back = isEmpties ? "empties" : "return";
  return { kind: quantity < 0 ? back : "goods", quantity: magnitude(quantity) };
}
