/**
 * Deliveries of one supplier's order that tills booked without knowing of each other. They may be one delivery that
 * two people booked, or two parts of the order: only a person knows.
 */

import { compareKeys, type EventKey } from "../events/event.ts";
import { chainPosition, type EventId, type Origin } from "../identity.ts";
import { type Came, type PurchaseState } from "../state/purchase-state.ts";

export interface DeliveriesApart {
  readonly sku: string;
  /** By rising key. */
  readonly deliveries: ReadonlyArray<Came>;
  /** Those of them that count no more if all of it came once. */
  readonly doubles: ReadonlyArray<Came>;
}

/** Returns the articles of an order that more than one till booked as come apart, and of which nobody said that all came. */
export function deliveriesApart({
  came,
  resolved,
}: Pick<PurchaseState, "came" | "resolved">): ReadonlyArray<DeliveriesApart> {
  // Most orders come at one till.
  if (new Set(came.map(({ id }) => chainPosition(id).origin)).size < 2) return [];
  const settled = lastOf(Object.values(resolved).flatMap(({ voices }) => voices));
  return [...Map.groupBy(came, ({ sku }) => sku)].flatMap(([sku, all]) => {
    const deliveries = all
      .filter((one) => all.some((other) => isAsked(settled, one, other)))
      .toSorted((one, other) => compareKeys(keyOf(one), keyOf(other)));
    if (deliveries.length === 0) return [];
    const surely = new Set(distinct(deliveries, settled));
    return [{ sku, deliveries, doubles: deliveries.filter((one) => !surely.has(one)) }];
  });
}

/** Says whether two deliveries were booked apart, and nobody has said that both came. */
function isAsked(settled: ReadonlyMap<Origin, number>, one: Came, other: Came): boolean {
  return isApart(one, other) && !(isUpTo(settled, one) && isUpTo(settled, other));
}

/** Returns of each chain the number of the order's last delivery, but for one chain. */
export function lastDeliveries(
  { came }: Pick<PurchaseState, "came">,
  without: Origin,
): ReadonlyArray<{ readonly origin: Origin; readonly seq: number }> {
  const others = [...lastOf(came.map(({ id }) => id))].filter(([origin]) => origin !== without);
  return others.map(([origin, seq]) => ({ origin, seq }));
}

function lastOf(ids: ReadonlyArray<EventId>): ReadonlyMap<Origin, number> {
  const last = new Map<Origin, number>();
  for (const { origin, seq } of ids.map(chainPosition)) {
    last.set(origin, Math.max(seq, last.get(origin) ?? 0));
  }
  return last;
}

function isUpTo(last: ReadonlyMap<Origin, number>, { id }: Came): boolean {
  const { origin, seq } = chainPosition(id);
  return seq <= (last.get(origin) ?? 0);
}

function keyOf({ id, hlc }: Came): EventKey {
  return { hlc, ...chainPosition(id) };
}

/** Says whether neither till knew of the other's delivery. What an older build booked is apart from nothing. */
function isApart(one: Came, other: Came): boolean {
  const [former, later] = compareKeys(keyOf(one), keyOf(other)) < 0 ? [one, other] : [other, one];
  return later.knew !== undefined && former.knew !== undefined && !knows(later.knew, later, former);
}

function knows(knew: NonNullable<Came["knew"]>, { id }: Came, former: Came): boolean {
  const { origin, seq } = chainPosition(former.id);
  return origin === chainPosition(id).origin || (knew[origin] ?? 0) >= seq;
}

/**
 * Returns the deliveries that are surely none of each other: each was booked by who knew of the one before. Of several
 * such rows the one that brought most, and of equal ones the one that was booked first: so tills that know more and
 * less of the deliveries find the same ones to be doubles.
 */
function distinct(
  deliveries: ReadonlyArray<Came>,
  settled: ReadonlyMap<Origin, number>,
): ReadonlyArray<Came> {
  const rows: Array<{ readonly quantity: number; readonly row: ReadonlyArray<Came> }> = [];
  for (const one of deliveries) {
    const before = rows
      .filter(({ row }) => row.every((former) => !isAsked(settled, former, one)))
      .reduce<(typeof rows)[number]>((best, row) => (row.quantity > best.quantity ? row : best), {
        quantity: 0,
        row: [],
      });
    rows.push({ quantity: before.quantity + one.quantity, row: [...before.row, one] });
  }
  return rows.reduce<(typeof rows)[number]>(
    (best, row) => (row.quantity > best.quantity ? row : best),
    { quantity: 0, row: [] },
  ).row;
}

/** Returns the last delivery of each chain among those that were booked apart: a later one asks anew. */
export function voicesApart(apart: ReadonlyArray<DeliveriesApart>): ReadonlyArray<EventId> {
  const last = new Map<Origin, EventId>();
  const all = apart.flatMap(({ deliveries }) => deliveries);
  for (const { id } of all.toSorted((one, other) => compareKeys(keyOf(one), keyOf(other)))) {
    last.set(chainPosition(id).origin, id);
  }
  return [...last.values()].toSorted();
}
