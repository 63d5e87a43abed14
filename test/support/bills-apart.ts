/**
 * Bills that two tills of the café sell, pay, void and answer for without hearing each other, and what their report says
 * then.
 */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { type OpenItem } from "../../src/app/attention/open-item.ts";
import { changeEntry, changeSetting } from "../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { findOrder, findReceipt } from "../../src/app/orders/orders.ts";
import { knowing } from "../../src/app/till/till.ts";
import { type MadePayment } from "../../src/domain/commands/order/ring-up.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { payOrder, performOn } from "./acts.ts";
import { answerTo } from "./answer-item.ts";
import { CAFE_DAY, cafeCopies, MIA } from "./cafe.ts";
import { sellGoods } from "./sell-goods.ts";
import { valueOf } from "./shop.ts";
import { meet, type TillAt } from "./two-tills.ts";
import { tillsWithSecrets } from "./voucher-acts.ts";

const RAVI = { number: "4", name: "Ravi" };
export const DAY = CAFE_DAY as BusinessDay;
const SAT = `${addDays(DAY, 1)}T10:00`;
/** Their prices in cents, and their taxes. */
const GOODS = {
  MEALS: [7200, "food"],
  WINE: [2900, "alcohol"],
  CAKE: [3800, "food"],
  BUN: [260, "food"],
  DINNER: [2889, "alcohol"],
  TOKEN: [1000, "food"],
} as const;

type Deed = (till: TillAt, order: string) => void;

export interface BillApart {
  readonly goods: ReadonlyArray<string>;
  /** Known to both. */
  readonly first?: ReadonlyArray<Deed>;
  readonly isForLater?: boolean;
  /** What each does without having heard of the other. */
  readonly a: ReadonlyArray<Deed>;
  readonly b: ReadonlyArray<Deed>;
}

interface Apart {
  readonly tills: readonly [TillAt, TillAt];
  /** The order's number. */
  readonly order: string;
}

/**
 * Returns what plays a bill, and gives both tills as they have heard each other again. Each file of tests begins its
 * own, since the café's copies are gone with the file.
 */
export function beginBillsApart(): (bill: BillApart) => Promise<Apart> {
  const newCafe = cafeOfBills();
  return async ({ goods, first = [], isForLater = false, a, b }) => {
    const { counter, bar } = await tillsWithSecrets(await newCafe());
    const { order } = sellGoods(counter.till, goods);
    if (isForLater)
      valueOf(performOn(counter.till, MIA, { act: "due", order: order.number, dueAt: SAT }));
    for (const deed of first) deed(counter, order.number);
    meet(counter, bar);
    for (const deed of a) deed(counter, order.number);
    for (const deed of b) deed(bar, order.number);
    meet(counter, bar);
    return { tills: [counter, bar], order: order.number };
  };
}

/** Founds the café that sells them. */
export function cafeOfBills(): ReturnType<typeof cafeCopies> {
  return cafeCopies({
    sells: ({ sku }) => sku === "CROISSANT",
    before: ({ till }) => {
      for (const [sku, [price, taxClass]] of Object.entries(GOODS)) {
        const fields = [
          { field: "name", text: sku },
          { field: "price", text: (price / 100).toFixed(2) },
          { field: "category", text: "bakery" },
          { field: "tax class", text: taxClass },
          ...(sku === "TOKEN" ? [{ field: "voucher", text: "yes" }] : []),
        ];
        valueOf(changeEntry(till, RAVI, { type: "product", id: sku, isNew: true, fields }));
      }
      valueOf(changeSetting(till, RAVI, { key: "forfeit-class", texts: ["food"] }));
    },
  });
}

/** Pays so much, in cents. */
export function card(amount: number): Deed {
  return paying({ type: "card", amount: minor(amount) });
}

export function cash(tendered: number): Deed {
  return paying({ type: "cash", tendered: minor(tendered) });
}

function paying(payment: MadePayment): Deed {
  return ({ till }, order) => {
    valueOf(payOrder(till, MIA, { order, payment }));
  };
}

export function collect(payment?: MadePayment): Deed {
  return ({ till }, order) => {
    valueOf(performOn(till, MIA, { act: "collect", order, ...(payment && { payment }) }));
  };
}

export function forfeit({ till }: TillAt, order: string): void {
  const sure = knowing(RAVI, "line");
  valueOf(performOn(till, sure, { act: "forfeit", reason: "not collected", order }));
}

export function voidAll({ till }: TillAt, order: string): void {
  const voids = (findOrder(till, order)?.order.lines ?? []).map(({ id: line }) => ({ line }));
  valueOf(performOn(till, RAVI, { act: "void", reason: "left", order, voids }));
}

/** Voids the goods of one article. */
export function voidGoods(sku: string): Deed {
  return ({ till }, order) => {
    const lines = findOrder(till, order)?.order.lines ?? [];
    const voids = lines.filter((line) => line.sku === sku).map(({ id: line }) => ({ line }));
    valueOf(performOn(till, RAVI, { act: "void", reason: "not wanted", order, voids }));
  };
}

