/** A till with somebody at it: what they do is the register's own use cases, told in a line each. */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { listOrders, orderView } from "../../src/app/orders/orders.ts";
import { type PerformedOf } from "../../src/app/orders/perform-act.ts";
import { createUnseenSession } from "../../src/app/register/unseen-session.ts";
import { moveStock, stockOfArticle, type StockWish } from "../../src/app/stock/stock.ts";
import { err, ok, type Result } from "../../src/domain/base/result.ts";
import { type Product } from "../../src/domain/goods/catalogue.ts";
import { ONE_IN_STOCK, type StockKind } from "../../src/domain/goods/stock-quantity.ts";
import { type EventId } from "../../src/domain/identity.ts";
import {
  milliPercent,
  minor,
  type MinorUnits,
  thousandths,
  zeroMinor,
} from "../../src/domain/money/amounts.ts";
import { formatMoney } from "../../src/domain/money/currency.ts";
import { linesBack } from "../../src/domain/order/lines-back.ts";
import { type Random } from "../../src/domain/ports.ts";
import { type OrderView } from "../../src/domain/views.ts";
import { type AttentionAnswer } from "../../src/tui/ports/attention-port.ts";
import { type Refusal } from "../../src/tui/ports/refusal-port.ts";
import { type TillSession } from "../../src/tui/ports/till-port.ts";
import { type OpenDesk } from "../sim/world.ts";
import { type Narrator } from "./narrator.ts";

/** Goods by SKU, and how many of each. */
export type Goods = Readonly<Record<string, number>>;

export interface Counter {
  readonly till: string;
  readonly desk: () => OpenDesk;
  /** A new order that stays open, under the name of its table. */
  readonly opens: (name: string, goods: Goods) => EventId;
  /** A whole sale, paid to the cent; returns the receipt's number. */
  readonly sells: (goods: Goods, tender: Tender) => string;
  /** The order of another till, or of earlier, comes on this screen. */
  readonly takesUp: (order: EventId) => void;
  readonly adds: (goods: Goods) => void;
  readonly takesOff: (percent: number) => void;
  readonly sends: () => void;
  /** A line that the kitchen knows of. */
  readonly voids: (sku: string, reason: string) => void;
  readonly paysCash: (tendered: number) => string;
  readonly paysCard: () => string;
  /** The order was paid at the terminal: the customer gets its receipt, whose number is returned. */
  readonly givesReceipt: (order: EventId) => string;
  /** All of a receipt comes back; returns the refund's number. */
  readonly refunds: (receipt: string, tender: Tender, reason: string) => string;
  /** Returns the order that it shows now, and narrates it. */
  readonly sees: (order: EventId) => OrderView | undefined;
  readonly order: (order: EventId) => OrderView | undefined;
  /** Numbers of today's receipts that the till knows of, its own and others'. */
  readonly receipts: () => ReadonlyArray<string>;
  /** Answers a question, and settles what it needs. */
  readonly answers: (kind: string, answer: AttentionAnswer) => void;
  /** From now on somebody keeps the stock of it, so many of which come at once. */
  readonly keeps: (sku: string, stock: KeptStock, count: number) => void;
  /** A guest asks for one, and the till refuses; returns what it says. */
  readonly refuses: (sku: string) => string;
  /** So many lie there, by the word of whoever looked. */
  readonly counts: (sku: string, count: number) => void;
  /** Returns how many there are, as the till knows. */
  readonly has: (sku: string) => number;
}

type KeptStock = Exclude<StockKind, "none">;

export type Tender = "cash" | "card";

export interface CounterDeps {
  readonly till: string;
  readonly staff: string;
  readonly desk: () => OpenDesk;
  readonly narrator: Narrator;
  readonly random: Random;
  /** Something was committed. */
  readonly committed: () => void;
  /** A receipt, or a refund, was given out under this number. */
  readonly issued: (number: string) => void;
}

interface Work {
  readonly deps: CounterDeps;
  readonly session: () => TillSession;
  readonly tell: (text: string) => void;
  readonly money: (amount: number) => string;
  readonly order: (order: EventId) => OrderView | undefined;
}

export function createCounter(deps: CounterDeps): Counter {
  const work = createWork(deps);
  return {
    till: deps.till,
    desk: deps.desk,
    order: work.order,
    receipts: () => {
      const { till } = deps.desk();
      const orders = listOrders(till, { day: till.days().now, openOnly: false });
      return orders.flatMap(({ receipts }) => receipts);
    },
    ...orderActs(work),
    ...saleActs(work),
    ...otherActs(work),
    ...stockActs(work),
  };
}

function createWork(deps: CounterDeps): Work {
  const { desk, till, staff, random, narrator } = deps;
  let at: { readonly desk: OpenDesk; readonly session: TillSession } | undefined;

  function session(): TillSession {
    const now = desk();
    // The session is made anew, because the box was off meanwhile.
    if (at?.desk !== now) at = { desk: now, session: sessionAt(now, staff, random) };
    return at.session;
  }

  return {
    deps,
    session,
    tell: (text) => {
      narrator.event(till, text);
    },
    money: (amount) => formatMoney(minor(amount), desk().till.currency),
    order: (order) => desk().till.ledger.read((view) => orderView(view, order)),
  };
}

