/** The Friday night, played: what each party does, and what becomes of it in books of its own. */

import { changeSetting } from "../../src/app/catalogue/catalogue-changes.ts";
import { announceClosing, closeOwnZ } from "../../src/app/day/close-day.ts";
import { writeClose } from "../../src/app/day/close-evening.ts";
import { drawerHere } from "../../src/app/drawers/drawers.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { closeDrawer, countDrawer, moveCash, openDrawer } from "./drawer-acts.ts";
import {
  type Bill,
  cashAt,
  centsApart,
  emptyBooks,
  evenParts,
  type FridayBooks,
  half,
  lessPercent,
  type Money,
  partsOf,
  refundOf,
  serviceOn,
  sumOf,
  taxOn,
  tenderedFor,
  total,
} from "./friday-books.ts";
import {
  hasNoService,
  type Item,
  type Minute,
  type Party,
  planFriday,
  SERVICE_FROM,
  SERVICE_PERCENT,
  TILL_OF,
} from "./friday-plan.ts";
import {
  isPaidByOthers,
  paidFor,
  planShifts,
  type Shift,
  SHIFTED_LINE,
  shiftedBy,
} from "./friday-shifts.ts";
import {
  adds,
  belongs,
  card,
  cash,
  comps,
  ends,
  exempts,
  type Friday,
  changesTable,
  givesBack,
  merges,
  moves,
  unmerges,
  handsOver,
  openFriday,
  pays,
  printsBills,
  seats,
  sends,
  splits,
  takesOff,
  takesServiceOff,
  TILLS,
  voids,
} from "./friday-stage.ts";
import { valueOf } from "./shop.ts";
import { type Act, actorAt } from "./virtual-shop.ts";

export const FLOAT = 20_000;
/** Of the drawer of B, in cents: somebody gave too much change. */
export const SHORT = 1300;

const DIES: Minute = 300;
const BACK: Minute = 360;
const OPENING: Minute = 50;
/** Twenty past eleven. */
export const CLOSING: Minute = 440;
const HANDS_OVER: Minute = 380;
const GOES_HOME = "5";
const TAKES_OVER = "4";
const LEAD = "10";
const MANAGER = "12";
/** What people lay on the table. */
const NOTE = 2000;
const PART_NOTE = 500;
/** House lager draft, and what it costs. */
const LAGER = "331";
export const LAGER_CENTS = 800;

export interface Played extends Disposable {
  readonly friday: Friday;
  readonly books: FridayBooks;
  readonly parties: ReadonlyArray<Party>;
  /** Parties whose bill others paid. */
  readonly merged: number;
}

interface Night {
  readonly friday: Friday;
  readonly books: FridayBooks;
  readonly shifts: ReadonlyArray<Shift>;
  readonly exempt: Party;
  readonly orders: Map<number, EventId>;
  /** Orders of which nobody had heard when their till died. */
  readonly lost: EventId[];
  /** Of guests who left without ordering. */
  readonly gone: EventId[];
  isDead: boolean;
  isHandedOver: boolean;
}

type Wish = Parameters<typeof splits>[1];

interface Task {
  readonly at: Minute;
  readonly run: () => void;
}

/** Of an evening that is played only `until` a minute, no till is closed. */
export async function playFriday(until: Minute = Number.POSITIVE_INFINITY): Promise<Played> {
  const friday = await openFriday();
  const planned = planFriday();
  const twice = planned.find(isPaidTwice);
  const parties = planned.map((party) => (party === twice ? paidInLastMinute(party) : party));
  const shifts = planShifts(parties);
  const exempt = parties.find((party) => isOfConsulate(shifts, party));
  if (exempt === undefined) throw new Error("Nobody comes from the consulate.");
  const night: Night = {
    friday,
    shifts,
    exempt,
    books: emptyBooks(),
    orders: new Map(),
    lost: [],
    gone: [],
    isDead: false,
    isHandedOver: false,
  };
  const tasks: ReadonlyArray<Task> = [
    ...TILLS.map((till) => ({ at: OPENING, run: () => opens(night, till) })),
    { at: OPENING, run: () => chargesForService(friday) },
    ...parties.flatMap((party) => tasksOf(night, party)),
    ...night.shifts.flatMap((shift) => shifting(night, shift)),
    ...troubleOf(night, parties),
    ...besides(night, parties),
  ];
  const played = tasks.filter(({ at }) => at <= until);
  for (const { at, run } of played.toSorted((one, other) => one.at - other.at)) {
    await friday.until(at);
    run();
  }
  if (until > CLOSING) await closes(night);
  const merged = parties.filter((party) => isPaidByOthers(night.shifts, party)).length;
  return {
    friday,
    books: night.books,
    parties,
    merged,
    [Symbol.dispose]: friday[Symbol.dispose],
  };
}

