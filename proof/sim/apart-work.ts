/**
 * What people say at tills that don't hear each other: of one order how it is served, when it is collected, for whom it
 * is and by which number it owes no taxes, of its lines what the kitchen is to know, whose they are, when they come and
 * which piece they are; pieces are sold twice and come back twice; one sheet is counted and approved at several tills,
 * one delivery booked at each of them. Now and then somebody answers what comes of it, also twice.
 */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { listOrders } from "../../src/app/orders/orders.ts";
import { performBeside } from "../../src/app/orders/perform-act.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { type createUnseenSession } from "../../src/app/register/unseen-session.ts";
import { bookDelivery, listPurchases, orderSupplies } from "../../src/app/stock/purchases.ts";
import {
  approveSheet,
  enterCount,
  listSheets,
  openSheet,
  reviewSheet,
} from "../../src/app/stock/stocktake.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { type Actor, knowing, type Till } from "../../src/app/till/till.ts";
import { type Result } from "../../src/domain/base/result.ts";
import { inCash } from "../../src/domain/commands/order/ring-up.ts";
import { ONE_IN_STOCK } from "../../src/domain/goods/stock-quantity.ts";
import { zeroMinor } from "../../src/domain/money/amounts.ts";
import { dayOfDue } from "../../src/domain/order/due-at.ts";
import { linesBack } from "../../src/domain/order/lines-back.ts";
import { type Random } from "../../src/domain/ports.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { type LineView, type OrderView } from "../../src/domain/views.ts";
import { APART_GOODS, INSTEAD, PIECE_SKU, PIECES } from "./apart-shop.ts";
import { type Dice } from "./dice.ts";
import { type Done, doneText } from "./done-act.ts";
import { type OpenDesk } from "./world.ts";

export interface ApartWork {
  /** Says several things after an act. Returns its name. */
  readonly after: (done: string) => string;
}

type Session = ReturnType<typeof createUnseenSession>;

export interface ApartWorkDeps {
  readonly open: OpenDesk;
  readonly session: Pick<Session, "answerAttention" | "perform" | "receipt">;
  /** For what the till writes in several transactions: the books hear of that as well. */
  readonly closing: Till;
  readonly random: Random;
  readonly actor: Actor;
  /** Numbers on the papers that guests have in their hands. */
  readonly papers: () => ReadonlyArray<string>;
  /** Tells the books what was done since this person began the present act. */
  readonly tellBooks: () => void;
  /** The dice are separate, so that a seed's other acts stay the same as in a shop without. */
  readonly dice: Dice;
}

const WEIGHTS = {
  begin: 2,
  note: 4,
  service: 4,
  due: 4,
  name: 4,
  exempt: 4,
  seat: 4,
  course: 3,
  serial: 5,
  piece: 4,
  back: 2,
  refund: 3,
  order: 1,
  come: 5,
  sheet: 1,
  enter: 5,
  approve: 1.5,
  answer: 3,
} as const;
type Act = keyof typeof WEIGHTS;

const SAID_MAX = 4;
/** Mostly the oldest is taken, so that several people say something of the same. */
const FIRST_SHARE = 0.6;
const ORDERS_LEAST = 2;
const ORDERS_MOST = 4;
const LINES_SHARE = 0.7;
const NUMBERED_SHARE = 0.3;
const SURE_SHARE = 0.25;
const INSTEAD_SHARE = 0.4;
const TOLD_MAX = 9;
const DAYS_MAX = 3;
const PAPERS = 30;

export function createApartWork(deps: ApartWorkDeps): ApartWork {
  const { dice } = deps;

  function once(before: string): string {
    const what = dice.weighed<Act>(WEIGHTS);
    deps.tellBooks();
    return `${before}; ${tryStore(() => doneText(`apart ${what}`, ACTS[what](deps)), "en")}`;
  }

  return {
    after: (before) => {
      let done = before;
      for (let times = dice.between(1, SAID_MAX); times > 0; times -= 1) done = once(done);
      return done;
    },
  };
}

const NOTHING: Done = { ok: false, fault: { type: "nothing to do" } };
const SERVICES = ["counter", "dine-in", "takeaway", "delivery"] as const;
const NOTES = ["no nuts", "vegan", "no salt", "hot, no nuts", ""] as const;
const NAMES = ["Rosa", "Ruth", "Sam", ""] as const;

