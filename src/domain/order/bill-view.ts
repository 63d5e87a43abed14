/** A guest's bill as its paper shows it: what is left to pay now, and nothing that a receipt has. */

import { guestsOnBill } from "../balance/line-places.ts";
import { type LineBalance, type OrderBalance } from "../balance/order-balance.ts";
import { chargeViews } from "../balance/order-charges.ts";
import { worthOfReturns } from "../balance/returns-taken.ts";
import { type PartName } from "../events/bill-events.ts";
import { type CompKind } from "../events/discount-events.ts";
import { type Service } from "../goods/catalogue.ts";
import { type EventId } from "../identity.ts";
import {
  milliPercent,
  minor,
  type MinorUnits,
  subtractMinor,
  sumMinor,
  zeroMinor,
} from "../money/amounts.ts";
import { divideRounded, productOf } from "../money/rounding.ts";
import { type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { type WallTime } from "../text/clock-text.ts";
import { type ChargeView, type ReceiptLineView, type ReceiptTaxView } from "../views.ts";
import { replacedBills } from "./bills.ts";
import { dueAtOf, isForLater } from "./due-at.ts";
import { likeness, neverJoins } from "./equal-lines.ts";
import { discountWrites, goodsOffOf } from "./goods-off.ts";
import { promoOfLine } from "./line-promo.ts";
import {
  discountWithin,
  lettersOf,
  type PaperFacts,
  paperLines,
  shareOf,
  wallTime,
  withLetters,
} from "./receipt-view.ts";

export interface BillView {
  /** Within its order, from 1. */
  readonly no: number;
  /** Bills that the guest is to throw away. */
  readonly replaces: ReadonlyArray<number>;
  readonly part: Pick<PartName, "no" | "of"> | undefined;
  readonly orderNumber: string;
  readonly shopName: string;
  readonly till: string;
  /** The server of the order. */
  readonly server: string;
  readonly at: WallTime;
  readonly service: Service;
  readonly table: string;
  /** The order's name, such as a tab's. */
  readonly name: string;
  readonly covers: number;
  /** When the order is wanted, such as `2026-12-05T10:00`; empty for now. */
  readonly dueAt: string;
  readonly currency: string;
  readonly lines: ReadonlyArray<ReceiptLineView>;
  /** The discount on all lines together. */
  readonly off: MinorUnits;
  /** The names of the goods that it is on; missing where that is all of the bill. */
  readonly offGoods?: ReadonlyArray<string>;
  /** The kind of comp when all of the bill was given away; missing for other discounts. */
  readonly comp?: CompKind;
  /** The charges on top of the goods; missing for none. */
  readonly charges?: ReadonlyArray<ChargeView>;
  /** The buyer's number where it owes no taxes; missing for most. */
  readonly exempt?: string;
  /** The total with all taxes, before deposits. */
  readonly total: MinorUnits;
  readonly taxes: ReadonlyArray<ReceiptTaxView>;
  readonly deposits: MinorUnits;
  /** The worth of goods that are returned in exchange for these. */
  readonly goodsBack: MinorUnits;
  /** The amount that the guest is asked for. */
  readonly due: MinorUnits;
  readonly demo: boolean;
  readonly training: boolean;
}

/** The head of a bill; `id` is undefined for one that is not printed yet. */
export interface BillHead extends WallTime {
  readonly id: EventId | undefined;
  readonly no: number;
  readonly part: PartName | undefined;
}

/** `balance` is that of the order, or of the part that the bill is about. */
export function toBillView(
  order: OrderState,
  { head, balance }: { readonly head: BillHead; readonly balance: OrderBalance },
  facts: PaperFacts,
): BillView {
  const { id, no, part, wallMs, offsetMinutes } = head;
  const { fields, opened } = order;
  const { joins = neverJoins } = facts;
  const items = balance.lines
    .filter(isOnBill)
    .map((own) => ({ line: own.id, own, row: likeness(order, own, joins) }));
  const { exempt } = balance;
  const letters = lettersOf(order, { items, ...(exempt && { exempt }) }, facts);
  const lines = paperLines(order, { items, letters }, ({ own }) => ({
    ...costOf(own),
    ...promoOfLine(order, own, promoLeft(own)),
  }));
  const paidBefore = subtractMinor(balance.remaining, balance.due);
  const goodsBack = minor(Math.min(paidBefore, part === undefined ? worthOfReturns(order) : 0));
  return {
    no,
    replaces: replacedBills(order, id === undefined ? { part } : { part, id }),
    part: part === undefined ? undefined : { no: part.no, of: part.of },
    orderNumber: opened?.number ?? "",
    shopName: facts.shopName,
    till: facts.tillName((opened?.number ?? "").replace(/[0-9]+$/u, "")),
    server: facts.staffName((fields.owner && registerValue(fields.owner)) ?? opened?.by ?? ""),
    at: wallTime({ wallMs, offsetMinutes }, facts.isTwice),
    service: registerValue(fields.service) ?? "counter",
    table: registerValue(fields.table) ?? "",
    name: registerValue(fields.name) ?? "",
    covers: guestsOnBill(order),
    dueAt: isForLater(order) ? dueAtOf(order) : "",
    currency: facts.currency,
    lines,
    off: sumMinor(balance.lines, ({ remainingOff }) => remainingOff),
    ...goodsOffOf(order, discountWrites(order)),
    ...(balance.discount?.kind === undefined ? {} : { comp: balance.discount.kind }),
    ...chargeViews(
      balance.charges.map(({ name, rate, remaining }) => ({ name, rate, amount: remaining })),
    ),
    ...(exempt === null ? {} : { exempt: exempt.number }),
    total: balance.remaining,
    taxes: balance.remainingTaxes.map((tax) => withLetters(tax, letters)),
    deposits: subtractMinor(paidBefore, goodsBack),
    goodsBack,
    due: balance.due,
    demo: facts.demo,
    training: facts.training === true,
  };
}

/** A line that costs nothing is on the bill too, as long as no receipt has it. */
function isOnBill({ voided, remaining, live, covered, share }: LineBalance): boolean {
  if (voided) return false;
  return remaining !== 0 || (live === 0 && covered === 0 && share === undefined);
}

/** What promotions take off the part of a line that is on this bill. */
function promoLeft({ promo, remaining, live }: LineBalance): MinorUnits {
  if (promo === 0 || remaining === live) return promo;
  return minor(divideRounded(productOf(promo, remaining), live, "up"));
}

function costOf(
  line: LineBalance,
): Pick<ReceiptLineView, "quantity" | "share" | "amount" | "discountRate" | "off" | "comp"> {
  const { quantity, remaining: amount, live, share } = line;
  const isAll = share === undefined || share.num === share.den;
  if (amount === live && isAll) return { quantity, amount, ...discountWithin(line, amount) };
  const part =
    share === undefined
      ? ({ quantity, share: "part" } as const)
      : shareOf(
          { ...share, gross: amount, ...(amount === live ? { pieces: quantity } : {}) },
          line,
        );
  return { ...part, amount, discountRate: milliPercent(0), off: zeroMinor };
}