/** They pay for themselves, all of it, in cash; at a till that lives. */
function isOfConsulate(shifts: ReadonlyArray<Shift>, party: Party): boolean {
  const { no, staff, paying, mishap } = party;
  const isAlone = !isPaidByOthers(shifts, party) && paidFor(shifts, party).length === 0;
  const isOwn = isAlone && shiftedBy(shifts, party) === 0;
  return (
    isOwn && no > 10 && paying.type === "cash" && mishap === undefined && TILL_OF[staff] !== "C"
  );
}

/** Whose own till is dead works at the first one; whose tables are handed over is at home. */
function placeOf({ isDead, isHandedOver }: Night, staff: string) {
  const own = TILL_OF[staff] ?? "A";
  const who = staff === GOES_HOME && isHandedOver ? TAKES_OVER : staff;
  return { till: own === "C" && isDead ? "A" : own, staff: who };
}

/** Its money is taken just before the till dies, and nobody hears of it. */
function paidInLastMinute(party: Party): Party {
  return { ...party, paid: DIES };
}

/** Serves at the till that dies, and would be paid by card while it is dead. */
function isPaidTwice({ staff, paying, paid }: Party): boolean {
  return TILL_OF[staff] === "C" && paying.type === "card" && paid > DIES && paid < BACK;
}

/** What the tills can't know of each other while one of them is dead. */
function troubleOf(night: Night, parties: ReadonlyArray<Party>): ReadonlyArray<Task> {
  const { friday, books } = night;
  const twice = parties.find(({ staff, paid }) => TILL_OF[staff] === "C" && paid === DIES);
  const late = parties.find(
    ({ staff, paying, mishap, seated, paid }) =>
      TILL_OF[staff] === "C" &&
      !["split", "seats"].includes(paying.type) &&
      mishap === undefined &&
      seated < DIES &&
      paid > DIES + 5 &&
      paid < BACK,
  );
  if (twice === undefined || late === undefined) throw new Error("Nobody sits at till C.");
  return [
    {
      at: DIES,
      run: () => {
        adds(friday, { till: "C", staff: "4" }, { id: orderOf(night, late), entries: [LAGER] });
      },
    },
    // No paper came, so the guests pay once more.
    {
      at: DIES + 3,
      run: () => {
        const net = netOf(night, twice);
        const bill = { net, tax: taxOn(net) };
        const payment = cash(tenderedFor(total(bill), NOTE));
        // The kitchen has made all of it, though nobody at this till can know.
        friday.act("A", "4", pays(orderOf(night, twice), payment, { held: "wait" }));
        const money: Money = { method: "cash", amount: total(bill), tip: 0 };
        books.receipts.push({ ...bill, till: "A", staff: "4", money: [money] });
        books.service.push(serviceOf(night, twice));
      },
    },
    // The manager gives back what was paid in cash.
    {
      at: BACK + 20,
      run: () => {
        const net = netOf(night, twice);
        const number = friday
          .order("A", orderOf(night, twice))
          .receipts.find((receipt) => receipt.startsWith("A-"));
        if (number === undefined) throw new Error("The second payment has no receipt.");
        const back = { number, method: "cash", what: "beyond" } as const;
        givesBack(friday, { till: "A", staff: MANAGER }, back);
        books.refunds.push({ net, tax: taxOn(net), till: "A", method: "cash" });
        books.service.push(0 - serviceOf(night, twice));
      },
    },
    // Nobody had ever brought it.
    {
      at: BACK + 6,
      run: () => {
        const id = orderOf(night, late);
        const line = friday.order("C", id).lines.find(({ covered }) => covered === 0);
        if (line !== undefined) friday.act("C", "4", voids(id, line.id));
      },
    },
  ];
}

