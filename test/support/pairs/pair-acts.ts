/** Sixteen acts on one order, as two people may do them on two tills that don't hear each other. */

import { FOREIGN } from "../../../proof/sim/shop-set-up.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { assertNever } from "../../../src/domain/base/assert-never.ts";
import { err, ok } from "../../../src/domain/base/result.ts";
import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import { decideFire } from "../../../src/domain/commands/kitchen/hold-fire.ts";
import { decideSend } from "../../../src/domain/commands/kitchen/send-order.ts";
import {
  decideCard,
  decideCash,
  decideForeign,
} from "../../../src/domain/commands/money/pay-order.ts";
import { decideAddGoods } from "../../../src/domain/commands/order/add-goods.ts";
import { foldDrafts, shiftContext } from "../../../src/domain/commands/order/drafted-order.ts";
import { decideSetNote, decideSetQuantity } from "../../../src/domain/commands/order/edit-order.ts";
import { decideDiscountOrder } from "../../../src/domain/commands/order/give-discount.ts";
import {
  decideMerge,
  decideMoveLines,
  decideMoveTable,
} from "../../../src/domain/commands/order/move-lines.ts";
import {
  decideNameOrder,
  decideSetService,
} from "../../../src/domain/commands/order/order-head.ts";
import { decideSetSeat } from "../../../src/domain/commands/order/seat-guests.ts";
import { decideSplit } from "../../../src/domain/commands/order/split-order.ts";
import { decideTakeOff } from "../../../src/domain/commands/order/take-off.ts";
import { type EventId } from "../../../src/domain/identity.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { milliPercent, minor, thousandths, zeroMinor } from "../../../src/domain/money/amounts.ts";
import { billParts, unpaidPart } from "../../../src/domain/order/bill-parts.ts";
import { billOf, billOrder } from "../../../src/domain/order/gathered-order.ts";
import { noteOf } from "../../../src/domain/state/notes.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { registerValue } from "../../../src/domain/state/register.ts";

/** An order that both tills work on, and one beside it for each of them. */
export interface PairTable {
  readonly order: EventId;
  readonly others: readonly [EventId, EventId];
  /** Two pieces, sent. */
  readonly soup: EventId;
  /** The line that is sent, and on hold. */
  readonly steak: EventId;
  /** The line of one piece that is not sent. */
  readonly late: EventId;
}

/** 0 at till A, 1 at till B. */
export type Side = 0 | 1;

/** How people pay and give off: the page has cards and percentages, a test the others. */
export interface PairManner {
  /** In two tenders: the half of it by card and the rest in cash. */
  readonly pays: "card" | "cash" | "foreign" | "two tenders";
  readonly gives: "rate" | "amount";
  /** A deposit of that sum is on the order before the tills are apart. */
  readonly deposit?: number;
  /** The table is one of six, which is charged for service and bread. */
  readonly isCharged?: boolean;
  readonly isTaxedOnTop?: boolean;
  /** Every payment has a tip. */
  readonly hasTips?: boolean;
  /** How the two tills, apart again, answer each question about money. */
  readonly answers?: readonly [PairAnswer, PairAnswer];
}

/** `stay`: money stays where it is, kept or written off. */
export type PairAnswer = "give-back" | "stay" | "paid-again";

export const USUAL_MANNER: PairManner = { pays: "card", gives: "rate" };

export interface PairWish {
  readonly table: PairTable;
  /** Which of the two orders beside it is that till's own. */
  readonly side: Side;
  /** The different wishes of two tills that do the same. */
  readonly wish: Side;
}

export interface PairAct {
  readonly decide: (
    context: DecisionContext,
    order: OrderState,
    at: PairWish & { readonly till: Till; readonly manner: PairManner },
  ) => Decision;
  /** Whether what that till wanted is so. Undefined for acts that are looked at by their receipts. */
  readonly stands?: (view: LedgerView, at: PairWish) => boolean;
}

const QUANTITIES = [3, 4] as const;
const RATES = [10, 20] as const;
const AMOUNTS = [minor(500), minor(1001)] as const;
export const TABLES = ["21", "22"] as const;
const PARTS = [3, 4] as const;
const NOTES = ["no nuts", "vegan"] as const;
const SEATS = [1, 2] as const;
const SERVED = ["takeaway", "delivery"] as const;
const NAMES = ["Rosa", "Ruth"] as const;
const PIECE = thousandths(1000);