function sessionAt(desk: OpenDesk, number: string, random: Random): TillSession {
  const { till } = desk;
  const actor = { number, name: till.staffName(number) };
  return createUnseenSession({
    open: { ...desk, printing: { mesh: () => undefined } },
    till,
    actor,
    random,
    prepare: () => {
      const day = till.beginDay(actor);
      return day.ok ? ok(undefined) : err({ message: day.fault.type });
    },
  });
}

function orderActs(
  work: Work,
): Pick<Counter, "opens" | "takesUp" | "adds" | "takesOff" | "sends" | "voids" | "sees"> {
  const { session, tell, money, order } = work;
  return {
    opens: (name, goods) => {
      session().newOrder();
      const rung = ring(work, goods);
      done(work, session().perform({ act: "name", name }));
      tell(`${session().staffName} opens ${name}: ${goodsText(rung)}. Total ${money(rung.total)}.`);
      return rung.id;
    },
    takesUp: (id) => {
      const recalled = done(work, session().recall(id));
      tell(`${session().staffName} takes up ${nameOf(recalled)}, ${money(recalled.due)} due.`);
    },
    adds: (goods) => {
      const before = session().order()?.lines.length ?? 0;
      const { lines, total } = ring(work, goods);
      const added = goodsText({ lines: lines.slice(before) });
      tell(`${session().staffName} adds ${added}. Total ${money(total)}.`);
    },
    takesOff: (percent) => {
      const discount = { rate: milliPercent(1000 * percent), amount: zeroMinor };
      const { order } = done(work, session().perform({ act: "discount", discount }));
      const total = order?.total ?? zeroMinor;
      tell(`${session().staffName} takes ${percent} % off. Total ${money(total)}.`);
    },
    sends: () => {
      done(work, session().perform({ act: "send" }));
      tell(`${session().staffName} sends it to the kitchen and the bar.`);
    },
    voids: (sku, reason) => {
      const line = session()
        .order()
        ?.lines.find((it) => it.sku === sku && !it.voided);
      if (line === undefined) throw new Error(`There is no ${sku} to take off.`);
      const voided = done(
        work,
        session().perform({
          act: "void",
          voids: [{ line: line.id, count: line.quantity }],
          reason,
        }),
      );
      tell(
        `${session().staffName} voids ${line.name} (${reason}). Total ${money(voided.order?.total ?? zeroMinor)}.`,
      );
    },
    sees: (id) => {
      const seen = order(id);
      tell(seen === undefined ? "knows nothing of that order." : `shows ${stateText(seen, money)}`);
      return seen;
    },
  };
}

function saleActs(work: Work): Pick<Counter, "sells" | "paysCash" | "paysCard" | "givesReceipt"> {
  const { session, tell, money, order: orderOf } = work;

  function sell(
    goods: Goods,
    tender: Tender,
  ): { readonly number: string; readonly order: OrderView } {
    session().newOrder();
    const order = ring(work, goods);
    const paid = tender === "cash" ? payCash(session().cashDue()) : payCard();
    return { number: issue(work, done(work, paid).answer.receiptNumber), order };
  }

  function payCash(tendered: MinorUnits): Result<PerformedOf<"pay">, Refusal> {
    return session().perform({ act: "pay", type: "cash", tendered });
  }

  function payCard(): Result<PerformedOf<"pay">, Refusal> {
    return session().perform({
      act: "pay",
      type: "card",
      amount: session().order()?.due ?? zeroMinor,
    });
  }

  return {
    sells: (goods, tender) => {
      const { number, order } = sell(goods, tender);
      const paid =
        tender === "cash" ? "in cash" : "by card, typed in at the terminal beside the till";
      tell(
        `${session().staffName} sells ${goodsText(order)}: ${money(order.total)} ${paid}. Receipt ${number}.`,
      );
      return number;
    },
    paysCash: (tendered) => {
      const { receiptNumber, payment } = done(work, payCash(minor(tendered))).answer;
      const number = issue(work, receiptNumber);
      const change = payment?.change ?? 0;
      const back = change === 0 ? "" : `, ${money(change)} back`;
      tell(`${session().staffName} takes ${money(tendered)} in cash${back}. Receipt ${number}.`);
      return number;
    },
    paysCard: () => {
      const { receiptNumber, payment } = done(work, payCard()).answer;
      const number = issue(work, receiptNumber);
      tell(
        `${session().staffName} takes ${money(payment?.amount ?? 0)} by card. Receipt ${number}.`,
      );
      return number;
    },
    givesReceipt: (order) => {
      const [number] = orderOf(order)?.receipts ?? [];
      tell(`${session().staffName} gives the customer receipt ${number ?? "of nothing"}.`);
      return issue(work, number);
    },
  };
}