const ACTS: Readonly<Record<Act, (deps: ApartWorkDeps) => Done>> = {
  begin,
  note: onLine((deps, order, { id: line }) =>
    performBeside(deps.open.till, deps.actor, {
      about: order.id,
      act: "note",
      line,
      note: deps.dice.pick(NOTES),
    }),
  ),
  service: onOrder(({ open: { till }, actor, dice }, { id: about }) =>
    performBeside(till, actor, { about, act: "service", service: dice.pick(SERVICES) }),
  ),
  due: onOrder(({ open: { till }, actor, dice }, { id: about }) => {
    const wall = till.wall();
    if (wall === "") return NOTHING;
    const dueAt = `${addDays(dayOfDue(wall), dice.between(1, DAYS_MAX))}T10:00`;
    return performBeside(till, actor, { about, act: "due", dueAt });
  }),
  name: onOrder(({ open: { till }, actor, dice }, { id: about }) =>
    performBeside(till, actor, { about, act: "name", name: dice.pick(NAMES) }),
  ),
  exempt: onOrder(({ open: { till }, actor, dice }, { id: about }) => {
    const number = dice.chance(0.8) ? { number: `DE ${dice.between(1, 3)}` } : {};
    return performBeside(till, actor, { about, act: "exempt", ...number });
  }),
  seat: onLine(({ open: { till }, actor, dice }, { id: about }, { id: line }) =>
    performBeside(till, actor, { about, act: "seat", line, seat: dice.nat(4) }),
  ),
  course: onLine(({ open: { till }, actor, dice }, { id: about }, { id: line }) =>
    performBeside(till, actor, { about, act: "course", line, course: dice.between(1, 3) }),
  ),
  serial: onOrder((deps, order) => {
    const { open, dice } = deps;
    const line = order.lines.find(({ sku, voided, gone }) => sku === PIECE_SKU && !voided && !gone);
    if (line === undefined) return NOTHING;
    const serial = dice.pick(PIECES);
    const input = { about: order.id, act: "serial", line: line.id, serial } as const;
    return performBeside(open.till, sureOrNot(deps), input);
  }),
  piece: (deps) => {
    const serials = [deps.dice.pick(PIECES)];
    const wish = { entries: [PIECE_SKU], payment: inCash(undefined), service: undefined, serials };
    return sold(sell(deps.open.till, sureOrNot(deps), wish));
  },
  back: ({ open: { till }, actor, dice }) =>
    sold(
      sell(till, actor, {
        entries: [`<${PIECE_SKU}`],
        payment: inCash(zeroMinor),
        service: undefined,
        serials: [dice.pick(PIECES)],
      }),
    ),
  refund: refundPiece,
  order: ({ open: { till }, actor, dice }) => {
    const lines = dice
      .shuffle(APART_GOODS)
      .slice(0, dice.between(1, 2))
      .map((sku) => ({ sku, quantity: some(dice), how: "some" }));
    return orderSupplies(till, actor, { supplier: "Mill", expected: null, note: "", lines });
  },
  come: (deps) => {
    const { open, actor, dice } = deps;
    const purchases = listPurchases(open.till, "all").filter(({ closed }) => closed === null);
    const purchase = firstOrAny(dice, purchases.toReversed());
    if (purchase === undefined) return ACTS.order(deps);
    const lines = dice
      .shuffle(purchase.lines)
      .slice(0, dice.between(1, 2))
      .map(({ sku }) => ({ sku, quantity: some(dice) }));
    const closes = dice.chance(0.05);
    return bookDelivery(open.till, actor, { order: purchase.id, lines, closes });
  },
  sheet: ({ open: { till }, actor }) => openSheet(till, actor, { place: "", categories: [] }),
  enter: (deps) => {
    const { open, actor, dice } = deps;
    const sheet = firstOrAny(dice, openSheets(open.till));
    if (sheet === undefined) return ACTS.sheet(deps);
    const instead = dice.chance(INSTEAD_SHARE);
    return enterCount(open.till, actor, {
      sheet: sheet.id,
      sku: dice.pick(APART_GOODS),
      counted: some(dice),
      how: instead ? INSTEAD : "seen",
      instead,
    });
  },
  approve: ({ open: { till }, closing, random, actor, dice }) => {
    // What came late is approved once more.
    const late = listSheets(till).filter(
      (sheet) => sheet.approved !== null && reviewSheet(till, sheet).differences.length > 0,
    );
    const sheet = firstOrAny(dice, [...late, ...openSheets(till)]);
    if (sheet === undefined) return NOTHING;
    const review = reviewSheet(till, sheet);
    return approveSheet({ till: closing, random }, actor, { sheet, review });
  },
  answer: ({ open, session, dice }) => {
    const items = listAttentionItems(open, "en").filter(({ kind }) => ANSWERED.has(kind));
    if (items.length === 0) return NOTHING;
    const { id, answers } = dice.pick(items);
    const mine = answers.filter(({ answer }) => SAID.has(answer));
    if (mine.length === 0) return NOTHING;
    return atRegister(session.answerAttention(id, dice.pick(mine).answer, { why: "asked" }));
  },
};

