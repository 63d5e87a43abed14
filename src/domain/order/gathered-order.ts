/**
 * An order as people have it before them: with lines that lie in it wherever they were born, without
 * those that lie elsewhere, and with the orders that were merged into it.
 *
 * A fold reads its own stream alone, so none of this is in a row: it is put together when somebody looks.
 * What another order says of lines and merges names this one in its streams, which is how this one knows
 * where to look.
 */

import { dishLine } from "../balance/line-sides.ts";
import { orderBalance } from "../balance/order-balance.ts";
import { isReceiptOf } from "../balance/paid-items.ts";
import { type LinePlace } from "../events/bill-events.ts";
import { compareInLedger, type InLedger } from "../events/event.ts";
import { OPEN_ORDER_TAG } from "../folds/order-sums.ts";
import { type EventId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { oneUnit } from "../money/amounts.ts";
import {
  type Gathered,
  type GatheredLine,
  type LineState,
  type OrderFamily,
  type OrderState,
} from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";

type OrderReader = Pick<LedgerView, "state">;

/** The order on whose bill it is: itself, unless it was merged into another one. */
export function billOrder(view: OrderReader, id: EventId): EventId {
  const path: EventId[] = [id];
  for (;;) {
    const into = mergedInto(view, path.at(-1) ?? id);
    if (into === undefined) return path.at(-1) ?? id;
    const at = path.indexOf(into);
    // Merged into each other apart: the one that was opened first has them all. Source: docs/rules/merging.md, L2.
    if (at !== -1) return openedFirst(view, path.slice(at));
    path.push(into);
  }
}

/** Undefined for none, and as long as nobody here has heard of that one. */
function mergedInto(view: OrderReader, id: EventId): EventId | undefined {
  const { merged } = view.state("order", id).fields;
  const into = (merged && registerValue(merged)) ?? undefined;
  return into === undefined || view.state("order", into).opened === null ? undefined : into;
}

function openedFirst(view: OrderReader, ids: ReadonlyArray<EventId>): EventId {
  const opened = ids.flatMap((id) => view.state("order", id).opened ?? []);
  const [first] = opened.toSorted(compareInLedger);
  return first?.id ?? ids[0] ?? ("" as EventId);
}

/** Bills that an order's lines are on, its own among them where it is for itself. */
export function billsOf(view: OrderReader, id: EventId): ReadonlyArray<EventId> {
  const order = view.state("order", id);
  if (isPlain(order)) return [id];
  const places = Object.values(order.linesById).flatMap((line) => placesOf(view, line, id));
  return [...new Set([id, ...places.map((place) => place.order)].map((it) => billOrder(view, it)))];
}

/** Bills that a line of this order is on. */
export function billsOfLine(
  view: OrderReader,
  order: EventId,
  line: EventId,
): ReadonlyArray<EventId> {
  const state = view.state("order", order).linesById[line];
  const places = state === undefined ? [{ order }] : placesOf(view, state, order);
  return [...new Set(places.map((place) => billOrder(view, place.order)))];
}

/** Whether nothing of it is said to lie elsewhere, and nothing of others to lie here. */
function isPlain({ guests, fields, linesById }: OrderState): boolean {
  return (
    guests === undefined &&
    fields.merged === undefined &&
    Object.values(linesById).every((line) => line.fields.place === undefined)
  );
}

/** A place that nobody here has heard of is none yet: what lies there is still on its own order's bill. */
function placesOf(view: OrderReader, line: LineState, birth: EventId): ReadonlyArray<LinePlace> {
  const places = (line.fields.place && registerValue(line.fields.place)) ?? [];
  const heardOf = places.filter(({ order }) => view.state("order", order).opened !== null);
  return heardOf.length > 0 ? heardOf : [{ order: birth, weight: oneUnit }];
}

interface Put {
  readonly order: OrderState;
  /** Whatever it was put together of: it holds as long as these are the same. */
  readonly parts: ReadonlyArray<readonly [EventId, OrderState]>;
}

const gatheredByOrder = new WeakMap<OrderState, Put>();

/**
 * The order's own bill, whether it was merged into another one or not. The state itself of one that has
 * nothing to do with any other; of those nobody hears anything new.
 */
export function gatherOrder(view: OrderReader, id: EventId): OrderState {
  const own = view.state("order", id);
  if (own.opened === null || isPlain(own)) return own;
  const kept = gatheredByOrder.get(own);
  if (kept?.parts.every(([part, state]) => view.state("order", part) === state) === true) {
    return kept.order;
  }
  return putTogether(view, id);
}

/** Puts all bills of the order's family together at once, since each of them names the others. */
function putTogether(view: OrderReader, id: EventId): OrderState {
  const parts = new Map<EventId, OrderState>();

  function state(kind: "order", name: string): OrderState {
    const found = view.state(kind, name);
    parts.set(name as EventId, found);
    return found;
  }

  // Whatever is looked at decides the result, and is remembered with it.
  const reader: OrderReader = { state: state as OrderReader["state"] };
  const members = familyOrders(reader, id);
  const roots = [...new Set(members.map((member) => billOrder(reader, member)))];
  const cell: { family?: OrderFamily } = {};

  function family(): OrderFamily {
    if (cell.family === undefined) throw new Error("The family is asked for before it is there.");
    return cell.family;
  }

  const whole = gatherOrders(reader, { root: id, orders: members, family });
  const bills = new Map(roots.map((root) => [root, ownBill(reader, root, family)]));
  cell.family = { whole, bills: [...bills.values()] };
  const order = bills.get(id) ?? ownBill(reader, id, family);
  for (const [root, bill] of bills)
    gatheredByOrder.set(view.state("order", root), { order: bill, parts: [...parts] });
  gatheredByOrder.set(view.state("order", id), { order, parts: [...parts] });
  return order;
}

/** Returns the orders of which lines, merges, receipts and payments lead to each other, itself first. */
function familyOrders(view: OrderReader, id: EventId): ReadonlyArray<EventId> {
  const family: EventId[] = [id];

  function add(order: EventId): void {
    if (!family.includes(order) && view.state("order", order).opened !== null) family.push(order);
  }

  for (const order of family) {
    const state = view.state("order", order);
    for (const other of ordersNamedBy(state)) add(other);
    for (const guest of state.guests ?? []) {
      if (ordersNamedBy(view.state("order", guest)).has(order)) add(guest);
    }
  }
  return family;
}

/** Returns the orders that its merges, the places of its lines, and its receipts name. */
function ordersNamedBy({ fields, linesById, receipts }: OrderState): ReadonlySet<EventId> {
  const merged = fields.merged?.open.flatMap(({ value }) => value ?? []) ?? [];
  const places = Object.values(linesById).flatMap(
    (line) => line.fields.place?.open.flatMap(({ value }) => value.map(({ order }) => order)) ?? [],
  );
  const paid = receipts.flatMap(({ body }) => [
    ...body.items.flatMap(({ birth, at }) => [birth, at]),
    ...body.uses.map(({ order }) => order),
  ]);
  return new Set([...merged, ...places, ...paid]);
}

function ownBill(view: OrderReader, id: EventId, family: () => OrderFamily): OrderState {
  return gatherOrders(view, { root: id, orders: mergedOrders(view, id), family });
}

interface Gathering {
  /** The order whose head the bill has; the first of `orders`. */
  readonly root: EventId;
  readonly orders: ReadonlyArray<EventId>;
  readonly family: () => OrderFamily;
}

function gatherOrders(view: OrderReader, { root, orders, family }: Gathering): OrderState {
  const own = view.state("order", root);
  const seen = new Map(orders.map((order) => [order, view.state("order", order)]));
  for (const order of orders) {
    const { guests = [], receipts } = view.state("order", order);
    // A line that went elsewhere since was paid here all the same.
    const paid = receipts.flatMap(({ body }) => body.items.map(({ birth }) => birth));
    for (const birth of guests.concat(paid)) seen.set(birth, view.state("order", birth));
  }
  const members = orders.flatMap((order) => seen.get(order) ?? []);
  const lines = linesLyingIn(view, { orders, seen });
  return together(own, { members, lines, view, family });
}

/** Itself first, then what was merged into it and into those, in the order in which they were. */
export function mergedOrders(view: OrderReader, root: EventId): ReadonlyArray<EventId> {
  const orders: EventId[] = [root];
  for (const order of orders) {
    for (const guest of view.state("order", order).guests ?? []) {
      if (!orders.includes(guest) && mergedInto(view, guest) === order) orders.push(guest);
    }
  }
  return orders;
}

interface LyingLine {
  readonly id: EventId;
  readonly line: LineState;
  readonly whereabouts: GatheredLine;
}

/** Returns the lines in the order in which they came to the bill. Source: docs/rules/merging.md, L19. */
function linesLyingIn(
  view: OrderReader,
  {
    orders,
    seen,
  }: {
    readonly orders: ReadonlyArray<EventId>;
    readonly seen: ReadonlyMap<EventId, OrderState>;
  },
): ReadonlyArray<LyingLine> {
  const paidHere = new Set(
    orders.flatMap((order) =>
      (seen.get(order)?.receipts ?? []).flatMap(({ body }) =>
        body.items.flatMap(({ line, at }) => (orders.includes(at) ? [line] : [])),
      ),
    ),
  );
  const lying = [...seen].flatMap(([birth, state]) =>
    Object.entries(state.linesById).flatMap(([name, line]): ReadonlyArray<LyingLine> => {
      const id = name as EventId;
      const places = placesOf(view, line, birth);
      const within = places.filter(({ order }) => orders.includes(order));
      if (within.length === 0 && !paidHere.has(id)) return [];
      const at = within[0]?.order ?? orders[0] ?? birth;
      return [{ id, line, whereabouts: { birth, at, places, orders } }];
    }),
  );
  return inArrivalOrder(view, lying);
}

function inArrivalOrder(
  view: OrderReader,
  lines: ReadonlyArray<LyingLine>,
): ReadonlyArray<LyingLine> {
  const arrivals = new Map(lines.map((lying) => [lying, firstArrival(view, lying)]));
  return lines.toSorted((one, other) =>
    compareArrivals(arrivals.get(one) ?? [], arrivals.get(other) ?? []),
  );
}

/** The events by which a line came to the bill, then to the merged order that it came with, and so on. */
type Arrival = ReadonlyArray<InLedger>;

/** Returns the first arrival of those pieces that lie here; of a line that only was paid here that one. */
function firstArrival(view: OrderReader, { id, line, whereabouts }: LyingLine): Arrival {
  const { places, orders, birth } = whereabouts;
  const here = places.map(({ order }) => order).filter((order) => orders.includes(order));
  const once = orders.filter((order) => order === birth || line.came?.[order] !== undefined);
  const born = { id, hlc: line.added === null ? Number.MAX_SAFE_INTEGER : line.hlc };
  const [first] = (here.length > 0 ? here : once)
    .map((order) => arrivalFrom(view, order, line.came?.[order] ?? born).concat(born))
    .toSorted(compareArrivals);
  return first ?? [born];
}

/** Returns when what came to an order then came to each bill that the order is on by now, the last one first. */
function arrivalFrom(view: OrderReader, order: EventId, came: InLedger): Arrival {
  const arrival = [came];
  const bill = billOrder(view, order);
  for (let at = order; at !== bill; at = mergedInto(view, at) ?? bill) {
    const [before = came] = arrival;
    const { joined = before } = view.state("order", at);
    arrival.unshift(compareInLedger(before, joined) < 0 ? joined : before);
  }
  return arrival;
}

function compareArrivals(one: Arrival, other: Arrival): number {
  for (const [at, event] of one.entries()) {
    const beside = other[at];
    const turn = beside === undefined ? 1 : compareInLedger(event, beside);
    if (turn !== 0) return turn;
  }
  return one.length - other.length;
}

function together(
  own: OrderState,
  {
    members,
    lines,
    view,
    family,
  }: {
    readonly members: ReadonlyArray<OrderState>;
    readonly lines: ReadonlyArray<LyingLine>;
    readonly view: OrderReader;
    readonly family: () => OrderFamily;
  },
): OrderState {
  const births = new Set(lines.map(({ whereabouts }) => whereabouts.birth));
  const all = [...new Set([...members, ...[...births].map((id) => view.state("order", id))])];
  const otherOrders = all.filter((order) => order !== own);
  const here = new Set(lines.map(({ id }) => id));
  const ids = new Set(members.map(({ opened }) => opened?.id));
  const gathered: Gathered = {
    orders: members,
    linesById: Object.fromEntries(lines.map(({ id, whereabouts }) => [id, whereabouts])),
    receipts: issuedOnce(all.flatMap(({ receipts }) => receipts)),
    refunds: issuedOnce(all.flatMap(({ refunds }) => refunds)),
    isInCircle: isInCircle(view, own),
    get family() {
      return family();
    },
  };
  return {
    ...own,
    gathered,
    linesById: Object.fromEntries(lines.map(({ id, line }) => [id, line])),
    paymentsById: Object.fromEntries(
      members.flatMap(({ paymentsById }) => Object.entries(paymentsById)),
    ),
    receipts: issuedOnce(
      members.flatMap(({ receipts }) => receipts.filter((one) => isReceiptOf(ids, one))),
    ),
    refunds: issuedOnce(members.flatMap(({ refunds }) => refunds)),
    sentLines: all.flatMap(({ sentLines }) =>
      sentLines.filter(({ line }) => here.has(dishLine(line))),
    ),
    ...joined("destinationByTicket", own, otherOrders),
    ...joined("movedByTicket", own, otherOrders),
    ...joined("billByTicket", own, otherOrders),
    ...joined(
      "returnsById",
      own,
      members.filter((order) => order !== own),
    ),
    ...joined("amountsOff", own, otherOrders),
    ...joined("whyOff", own, otherOrders),
    ...joined("goodsOff", own, otherOrders),
    ...joined("resolved", own, otherOrders),
    ...billsOnce(members),
    ...promotedOnce(all),
  };
}

function isInCircle(view: OrderReader, { opened }: OrderState): boolean {
  const into = opened === null ? undefined : mergedInto(view, opened.id);
  return into !== undefined && billOrder(view, opened?.id ?? into) === opened?.id;
}

type Records =
  | "destinationByTicket"
  | "movedByTicket"
  | "billByTicket"
  | "returnsById"
  | "amountsOff"
  | "whyOff"
  | "goodsOff"
  | "resolved";

/** Joins the orders' records; missing as long as none of them has any. */
function joined<Name extends Records>(
  name: Name,
  own: OrderState,
  others: ReadonlyArray<OrderState>,
): Pick<OrderState, Name> | Record<string, never> {
  const records = [...others, own].map((order): OrderState[Name] => order[name]);
  if (records.every((record) => record === undefined)) return {};
  return { [name]: Object.assign({}, ...records) as OrderState[Name] } as Pick<OrderState, Name>;
}

interface Issued {
  readonly id: EventId;
  readonly hlc: number;
}

/** Returns each issued paper once, in the ledger's order, however many of the orders have it. */
function issuedOnce<One extends Issued>(all: ReadonlyArray<One>): ReadonlyArray<One> {
  const byId = new Map(all.map((one) => [one.id, one]));
  return [...byId.values()].toSorted(compareInLedger);
}

/** Returns the bills of these orders, without those of orders that only have lines here. */
function billsOnce(orders: ReadonlyArray<OrderState>): Pick<OrderState, "bills"> {
  const bills = issuedOnce(
    orders.flatMap((order) => (order.bills ?? []).filter(({ lines }) => lines === undefined)),
  );
  return bills.length === 0 ? {} : { bills };
}

/** Returns what acts wrote of promotions on any of these orders, each once. */
function promotedOnce(orders: ReadonlyArray<OrderState>): Pick<OrderState, "promoted"> {
  const promoted = issuedOnce(orders.flatMap((order) => order.promoted ?? []));
  return promoted.length === 0 ? {} : { promoted };
}

/** Returns the order as people see it: the bill that it is on, whichever order that belongs to. */
export function billOf(view: OrderReader, id: EventId): OrderState {
  return gatherOrder(view, billOrder(view, id));
}

/** All bills of the shop that are open, in the order in which they were opened. */
export function openBills(view: Pick<LedgerView, "state" | "tagged">): ReadonlyArray<OrderState> {
  return billsOfOrders(
    view,
    view.tagged(OPEN_ORDER_TAG).map((stream) => streamName(stream) as EventId),
  ).filter((order) => orderBalance(order).status === "open");
}

/** Returns the bills that these orders are on, or have lines on, each once. */
export function billsOfOrders(
  view: OrderReader,
  ids: ReadonlyArray<EventId>,
): ReadonlyArray<OrderState> {
  const bills = new Set(ids.flatMap((id) => billsOf(view, id)));
  return [...bills]
    .map((id) => gatherOrder(view, id))
    .flatMap((order) => (order.opened === null ? [] : [{ order, place: order.opened }]))
    .toSorted((one, other) => compareInLedger(one.place, other.place))
    .map(({ order }) => order);
}
