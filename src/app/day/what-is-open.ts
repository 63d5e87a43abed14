/**
 * The things that are open when a day is to be closed: orders, drawers, people, papers, items that
 * need a person, tills that were not heard. None of them holds the close up: it goes on tomorrow,
 * or a person settles it.
 */

import { askedSum } from "../../domain/balance/card-payments.ts";
import { orderBalance } from "../../domain/balance/order-balance.ts";
import { err, ok, type Result } from "../../domain/base/result.ts";
import { requirePermission } from "../../domain/commands/decision.ts";
import { openShifts, shiftStart } from "../../domain/commands/people/clock-staff.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { closedDay } from "../../domain/day/closed-day.ts";
import { type DrawerRef, openDrawers } from "../../domain/drawer/drawers.ts";
import { type BusinessDay, type EventId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor, type MinorUnits, sumMinor } from "../../domain/money/amounts.ts";
import { destinationOf } from "../../domain/order/destination.ts";
import { dayOfDue, dueAtOf } from "../../domain/order/due-at.ts";
import { openBills } from "../../domain/order/gathered-order.ts";
import { waitingBills, waitingGoods } from "../../domain/order/waiting-goods.ts";
import { readStaffMember } from "../../domain/people/staff.ts";
import { type Destination } from "../../domain/state/order-state.ts";
import { unsettledAt } from "../../domain/terminals/settlements.ts";
import { isOver, shopTabs } from "../../domain/terminals/tab-ledger.ts";
import { readTerminals } from "../../domain/terminals/terminals.ts";
import { type WallTime } from "../../domain/text/clock-text.ts";
import { type GoodsCount } from "../../domain/views.ts";
import { ASKING, WAITING } from "../../printer/spool/spool-store.ts";
import { type DayTill } from "../../report/day-tills.ts";
import { listAttentionItems, listTillItems } from "../attention/attention-items.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { type TillPapers } from "../printing/print-job-store.ts";
import { type Actor, type Till } from "../till/till.ts";
import { dayTills } from "./day-tills.ts";

export interface EveningDeps extends Pick<TillPapers, "till" | "jobs" | "clock"> {
  /** The state of the mesh; undefined while nobody is connected. */
  readonly view: MeshView | undefined;
}

export interface OpenDrawer {
  readonly session: EventId;
  readonly place: DrawerRef;
  /** The opening by its till's clock, and the staff number of the person. */
  readonly since: WallTime;
  readonly by: string;
  readonly isCounted: boolean;
  /** The amount in the shop's own money; undefined for a person who may not see it. */
  readonly expected: MinorUnits | undefined;
}

export interface WaitingOrder {
  readonly id: EventId;
  readonly number: string;
  /** The table and the name; one of them, or both, may be empty. */
  readonly destination: Destination;
  readonly goods: ReadonlyArray<GoodsCount>;
}

export interface OpenTab {
  /** The number of the order. */
  readonly order: string;
  readonly destination: Destination;
  readonly sum: MinorUnits;
  /** What its terminal is called. */
  readonly name: string;
  /** The last day on which its acquirer holds it; undefined where nobody knows. */
  readonly until: BusinessDay | undefined;
}

/** Payments at a terminal of which nobody knows: they hold its end of day up. */
export interface OpenCards {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly amount: MinorUnits;
}

export interface WhatIsOpen {
  readonly day: BusinessDay;
  readonly orders: { readonly count: number; readonly due: MinorUnits };
  /** Paid orders whose guests still wait for something. */
  readonly waiting: ReadonlyArray<WaitingOrder>;
  readonly cards: ReadonlyArray<OpenCards>;
  readonly drawers: ReadonlyArray<OpenDrawer>;
  /** Tabs by card that are neither booked nor released. */
  readonly tabs: ReadonlyArray<OpenTab>;
  /** Staff numbers of people who are clocked in, and since when: `HH:MM` on the wall. */
  readonly people: ReadonlyArray<{
    readonly staff: string;
    readonly name: string;
    readonly since: string;
  }>;
  /** The number of this box's papers that wait for a printer or a person. */
  readonly papers: number;
  /** Items that need somebody. */
  readonly attention: number;
  /** Tills of which something of the day may be missing here; without those that a close goes without. */
  readonly tills: ReadonlyArray<DayTill>;
  /** How often the day was closed already. */
  readonly closes: number;
}

const PAPERS_MAX = 1000;