/** Who opens the drawer of the till, and counts it. */
function firstAt(till: string): string {
  return Object.keys(TILL_OF).find((staff) => TILL_OF[staff] === till) ?? MANAGER;
}

/** As the manager has it from that evening on. */
function chargesForService({ desk, told }: Friday): void {
  const { till } = desk("A");
  const texts = [`Service=${SERVICE_PERCENT}% from=${SERVICE_FROM} tax=taxed`];
  valueOf(changeSetting(till, actorAt(till, MANAGER), { key: "charges", texts }));
  told("A");
}

function opens({ friday }: Night, till: string): void {
  const staff = firstAt(till);
  const { till: at } = friday.desk(till);
  const float = { own: minor(FLOAT), pieces: [], foreign: [] };
  valueOf(openDrawer(at, actorAt(at, staff), { no: 1, float }));
  friday.told(till);
}

function tasksOf(night: Night, party: Party): ReadonlyArray<Task> {
  const { rounds, mishap } = party;
  const [, food] = rounds;
  return [
    { at: party.seated, run: () => sits(night, party) },
    ...rounds.map(({ at, items }) => ({
      at: heardBy(party, at),
      run: () => {
        const place = placeOf(night, party.staff);
        const id = orderAt(night, party, place.till);
        adds(night.friday, place, { id, entries: items.map(({ entry }) => entry) });
        night.friday.act(place.till, place.staff, sends(id));
      },
    })),
    ...(mishap === undefined || food === undefined
      ? []
      : [{ at: heardBy(party, food.at + 12), run: () => goesWrong(night, party) }]),
    { at: party.paid, run: () => leaves(night, party) },
  ];
}

/** What guests order in the last minute of a till that dies is told before. */
function heardBy({ staff }: Party, at: Minute): Minute {
  return TILL_OF[staff] === "C" && at === DIES ? at - 1 : at;
}

function orderOf(night: Night, { no }: Party): EventId {
  const id = night.orders.get(no);
  if (id === undefined) throw new Error(`Party ${no} has not sat down.`);
  return id;
}

/** Where its till died before it could tell that they sat down, they are seated once more. */
function orderAt(night: Night, party: Party, till: string): EventId {
  const id = orderOf(night, party);
  if (night.friday.knows(till, id)) return id;
  night.lost.push(id);
  sits(night, party);
  return orderOf(night, party);
}

function sits(night: Night, { no, table, covers, staff }: Party): void {
  const { till } = placeOf(night, staff);
  const [id] = night.friday.act(till, staff, seats(table, covers)).ids;
  if (id !== undefined) night.orders.set(no, id);
}

/** The first round is drinks: of the food, the line at that place. */
export function lineOf({ rounds }: Party, item: number): number {
  return (rounds[0]?.items.length ?? 0) + item;
}

function goesWrong(night: Night, party: Party): void {
  const { mishap } = party;
  if (mishap === undefined) return;
  const id = orderOf(night, party);
  const { till, staff } = placeOf(night, party.staff);
  if (mishap.type === "discount") {
    night.friday.act(till, staff, takesOff(id, mishap.percent));
    return;
  }
  const line = night.friday.order(till, id).lines[lineOf(party, mishap.item)];
  if (line === undefined) throw new Error(`Party ${party.no} has no such line.`);
  night.friday.act(till, staff, (mishap.type === "void" ? voids : comps)(id, line.id));
}

/** What the guests owe, by the card and nothing else, with what they are charged for service. */
function netOf(night: Night, party: Party): number {
  const others = paidFor(night.shifts, party).map((other) => goodsOf(night, other));
  return goodsOf(night, party) + serviceOf(night, party) + sumOf(others, (net) => net);
}

