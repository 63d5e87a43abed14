/** Tables from a shell: opened as F7 opens them, and handed to a colleague. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type EventId } from "../../domain/identity.ts";
import { type OrderView } from "../../domain/views.ts";
import { type Actor, type Till } from "../till/till.ts";
import { findOrder, type OrderDetails, orderView, writtenOrder } from "./orders.ts";
import { performBeside } from "./perform-act.ts";
import { openTables, readTableOrName, tablesCalled } from "./tables.ts";

export interface TableWish {
  /** A table, or the name of a guest. */
  readonly what: string;
  /** Undefined leaves the guests of one that is open as they were counted. */
  readonly covers: number | undefined;
}

/** Opens a table or a tab, or goes to the one that is open. */
export function openTable(
  till: Till,
  actor: Actor,
  { what, covers }: TableWish,
): Result<OrderDetails, Refusal> {
  const place = till.ledger.read((view) => readTableOrName(view, what));
  if (!place.ok) return place;
  const [only, ...others] = till.ledger.read((view) => tablesCalled(view, place.value));
  if (others.length > 0 && only !== undefined) {
    const orders = [only, ...others].map(({ number }) => number);
    return err({ type: "table/several", text: what, orders });
  }
  const isCounted = covers === undefined || (covers === only?.covers && covers > 0);
  if (only !== undefined && isCounted) {
    return ok(writtenOrder(till, only.id));
  }
  const done =
    only === undefined || covers === undefined
      ? performBeside(till, actor, { act: "seat-guests", ...place.value, covers })
      : performBeside(till, actor, { act: "covers", covers, about: only.id });
  if (!done.ok) return done;
  const id = only?.id ?? done.value.committed.ids[0];
  if (id === undefined) throw new Error("Nothing was written of the table.");
  return ok(writtenOrder(till, id));
}

export interface HandOverWish {
  /** The orders as they are typed; empty for all of `from`. */
  readonly orders: ReadonlyArray<string>;
  /** Staff number of whose tables and tabs they are. */
  readonly from: string | undefined;
  /** Staff number of who serves them from now on. */
  readonly to: string;
}

/** Hands orders over, all in one act; says which these are. */
export function handOverOrders(
  till: Till,
  actor: Actor,
  { orders, from, to }: HandOverWish,
): Result<ReadonlyArray<OrderView>, Refusal> {
  const found = from === undefined ? namedOrders(till, orders) : ownedOrders(till, from);
  if (!found.ok) return found;
  const done = performBeside(till, actor, { act: "hand-over", orders: found.value, owner: to });
  if (!done.ok) return done;
  return ok(till.ledger.read((view) => found.value.flatMap((id) => orderView(view, id) ?? [])));
}

function namedOrders(
  till: Till,
  texts: ReadonlyArray<string>,
): Result<ReadonlyArray<EventId>, Refusal> {
  const ids: EventId[] = [];
  for (const text of texts) {
    const found = findOrder(till, text);
    if (found === undefined) return err({ type: "order/unknown", text });
    if (found.order.status === "paid") return err({ type: "order/paid" });
    ids.push(found.order.id);
  }
  return ok(ids);
}

function ownedOrders(till: Till, staff: string): Result<ReadonlyArray<EventId>, Refusal> {
  const owned = till.ledger.read(openTables).filter(({ owner }) => owner === staff);
  return owned.length === 0 ? err({ type: "owner/nothing", staff }) : ok(owned.map(({ id }) => id));
}
