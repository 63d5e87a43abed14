/** The Saturday in the deli, played by the use cases at three tills, and what becomes of it in books of its own. */

import { announceClosing, closeOwnZ } from "../../src/app/day/close-day.ts";
import { writeClose } from "../../src/app/day/close-evening.ts";
import { xBody } from "../../src/app/day/z-papers.ts";
import { drawerHere } from "../../src/app/drawers/drawers.ts";
import { type OrderDetails } from "../../src/app/orders/orders.ts";
import { refund } from "../../src/app/orders/refund.ts";
import { sellVoucher } from "../../src/app/orders/sell-voucher.ts";
import { addToOrder, sell, type SaleWords } from "../../src/app/orders/sell.ts";
import { type Actor, knowing, type Till } from "../../src/app/till/till.ts";
import { askForPurse, givePurse, voucherPurse } from "../../src/app/vouchers/purse-rights.ts";
import { voucherName } from "../../src/app/vouchers/vouchers.ts";
import { compOf } from "../../src/domain/balance/comps.ts";
import { type MadePayment } from "../../src/domain/commands/order/ring-up.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { milliPercent, minor, zeroMinor } from "../../src/domain/money/amounts.ts";
import { payOrder, performOn, voidLine } from "./acts.ts";
import { closeDrawer, countDrawer, moveCash, openDrawer } from "./drawer-acts.ts";
import {
  cashAt,
  dueFor,
  emptyBooks,
  goodsOf,
  grossOf,
  half,
  type Money,
  percent,
  type Piece,
  RATES,
  type Sale,
  type SaturdayBooks,
  type Savings,
  spread,
  sumOf,
  taxedAt,
  taxesOf,
  taxIn,
} from "./saturday-books.ts";
import {
  type Basket,
  type Block,
  CASHIER_OF,
  joined,
  type Minute,
  plain,
  planSaturday,
  TILLS,
  weighed,
} from "./saturday-plan.ts";
import { valueOf } from "./shop.ts";
import { actorAt, openVirtualShop, type VirtualShop } from "./virtual-shop.ts";

export const FLOAT = 20_000;
/** What each drawer was short, in cents: within the shop's limit at B, beyond it at C, where somebody knows why. */
export const SHORT: Readonly<Record<string, number>> = { A: 0, B: 60, C: 650 };

const LEAD = "4";
const MANAGER = "5";
const BEGINS: Minute = 6 * 60 + 45;
/** From eight on Friday. */
const BEFORE_MS = (22 * 60 + 45) * 60_000;
/** For ice. */
export const PAID_OUT = 1250;
/** No guest comes in that minute, whose receipt might be under way. */
const CUT: Minute = 12 * 60 + 2;
const HEALS: Minute = 13 * 60 + 30;
const X_AT: Minute = 15 * 60;
const CLOSING: Minute = 18 * 60 + 30;
/** What people lay on the counter. */
const NOTE = 1000;
const PART_IN_CASH = 500;

/** Goods of mishaps: none is in a promotion. */
const VOIDED = plain("KITCHEN-PAPER-2-ROLLS");
const STALE = plain("HALF-RYE-LOAF");
const STALE_PERCENT = 20;
const ON_THE_HOUSE = plain("ESPRESSO");
const NEIGHBOUR = joined([plain("BUTTER-250-G", 2), plain("MILK-WHOLE-1-L", 3)]);
const NEIGHBOUR_PERCENT = 10;

export interface PlayedSaturday extends Disposable {
  readonly shop: VirtualShop;
  readonly books: SaturdayBooks;
  readonly plan: ReadonlyArray<Basket>;
  /** What the lines of each paid order say that promotions took off, by their names. */
  readonly shownSavings: Savings;
  /** What A's X said, and what the books had of A then. */
  readonly x: { readonly said: object; readonly booked: object };
  /** What C sold while nobody heard it, and how it refused more of a voucher than the shop lets it redeem then. */
  readonly apart: Apart;
  readonly counts: Record<"voids" | "comps" | "discounts" | "ages", number>;
}

interface Apart {
  readonly sales: ReadonlyArray<Sale>;
  readonly refused: string;
}