function otherActs(work: Work): Pick<Counter, "refunds" | "answers"> {
  const { session, tell, money, deps } = work;
  return {
    refunds: (number, method, reason) => {
      const receipt = done(work, session().receipt(number));
      const isTooMuch = receipt.beyond.length > 0;
      const goods = receipt.lines
        .filter(({ left }) => left > 0)
        .flatMap((row) => linesBack(row, row.left));
      const tender = isTooMuch ? ({ lines: [], what: "beyond" } as const) : { lines: goods };
      const { id, order } = receipt;
      const request = { act: "refund", order, receipt: id, method, reason, ...tender } as const;
      const back = done(work, session().perform(request)).answer;
      const what = isTooMuch ? "gives back what was paid too much on" : "takes all goods back of";
      tell(
        `${session().staffName} ${what} ${number} (${reason}): ${money(back.amount)} ${method === "cash" ? "in cash" : "to the card"}. Refund ${back.number}.`,
      );
      return issue(work, back.number);
    },
    answers: (kind, answer) => {
      const item = listAttentionItems(deps.desk(), "en").find((it) => it.kind === kind);
      if (item === undefined) throw new Error(`Nobody is asked about ${kind}.`);
      done(work, session().answerAttention(item.id, answer, { why: "looked at" }));
      tell(`${session().staffName} answers "${item.text}": ${answer}.`);
    },
  };
}

function stockActs(work: Work): Pick<Counter, "keeps" | "refuses" | "counts" | "has"> {
  const { session, tell, deps } = work;

  function productOf(sku: string): Product {
    const product = deps.desk().till.catalogue().productsBySku.get(sku);
    if (product === undefined) throw new Error(`Nobody sells ${sku}.`);
    return product;
  }

  function book(wish: StockWish): void {
    const { till } = deps.desk();
    const { staff: number } = deps;
    const booked = moveStock(till, { number, name: till.staffName(number) }, wish);
    if (!booked.ok) throw new Error(`Till ${deps.till} refuses: ${booked.fault.type}`);
    deps.committed();
  }

  return {
    keeps: (id, stock, count) => {
      const fields = [{ field: "stock", text: stock }];
      done(work, session().office.changeEntry({ type: "product", id, isNew: false, fields }));
      book({ type: "receive", sku: id, quantity: count * ONE_IN_STOCK });
      const how = stock === "guarded" ? "guards" : "counts";
      tell(`${session().staffName} ${how} ${productOf(id).name} from now on: ${count} of it came.`);
    },
    refuses: (sku) => {
      session().newOrder();
      const added = session().perform({ act: "add", sku, quantity: thousandths(1000) });
      if (added.ok) throw new Error(`Till ${deps.till} sells ${sku}.`);
      const { message } = added.fault;
      tell(
        `${session().staffName} is asked for ${productOf(sku).name}, and the till refuses: ${message}`,
      );
      return message;
    },
    counts: (sku, count) => {
      book({ type: "count", sku, quantity: count * ONE_IN_STOCK });
      tell(`${session().staffName} counts ${productOf(sku).name}: ${count} lie there.`);
    },
    has: (sku) => stockOfArticle(deps.desk().till, productOf(sku)).level / ONE_IN_STOCK,
  };
}

function ring(work: Work, goods: Goods): OrderView {
  const { session } = work;
  for (const [sku, count] of Object.entries(goods)) {
    done(work, session().perform({ act: "add", sku, quantity: thousandths(1000 * count) }));
  }
  const order = session().order();
  if (order === undefined) throw new Error("Nothing was rung up.");
  return order;
}

/** A refusal by the register is a fault of the story. */
function done<Value>({ deps }: Work, result: Result<Value, { readonly message: string }>): Value {
  if (!result.ok) throw new Error(`Till ${deps.till} refuses: ${result.fault.message}`);
  deps.committed();
  return result.value;
}

function issue({ deps }: Work, number: string | undefined): string {
  if (number === undefined) throw new Error(`Till ${deps.till} gave no receipt.`);
  deps.issued(number);
  return number;
}

function goodsText({ lines }: Pick<OrderView, "lines">): string {
  return lines
    .filter(({ voided, gone }) => !voided && !gone)
    .map(({ name, quantity }) => `${quantity / 1000} x ${name}`)
    .join(", ");
}

function nameOf({ name, number }: OrderView): string {
  return name === "" ? `order ${number}` : `${name} (order ${number})`;
}

function stateText(order: OrderView, money: (amount: number) => string): string {
  const goods = goodsText(order);
  if (order.status === "paid") {
    return `${nameOf(order)} paid: ${goods}. Total ${money(order.total)}, receipt ${order.receipts.join(", ")}.`;
  }
  return `${nameOf(order)} ${order.status}: ${goods}. Total ${money(order.total)}, due ${money(order.due)}.`;
}
