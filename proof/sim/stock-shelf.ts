/** The shelf: what really lies there, by the order in which people did things, whatever any till knows of it. */

import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { streamName } from "../../src/domain/identity.ts";
import { createSums } from "./drawer-books.ts";
import { articleOf, createMover, nameOf, SHOP } from "./stock-moves.ts";

export interface Shelf {
  readonly tell: (events: ReadonlyArray<KnownEvent>) => void;
  /** Returns what lies at a place. */
  readonly at: (sku: string, place: string) => number;
  /** Articles of which somebody sold anyway, took rights back or counted. */
  readonly disturbed: ReadonlySet<string>;
  /** Articles of which more was gone than had come before anybody did so, by how much at first. */
  readonly sunk: ReadonlyMap<string, number>;
}

export function createShelf(): Shelf {
  const { sums, add } = createSums();
  const totals = createSums();
  const disturbed = new Set<string>();
  const sunk = new Map<string, number>();
  /** What lay there when somebody wrote a count on a sheet, by the key of the entry. */
  const seen = new Map<string, number>();
  // Whatever anybody brings back lies there, whoever else says otherwise.
  const mover = createMover(() => true);

  function move(sku: string, place: string, quantity: number): void {
    add(`${sku}|${place}`, quantity);
    totals.add(sku, quantity);
  }

  function at(sku: string, place: string): number {
    return sums.get(`${sku}|${place}`) ?? 0;
  }

  function tellOne(event: KnownEvent): void {
    for (const { sku, place, quantity } of mover.moves(event)) move(sku, place, quantity);
    for (const sku of disturbedBy(event)) disturbed.add(sku);
    if (event.kind === "stock/entered") {
      for (const sku of event.streams.slice(1).map(streamName)) {
        seen.set(`${nameOf(event.key)} ${sku}`, at(sku, SHOP));
      }
    }
    if (event.kind !== "stock/counted") return;
    const { place, counted, at: when } = event.body;
    const sku = articleOf(event);
    const lay = when === null ? undefined : seen.get(`${nameOf(when)} ${sku}`);
    move(sku, place, counted - (lay ?? at(sku, place)));
    // A sheet that is approved once more is no second find.
    if (lay !== undefined && when !== null) seen.set(`${nameOf(when)} ${sku}`, counted);
  }

  return {
    tell: (events) => {
      for (const event of events) tellOne(event);
      for (const [sku, total] of totals.sums) {
        if (total < 0 && !disturbed.has(sku) && !sunk.has(sku)) sunk.set(sku, total);
      }
    },
    at,
    disturbed,
    sunk,
  };
}

function disturbedBy(event: KnownEvent): ReadonlyArray<string> {
  switch (event.kind) {
    case "rights/taken":
      return event.body.of.map(({ sku }) => sku);
    case "rights/noted":
      return event.body.of.flatMap(({ sku, beyond }) => (beyond > 0 ? [sku] : []));
    case "stock/counted":
      return [articleOf(event)];
    default:
      return [];
  }
}
