/**
 * A person at a till: sells, parks, reaches for what others have parked, changes their mind, pays, brings
 * goods back, changes a price. What they do is chance; what comes of it is the product's own use cases.
 *
 * In a shop of good manners nobody touches what somebody else has touched.
 */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { type OpenItem } from "../../src/app/attention/open-item.ts";
import { type PerformedOf } from "../../src/app/orders/perform-act.ts";
import { createUnseenSession } from "../../src/app/register/unseen-session.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { ok, type Result } from "../../src/domain/base/result.ts";
import { type TipGiven } from "../../src/domain/commands/money/tip.ts";
import { type EventId, type Hash } from "../../src/domain/identity.ts";
import {
  minor,
  milliPercent,
  type Thousandths,
  thousandths,
  type MinorUnits,
} from "../../src/domain/money/amounts.ts";
import { linesBack } from "../../src/domain/order/lines-back.ts";
import { rowOfLine } from "../../src/domain/order/order-rows.ts";
import { magnitude } from "../../src/domain/text/quantity.ts";
import { type LineView, type OrderView } from "../../src/domain/views.ts";
import { ASKING } from "../../src/printer/spool/spool-store.ts";
import { type BesideDeps, createBesideWork } from "./beside-work.ts";
import { type Dice } from "./dice.ts";
import { createPacks } from "./packs.ts";
import {
  CASH_BACK,
  FOREIGN,
  HELPER,
  houseSku,
  SKUS,
  staffNumber,
  SURE_SKU,
} from "./shop-set-up.ts";
import { createSureWork } from "./sure-work.ts";
import { type Process } from "./world.ts";

export interface Cashier {
  /** The next thing that this person does; says what came of it. */
  readonly act: () => string;
  /** Sells one thing for cash; returns why not, where it cannot. */
  readonly sellOne: () => string | undefined;
  /** Takes all that a voucher has for goods; returns why not, where it cannot. */
  readonly redeem: Process["redeem"];
  /** Rings one thing up, and parks it. Returns what it costs; undefined where it cannot. */
  readonly orderOne: Process["orderOne"];
}

export interface CashierDeps extends Omit<BesideDeps, "session" | "actor" | "shownOrder"> {
  /** Somebody wants what waits for a printer. */
  readonly tryPrinters: () => void;
  /** The till takes no cash: whoever wants to pay so is asked for a card. */
  readonly isCashless: boolean;
  /** Whether somebody may have done what ends so: nobody has, what only a stolen key has said. */
  readonly mayBeTrue: (end: Hash) => boolean;
}

type Session = ReturnType<typeof createUnseenSession>;

interface Desk extends CashierDeps {
  readonly session: Session;
  /** A session of a person who may do nothing that takes a right. */
  readonly helper: Session;
  readonly screen: { shown: EventId | undefined };
  /** The papers of this person's own till. */
  readonly ownPapers: string[];
  readonly guests: Guests;
}

/** The acts of a person: each yields what it was and what came of it. */
type Acts = Generator<string, void>;

type Routine = (desk: Desk) => Acts;

const ROUTINES = {
  sale,
  tab,
  tableOfAnybody,
  refund,
  price,
  plan,
  count,
  customer,
  shift,
  helper,
  answer,
} as const satisfies Readonly<Record<string, Routine>>;

type RoutineName = keyof typeof ROUTINES;

const WEIGHTS: Readonly<Record<RoutineName, number>> = {
  sale: 12,
  tab: 20,
  tableOfAnybody: 70,
  refund: 6,
  price: 3,
  plan: 1,
  count: 3,
  customer: 2,
  shift: 2,
  helper: 4,
  answer: 4,
};

/** The share of returns that are exchanged for other goods instead of money. */
const EXCHANGED_SHARE = 0.4;

/** The most papers in question that a person looks at. */
const SEEN_MAX = 20;

const NO_ORDER = "" as EventId;

