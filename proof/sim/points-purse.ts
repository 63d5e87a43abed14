/**
 * What guests have of points, by the order in which they earned and spent them, whatever any till knows of it: by right
 * nobody spends one twice.
 */

import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { createSums, type Of } from "./drawer-books.ts";
import { customerOf, earnedOf } from "./points-books.ts";

export interface PointsPurse {
  readonly tell: (events: ReadonlyArray<KnownEvent>) => void;
  /** The numbers of receipts with points, the last one at the end. */
  readonly bills: ReadonlyArray<string>;
  /** What was spent, the last at the end. */
  readonly spent: ReadonlyArray<Of<"points/spent">>;
  /** Customers of whom a till spent points beyond its rights, or took goods back. */
  readonly disturbed: ReadonlySet<string>;
  /** Customers who had spent more than they had before anybody did so, by how much at first. */
  readonly sunk: ReadonlyMap<string, number>;
}

export function createPointsPurse(): PointsPurse {
  const { sums, add } = createSums();
  const bills: string[] = [];
  const spent: Array<Of<"points/spent">> = [];
  const disturbed = new Set<string>();
  const sunk = new Map<string, number>();
  const customers = new Map<EventId, string>();
  const paid = new Set<EventId>();

  function tellOne(event: KnownEvent): void {
    if (event.kind === "receipt/issued") {
      const { to, points, series, no } = event.body;
      if (to === undefined || points === undefined) return;
      customers.set(event.id, to.customer);
      bills.push(`${series}-${String(no).padStart(6, "0")}`);
      add(to.customer, earnedOf(event.body, []));
    } else if (event.kind === "points/spent") {
      const customer = customerOf(event);
      if (event.body.beyond > 0) disturbed.add(customer);
      if (paid.has(event.body.receipt)) return;
      paid.add(event.body.receipt);
      spent.push(event);
      add(customer, 0 - event.body.points);
    } else if (event.kind === "refund/issued") {
      const customer = customers.get(event.body.of);
      if (customer !== undefined) disturbed.add(customer);
    }
  }

  return {
    tell: (events) => {
      for (const event of events) tellOne(event);
      for (const [customer, left] of sums) {
        if (left < 0 && !disturbed.has(customer) && !sunk.has(customer)) sunk.set(customer, left);
      }
    },
    bills,
    spent,
    disturbed,
    sunk,
  };
}