export function whatIsOpen(
  deps: EveningDeps,
  { day, seesExpected }: { readonly day: BusinessDay; readonly seesExpected: boolean },
): WhatIsOpen {
  const { till, jobs, view: mesh } = deps;
  const printing = { mesh: () => mesh };
  return till.ledger.read((view) => ({
    day,
    orders: openOrders(view, day),
    waiting: waitingOrders(view),
    cards: openCards(view),
    drawers: openDrawers(view).map(({ id, place, opened, count, expected }) => ({
      session: id,
      place,
      since: opened,
      by: opened.by,
      isCounted: count !== undefined,
      expected: seesExpected ? expected.own : undefined,
    })),
    tabs: tabsOpen(view, day),
    people: clockedIn(till, view),
    papers: jobs.find({ states: [...WAITING, ...ASKING], limit: PAPERS_MAX }).length,
    attention:
      listAttentionItems(deps, "en").length + listTillItems({ ...deps, printing }, "en").length,
    tills: tillsNotHeard(deps, day),
    closes: closedDay(view, day).closes.length,
  }));
}

/** Whether there is anything that a person may want to deal with before the close. */
export function isAnythingOpen(open: WhatIsOpen): boolean {
  const { orders, waiting, cards, drawers, tabs, people, papers, attention, tills } = open;
  const lists = [waiting, cards, drawers, tabs, people, tills];
  return orders.count + papers + attention > 0 || lists.some(({ length }) => length > 0);
}

function tabsOpen(view: LedgerView, day: BusinessDay): ReadonlyArray<OpenTab> {
  return shopTabs(view)
    .filter((tab) => !isOver(tab, day))
    .map(({ order: id, number: order, holds: sum, terminal, started, until }) => {
      const destination = destinationOf(view.state("order", id));
      return { order, destination, sum, name: terminal?.name ?? started.terminal.id, until };
    });
}

/** Tills that the day's close has to go without: nobody knows all that they did on it. */
export function tillsNotHeard(
  { till, clock, view }: Pick<EveningDeps, "till" | "clock" | "view">,
  day: BusinessDay,
): ReadonlyArray<DayTill> {
  return dayTills({ till, clock, view }, day).filter(({ isWhole }) => !isWhole);
}

/** An order for a later day is not of this one's evening. */
function openOrders(view: LedgerView, day: BusinessDay): WhatIsOpen["orders"] {
  const ofDay = openBills(view).filter((order) => {
    const dueAt = dueAtOf(order);
    return dueAt === "" || dayOfDue(dueAt) <= day;
  });
  const dues = ofDay.map((order) => orderBalance(order).due);
  return { count: dues.length, due: minor(dues.reduce((sum, due) => sum + due, 0)) };
}

function waitingOrders(view: LedgerView): ReadonlyArray<WaitingOrder> {
  return waitingBills(view).flatMap((order) => {
    const { opened } = order;
    if (opened === null) return [];
    const goods = waitingGoods(view, order);
    return [{ id: opened.id, number: opened.number, destination: destinationOf(order), goods }];
  });
}

function openCards(view: LedgerView): WhatIsOpen["cards"] {
  return readTerminals(view).flatMap(({ id, name }) => {
    const open = unsettledAt(view, id);
    const amount = sumMinor(open, ({ started }) => askedSum(started));
    return open.length === 0 ? [] : [{ id, name, count: open.length, amount }];
  });
}

function clockedIn(till: Till, view: LedgerView): WhatIsOpen["people"] {
  return openShifts(view).map((open) => {
    const { staff } = open;
    return { staff, name: till.staffName(staff), since: shiftStart(open, till.offsetMinutes) };
  });
}

/** Who closes a day, and who sees what a drawer should hold. */
export function mayClose({ ledger }: Till, { number }: Actor): Result<undefined, Refusal> {
  const staff = ledger.read((view) => readStaffMember(view, number));
  if (staff === undefined) return err({ type: "staff/unknown", staff: number });
  if (!staff.active) return err({ type: "staff/inactive", staff: number });
  return requirePermission({ staff }, "reports");
}

/** Asks whether a person may close the day, with an approval where one is given. Nothing is written. */
export function askToClose(till: Till, actor: Actor): Result<undefined, Refusal> {
  return till.ask(actor, "close day", (context) => {
    const allowed = requirePermission(context, "reports");
    return allowed.ok ? ok([]) : allowed;
  });
}

/** A day that has not come, or was before the shop, is closed by nobody. */
export function refuseDay(till: Till, day: BusinessDay): Result<undefined, Refusal> {
  const { now, suggested } = till.days();
  const { began } = till.ledger.read((view) => view.state("day", day));
  // Another till may be on its day before this one is.
  const hasCome = day <= now || day <= suggested || began.length > 0;
  if (!hasCome) return err({ type: "day/not-come", day });
  return day < till.founding.firstDay ? err({ type: "day/before-shop", day }) : ok(undefined);
}