export function createCashier(deps: CashierDeps): Cashier {
  const screen: Desk["screen"] = { shown: undefined };
  const { open, person, random } = deps;
  const { till } = open;
  const number = staffNumber(person);
  const actor = { number, name: `Person ${number}` };
  const shared = {
    // The state machine itself answers what a till says of its links.
    open: { ...open, askRights: deps.askRights, printing: { mesh: () => undefined } },
    till,
    random,
  };
  const session = createUnseenSession({
    ...shared,
    actor,
    tryPrinters: deps.tryPrinters,
    screen: {
      order: () => screen.shown,
      show: (order) => {
        screen.shown = order;
      },
    },
    prepare: () => {
      // A clock that is far off asks the date; whoever can't tell sells on the day that it was.
      tryStore(() => till.beginDay(actor), "en");
      return ok(undefined);
    },
  });
  const helperSession = createUnseenSession({
    ...shared,
    actor: { number: HELPER, name: "Helper" },
    prepare: () => ok(undefined),
  });
  const moves = createMoves({ session, dice: deps.dice.fork("moves") });
  const corrections = createCorrections({
    session,
    // Polite people correct payments only at their own till.
    papers: deps.manners === "silence" ? () => [] : deps.papers,
    dice: deps.dice.fork("corrections"),
  });
  const packs = createPacks({ ...deps, session, dice: deps.dice.fork("packs") });
  const beside = createBesideWork({ ...deps, session, actor, shownOrder: () => screen.shown });
  const work = shiftOf({
    ...deps,
    session,
    helper: helperSession,
    screen,
    ownPapers: [],
    guests: createGuests(session, deps.dice.fork("guests")),
  });
  return {
    act: () => {
      const done = beside.instead() ?? work.next().value;
      return beside.after(corrections.after(moves.after(packs.after(done))));
    },
    ...createSureWork(session, deps.isCashless),
  };
}

function* shiftOf(desk: Desk): Generator<string, never> {
  for (;;) {
    const name = desk.dice.weighed<RoutineName>(WEIGHTS);
    yield* ROUTINES[name](desk);
    desk.session.newOrder();
  }
}

function* sale(desk: Desk): Acts {
  yield* addSome(desk);
  yield* pay(desk);
}

/** Put aside under a name, for later. */
function* tab(desk: Desk): Acts {
  yield* addSome(desk);
  if (desk.dice.chance(0.5)) {
    yield did(desk.session, "name", { act: "name", name: `T${desk.dice.between(1, 9)}` });
  }
  if (desk.dice.chance(0.3)) yield did(desk.session, "send", { act: "send" });
}

/** Takes an order of anybody: brings its bill, changes it, or takes the money. */
function* tableOfAnybody(desk: Desk): Acts {
  const { dice, session, manners } = desk;
  const open = session.openOrders();
  const mine = manners === "silence" ? open.filter(({ id }) => isOwn(desk, id)) : open;
  if (mine.length === 0) {
    yield* tab(desk);
    return;
  }
  // The oldest order is taken mostly, so that several people work on the same one.
  const order = dice.chance(0.6) ? mine.at(-1) : dice.pick(mine);
  const recalled = session.recall((order ?? mine[0])?.id ?? NO_ORDER);
  if (!recalled.ok) {
    yield actText("recall", recalled);
    return;
  }
  for (let change = dice.nat(3); change > 0; change -= 1) yield changeOrder(desk);
  if (dice.chance(0.5)) yield* pay(desk);
}

function changeOrder(desk: Desk): string {
  const { dice, session } = desk;
  const order = session.order();
  const line = order && pickLine(desk, order);
  if (order === undefined || line === undefined) return "nothing";
  switch (
    dice.weighed({
      add: 4,
      more: 2,
      quantity: 3,
      off: 3,
      lineOff: 1,
      orderOff: 2,
      send: 2,
      refire: 1,
      undo: 2,
      back: 1,
    })
  ) {
    case "add":
      return did(session, "add", { act: "add", sku: pickSku(desk), quantity: pieces(dice, 3) });
    case "more":
      return did(session, "add more", {
        act: "quantity",
        line: line.id,
        is: "more",
        quantity: pieces(dice, 2),
      });
    case "quantity":
      return did(session, "quantity", {
        act: "quantity",
        line: line.id,
        also: besideInRow(session.order(), line.id),
        is: "all",
        quantity: pieces(dice, 4),
      });
    case "off":
      return did(session, "take off", {
        act: "void",
        voids: [{ line: line.id, count: magnitude(line.quantity) }],
        reason: dice.pick(["spilt", "wrong"]),
      });
    case "lineOff":
      return did(session, "line discount", {
        act: "discount",
        line: line.id,
        discount: discount(dice),
        reason: "regular guest",
      });
    case "orderOff":
      return did(session, "order discount", {
        act: "discount",
        ...offOfSome(discount(dice), line.sku),
        reason: "regular guest",
      });
    case "send":
      return did(session, "send", { act: "send" });
    case "refire":
      return did(session, "refire", {
        act: "refire",
        lines: [{ line: line.id, count: thousandths(1000) }],
        reason: dice.pick(["dropped", ""]),
      });
    case "undo":
      return actText("undo", session.undo());
    case "back":
      return did(session, "back without a receipt", {
        act: "add",
        sku: pickSku(desk),
        quantity: thousandths(-1000),
      });
    default:
      return "nothing";
  }
}