/** Gives back what the order has too much of. */
export function handBack(method: string): Deed {
  return ({ till }, order) => {
    valueOf(performOn(till, RAVI, { act: "pay", order, type: "refund", method }));
  };
}

/** Takes all goods of the receipt back, and hands out what was paid for them. */
export function goodsBack(number: string, method: string): Deed {
  return ({ till }, order) => {
    const receipt = findReceipt(till, number)?.receipt;
    if (receipt === undefined) throw new Error("There is no such receipt.");
    const back = { act: "refund", receipt, lines: [], method, reason: "came back" } as const;
    valueOf(performOn(till, RAVI, { ...back, order }));
  };
}

/** The items about the money of an order. */
export function itemsAt(till: TillAt): ReadonlyArray<OpenItem> {
  return listAttentionItems(till.open, "en").filter(
    ({ subject }) => subject.type === "order" && subject.fact.sign !== undefined,
  );
}

/** The sums of what is asked, each with its sign: money, then turnover. */
export function asked(till: TillAt): ReadonlyArray<readonly [number, number]> {
  return itemsAt(till).flatMap(({ subject }) => {
    if (subject.type !== "order") return [];
    const { sign = 1, amount, turnover = 0 } = subject.fact;
    return [[sign === 1 ? amount : 0 - amount, turnover] as const];
  });
}

export function answer(till: TillAt, which: OpenItem["answers"][number]["answer"]): void {
  const item = itemsAt(till).find(({ answers }) => answers.some((it) => it.answer === which));
  if (item === undefined) throw new Error(`Nothing is asked that "${which}" answers.`);
  answerTo(till, item, which);
}

/** Turnover by rate, taxes, money and deposits of the day. */
export function books({ till }: TillAt): {
  readonly gross: Readonly<Record<string, number>>;
  readonly tax: number;
  readonly held: number;
  readonly deposits: number;
  readonly differences: ReadonlyArray<unknown>;
} {
  const { taxes, tenders, depositsHeld, differences } = dayReport(till, DAY);
  return {
    gross: Object.fromEntries(
      taxes.flatMap(({ label, net, tax }) => (net + tax === 0 ? [] : [[label, net + tax]])),
    ),
    tax: taxes.reduce((sum, { tax }) => sum + tax, 0),
    held: tenders.reduce((sum, { kept }) => sum + kept, 0),
    deposits: depositsHeld.total,
    differences,
  };
}

export const BILLS_APART = {
  "the rest of a bill, paid at both": {
    acts: {
      goods: ["meals", "wine"],
      first: [card(3000)],
      a: [card(7100)],
      b: [card(7100)],
    },
    asks: [7100, 10_100],
    says: "71.00 to the card, 30.00 without money",
    after: { gross: { "VAT 9%": 7200, "VAT 21%": 2900 }, tax: 1097, held: 10_100 },
    again: [-7100, -10_100],
  },
  "an order that was paid ahead, collected at both": {
    acts: {
      goods: ["cake"],
      isForLater: true,
      first: [card(3800)],
      a: [collect()],
      b: [collect()],
    },
    asks: [0, 3800],
    says: "38.00 without money",
    after: { gross: { "VAT 9%": 3800 }, tax: 314, held: 3800 },
    again: [0, -3800],
  },
  "an order that was paid ahead, collected at one and forfeited at the other": {
    acts: { goods: ["cake"], isForLater: true, first: [card(3800)], a: [collect()], b: [forfeit] },
    asks: [0, 3800],
    says: "38.00 without money",
    after: { gross: { "VAT 9%": 3800 }, tax: 314, held: 3800 },
    again: [0, -3800],
  },
  "a deposit, whose rest was paid at one, and that was forfeited at the other": {
    acts: {
      goods: ["cake"],
      isForLater: true,
      first: [cash(2000)],
      a: [collect({ type: "card", amount: minor(1800) })],
      b: [forfeit],
    },
    asks: [1800, 3800],
    says: "18.00 to the card, 20.00 without money",
    after: { gross: { "VAT 9%": 2000 }, tax: 165, held: 2000 },
    again: [-1800, -3800],
  },
  "a deposit that both tills kept": {
    acts: {
      goods: ["cake"],
      isForLater: true,
      first: [cash(2000)],
      a: [forfeit],
      b: [forfeit],
    },
    asks: [0, 2000],
    says: "20.00 without money",
    after: { gross: { "VAT 9%": 2000 }, tax: 165, held: 2000 },
    again: [0, -2000],
  },
  "goods that were paid at one, and voided with their deposit handed back at the other": {
    acts: {
      goods: ["bun", "bun"],
      first: [cash(200)],
      a: [card(320)],
      b: [voidAll, handBack("cash")],
    },
    asks: [320, 520],
    says: "3.20 to the card, 2.00 without money",
    after: { gross: {}, tax: 0, held: 0 },
    again: [-320, -520],
  },
} as const satisfies Record<string, { readonly acts: BillApart } & Record<string, unknown>>;