function goodsOf({ shifts }: Night, party: Party): number {
  return ownNet(party) + shiftedBy(shifts, party);
}

/** The bill is charged for all guests on it, with those whose bill the party pays. */
function serviceOf(night: Night, party: Party): number {
  const all = [party, ...paidFor(night.shifts, party)];
  const guests = sumOf(all, ({ covers }) => covers);
  if (guests < SERVICE_FROM || hasNoService(party)) return 0;
  const goods = sumOf(all, (own) => goodsOf(night, own));
  return serviceOn(goods, SERVICE_PERCENT);
}

function ownNet(party: Party): number {
  const net = sumOf(itemsOf(party), ({ cents }) => cents);
  const { mishap } = party;
  return mishap?.type === "discount" ? lessPercent(net, mishap.percent) : net;
}

/** Without what was taken off, or is on the house. */
function itemsOf(party: Party): ReadonlyArray<Item> {
  const { rounds, mishap } = party;
  const gone = mishap !== undefined && "item" in mishap ? lineOf(party, mishap.item) : undefined;
  return rounds.flatMap((round) => round.items).filter((_, at) => at !== gone);
}

function leaves(night: Night, party: Party): void {
  if (isPaidByOthers(night.shifts, party)) return;
  const net = netOf(night, party);
  const isExempt = party === night.exempt;
  const bill = { net, tax: isExempt ? 0 : taxOn(net) };
  const { paying } = party;
  const service = serviceOf(night, party);
  if (isExempt) {
    actsFor(night, party, exempts(orderOf(night, party), "C 4711"));
    night.books.exempt.push(net);
  }
  if (hasNoService(party)) actsFor(night, party, takesServiceOff(orderOf(night, party)));
  night.books.service.push(service);
  if (paying.type === "split") {
    const { parts: count } = paying;
    const wish = { type: "evenly", count } as const;
    paysParts(night, party, { wish, parts: evenParts(net, count) });
  } else if (paying.type === "seats") {
    sortsBySeat(night, party);
    const wish = { type: "seats", seats: undefined } as const;
    const shares = centsApart(service, party.covers);
    const nets = netBySeat(party).map((own, at) => own + (shares[at] ?? 0));
    paysParts(night, party, { wish, parts: partsOf(nets) });
  } else {
    asksForBills(night, party, [bill]);
    paysWhole(night, party, bill);
  }
}

/** What is printed is what they owe. */
function asksForBills(night: Night, party: Party, owed: ReadonlyArray<Bill>): void {
  const { till, staff } = placeOf(night, party.staff);
  const { events } = night.friday.act(till, staff, printsBills(orderOf(night, party)));
  const printed = events.flatMap(({ known }) => (known?.kind === "bill/printed" ? [known] : []));
  if (printed.length !== owed.length) throw new Error(`Party ${party.no} has other bills.`);
  for (const [at, { body }] of printed.entries()) {
    const bill = owed[at];
    if (bill !== undefined) night.books.bills.push({ said: body.total, owed: total(bill) });
  }
}

/** In the order of the bill, without what was taken off. */
function sortsBySeat(night: Night, party: Party): void {
  const id = orderOf(night, party);
  const { till, staff } = placeOf(night, party.staff);
  const items = party.rounds.flatMap((round) => round.items);
  for (const [at, { id: line, voided }] of night.friday.order(till, id).lines.entries()) {
    const seat = items[at]?.seat ?? 0;
    if (!voided) night.friday.act(till, staff, belongs(id, line, seat));
  }
}

function netBySeat(party: Party): ReadonlyArray<number> {
  const items = itemsOf(party);
  return Array.from({ length: party.covers }, (_, guest) =>
    sumOf(
      items.filter(({ seat }) => seat === guest + 1),
      ({ cents }) => cents,
    ),
  );
}

