/** Orders and lines of them go to another table, tab or order, and orders are put on one bill, from a shell. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type MovedLine } from "../../domain/commands/order/move-lines.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type WantedLine } from "../../domain/entry/entry-move.ts";
import { linesOfRow, rowAt } from "../../domain/order/order-rows.ts";
import { type TableView } from "../../domain/order/table-view.ts";
import { tableNamed, floorView } from "../../domain/settings/floor.ts";
import { type OrderView } from "../../domain/views.ts";
import { type TableOrName } from "../../tui/ports/table-port.ts";
import { type Actor, type Till } from "../till/till.ts";
import { findOrder, findOwnOrder, type OrderDetails, writtenOrder } from "./orders.ts";
import { performBeside } from "./perform-act.ts";
import { readTableOrName, tablesCalled } from "./tables.ts";

export interface MoveWish {
  /** The order as it is typed. */
  readonly order: string;
  /** A table, the number of an order, or the name of a guest. */
  readonly to: string;
  /** Empty for all of the order. */
  readonly lines: ReadonlyArray<WantedLine>;
  /** All of it goes where somebody sits already, and stays a bill of its own. */
  readonly beside: boolean;
}

/** Moves an order to a table that is free, or lines of it to another order; gives the bill that they are on. */
export function moveOrder(
  till: Till,
  actor: Actor,
  { order: text, to, lines, beside }: MoveWish,
): Result<OrderDetails, Refusal> {
  const found = findOrder(till, text);
  if (found === undefined) return err({ type: "order/unknown", text });
  const { order } = found;
  if (lines.length > 0) return moveLines(till, actor, { order, to, lines });
  const target = targetCalled(till, to);
  if (!target.ok) return target;
  const { place, open } = target.value;
  const otherOrders = open.filter(({ id }) => id !== order.id);
  if (place === undefined || (otherOrders.length > 0 && !beside)) {
    const orders = otherOrders.map(({ number }) => number);
    return err({ type: "move/in-use", text: to, number: order.number, orders });
  }
  const done = performBeside(till, actor, { act: "move", lines: [], to: place, about: order.id });
  return done.ok ? ok(writtenOrder(till, order.id)) : done;
}

interface LinesMove {
  readonly order: OrderView;
  readonly to: string;
  readonly lines: ReadonlyArray<WantedLine>;
}

function moveLines(
  till: Till,
  actor: Actor,
  { order, to, lines }: LinesMove,
): Result<OrderDetails, Refusal> {
  const moved = movedLines(order, lines);
  if (!moved.ok) return moved;
  const target = targetCalled(till, to);
  if (!target.ok) return target;
  const { place, open } = target.value;
  const [only, ...others] = open;
  if (only !== undefined && others.length > 0) {
    return err({ type: "table/several", text: to, orders: open.map(({ number }) => number) });
  }
  const into = only?.id ?? place ?? { table: "", name: "" };
  const request = { act: "move", lines: moved.value, to: into, about: order.id } as const;
  const done = performBeside(till, actor, request);
  if (!done.ok) return done;
  const id = only?.id ?? done.value.committed.ids[0];
  if (id === undefined) throw new Error("Nothing was written of the lines.");
  return ok(writtenOrder(till, id));
}

/** Returns the lines at these positions. */
function movedLines(
  { lines }: Pick<OrderView, "lines">,
  wanted: ReadonlyArray<WantedLine>,
): Result<ReadonlyArray<MovedLine>, Refusal> {
  const moved: MovedLine[] = [];
  for (const { position, quantity } of wanted) {
    const row = rowAt(lines, position);
    if (row === undefined) return err({ type: "line/unknown" });
    moved.push(...linesOfRow(row, quantity));
  }
  return ok(moved);
}

interface Target {
  /** Undefined for an order that was named by its number. */
  readonly place: TableOrName | undefined;
  readonly open: ReadonlyArray<Pick<TableView, "id" | "number">>;
}

/** A table before the number of an order, and that before the name of a guest who is not there yet. */
function targetCalled(till: Till, text: string): Result<Target, Refusal> {
  const { place, open, isTable } = till.ledger.read((view) => {
    const place = readTableOrName(view, text);
    return {
      place,
      open: place.ok ? tablesCalled(view, place.value) : [],
      isTable: tableNamed(floorView(view), text) !== undefined,
    };
  });
  if (place.ok && (isTable || open.length > 0)) return ok({ place: place.value, open });
  const found = findOrder(till, text)?.order;
  if (found !== undefined) return ok({ place: undefined, open: [found] });
  return place.ok ? ok({ place: place.value, open }) : place;
}

/** Puts an order on another one's bill, and gives that. Both as they are typed. */
export function mergeOrders(
  till: Till,
  actor: Actor,
  { order, into }: { readonly order: string; readonly into: string },
): Result<OrderDetails, Refusal> {
  const from = findOrder(till, order)?.order.id;
  if (from === undefined) return err({ type: "order/unknown", text: order });
  const to = findOrder(till, into)?.order.id;
  if (to === undefined) return err({ type: "order/unknown", text: into });
  const done = performBeside(till, actor, { act: "merge", orders: [from], into: to });
  return done.ok ? ok(writtenOrder(till, to)) : done;
}

/** Takes an order off the bill that it was put on, and gives it. */
export function unmergeOrder(
  till: Till,
  actor: Actor,
  text: string,
): Result<OrderDetails, Refusal> {
  const found = findOwnOrder(till, text);
  if (found === undefined) return err({ type: "order/unknown", text });
  const done = performBeside(till, actor, { act: "unmerge", order: found });
  return done.ok ? ok(writtenOrder(till, found)) : done;
}