function* pay(desk: Desk): Acts {
  const { dice, session, guests } = desk;
  const order = session.order();
  if (order === undefined || order.status !== "open") return;
  if (order.refundDue > 0) {
    yield* giveBackMoney(desk);
    return;
  }
  if (dice.chance(0.2) && order.due > 1) {
    yield did(session, "pay part", {
      act: "pay",
      type: "card",
      amount: minor(dice.between(1, order.due - 1)),
    });
  }
  const wished = dice.chance(0.4)
    ? guests.payCard(session.order()?.due ?? minor(0))
    : guests.payCash(minor(Math.max(0, session.cashDue()) + dice.nat(3) * 500));
  // Where the till takes no cash, the guest has a card.
  const paid =
    wished.ok || !desk.isCashless ? wished : guests.payExactly(session.order()?.due ?? minor(0));
  if (paid.ok && paid.value.answer.receiptNumber !== undefined) {
    desk.ownPapers.push(paid.value.answer.receiptNumber);
  }
  yield actText("pay", paid);
  yield* seePapers(desk);
}

/** Part by part, by the tender that it came by; some guests want it otherwise, and say why. */
function* giveBackMoney({ dice, session }: Desk): Acts {
  for (const { method } of session.refundTenders()) {
    const reason = dice.chance(0.2) ? { reason: "card is lost" } : {};
    const by = dice.chance(0.2) ? dice.pick(["cash", "card"]) : method;
    yield did(session, "give money back", { act: "pay", type: "refund", method: by, ...reason });
  }
}

/** The guest waits for a receipt: whoever sees that papers ask says of one what is to become of it. */
function* seePapers({ dice, session, open }: Desk): Acts {
  const asking = open.jobs.find({ states: ASKING, limit: SEEN_MAX });
  if (asking.length === 0) return;
  const { id } = dice.pick(asking);
  const wish = dice.weighed({ print: 6, cancel: 1, wait: 2 });
  if (wish === "print") yield actText("print what asks", session.queue.print(id));
  if (wish === "cancel") yield actText("cancel a paper", session.queue.cancel(id, "has gone"));
}

function* refund(desk: Desk): Acts {
  const { dice, session, manners, ownPapers } = desk;
  const papers = manners === "silence" ? ownPapers : desk.papers();
  if (papers.length === 0) {
    yield* sale(desk);
    return;
  }
  // The receipt is one of the last few, so that two people are brought the same one.
  const number = dice.pick(papers.slice(-4));
  const receipt = session.receipt(number);
  if (!receipt.ok) {
    yield actText("look for a receipt", receipt);
    return;
  }
  const left = receipt.value.lines.filter((line) => line.left > 0);
  if (left.length === 0) return;
  const row = dice.pick(left);
  const lines = linesBack(row, row.left);
  if (dice.chance(EXCHANGED_SHARE)) {
    const { id, order: sold } = receipt.value;
    const goods = { sold, receipt: id, lines, reason: "cold" };
    yield did(session, "exchange", { act: "exchange", ...goods });
    yield* addSome(desk);
    // A guest who does not pay leaves the order to others, or keeps the goods.
    if (dice.chance(0.7)) yield* pay(desk);
    else if (dice.chance(0.3)) yield did(session, "keep goods", { act: "keep" });
    return;
  }
  // A receipt whose goods were paid twice needs the answer which of the two is meant.
  const isPaidTwice = receipt.value.beyond.length > 0;
  const isBeyond = isPaidTwice && dice.chance(0.5);
  const how = isBeyond ? ({ lines: [], what: "beyond" } as const) : { lines };
  yield did(session, isBeyond ? "give back what was paid twice" : "refund", {
    act: "refund",
    order: receipt.value.order,
    receipt: receipt.value.id,
    method: dice.pick(["cash", "card"]),
    reason: "cold",
    ...(isPaidTwice && !isBeyond ? { what: "goods" } : {}),
    ...how,
  });
}