/** Every other one in cash. */
function paysParts(
  night: Night,
  party: Party,
  { wish, parts }: { readonly wish: Wish; readonly parts: ReadonlyArray<Bill> },
): void {
  const id = orderOf(night, party);
  const { till, staff } = placeOf(night, party.staff);
  night.friday.act(till, staff, splits(id, wish));
  asksForBills(night, party, parts);
  for (const [at, part] of parts.entries()) {
    const isCash = at % 2 === 0;
    const payment = isCash ? cash(tenderedFor(total(part), PART_NOTE)) : card(0);
    night.friday.act(till, staff, pays(id, payment, { part: at + 1 }));
    const money: Money = { method: isCash ? "cash" : "card", amount: total(part), tip: 0 };
    night.books.receipts.push({ ...part, till, staff, money: [money] });
  }
}

function paysWhole(night: Night, party: Party, bill: Bill): void {
  const { paying } = party;
  const { friday, books } = night;
  const id = orderOf(night, party);
  const { till, staff } = placeOf(night, party.staff);
  const due = total(bill);
  const receipt = { ...bill, till, staff };
  if (paying.type === "both" && paying.cash < due) {
    friday.act(till, staff, pays(id, cash(paying.cash)));
    friday.act(till, staff, pays(id, card(0)));
    const parts = [
      { method: "cash", amount: paying.cash, tip: 0 },
      { method: "card", amount: due - paying.cash, tip: 0 },
    ] as const;
    books.receipts.push({ ...receipt, money: parts });
    return;
  }
  if (paying.type === "card") {
    const tip = Math.floor((bill.net * paying.tipPercent) / 100);
    friday.act(till, staff, pays(id, card(tip)));
    books.receipts.push({ ...receipt, money: [{ method: "card", amount: due, tip }] });
    return;
  }
  friday.act(till, staff, pays(id, cash(tenderedFor(due, NOTE))));
  books.receipts.push({ ...receipt, money: [{ method: "cash", amount: due, tip: 0 }] });
}

/** At the till of those who are asked for it. */
function shifting(night: Night, shift: Shift): ReadonlyArray<Task> {
  const { at } = shift;
  const isUndone = shift.type === "bill" && shift.isUndone;
  return [
    { at, run: () => shifts(night, shift) },
    ...(isUndone
      ? [
          {
            at: at + 1,
            run: () => actsFor(night, shift.from, unmerges(orderOf(night, shift.from))),
          },
        ]
      : []),
  ];
}

function shifts(night: Night, shift: Shift): void {
  if (shift.type === "table") {
    const { party, table } = shift;
    actsFor(night, party, changesTable(orderOf(night, party), table));
    return;
  }
  const id = orderOf(night, shift.from);
  if (shift.type === "bill") {
    actsFor(night, shift.from, merges(id, orderOf(night, shift.into)));
    return;
  }
  const { till } = placeOf(night, shift.from.staff);
  const line = night.friday.order(till, id).lines[SHIFTED_LINE];
  if (line === undefined) throw new Error("There is no second drink.");
  actsFor(night, shift.from, moves(id, line.id, orderOf(night, shift.to)));
}

function actsFor(night: Night, party: Party, act: Act): void {
  const { till, staff } = placeOf(night, party.staff);
  night.friday.act(till, staff, act);
}

/** What happens beside what guests do. */
function besides(night: Night, parties: ReadonlyArray<Party>): ReadonlyArray<Task> {
  const { friday } = night;
  return [
    {
      at: DIES,
      run: () => {
        night.isDead = true;
        friday.dies("C");
      },
    },
    {
      at: BACK,
      run: () => {
        friday.isBack("C");
      },
    },
    // It has heard what the others did meanwhile before anybody works at it.
    {
      at: BACK + 2,
      run: () => {
        night.isDead = false;
        for (const id of night.lost) friday.act("C", "3", ends(id));
      },
    },
    {
      at: HANDS_OVER,
      run: () => {
        night.isHandedOver = true;
        const open = parties.filter(
          ({ staff, seated, paid }) =>
            staff === GOES_HOME && seated < HANDS_OVER && paid > HANDS_OVER,
        );
        const orders = open.map((party) => orderOf(night, party));
        friday.act("C", GOES_HOME, handsOver(orders, TAKES_OVER));
      },
    },
    // They look at the card and go.
    { at: 125, run: () => night.gone.push(...friday.act("B", "6", seats("42", 2)).ids) },
    { at: 133, run: () => night.gone.map((id) => friday.act("B", "6", ends(id))) },
    { at: 330, run: () => movesCash(night, "A", { staff: "1", what: "drop", cents: 15_000 }) },
    { at: 345, run: () => movesCash(night, "D", { staff: LEAD, what: "out", cents: 2500 }) },
    ...parties
      .filter(isPlain)
      .filter((_, at) => at % 4 === 0)
      .map((party, count) => ({
        at: party.paid + 3,
        run: () => {
          isReturn(night, party, { isWhole: count % 2 === 0 });
        },
      })),
  ];
}