export const ACTS = {
  add: {
    decide: (context, order, { till, wish }) => decideAdd(context, order, { till, wish }),
    stands: (view, { table, wish }) =>
      orderBalance(billOf(view, table.order)).lines.some(
        ({ line }) => line.added?.sku === ADDED[wish],
      ),
  },
  change: {
    decide: (context, order, { table, wish }) =>
      decideSetQuantity(context, order, { line: table.soup, quantity: pieces(QUANTITIES[wish]) }),
    stands: (view, { table, wish }) =>
      !isVoided(view, table) &&
      registerValue(soupOf(view, table).fields.quantity) === pieces(QUANTITIES[wish]),
  },
  void: {
    decide: (context, order, { table }) =>
      decideTakeOff(context, order, {
        voids: [{ line: table.soup, count: soupOn(order, table) }],
        reason: "cold",
      }),
    stands: (view, { table }) => isVoided(view, table),
  },
  discount: {
    decide: (context, order, { wish, manner }) =>
      decideDiscountOrder(context, order, {
        discount:
          manner.gives === "rate"
            ? { rate: percent(RATES[wish]), amount: zeroMinor }
            : { rate: percent(0), amount: AMOUNTS[wish] },
        reason: "regular guest",
      }),
    stands: (view, { table, wish }) =>
      orderBalance(billOf(view, table.order)).off > 0 &&
      registerValue(view.state("order", table.order).fields.discount)?.rate ===
        percent(RATES[wish]),
  },
  send: {
    decide: (context, order) => decideSend(context, order),
    stands: (view, { table }) => isSent(view, table, { line: table.late, act: "new" }),
  },
  fire: {
    decide: (context, order) => decideFire(context, order),
    stands: (view, { table }) => isSent(view, table, { line: table.steak, act: "fire" }),
  },
  "move table": {
    decide: (context, order, { wish }) => decideMoveTable(context, order, { table: TABLES[wish] }),
    stands: (view, { table, wish }) =>
      registerValue(view.state("order", table.order).fields.table) === TABLES[wish],
  },
  "move lines": {
    decide: (context, order, { table, side }) =>
      decideMoveLines(context, order, {
        lines: [{ line: table.soup, quantity: PIECE }],
        to: table.others[side],
      }),
    stands: (view, { table, side }) =>
      !isVoided(view, table) &&
      orderBalance(billOf(view, table.others[side])).lines.some(
        ({ id, remaining }) => id === table.soup && remaining > 0,
      ),
  },
  merge: {
    decide: (context, order, { table, side }) =>
      decideMerge(context, order, { into: table.others[side] }),
    stands: (view, { table, side }) =>
      billOrder(view, table.order) === billOrder(view, table.others[side]),
  },
  split: {
    decide: (context, order, { wish }) =>
      decideSplit(context, order, { type: "evenly", count: PARTS[wish] }),
    stands: (view, { table, wish }) =>
      billParts(billOf(view, table.order)).filter(({ total }) => total > 0).length === PARTS[wish],
  },
  note: {
    decide: (context, order, { table, wish }) =>
      decideSetNote(context, order, { line: table.soup, note: NOTES[wish] }),
    stands: (view, { table, wish }) =>
      !isVoided(view, table) && noteOf(soupOf(view, table)).includes(NOTES[wish]),
  },
  seat: {
    decide: (context, order, { table, wish }) =>
      decideSetSeat(context, order, { line: table.soup, seat: SEATS[wish] }),
    stands: (view, { table, wish }) =>
      !isVoided(view, table) && registerValue(soupOf(view, table).fields.seat) === SEATS[wish],
  },
  serve: {
    decide: (context, order, { wish }) => decideSetService(context, order, SERVED[wish]),
    stands: (view, { table, wish }) =>
      registerValue(view.state("order", table.order).fields.service) === SERVED[wish],
  },
  name: {
    decide: (context, order, { wish }) => decideNameOrder(context, order, NAMES[wish]),
    stands: (view, { table, wish }) =>
      registerValue(view.state("order", table.order).fields.name) === NAMES[wish],
  },
  "pay a part": { decide: (context, order, { manner }) => decidePayFirst(context, order, manner) },
  "pay all": { decide: (context, order, { manner }) => decidePay(context, order, manner) },
} as const satisfies Readonly<Record<string, PairAct>>;