function* price(desk: Desk): Acts {
  const { dice, session } = desk;
  const sku = pickToChange(desk);
  const fields = [{ field: "price", text: priceText(dice) }];
  yield actText(
    "price",
    session.office.changeEntry({ type: "product", id: sku, isNew: false, fields }),
  );
}

function* plan(desk: Desk): Acts {
  const { dice, session } = desk;
  const fromDay = session.office.nextDay();
  const wish = { sku: pickToChange(desk), price: priceText(dice), fromDay };
  yield actText("plan a price", session.office.planPrice(wish));
}

function* count(desk: Desk): Acts {
  const { dice, session } = desk;
  const left = dice.chance(0.3) ? null : thousandths(1000 * dice.between(0, 6));
  yield did(session, "count", { act: "left", sku: pickToChange(desk), left });
}

function* customer(desk: Desk): Acts {
  const { dice, session, person } = desk;
  const name = `Guest ${person} ${dice.nat(1000)}`;
  yield actText("add a customer", session.customers.add({ name, phone: "", card: "" }));
}

function* shift({ session }: Desk): Acts {
  const { since } = session.shift();
  yield since === undefined
    ? did(session, "clock-in", { act: "clock-in" })
    : did(session, "clock-out", { act: "clock-out" });
}

/** Asks for the same few things again and again, at every till. */
function* helper(desk: Desk): Acts {
  // Nobody may be asked anything there.
  if (desk.manners === "silence") return;
  const { dice, helper: session } = desk;
  for (let tries = dice.between(1, 3); tries > 0; tries -= 1) {
    const fields = [{ field: "price", text: priceText(dice) }];
    const dearer = { type: "product", id: SURE_SKU, isNew: false, fields } as const;
    yield dice.chance(0.7)
      ? actText("price by the helper", session.office.changeEntry(dearer))
      : did(session, "count by the helper", {
          act: "left",
          sku: SURE_SKU,
          left: thousandths(1000),
        });
  }
}

/** The percentage of questions about what was true that a person answers so. */
const TRUTH_SHARE = 50;

/** Somebody looks at what needs a person, and settles one thing of it. */
function* answer(desk: Desk): Acts {
  const { dice, session, open } = desk;
  const items = listAttentionItems(open, "en").filter((item) => mayAnswer(desk, item));
  if (items.length === 0) return;
  const { id, answers } = dice.pick(items);
  const [first] = answers;
  if (first === undefined) return;
  // Goods that were taken off somewhere else may have been handed out, and a deposit not kept.
  const truths = answers.filter(({ answer: one }) =>
    ["handed-out", "not-kept", "in-drawer"].includes(one),
  );
  const said = truths.length > 0 && dice.chance(TRUTH_SHARE) ? dice.pick(truths) : first;
  yield actText("answer", session.answerAttention(id, said.answer, { why: "looked at" }));
}

/** Whether the person may answer: polite people leave a paper to who sold it, and anything else to nobody. */
function mayAnswer(desk: Desk, { answers, subject }: OpenItem): boolean {
  if (answers.length === 0) return false;
  if (subject.type === "flood") {
    const { mayBeRetired, questions } = subject.flood;
    return mayBeRetired && !questions.some(({ hash }) => desk.mayBeTrue(hash));
  }
  if (subject.type === "question" && !desk.mayBeTrue(subject.question.hash)) return false;
  return desk.manners !== "silence" || (subject.type === "paper" && isOwn(desk, subject.document));
}

function* addSome(desk: Desk): Acts {
  const { dice, session } = desk;
  for (let lines = dice.between(1, 3); lines > 0; lines -= 1) {
    yield did(session, "add", { act: "add", sku: pickSku(desk), quantity: pieces(dice, 3) });
  }
}