interface Day {
  readonly shop: VirtualShop;
  readonly books: SaturdayBooks;
  readonly saved: Record<string, number>;
  readonly counts: PlayedSaturday["counts"];
  readonly vouchers: Map<string, string>;
  readonly receipts: Map<string, string>;
  /** An order that is begun at one till, and paid at another. */
  open: string;
  x: PlayedSaturday["x"];
  apart: PlayedSaturday["apart"];
}

interface Task {
  readonly at: Minute;
  readonly run: () => void;
}

export async function playSaturday(): Promise<PlayedSaturday> {
  const shop = await openVirtualShop({
    fixture: "deli",
    tills: TILLS.length,
    beforeMs: BEFORE_MS,
    begins: BEGINS,
    manager: MANAGER,
  });
  const plan = planSaturday();
  const day: Day = {
    shop,
    books: emptyBooks(),
    saved: {},
    counts: { voids: 0, comps: 0, discounts: 0, ages: 0 },
    vouchers: new Map(),
    receipts: new Map(),
    open: "",
    x: { said: {}, booked: {} },
    apart: { sales: [], refused: "" },
  };
  const tasks: ReadonlyArray<Task> = [
    { at: BEGINS + 3, run: () => begins(day) },
    ...TILLS.map((till) => ({ at: BEGINS + 6, run: () => opens(day, till) })),
    ...plan.map((basket) => ({ at: basket.at, run: () => serves(day, basket) })),
    ...withVouchers(day),
    ...withReturns(day),
    ...besides(day),
  ];
  for (const { at, run } of tasks.toSorted((one, other) => one.at - other.at)) {
    await shop.until(at);
    run();
  }
  await closes(day);
  return {
    shop,
    plan,
    books: day.books,
    shownSavings: day.saved,
    x: day.x,
    apart: day.apart,
    counts: day.counts,
    [Symbol.dispose]: shop[Symbol.dispose],
  };
}

function tillAt({ shop }: Day, name: string): { readonly till: Till; readonly cashier: Actor } {
  const { till } = shop.desk(name);
  return { till, cashier: actorAt(till, CASHIER_OF[name] ?? MANAGER) };
}

function begins(day: Day): void {
  const { till } = tillAt(day, "A");
  till.beginDay(actorAt(till, MANAGER), till.days().suggested);
  day.shop.told("A");
}

function opens(day: Day, name: string): void {
  const { till, cashier } = tillAt(day, name);
  const float = { own: minor(FLOAT), pieces: [], foreign: [] };
  valueOf(openDrawer(till, cashier, { no: 1, float }));
  day.shop.told(name);
}

function serves(day: Day, basket: Basket): void {
  if (basket.mishap !== undefined) {
    goesWrong(day, basket, basket.mishap);
    return;
  }
  const details = sells(day, basket.till, { block: basket, paying: basket.paying });
  const [receipt] = details.receipts;
  if (receipt !== undefined) day.receipts.set(String(basket.no), receipt.number);
}

interface Selling {
  readonly block: Block;
  readonly paying: Basket["paying"];
}

/** A whole sale as one act, or in two payments. */
function sells(day: Day, name: string, { block, paying }: Selling): OrderDetails {
  const money = moneyOf(paying, dueFor(block));
  const { till, cashier } = tillAt(day, name);
  const { entries } = block;
  if (money.length === 1) {
    const words = { entries, payment: paymentOf(money[0]), service: undefined };
    return booked(day, name, { block, money, details: ringsUp(day, name, words) });
  }
  const open = { entries, payment: { type: "none" }, service: undefined } as const;
  const { order } = ringsUp(day, name, open);
  const [first, rest] = money;
  const part = { type: "cash", tendered: minor(first?.cents ?? 0) } as const;
  valueOf(payOrder(till, cashier, { order: order.id, payment: part }));
  const { details } = valueOf(
    payOrder(till, cashier, { order: order.id, payment: paymentOf(rest) }),
  );
  return booked(day, name, { block, money, details });
}

/** Where the till asks how old the buyer is, the cashier looks, and says so. */
function ringsUp(day: Day, name: string, words: SaleWords): OrderDetails {
  const { till, cashier } = tillAt(day, name);
  const tried = sell(till, cashier, words);
  if (tried.ok || tried.fault.type !== "line/age") return valueOf(tried);
  day.counts.ages += 1;
  return valueOf(sell(till, knowing(cashier, "age"), words));
}