const ANSWERED = new Set<string>([
  "order/service-contested",
  "order/due-contested",
  "order/name-contested",
  "order/exempt-contested",
  "line/contested",
  "purchase/came-apart",
  "serial/sold-twice",
  "serial/back-twice",
]);

const SAID = new Set<string>([
  "first-holds",
  "second-holds",
  "third-holds",
  "settle",
  "came-once",
  "came-twice",
]);

function firstOrAny<One>(dice: Dice, all: ReadonlyArray<One>): One | undefined {
  if (all.length === 0) return undefined;
  return dice.chance(FIRST_SHARE) ? all[0] : dice.pick(all);
}

function some(dice: Dice): number {
  return ONE_IN_STOCK * dice.between(1, TOLD_MAX);
}

function openSheets(till: Till): ReturnType<typeof listSheets> {
  return listSheets(till)
    .filter(({ approved }) => approved === null)
    .toReversed();
}

/** The last few open orders with a piece on them, the oldest first: all tills know that of most of them. */
function ordersHere({ open: { till } }: ApartWorkDeps): ReadonlyArray<OrderView> {
  return listOrders(till, { day: till.days().now, openOnly: true })
    .filter(({ status, lines }) => status === "open" && lines.some(({ sku }) => sku === PIECE_SKU))
    .slice(0 - ORDERS_MOST);
}

function begin({ open: { till }, actor, dice }: ApartWorkDeps): Done {
  const entries = ["coffee", PIECE_SKU, ...(dice.chance(LINES_SHARE) ? ["cola"] : [])];
  const serials = dice.chance(NUMBERED_SHARE) ? [dice.pick(PIECES)] : [];
  return sold(
    sell(till, actor, { entries, payment: { type: "none" }, service: undefined, serials }),
  );
}

function onOrder(
  act: (deps: ApartWorkDeps, order: OrderView) => Done,
): (deps: ApartWorkDeps) => Done {
  return (deps) => {
    const orders = ordersHere(deps);
    const order = orders.length < ORDERS_LEAST ? undefined : firstOrAny(deps.dice, orders);
    return order === undefined ? begin(deps) : act(deps, order);
  };
}

function onLine(
  act: (deps: ApartWorkDeps, order: OrderView, line: LineView) => Done,
): (deps: ApartWorkDeps) => Done {
  return onOrder((deps, order) => {
    const lines = order.lines.filter(({ voided, gone }) => !voided && !gone);
    const line = lines.length === 0 ? undefined : deps.dice.pick(lines);
    return line === undefined ? NOTHING : act(deps, order, line);
  });
}

/** Some sell on what is out already, and say so. */
function sureOrNot({ actor, dice }: ApartWorkDeps): Actor {
  return dice.chance(SURE_SHARE) ? knowing(actor, "line") : actor;
}

/** A guest brings a piece back, of the last few: another one is brought the same paper. */
function refundPiece({ session, dice, papers }: ApartWorkDeps): Done {
  for (const number of papers().slice(-PAPERS)) {
    const receipt = session.receipt(number);
    if (!receipt.ok) continue;
    const row = receipt.value.lines.find(({ name, left }) => name === PIECE_SKU && left > 0);
    if (row === undefined || !dice.chance(FIRST_SHARE)) continue;
    const { id, order, beyond } = receipt.value;
    const lines = [...linesBack(row, row.left)];
    const what = beyond.length > 0 ? ({ what: "goods" } as const) : {};
    const how = { method: "cash", reason: "broken", ...what };
    return atRegister(session.perform({ act: "refund", order, receipt: id, lines, ...how }));
  }
  return NOTHING;
}

function sold(done: Result<unknown, { readonly type: string }>): Done {
  return done.ok ? done : { ok: false, fault: { type: done.fault.type } };
}

function atRegister(done: Result<unknown, { readonly message: string }>): Done {
  return done.ok ? done : { ok: false, fault: { type: done.fault.message } };
}