/** Returns the other lines of the row in which a line stands. */
function besideInRow(order: OrderView | undefined, line: EventId): ReadonlyArray<EventId> {
  const row = rowOfLine(order?.lines ?? [], line)?.lines ?? [];
  return row.map(({ id }) => id).filter((id) => id !== line);
}

function pickLine({ dice }: Desk, order: OrderView): LineView | undefined {
  const lines = order.lines.filter(({ voided, gone }) => !voided && !gone);
  return lines.length === 0 ? undefined : dice.pick(lines);
}

/** Picks goods; polite people sell counted goods only at the till that counted them. */
function pickSku({ dice, person, manners }: Desk): string {
  if (dice.chance(0.3)) return houseSku(manners === "silence" ? person : dice.nat(2));
  return dice.pick(SKUS);
}

function pickToChange({ dice, person, manners }: Desk): string {
  if (manners === "silence") return houseSku(person);
  return dice.chance(0.7) ? houseSku(dice.nat(2)) : dice.pick(SKUS);
}

/** An order, or its paper. */
function isOwn({ open: { till } }: Desk, id: EventId): boolean {
  return id.startsWith(`${till.ledger.identity.key.device}.`);
}

function pieces(dice: Dice, max: number): Thousandths {
  return thousandths(1000 * dice.between(1, max));
}

function discount(dice: Dice) {
  const isRate = dice.chance(0.7);
  return {
    rate: milliPercent(isRate ? 1000 * dice.between(1, 20) : 0),
    amount: minor(isRate ? 0 : dice.between(1, 100)),
  };
}

/** Some are on the goods of a line alone. Nothing is diced for that: other days stay as they are. */
function offOfSome(off: ReturnType<typeof discount>, sku: string) {
  const isOnGoods = (off.rate / 1000 + off.amount) % 3 === 0;
  return isOnGoods ? { discount: off, on: [sku] } : { discount: off };
}

function priceText(dice: Dice): string {
  return `${dice.between(1, 9)}.${dice.between(10, 99)}`;
}

/** Does an act. Returns its name, and why it was refused. */
function did(session: Session, what: string, request: Parameters<Session["perform"]>[0]): string {
  return actText(what, session.perform(request));
}

function actText(what: string, result: Result<unknown, { readonly message: string }>): string {
  return result.ok ? what : `${what}: ${result.fault.message}`;
}

/* How guests pay: some give a tip, and some give money of their own country. */

type Payment = Result<PerformedOf<"pay">, { readonly message: string }>;

interface Guests {
  readonly payCash: (given: MinorUnits) => Payment;
  readonly payCard: (amount: MinorUnits) => Payment;
  /** By card all that is due, without a tip. */
  readonly payExactly: (amount: MinorUnits) => Payment;
}

const TIP_SHARE = 0.2;
/** The tip in minor units; some guests give a few times as much. */
const TIP = 50;
const FOREIGN_SHARE = 0.15;
/** The share of cards that bring cash as well. */
const CASH_BACK_SHARE = 0.15;
/** Two of it are worth more than one of the shop's own. */
const FOREIGN_TIMES = 2;

/** `dice`: of its own, so that what else a seed's people do stays what it was before guests gave tips. */
function createGuests(session: Pick<Session, "perform">, dice: Dice): Guests {
  function tipOf(): TipGiven {
    return { tip: minor(dice.chance(TIP_SHARE) ? TIP * dice.between(1, 4) : 0), isTipSure: true };
  }

  return {
    payCard: (due) => {
      const tip = tipOf();
      const hasCashBack = due > 0 && dice.chance(CASH_BACK_SHARE);
      const beyond = hasCashBack ? tip.tip + dice.between(1, CASH_BACK) : 0;
      const amount = minor(due + beyond);
      return session.perform({ act: "pay", type: "card", amount, hasCashBack, ...tip });
    },
    payExactly: (amount) => session.perform({ act: "pay", type: "card", amount }),
    payCash: (given) => {
      const tip = tipOf();
      const all = given + tip.tip;
      const foreign = { currency: FOREIGN, amount: minor(FOREIGN_TIMES * all) };
      return dice.chance(FOREIGN_SHARE)
        ? session.perform({ act: "pay", type: "foreign", ...foreign, ...tip })
        : session.perform({ act: "pay", type: "cash", tendered: minor(all), ...tip });
    },
  };
}

