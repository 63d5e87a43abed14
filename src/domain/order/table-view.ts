/**
 * An order that somebody sits at, as the plan of the room shows it: worked out from the order alone,
 * because a plan has hundreds of them and is drawn while somebody waits.
 */

import { guestsOnBill } from "../balance/line-places.ts";
import {
  courseOf,
  type LineBalance,
  type OrderBalance,
  orderBalance,
} from "../balance/order-balance.ts";
import { heldQuantity, sentQuantity } from "../balance/sent-pieces.ts";
import { oncePer } from "../base/lazy.ts";
import { type EventId } from "../identity.ts";
import { type MinorUnits } from "../money/amounts.ts";
import {
  type BegunCourse,
  isSeated,
  type OrderOpening,
  type OrderState,
  type Destination,
} from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { type GoodsCount, type JoinedOrder } from "../views.ts";
import { billStanding } from "./bills.ts";
import { destinationOf } from "./destination.ts";
import { isForLater } from "./due-at.ts";
import { actsOf, lastActMs, ownerOf, type PersonsAct } from "./who-serves.ts";

export interface TableView {
  readonly id: EventId;
  /** `A12`. */
  readonly number: string;
  /** Empty for a tab. */
  readonly table: string;
  /** Empty for a table without one. */
  readonly name: string;
  /** The guests of all orders on its bill; 0 where nobody has counted them. */
  readonly covers: number;
  /** Tables and tabs that were put on its bill: whoever sits there is no longer for themselves. */
  readonly joined: ReadonlyArray<JoinedOrder>;
  /** Staff number. */
  readonly owner: string;
  readonly openedMs: number;
  /** The people who last changed it, with the time by the clock of their till. */
  readonly acts: ReadonlyArray<PersonsAct>;
  /** When anybody did. */
  readonly lastMs: number;
  /** Lines that are wanted. */
  readonly goods: number;
  /** The number of lines that are not sent to the kitchen yet. */
  readonly unsent: number;
  /** The number of lines on hold. */
  readonly held: number;
  /** The first course on hold; 0 for none, and for goods on hold in no course. */
  readonly heldCourse: number;
  /** The course that the kitchen was last told to begin. */
  readonly begun: BegunCourse | undefined;
  /** When a bill was printed last, and whether it is another one by now; undefined where none stands. */
  readonly bill: { readonly wallMs: number; readonly isOld: boolean } | undefined;
  readonly due: MinorUnits;
  readonly refundDue: MinorUnits;
  /** The goods that a paid order still waits for; empty while it is open. */
  readonly waiting: ReadonlyArray<GoodsCount>;
  /** Whether all is paid and nobody has made the receipt yet. */
  readonly isReceiptWaiting: boolean;
}

/** Whether what was paid covers all that is left, and no receipt says so yet. */
export function isReceiptWaiting(
  order: OrderState,
  {
    status,
    remaining,
    due,
    refundDue,
  }: Pick<OrderBalance, "status" | "remaining" | "due" | "refundDue">,
): boolean {
  const isPaid = status === "open" && remaining > 0 && due === 0 && refundDue === 0;
  return isPaid && !isForLater(order, { status });
}

/** Whether it is what a text names: as it is called, or as what was put on its bill is. */
export function isCalled(view: TableView, is: (place: Destination) => boolean): boolean {
  return is(view) || view.joined.some(is);
}

/** Returns the orders that were merged into its bill, in the order of the merges. */
export function joinedTo({ gathered }: OrderState): ReadonlyArray<JoinedOrder> {
  const joinedOrders = gathered?.orders.slice(1) ?? [];
  return joinedOrders.flatMap((order) =>
    order.opened === null
      ? []
      : [{ id: order.opened.id, number: order.opened.number, ...destinationOf(order) }],
  );
}

/**
 * Undefined for one that nobody sits at, that is over, or whose opening is not here. A state never changes,
 * and is looked at with each key.
 */
export const toTableView = oncePer((order: OrderState): TableView | undefined => {
  const { opened } = order;
  if (opened === null || !isSeated(order)) return undefined;
  if (orderBalance(order).status !== "open") return undefined;
  return seatedView(order, opened);
});

/** Returns a paid order whose guests wait for these goods; undefined where nobody sits. */
export function toWaitingTable(
  order: OrderState,
  waiting: ReadonlyArray<GoodsCount>,
): TableView | undefined {
  const { opened } = order;
  return opened === null || !isSeated(order)
    ? undefined
    : { ...seatedView(order, opened), waiting };
}

function seatedView(order: OrderState, opened: OrderOpening): TableView {
  const balance = orderBalance(order);
  const { table, name } = order.fields;
  const wanted = balance.lines.filter(({ voided }) => !voided);
  const held = wanted.filter(({ id }) => heldQuantity(order, id) > 0);
  const heldCourses = held.map(({ line }) => courseOf(line)).filter((course) => course > 0);
  const acts = actsOf(order);
  return {
    id: opened.id,
    number: opened.number,
    table: registerValue(table) ?? "",
    name: registerValue(name) ?? "",
    covers: guestsOnBill(order),
    joined: joinedTo(order),
    owner: ownerOf(order),
    openedMs: opened.wallMs,
    acts,
    lastMs: lastActMs({ opened, acts }),
    goods: wanted.length,
    unsent: balance.lines.filter((line) => isUnsent(order, line)).length,
    held: held.length,
    heldCourse: heldCourses.length === 0 ? 0 : Math.min(...heldCourses),
    begun: order.begun,
    bill: billOf(order),
    due: balance.due,
    refundDue: balance.refundDue,
    waiting: [],
    isReceiptWaiting: isReceiptWaiting(order, balance),
  };
}

function isUnsent(order: OrderState, { id, line, voided, quantity }: LineBalance): boolean {
  if (line.added?.station === "") return false;
  return sentQuantity(order, id) !== (voided ? 0 : quantity);
}

function billOf(order: OrderState): TableView["bill"] {
  const standing = billStanding(order);
  if (standing === undefined) return undefined;
  return { wallMs: standing.printedMs, isOld: standing.isChanged };
}
