/**
 * Where the kitchen's work is carried, and where the kitchen believes that it is: a table that guests
 * have left is on every paper that was printed before.
 */

import { type OrderState, type Place } from "../folds/order-state.ts";
import { registerValue } from "../folds/register.ts";
import { type EventId } from "../identity.ts";

const NOWHERE: Place = { table: "", name: "" };

export function placeOf({ fields }: OrderState): Place {
  return { table: registerValue(fields.table) ?? "", name: registerValue(fields.name) ?? "" };
}

/**
 * What has become another one since it was told; empty where all is as it was. A name that is given to
 * what had none is no news, for it is carried to the same guest: the number holds.
 */
export function movedFrom(told: Place, now: Place): Partial<Place> {
  return {
    ...(told.table === now.table ? {} : { table: told.table }),
    ...(told.name === now.name || told.name === "" ? {} : { name: told.name }),
  };
}

/** The same of a line, by the last ticket that named it; empty for one that no ticket has named. */
export function lineMovedFrom(order: OrderState, line: EventId): Partial<Place> {
  const last = order.told.findLast((told) => told.line === line);
  if (last === undefined) return {};
  return movedFrom(order.toldPlaces?.[last.ticket] ?? NOWHERE, placeOf(order));
}

export function isMoved(from: Partial<Place>): boolean {
  return from.table !== undefined || from.name !== undefined;
}