interface Moves {
  /** Moves the order in hand after an act, and says where it went. */
  readonly after: (done: string) => string;
}

interface MovesDeps {
  readonly session: Pick<ReturnType<typeof createUnseenSession>, "order" | "perform">;
  /** The dice of the moves alone, so that other acts of a seed stay what they were. */
  readonly dice: Dice;
}

const TABLES = 9;
const MOVED_SHARE = 0.12;
/** The share of moves that are taken back before the kitchen hears of them. */
const BACK_SHARE = 0.25;
/** The share of moves after which a line is voided, which the kitchen is sent at once. */
const OFF_SHARE = 0.5;
const SENT_SHARE = 0.6;

/** Guests who sit down at another table, and whoever serves them says so: to the till, and often to the kitchen. */
function createMoves({ session, dice }: MovesDeps): Moves {
  return {
    after: (done) => {
      const order = session.order();
      if (order?.status !== "open" || !dice.chance(MOVED_SHARE)) return done;
      const before = order.name;
      const said = [`move: ${wordOf(session.perform({ act: "name", name: tableName(dice) }))}`];
      if (dice.chance(BACK_SHARE)) {
        if (dice.chance(OFF_SHARE)) said.push(...takeOneOff());
        said.push(`move back: ${wordOf(session.perform({ act: "name", name: before }))}`);
      }
      if (dice.chance(SENT_SHARE)) said.push(`send: ${wordOf(session.perform({ act: "send" }))}`);
      return `${done}; ${said.join(", ")}`;
    },
  };

  function takeOneOff(): ReadonlyArray<string> {
    const line = session.order()?.lines.find(({ voided, gone }) => !voided && !gone);
    if (line === undefined) return [];
    const { id, quantity } = line;
    return [
      `take off: ${wordOf(session.perform({ act: "void", voids: [{ line: id, count: quantity }], reason: "wrong" }))}`,
    ];
  }
}

function tableName(dice: Dice): string {
  return `T${dice.between(1, TABLES)}`;
}

function wordOf(
  result:
    | { readonly ok: true }
    | { readonly ok: false; readonly fault: { readonly message: string } },
): string {
  return result.ok ? "done" : result.fault.message;
}

interface Corrections {
  /** Corrects a payment after an act, and says which. */
  readonly after: (done: string) => string;
}

interface CorrectionsDeps {
  readonly session: Pick<ReturnType<typeof createUnseenSession>, "correctable" | "perform">;
  /** Numbers on papers of guests who may come back and say so; those who stand there have none yet. */
  readonly papers: () => ReadonlyArray<string>;
  /** The dice of the corrections alone, so that other acts of a seed stay what they were. */
  readonly dice: Dice;
}

const CORRECTED_SHARE = 0.06;
/** The share of corrections by the receipt's number, at any till. */
const BY_PAPER_SHARE = 0.8;
/**
 * The papers remembered: enough that tills apart know some of the same, and few enough that two
 * people are brought one.
 */
const PAPERS = 8;

/** Payments that were booked by the wrong tender, and whoever notices puts them right: now and then two do. */
function createCorrections({ session, papers, dice }: CorrectionsDeps): Corrections {
  return {
    after: (done) => {
      if (!dice.chance(CORRECTED_SHARE)) return done;
      const brought = papers().slice(0 - PAPERS);
      const isBrought = dice.chance(BY_PAPER_SHARE) && brought.length > 0;
      const found = session.correctable(isBrought ? dice.pick(brought) : "");
      if (!found.ok) return `${done}; correct: ${found.fault.message}`;
      const { order, name, ways } = found.value;
      if (ways.length === 0) return done;
      const way = dice.pick(ways);
      const { payment, from, to } = way;
      const methods = { from: from.method, to: to.method };
      const put = session.perform({
        act: "correct",
        order,
        payment,
        ...methods,
        reason: "wrong key",
      });
      const how = `${from.method} to ${to.method} of ${name}`;
      return `${done}; correct ${how}: ${put.ok ? "done" : put.fault.message}`;
    },
  };
}
