/** The restaurant on a Friday: four tills in virtual time, and people who work at them by its use cases. */

import { loadFixture } from "../../src/app/catalogue/fixtures.ts";
import { orderState, orderView } from "../../src/app/orders/orders.ts";
import { refund } from "../../src/app/orders/refund.ts";
import { addToOrder } from "../../src/app/orders/sell.ts";
import { type Actor, type Till } from "../../src/app/till.ts";
import { compOf } from "../../src/domain/balance/comps.ts";
import { type Result } from "../../src/domain/base/result.ts";
import { isOfRights } from "../../src/domain/commands/approval.ts";
import { decideCharge } from "../../src/domain/commands/charge-order.ts";
import { type Decision, type DecisionContext } from "../../src/domain/commands/decision.ts";
import { decideExempt } from "../../src/domain/commands/exempt-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../src/domain/commands/give-discount.ts";
import {
  decideMerge,
  decideMoveLines,
  decideMoveTable,
  decideUnmerge,
} from "../../src/domain/commands/move-lines.ts";
import { decidePrintBill } from "../../src/domain/commands/print-bill.ts";
import { type Refusal } from "../../src/domain/commands/refusal.ts";
import { decidePayment, type MadePayment } from "../../src/domain/commands/ring-up.ts";
import {
  decideEnd,
  decideHandOver,
  decideSeat,
  decideSetSeat,
} from "../../src/domain/commands/seat-guests.ts";
import { decideSend } from "../../src/domain/commands/send-order.ts";
import { decideSplit, type SplitWish } from "../../src/domain/commands/split-order.ts";
import { decideTakeOff } from "../../src/domain/commands/take-off.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { milliPercent, minor, oneUnit, zeroMinor } from "../../src/domain/money/amounts.ts";
import { billParts } from "../../src/domain/order/bill-parts.ts";
import { floorView, tableNamed } from "../../src/domain/settings/floor.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";
import { type OrderView } from "../../src/domain/views.ts";
import { type Committed } from "../../src/ledger/ledger.ts";
import { areEqual, membersOf } from "../../src/proof/sim/checks.ts";
import { createWorld } from "../../src/proof/sim/create-world.ts";
import { completeOptions, TROUBLES } from "../../src/proof/sim/options.ts";
import { found, joinAll } from "../../src/proof/sim/shop.ts";
import { type Box, type OpenDesk, type Process, type World } from "../../src/proof/sim/world.ts";
import { setUpShop } from "../../src/proof/stories/play-story.ts";
import { type Minute } from "./friday-plan.ts";
import { valueOf } from "./shop.ts";

export const TILLS = ["A", "B", "C", "D"] as const;
const MINUTE_MS = 60_000;
/** Of the plan, when people come to work. */
export const BEGINS: Minute = 45;
/** From eight in the morning, when a world begins. */
const BEFORE_MS = (8 * 60 + BEGINS) * MINUTE_MS;
const LOOK_MS = 250;
const PATIENCE_MS = 120_000;
/** After the tills have come to hold the same, for what they write and tell of themselves then. */
const SETTLES_MS = 3000;
/** Between the end of a time that was left out and the next act: clocks have heard of each other again. */
const WAKES_MS = 2000;

/** Their word counts for what others may not do alone: a manager's, without a limit. */
const MANAGER = "12";

export interface Friday extends Disposable {
  /** Lets everything happen up to then; a time in which nothing happens is left out. */
  readonly until: (minute: Minute) => Promise<void>;
  readonly untilEqual: () => Promise<void>;
  readonly desk: (till: string) => OpenDesk;
  /** What somebody does at a till, as one act; with the manager's word where it takes that. */
  readonly act: (till: string, staff: string, act: Act) => Committed;
  readonly knows: (till: string, id: EventId) => boolean;
  readonly order: (till: string, id: EventId) => OrderView;
  /** The power is gone: nothing of it tells anybody anything. */
  readonly dies: (till: string) => void;
  readonly isBack: (till: string) => void;
  readonly told: (till: string) => void;
  readonly problems: () => ReadonlyArray<string>;
}

export interface Act {
  readonly name: string;
  readonly decide: (context: DecisionContext) => Decision;
}