function booked(
  { shop, books, saved }: Day,
  till: string,
  {
    block,
    money,
    details,
  }: {
    readonly block: Block;
    readonly money: ReadonlyArray<Money>;
    readonly details: OrderDetails;
  },
): OrderDetails {
  shop.told(till);
  const { pieces, deposits } = block;
  books.sales.push({ till, pieces, deposits, vouchers: 0, money, saved: block.saved });
  for (const { promo } of details.order.lines) {
    const name = promo?.names.join(" + ") ?? "";
    if (promo !== undefined) saved[name] = (saved[name] ?? 0) + promo.off;
  }
  return details;
}

function moneyOf(paying: Basket["paying"], due: number): ReadonlyArray<Money> {
  if (paying === "both" && due > PART_IN_CASH) {
    return [
      { method: "cash", cents: PART_IN_CASH },
      { method: "card", cents: due - PART_IN_CASH },
    ];
  }
  return [{ method: paying === "card" ? "card" : "cash", cents: due }];
}

function paymentOf(money: Money | undefined): MadePayment {
  if (money?.method === "card") return { type: "card", tip: zeroMinor };
  const cents = money?.cents ?? 0;
  return { type: "cash", tendered: minor(Math.ceil(cents / NOTE) * NOTE) };
}

/** An order that is open first, of which somebody takes something off, and that is paid then. */
function goesWrong(day: Day, basket: Basket, mishap: NonNullable<Basket["mishap"]>): void {
  const { till, cashier } = tillAt(day, basket.till);
  const lead = actorAt(till, LEAD);
  const { block, last } = wrongBlock(basket, mishap);
  const entries = [...block.entries, ...last.entries];
  const open = { entries, payment: { type: "none" }, service: undefined } as const;
  const { order: opened } = ringsUp(day, basket.till, open);
  const order = opened.id;
  const line = opened.lines.at(-1)?.position ?? 0;
  if (mishap === "void") {
    valueOf(voidLine(till, lead, { order, line, reason: "not wanted" }));
    day.counts.voids += 1;
  } else if (mishap === "comp") {
    const discount = compOf("comp");
    valueOf(performOn(till, lead, { act: "discount", order, line, discount, reason: "waited" }));
    day.counts.comps += 1;
  } else {
    const rate = mishap === "percent" ? STALE_PERCENT : NEIGHBOUR_PERCENT;
    const discount = { rate: milliPercent(1000 * rate), amount: zeroMinor };
    const of = mishap === "percent" ? { line } : {};
    valueOf(performOn(till, lead, { act: "discount", order, ...of, discount, reason: "regular" }));
    day.counts.discounts += 1;
  }
  const pieces = wrongPieces({ block, last }, mishap);
  const due = dueFor({ ...block, pieces });
  const money = moneyOf(basket.paying === "card" ? "card" : "cash", due);
  const { details } = valueOf(payOrder(till, cashier, { order, payment: paymentOf(money[0]) }));
  booked(day, basket.till, { block: { ...block, pieces }, money, details });
}

function wrongBlock(
  basket: Basket,
  mishap: NonNullable<Basket["mishap"]>,
): { readonly block: Block; readonly last: Block } {
  const { entries, pieces, deposits, saved } = basket;
  const block = { entries, pieces, deposits, saved };
  switch (mishap) {
    case "void":
      return { block, last: VOIDED };
    case "percent":
      return { block, last: STALE };
    case "comp":
      return { block, last: ON_THE_HOUSE };
    default:
      return { block: NEIGHBOUR, last: joined([]) };
  }
}

function wrongPieces(
  { block, last }: { readonly block: Block; readonly last: Block },
  mishap: NonNullable<Basket["mishap"]>,
): ReadonlyArray<Piece> {
  if (mishap === "void") return block.pieces;
  if (mishap === "comp") {
    return [...block.pieces, ...last.pieces.map((own) => ({ ...own, cents: 0 }))];
  }
  if (mishap === "percent") {
    const less = last.pieces.map((own) => {
      return { ...own, cents: own.cents - percent(own.cents, STALE_PERCENT) };
    });
    return [...block.pieces, ...less];
  }
  const all = grossOf(block.pieces);
  const shares = spread(
    all - percent(all, NEIGHBOUR_PERCENT),
    block.pieces.map(({ cents }) => cents),
  );
  return block.pieces.map((own, at) => ({ ...own, cents: shares[at] ?? 0 }));
}