function movesCash(
  { friday, books }: Night,
  till: string,
  {
    staff,
    what,
    cents,
  }: { readonly staff: string; readonly what: "drop" | "out"; readonly cents: number },
): void {
  const { till: at } = friday.desk(till);
  const actor = actorAt(at, staff);
  const session = drawerHere(at, actor)?.id;
  if (session === undefined) throw new Error(`No drawer is open at ${till}.`);
  const reason = what === "out" ? "ice" : "";
  valueOf(moveCash(at, actor, { session, what, amount: minor(cents), reason }));
  friday.told(till);
  books.moved.set(till, (books.moved.get(till) ?? 0) - cents);
}

/** Paid by card with one receipt, and nothing went wrong; at a till that lives. */
function isPlain({ paying, mishap, staff }: Party): boolean {
  return paying.type === "card" && mishap === undefined && TILL_OF[staff] !== "C";
}

/** All of a receipt, or its first line; at the till that gave it, by a shift lead. */
function isReturn(night: Night, party: Party, { isWhole }: { readonly isWhole: boolean }): void {
  const { friday, books } = night;
  const { till } = placeOf(night, party.staff);
  const [number] = friday.order(till, orderOf(night, party)).receipts;
  const [first] = party.rounds[0]?.items ?? [];
  const net = netOf(night, party);
  if (number === undefined || first === undefined) {
    throw new Error(`Party ${party.no} has no receipt.`);
  }
  const receipt = { net, tax: taxOn(net) };
  const line = isWhole ? {} : { line: 1 };
  givesBack(friday, { till, staff: LEAD }, { number, method: "card", ...line });
  const service = serviceOf(night, party);
  const own = isWhole ? service : half(service * first.cents, net - service);
  const back = isWhole ? receipt : refundOf(receipt, first.cents + own);
  books.service.push(0 - own);
  books.refunds.push({ ...back, till, method: "card" });
}

/** Drawers are counted, each till makes its Z, and the manager closes the day at A. */
async function closes({ friday, books }: Night): Promise<void> {
  await friday.until(CLOSING);
  for (const till of TILLS) {
    const { till: at } = friday.desk(till);
    const staff = firstAt(till);
    const actor = actorAt(at, staff);
    const session = drawerHere(at, actor)?.id;
    if (session === undefined) throw new Error(`No drawer is open at ${till}.`);
    const own = minor(FLOAT + cashAt(books, till) - (till === "B" ? SHORT : 0));
    valueOf(countDrawer(at, actor, { session, cash: { own, pieces: [], foreign: [] } }));
    // Nobody at B knows why it is short: somebody has to look at it.
    valueOf(closeDrawer(at, actor, { session, reason: "", leaves: minor(FLOAT), anyway: true }));
    friday.told(till);
  }
  await friday.untilEqual();
  const { till, clock } = friday.desk("A");
  const { now: day } = till.days();
  closeOwnZ(till, day);
  announceClosing(till, day, MANAGER);
  friday.told("A");
  await friday.until(CLOSING + 5);
  writeClose({ till, clock }, { day, asked: MANAGER }, { view: undefined, withoutZ: [] });
  friday.told("A");
  await friday.untilEqual();
}