export type ActName = keyof typeof ACTS;
export const ACT_NAMES = Object.keys(ACTS) as ReadonlyArray<ActName>;

/** An order that a part is paid of was split before. */
export function needsParts(name: ActName): boolean {
  return name === "pay a part";
}

/** The sums of the order and of each of the two tables beside it, before the acts. */
export const TABLE_SUMS = { order: 6134, other: 235 } as const;

const ADDED = ["CAKE", "WATER"] as const;

function decideAdd(
  context: DecisionContext,
  order: OrderState,
  { till, wish }: { readonly till: Till; readonly wish: Side },
): Decision {
  const catalogue = till.catalogue();
  const product = catalogue.productsBySku.get(ADDED[wish]);
  if (product === undefined) return err({ type: "line/unknown" });
  const goods = { kind: "goods", product, quantity: PIECE } as const;
  return decideAddGoods(context, { catalogue, goods, order, service: "dine-in" });
}

const TIP = minor(100);

/** Pays all that is due: in cash with a large note, so that change goes out. */
export function decidePay(
  context: DecisionContext,
  order: OrderState,
  { pays, hasTips = false }: PairManner,
): Decision {
  const tip = hasTips ? TIP : zeroMinor;
  const given = { tip, isTipSure: true };
  const amount = minor(50_000);
  switch (pays) {
    case "card":
      return decideCard(context, order, { amount: undefined, ...given });
    case "cash":
      return decideCash(context, order, { tendered: amount, ...given });
    case "foreign":
      return decideForeign(context, order, { currency: FOREIGN, amount, ...given });
    case "two tenders":
      return decideTwoTenders(context, order, given);
    default:
      return assertNever(pays, "tender");
  }
}

/** Pays half of it by card, and the rest in cash. */
function decideTwoTenders(
  context: DecisionContext,
  order: OrderState,
  given: Pick<Parameters<typeof decideCash>[2], "tip" | "isTipSure">,
): Decision {
  const { due } = orderBalance(order);
  const part = context.part === undefined ? undefined : unpaidPart(order, context.part);
  const half = minor(Math.floor((part?.balance.due ?? due) / 2));
  if (half <= 0) return decideCash(context, order, { tendered: minor(50_000), ...given });
  const first = decideCard(context, order, { amount: half, tip: zeroMinor });
  if (!first.ok) return first;
  const after = foldDrafts(context, order, first.value);
  const later = shiftContext(context, first.value.length);
  const second = decideCash(later, after, { tendered: minor(50_000), ...given });
  return second.ok ? ok([...first.value, ...second.value]) : second;
}

function decidePayFirst(context: DecisionContext, order: OrderState, manner: PairManner): Decision {
  const [first] = billParts(order);
  if (first === undefined) return err({ type: "split/none" });
  return decidePay({ ...context, part: first.id }, order, manner);
}

function soupOf(view: LedgerView, { order, soup }: PairTable): OrderState["linesById"][EventId] {
  const line = view.state("order", order).linesById[soup];
  if (line === undefined) throw new Error("The soup is not on the order that it was rung up on.");
  return line;
}

function soupOn(order: OrderState, { soup }: PairTable): ReturnType<typeof thousandths> {
  return orderBalance(order).lines.find(({ id }) => id === soup)?.quantity ?? thousandths(0);
}

function isVoided(view: LedgerView, table: PairTable): boolean {
  return soupOf(view, table).voids.length > 0;
}

function isSent(
  view: LedgerView,
  { order, others }: PairTable,
  { line, act }: { readonly line: EventId; readonly act: string },
): boolean {
  return [order, ...others].some((id) =>
    view.state("order", id).sentLines.some((it) => it.line === line && it.act === act),
  );
}

function pieces(count: number): ReturnType<typeof thousandths> {
  return thousandths(1000 * count);
}

function percent(rate: number): ReturnType<typeof milliPercent> {
  return milliPercent(1000 * rate);
}