/** Cents of vouchers lie at one till, and move to where they are redeemed, unless that till is cut off. */
function asks(day: Day, name: string, voucher: string): void {
  const { till } = tillAt(day, name);
  const { device: own } = till.ledger.identity.key;
  askForPurse(till, voucherPurse(voucher), (device, asked) => {
    for (const other of TILLS.filter((it) => it !== name)) {
      const { till: at } = tillAt(day, other);
      if (at.ledger.identity.key.device !== device) continue;
      givePurse(at, own, asked);
      day.shop.told(other);
    }
  });
}

function sellsVoucher(
  day: Day,
  name: string,
  what: { readonly key: string; readonly cents: number; readonly paying: "cash" | "card" },
): void {
  const { till, cashier } = tillAt(day, name);
  const { key, cents, paying } = what;
  const money: Money = { method: paying, cents };
  const tops = day.vouchers.get(key);
  const wish = { amount: minor(cents), payment: paymentOf(money), tops };
  const { made } = valueOf(sellVoucher(till, cashier, wish));
  const [first] = made;
  if (tops === undefined && first !== undefined) day.vouchers.set(key, first.voucher.id);
  day.shop.told(name);
  const goods = { pieces: [], deposits: 0, saved: {} };
  day.books.sales.push({ till: name, ...goods, vouchers: cents, money: [money] });
}

function voucherOf({ vouchers }: Day, key: string): string {
  const id = vouchers.get(key);
  if (id === undefined) throw new Error(`Nobody has sold ${key} yet.`);
  return id;
}

/** The voucher pays first, as far as it goes, and cash the rest. */
function redeems(
  day: Day,
  name: string,
  { key, block, cents }: { readonly key: string; readonly block: Block; readonly cents: number },
): void {
  const { till, cashier } = tillAt(day, name);
  const rest = dueFor(block) - cents;
  const money: ReadonlyArray<Money> = [
    { method: "voucher", cents },
    ...(rest === 0 ? [] : [{ method: "cash", cents: rest } as const]),
  ];
  const details = valueOf(
    sell(till, cashier, {
      entries: block.entries,
      payment: rest === 0 ? { type: "none" } : paymentOf({ method: "cash", cents: rest }),
      service: undefined,
      voucher: { voucher: voucherOf(day, key), name: till.ledger.read(voucherName) },
    }),
  );
  const [receipt] = details.receipts;
  if (receipt !== undefined) day.receipts.set(`${key} at ${name}`, receipt.number);
  booked(day, name, { block, money, details });
}

/** For 13.79. */
const BEANS = joined([plain("ESPRESSO-BEANS-500-G"), plain("BUTTER-250-G")]);
/** For 20.80, more than a till may redeem of a voucher that is elsewhere. */
const TOO_MUCH = joined([plain("GROUND-COFFEE-500-G"), plain("OLIVE-OIL-500-ML")]);

function withVouchers(day: Day): ReadonlyArray<Task> {
  return [
    { at: 541, run: () => sellsVoucher(day, "A", { key: "V1", cents: 2500, paying: "cash" }) },
    { at: 602, run: () => sellsVoucher(day, "B", { key: "V2", cents: 5000, paying: "card" }) },
    // V1 is redeemed at the other till.
    { at: 681, run: () => asks(day, "B", voucherOf(day, "V1")) },
    {
      at: 683,
      run: () => redeems(day, "B", { key: "V1", block: BEANS, cents: 1379 }),
    },
    // C hears nobody: it redeems up to the shop's limit, which is 20.00, and no more.
    {
      at: CUT + 21,
      run: () => {
        const { till, cashier } = tillAt(day, "C");
        const tried = sell(till, cashier, {
          entries: TOO_MUCH.entries,
          // Without a sum it would pay as far as it may, and leave the rest.
          payment: {
            type: "voucher",
            voucher: voucherOf(day, "V2"),
            name: till.ledger.read(voucherName),
            amount: minor(2080),
          },
          service: undefined,
        });
        day.apart = { ...day.apart, refused: tried.ok ? "" : tried.fault.type };
      },
    },
    {
      at: CUT + 22,
      run: () => redeems(day, "C", { key: "V2", block: plain("GROUND-COFFEE-500-G"), cents: 890 }),
    },
    { at: CUT + 40, run: () => asks(day, "A", voucherOf(day, "V2")) },
    {
      at: CUT + 42,
      run: () => redeems(day, "A", { key: "V2", block: BEANS, cents: 1379 }),
    },
    // What C took beyond its right is covered by A.
    { at: HEALS + 10, run: () => asks(day, "C", voucherOf(day, "V2")) },
    // 10.00 on top, and more goods than it has: the rest in cash.
    { at: 931, run: () => sellsVoucher(day, "C", { key: "V1", cents: 1000, paying: "cash" }) },
    { at: 935, run: () => asks(day, "A", voucherOf(day, "V1")) },
    {
      at: 937,
      run: () => {
        const block = plain("OLIVE-OIL-500-ML", 2);
        redeems(day, "A", { key: "V1", block, cents: 2500 - 1379 + 1000 });
      },
    },
    // Goods that V2 paid at A come back onto it.
    { at: 1001, run: () => returns(day, "A", { key: "V2 at A", block: BEANS, method: "voucher" }) },
  ];
}