export async function openFriday(): Promise<Friday> {
  const options = completeOptions({ seed: 2, tills: TILLS.length, without: new Set(TROUBLES) });
  const world = createWorld({ ...options, clockSkewMsMax: 0, clockDriftPpmMax: 0 }, {});
  const fixture = valueOf(loadFixture("restaurant"));
  const founder = found(world, [], fixture.shop);
  setUpShop(processOf(founder).ledger, fixture);
  await joinAll(world, TILLS.length);
  await untilEqual(world);
  world.passNight(BEFORE_MS);
  const until = createWait(world);
  return {
    until,
    untilEqual: () => untilEqual(world),
    desk: (till) => deskOf(world, till),
    act: (till, staff, act) => perform(world, { till, staff }, act),
    knows: (till, id) =>
      deskOf(world, till).till.ledger.read((view) => orderView(view, id)) !== undefined,
    order: (till, id) => {
      const order = deskOf(world, till).till.ledger.read((view) => orderView(view, id));
      if (order === undefined) throw new Error(`Till ${till} does not know the order.`);
      return order;
    },
    dies: (till) => {
      boxOf(world, till).stop("power");
    },
    isBack: (till) => {
      boxOf(world, till).start();
    },
    told: (till) => {
      processOf(boxOf(world, till)).mesh.committed();
    },
    problems: () => world.problems().map(({ sentence }) => sentence),
    [Symbol.dispose]: () => {
      world[Symbol.dispose]();
    },
  };
}

/**
 * Nobody does anything between two acts, and tills that hold the same have nothing to tell each other but
 * that they are there: that would be most of the work of a night. So the clocks on the walls go on by
 * themselves, as they do in a night in which all boxes sleep.
 */
function createWait(world: World): Friday["until"] {
  const { time } = world;
  let startMs = time.nowMs() - BEGINS * MINUTE_MS;

  function leftMs(minute: Minute): number {
    return startMs + minute * MINUTE_MS - time.nowMs();
  }

  return async (minute) => {
    let restMs = leftMs(minute);
    for (; restMs > LOOK_MS && !areEqual(membersOf(world)); restMs = leftMs(minute)) {
      await time.runUntil(time.nowMs() + LOOK_MS);
    }
    if (restMs > SETTLES_MS + WAKES_MS) {
      await time.runUntil(time.nowMs() + SETTLES_MS);
      restMs = leftMs(minute) - WAKES_MS;
      world.passNight(restMs);
      startMs -= restMs;
    }
    await time.runUntil(startMs + minute * MINUTE_MS);
  };
}

async function untilEqual(world: World): Promise<void> {
  const endMs = world.time.nowMs() + PATIENCE_MS;
  while (!isEqual(world)) {
    if (world.time.nowMs() >= endMs) throw new Error("The tills never held the same.");
    await world.time.runUntil(world.time.nowMs() + LOOK_MS);
  }
}

function isEqual(world: World): boolean {
  const members = membersOf(world);
  const isWhole = members.every(({ process }) => process.open() !== undefined);
  return isWhole && members.length === world.boxes.length && areEqual(members);
}

function boxOf({ boxes }: World, name: string): Box {
  const box = boxes.find((it) => it.name === name);
  if (box === undefined) throw new Error(`There is no till ${name}.`);
  return box;
}

function processOf(box: Box): Process {
  const process = box.process();
  if (process === undefined) throw new Error(`Till ${box.name} is off.`);
  return process;
}

function deskOf(world: World, till: string): OpenDesk {
  const desk = processOf(boxOf(world, till)).open();
  if (desk === undefined) throw new Error(`Till ${till} has not heard of its shop.`);
  return desk;
}

interface Someone {
  readonly till: string;
  readonly staff: string;
}

function perform(
  world: World,
  { till: name, staff }: Someone,
  { name: act, decide }: Act,
): Committed {
  const { till } = deskOf(world, name);
  const actor = actorAt(till, staff);
  const done = vouched(actor, (who) => till.act(who, act, decide));
  processOf(boxOf(world, name)).mesh.committed();
  return done;
}

export function actorAt(till: Till, staff: string): Actor {
  return { number: staff, name: till.staffName(staff) };
}

/** With the manager's word where the person may not do it alone. */
export function vouched<Value, Fault>(
  actor: Actor,
  work: (actor: Actor) => Result<Value, Refusal | Fault>,
): Value {
  const alone = work(actor);
  if (alone.ok) return alone.value;
  const fault = alone.fault as Refusal;
  const act = isOfRights(fault) ? fault.act : undefined;
  if (act === undefined) throw new Error(`${actor.name} is refused: ${JSON.stringify(fault)}`);
  return valueOf(work({ ...actor, approval: { by: MANAGER, act } }));
}

type OnOrder = (context: DecisionContext, order: OrderState) => Decision;

function onOrder(id: EventId, name: string, decide: OnOrder): Act {
  return { name, decide: (context) => decide(context, orderState(context.view, id)) };
}

export function seats(table: string, covers: number): Act {
  return {
    name: "seat",
    decide: (context) => {
      const name = tableNamed(floorView(context.view), table)?.name ?? table;
      return decideSeat(context, { service: "dine-in", table: name, name: "", covers });
    },
  };
}

