/**
 * What was sold on a day, paper by paper: receipts and refunds as they were recorded, with what the goods on them
 * were. Reports over days filter and add these up; they read no order.
 *
 * What may be called otherwise tomorrow stands here by its id: the category of goods, the area of a table, the
 * names of people and tills.
 */

import { orderBalance } from "../../domain/balance/order-balance.ts";
import {
  type ReceiptItem,
  type ReceiptTax,
  type RefundItem,
} from "../../domain/events/order-events.ts";
import { moneyDayTag, returnedOn } from "../../domain/folds/order-sums.ts";
import { type Measure } from "../../domain/goods/measure.ts";
import { type BusinessDay, type EventId, type Origin, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { besideSales, goodsAmong } from "../../domain/lines/line-kinds.ts";
import { measureOf } from "../../domain/lines/line-measure.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../../domain/money/amounts.ts";
import { servedOn } from "../../domain/order/served-items.ts";
import { ownerOf } from "../../domain/order/who-serves.ts";
import {
  type OrderState,
  type ReceiptState,
  type RefundState,
} from "../../domain/state/order-state.ts";
import { registerValue } from "../../domain/state/register.ts";
import { civilTime } from "../../domain/text/civil-time.ts";
import { timeToCompare } from "../../domain/text/clock-text.ts";
import { type BillWithGuests, billsWithGuests, createShares } from "../day-goods.ts";
import { chargesOn } from "../day-servers.ts";
import { promotionsOnReceipt, promotionsOnRefund, type SoldPromotion } from "./sold-promotions.ts";

/** Raised whenever facts are made otherwise: what was kept of an older form is made anew. */
export const SOLD_REVISION = 5;

export interface SoldDay {
  readonly day: BusinessDay;
  /** In the ledger's order of their orders, receipts before refunds. */
  readonly papers: ReadonlyArray<SoldPaper>;
  /**
   * Goods that somebody said on this day to be another person's, once off and once on; in no paper. Missing where
   * nobody did.
   */
  readonly reassigned?: ReadonlyArray<SoldPaper>;
  /** The guests of orders that were merged into others: those say so in no paper of the day. */
  readonly merged: ReadonlyArray<MergedGuests>;
}

export interface MergedGuests {
  readonly order: EventId;
  readonly guests: number;
}

/** A receipt or a refund. Amounts of a refund are below zero. */
export interface SoldPaper {
  readonly kind: "receipt" | "refund";
  readonly order: EventId;
  readonly till: Origin;
  /** The date on the wall when it was issued. */
  readonly date: BusinessDay;
  /** On the wall when it was issued, 0 to 23. */
  readonly hour: number;
  /** Staff number of the person who issued it. */
  readonly by: string;
  readonly service: string;
  /** Empty for an order without one. */
  readonly table: string;
  /** Id of the customer; empty for nobody. */
  readonly customer: string;
  /** What counts as its sale: goods, charges, taxes on top; without goods that came back and money held. */
  readonly sales: MinorUnits;
  /** Goods that came back without a receipt. */
  readonly returned: { readonly count: number; readonly total: MinorUnits };
  readonly rounding: MinorUnits;
  readonly charges: ReadonlyArray<SoldCharge>;
  readonly taxes: ReadonlyArray<ReceiptTax>;
  readonly items: ReadonlyArray<SoldItem>;
  /** Missing where none took anything off. */
  readonly promotions?: ReadonlyArray<SoldPromotion>;
  /** On the first paper of an order that says how many guests it is for; missing elsewhere. */
  readonly seated?: {
    readonly guests: number;
    /** Staff number of who serves them. */
    readonly owner: string;
    /** What all receipts of the order on this day come to, without what is no goods. */
    readonly total: MinorUnits;
  };
}

export interface SoldCharge {
  readonly name: string;
  readonly amount: MinorUnits;
  /** Staff number of whose it is. */
  readonly to: string;
}

/** Goods on a paper. */
export interface SoldItem {
  readonly sku: string;
  readonly name: string;
  readonly measure: Measure;
  /** As recorded: with the taxes that its price contains, without those that are added. */
  readonly net: MinorUnits;
  /** Whether taxes are added to its price. */
  readonly isAdded: boolean;
  /** Staff number of the order's server when it was ordered, or of whose it was said to be. */
  readonly server: string;
  /** The kind of the line, where it is not goods that were sold. */
  readonly kind?: string;
}

type Issued =
  | (ReceiptState & { readonly type: "receipt" })
  | (RefundState & { readonly type: "refund" });

/** Reads the orders with money of the day, as they are now. */
export function soldOn(view: LedgerView, day: BusinessDay): SoldDay {
  const shares = createShares(view);
  const bills = new Map(billsWithGuests(view, day).map((bill) => [bill.id, bill]));
  const papers = view.tagged(moneyDayTag(day)).flatMap((stream) => {
    const id = streamName(stream) as EventId;
    const order = view.state("order", id);
    return issuedOn(order, day).map((issued, at) => {
      const bill = at === 0 && issued.type === "receipt" ? bills.get(id) : undefined;
      return paperOf({ view, shares }, { id, order, issued, bill });
    });
  });
  const merged = [...bills.values()].flatMap(({ id, orders }) =>
    orders.filter((order) => order !== id).map((order) => guestsOn(view, order)),
  );
  const reassigned = view.tagged(moneyDayTag(day)).flatMap((stream) => {
    const id = streamName(stream) as EventId;
    return reassignedOn({ view, shares }, { id, order: view.state("order", id), day });
  });
  return { day, papers, ...(reassigned.length === 0 ? {} : { reassigned }), merged };
}

function guestsOn(view: LedgerView, order: EventId): MergedGuests {
  return { order, guests: registerValue(view.state("order", order).fields.covers) ?? 0 };
}

/** Whether what was read of a day once still holds, where its stamp does (`dayStampKey`). */
export function isStillSo(view: LedgerView, { merged }: SoldDay): boolean {
  return merged.every((it) => guestsOn(view, it.order).guests === it.guests);
}

/** Returns papers with no sale of their own on which the goods that changed hands stand twice. */
function reassignedOn(
  reading: Reading,
  { id, order, day }: Pick<OnOrder, "id" | "order"> & { readonly day: BusinessDay },
): ReadonlyArray<SoldPaper> {
  if (order.reassigned?.some((said) => said.day === day) !== true) return [];
  return issuedIn(order).flatMap((issued) => {
    const paper = paperOf(reading, { id, order, issued, bill: undefined });
    const items = movedItems(reading, { order, issued, day });
    if (items.length === 0) return [];
    const { promotions: _, ...rest } = paper;
    const nothing = { sales: zeroMinor, rounding: zeroMinor, charges: [], taxes: [] };
    return [{ ...rest, ...nothing, returned: NONE_RETURNED, items }];
  });
}

function movedItems(
  { view, shares }: Reading,
  { order, issued, day }: Pick<OnOrder, "order" | "issued"> & { readonly day: BusinessDay },
): ReadonlyArray<SoldItem> {
  return goodsAmong<ReceiptItem | RefundItem>(issued.body.items).flatMap((item) => {
    const quantity = quantityOf(shares, { issued, item });
    const { moves } = servedOn(view, order, { issued, item });
    return moves
      .filter(({ said }) => said.day === day)
      .flatMap(({ from, to }) => {
        const off = { ...item, net: minor(0 - item.net) };
        return [
          { ...itemOf(view, off, 0 - quantity), server: from },
          { ...itemOf(view, item, quantity), server: to },
        ];
      });
  });
}

function quantityOf(
  shares: Reading["shares"],
  { issued, item }: { readonly issued: Issued; readonly item: ReceiptItem | RefundItem },
): number {
  return shares(item).get(issued.id) ?? 0;
}

function issuedOn(order: OrderState, day: BusinessDay): ReadonlyArray<Issued> {
  return issuedIn(order).filter((it) => it.day === day);
}

function issuedIn(order: OrderState): ReadonlyArray<Issued> {
  const receipts = order.receipts.map((it) => Object.assign({ type: "receipt" as const }, it));
  const refunds = order.refunds.map((it) => Object.assign({ type: "refund" as const }, it));
  return [...receipts, ...refunds].filter(({ home }) => home);
}

interface Reading {
  readonly view: LedgerView;
  readonly shares: ReturnType<typeof createShares>;
}

interface OnOrder {
  readonly id: EventId;
  readonly order: OrderState;
  readonly issued: Issued;
  readonly bill: BillWithGuests | undefined;
}

function paperOf(reading: Reading, { id, order, issued, bill }: OnOrder): SoldPaper {
  const { type: kind, body, by, wallMs, offsetMinutes } = issued;
  const { date } = civilTime(wallMs, offsetMinutes);
  const { service, table, customer } = order.fields;
  const promotions =
    issued.type === "receipt"
      ? promotionsOnReceipt(reading.view, id, issued)
      : promotionsOnRefund(reading.view, id, issued);
  return {
    kind,
    order: id,
    till: body.till,
    date: date ?? issued.day,
    hour: Number.parseInt(timeToCompare({ wallMs, offsetMinutes }), 10) || 0,
    by,
    service: registerValue(service) ?? "",
    table: registerValue(table) ?? "",
    customer: registerValue(customer) ?? "",
    sales: minor(body.total - besideSales(body)),
    returned: issued.type === "receipt" ? returnedOn(issued.body) : NONE_RETURNED,
    rounding: body.rounding,
    charges: chargesOn(order, issued).map(({ name = "", amount, to }) => ({ name, amount, to })),
    taxes: body.taxes,
    items: itemsOf(reading, order, issued),
    ...(promotions.length === 0 ? {} : { promotions }),
    ...(bill === undefined
      ? {}
      : { seated: { guests: bill.guests, owner: ownerOf(order), total: bill.total } }),
  };
}

const NONE_RETURNED = { count: 0, total: zeroMinor };

function itemsOf(
  { view, shares }: Reading,
  order: OrderState,
  issued: Issued,
): ReadonlyArray<SoldItem> {
  return goodsAmong<ReceiptItem | RefundItem>(issued.body.items).map((item) => {
    const { asIssued: server } = servedOn(view, order, { issued, item });
    return Object.assign(itemOf(view, item, quantityOf(shares, { issued, item })), { server });
  });
}

type Item = Pick<ReceiptItem | RefundItem, "birth" | "line" | "net" | "kind">;

function itemOf(view: LedgerView, item: Item, quantity: number): Omit<SoldItem, "server"> {
  const { birth, line, net, kind } = item;
  const found = orderBalance(view.state("order", birth)).lines.find(({ id }) => id === line);
  const added = found?.line.added ?? null;
  return {
    sku: added?.sku ?? "",
    name: added?.name ?? "",
    measure: measureOf(added, quantity),
    net,
    isAdded: found?.taxes.some(({ included }) => !included) === true,
    ...(kind === undefined ? {} : { kind }),
  };
}

/** What a paper's sale and its returned goods come to beside its goods and charges: taxes that are added to prices. */
export function addedTaxesOf({ sales, returned, items, charges }: SoldPaper): MinorUnits {
  const goods = sumMinor(items, ({ net }) => net);
  return minor(sales + returned.total - goods - sumMinor(charges, ({ amount }) => amount));
}