interface Returning {
  readonly key: string;
  readonly block: Block;
  readonly method: Money["method"];
  /** Of one row of the paper, from 1; all of the receipt for none. */
  readonly row?: number;
}

function returns(day: Day, name: string, { key, block, method, row }: Returning): void {
  const { till } = tillAt(day, name);
  const number = day.receipts.get(key);
  if (number === undefined) throw new Error(`There is no receipt of ${key}.`);
  const parts = row === undefined ? [] : [{ position: row, quantity: undefined }];
  const words = { number, method, parts, reason: "not as hoped" };
  valueOf(refund(till, actorAt(till, LEAD), words));
  day.shop.told(name);
  const back =
    row === undefined ? block : { pieces: block.pieces.slice(row - 1, row), deposits: 0 };
  const { pieces, deposits } = back;
  const taxes = new Map(
    RATES.map((rate) => {
      const all = taxedAt(block, rate);
      const tax = taxIn(all, rate);
      return [rate, all === 0 ? 0 : half(tax * taxedAt(back, rate), all)];
    }),
  );
  day.books.returns.push({ till: name, method, pieces, deposits, taxes });
}

/** Some whole receipts come back, of whatever promotions; and one row of plain ones. */
function withReturns(day: Day): ReadonlyArray<Task> {
  const whole = planSaturday().filter(
    ({ no, mishap, paying }) => no % 11 === 2 && mishap === undefined && paying !== "both",
  );
  const rows = joined([plain("MILK-WHOLE-1-L", 3), plain("TISSUES-10-PACKS", 2)]);
  return [
    ...whole.map((basket) => ({
      at: beforeClosing(basket.at + 18),
      run: () => {
        const method = basket.paying === "card" ? "card" : "cash";
        returns(day, basket.till, { key: String(basket.no), block: basket, method });
      },
    })),
    {
      at: 617,
      run: () => {
        const [receipt] = sells(day, "B", { block: rows, paying: "cash" }).receipts;
        if (receipt !== undefined) day.receipts.set("rows", receipt.number);
      },
    },
    // At another till than the one that sold it.
    { at: 662, run: () => returns(day, "C", { key: "rows", block: rows, method: "cash", row: 2 }) },
  ];
}

/** Nobody comes after the shop is shut. */
function beforeClosing(at: Minute): Minute {
  return Math.min(at, CLOSING - 10);
}