export function adds(
  { desk, told }: Friday,
  { till, staff }: Someone,
  { id, entries }: { readonly id: EventId; readonly entries: ReadonlyArray<string> },
): void {
  const { till: at } = desk(till);
  valueOf(addToOrder(at, actorAt(at, staff), { order: id, entries }));
  told(till);
}

export function sends(id: EventId): Act {
  return onOrder(id, "send", decideSend);
}

export function voids(id: EventId, line: EventId): Act {
  return onOrder(id, "void", (context, order) =>
    decideTakeOff(context, order, { voids: [{ line, count: oneUnit }], reason: "sent back" }),
  );
}

export function comps(id: EventId, line: EventId): Act {
  return onOrder(id, "comp", (context, order) =>
    decideDiscountLine(context, order, { line, discount: compOf("comp"), reason: "cold" }),
  );
}

export function takesOff(id: EventId, percent: number): Act {
  const discount = { rate: milliPercent(1000 * percent), amount: zeroMinor };
  return onOrder(id, "discount", (context, order) =>
    decideDiscountOrder(context, order, { discount, reason: "regular" }),
  );
}

/** The party waited too long. */
export function takesServiceOff(id: EventId): Act {
  return onOrder(id, "charge", (context, order) =>
    decideCharge(context, order, { name: "Service", isOn: false, reason: "waited" }),
  );
}

/** They owe no taxes, by their number. */
export function exempts(id: EventId, number: string): Act {
  return onOrder(id, "exempt", (context, order) => decideExempt(context, order, number));
}

/** Nobody orders anything there any more. */
export function ends(id: EventId): Act {
  return onOrder(id, "end", (context, order) => decideEnd(context, order, "they left"));
}

export function handsOver(ids: ReadonlyArray<EventId>, owner: string): Act {
  return {
    name: "hand over",
    decide: (context) => {
      const orders = ids.map((id) => orderState(context.view, id));
      return decideHandOver(context, { orders, owner });
    },
  };
}

/** All of a line goes onto another bill. */
export function moves(id: EventId, line: EventId, to: EventId): Act {
  return onOrder(id, "move", (context, order) =>
    decideMoveLines(context, order, { lines: [{ line }], to }),
  );
}

export function merges(id: EventId, into: EventId): Act {
  return onOrder(id, "merge", (context, order) => decideMerge(context, order, { into }));
}

export function unmerges(id: EventId): Act {
  return { name: "unmerge", decide: (context) => decideUnmerge(context, id) };
}

export function changesTable(id: EventId, table: string): Act {
  return onOrder(id, "move table", (context, order) => decideMoveTable(context, order, { table }));
}

export function splits(id: EventId, wish: SplitWish): Act {
  return onOrder(id, "split", (context, order) => decideSplit(context, order, wish));
}

/** One for each part that nobody has paid, or for all. */
export function printsBills(id: EventId): Act {
  return onOrder(id, "bill", decidePrintBill);
}

/** Whose a line is. */
export function belongs(id: EventId, line: EventId, seat: number): Act {
  return onOrder(id, "seat of a line", (context, order) =>
    decideSetSeat(context, order, { line, seat }),
  );
}

/**
 * Pays an order, or a part of a split bill by its number from 1. `held`: what becomes of goods that the
 * kitchen still holds, where that is asked.
 */
export function pays(
  id: EventId,
  payment: MadePayment,
  { part, held = "fire" }: { readonly part?: number; readonly held?: "fire" | "wait" } = {},
): Act {
  return onOrder(id, "pay", (context, order) => {
    const own = part === undefined ? undefined : billParts(order)[part - 1]?.id;
    const asked = { ...context, heldGoods: held };
    return decidePayment(own === undefined ? asked : { ...asked, part: own }, order, payment);
  });
}

/** All of the receipt, or one line of it by its place on the paper. */
export function givesBack(
  { desk, told }: Friday,
  { till, staff }: Someone,
  back: {
    readonly number: string;
    readonly method: "cash" | "card";
    readonly line?: number;
    readonly what?: "beyond";
  },
): void {
  const { till: at } = desk(till);
  const { number, method, line, what } = back;
  const parts = line === undefined ? [] : [{ position: line, quantity: undefined }];
  const reason = what === undefined ? "was cold" : "paid twice";
  const words = { number, method, parts, reason, ...(what === undefined ? {} : { what }) };
  vouched(actorAt(at, staff), (actor) => refund(at, actor, words));
  told(till);
}

export function cash(cents: number): MadePayment {
  return { type: "cash", tendered: minor(cents) };
}

export function card(tip: number): MadePayment {
  return { type: "card", tip: minor(tip) };
}