function besides(day: Day): ReadonlyArray<Task> {
  const { shop } = day;
  let cutAt = 0;
  return [
    {
      at: CUT,
      run: () => {
        cutAt = day.books.sales.length;
        shop.isCutOff("C");
      },
    },
    {
      at: HEALS,
      run: () => {
        const since = day.books.sales.slice(cutAt);
        day.apart = { ...day.apart, sales: since.filter(({ till }) => till === "C") };
        shop.heals();
      },
    },
    // An order that is begun at one till, and paid at the other with more on it.
    { at: 642, run: () => beginsOrder(day) },
    { at: 645, run: () => paysElsewhere(day) },
    { at: 752, run: () => movesCash(day, "A", { what: "drop", cents: 5000 }) },
    { at: 821, run: () => movesCash(day, "B", { what: "out", cents: PAID_OUT }) },
    {
      at: X_AT,
      run: () => {
        const { figures, total } = xBody(tillAt(day, "A").till);
        const own = day.books.sales.filter(({ till }) => till === "A");
        const back = day.books.returns.filter(({ till }) => till === "A");
        day.x = {
          said: { receipts: figures["receipts"], sales: figures["sales"], total },
          booked: {
            receipts: own.length,
            sales: sumOf(own, goodsOf),
            total: sumOf(own, (sale) => dueFor(sale) + sale.vouchers) - sumOf(back, dueFor),
          },
        };
      },
    },
  ];
}

const TOGETHER = joined([
  plain("NEWS-MAGAZINE"),
  weighed("MEAT-SALAD", [325]),
  plain("PILS-500-ML", 4),
]);

function beginsOrder(day: Day): void {
  const { till, cashier } = tillAt(day, "A");
  const entries = TOGETHER.entries.slice(0, 1);
  const open = { entries, payment: { type: "none" }, service: undefined } as const;
  const { order } = valueOf(sell(till, cashier, open));
  day.open = order.id;
  day.shop.told("A");
}

function paysElsewhere(day: Day): void {
  const { till, cashier } = tillAt(day, "B");
  const order = day.open;
  const looked = knowing(cashier, "age");
  valueOf(addToOrder(till, looked, { order, entries: TOGETHER.entries.slice(1) }));
  const money: Money = { method: "card", cents: dueFor(TOGETHER) };
  const { details } = valueOf(payOrder(till, cashier, { order, payment: paymentOf(money) }));
  booked(day, "B", { block: TOGETHER, money: [money], details });
}

function movesCash(
  day: Day,
  name: string,
  { what, cents }: { readonly what: "drop" | "out"; readonly cents: number },
): void {
  const { till } = tillAt(day, name);
  const lead = actorAt(till, LEAD);
  const session = sessionOf(day, name);
  const reason = what === "out" ? "ice" : "";
  valueOf(moveCash(till, lead, { session, what, amount: minor(cents), reason }));
  day.shop.told(name);
  day.books.moved.set(name, (day.books.moved.get(name) ?? 0) - cents);
}

function sessionOf(day: Day, name: string): EventId {
  const { till, cashier } = tillAt(day, name);
  const session = drawerHere(till, cashier)?.id;
  if (session === undefined) throw new Error(`No drawer is open at ${name}.`);
  return session;
}

/** Drawers are counted, each till makes its Z, and the manager closes the day at A. */
async function closes(day: Day): Promise<void> {
  const { shop, books } = day;
  await shop.until(CLOSING);
  for (const name of TILLS) {
    const { till, cashier } = tillAt(day, name);
    const session = sessionOf(day, name);
    const own = minor(FLOAT + cashAt(books, name) - (SHORT[name] ?? 0));
    valueOf(countDrawer(till, cashier, { session, cash: { own, pieces: [], foreign: [] } }));
    const reason = name === "C" ? "wrong change" : "";
    valueOf(closeDrawer(till, cashier, { session, reason, leaves: minor(FLOAT) }));
    shop.told(name);
  }
  await shop.untilEqual();
  const { till, clock } = shop.desk("A");
  const { now } = till.days();
  closeOwnZ(till, now);
  announceClosing(till, now, MANAGER);
  shop.told("A");
  await shop.until(CLOSING + 5);
  writeClose({ till, clock }, { day: now, asked: MANAGER }, { view: undefined, withoutZ: [] });
  shop.told("A");
  await shop.untilEqual();
}

/** The tax that the sales and what came back of them come to. */
export function taxesBooked(
  { sales, returns: back }: SaturdayBooks,
  rate: (typeof RATES)[number],
): { readonly gross: number; readonly tax: number } {
  const sold = sumOf(sales, (sale) => taxedAt(sale, rate));
  const returned = sumOf(back, (it) => taxedAt(it, rate));
  const tax =
    sumOf(sales, (sale) => taxesOf(sale).get(rate) ?? 0) -
    sumOf(back, ({ taxes }) => taxes.get(rate) ?? 0);
  return { gross: sold - returned, tax };
}
