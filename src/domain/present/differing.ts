/**
 * What a box was told of today and used, and that is otherwise now that it has heard the past: a teller can
 * leave out what it had heard.
 *
 * Compared are the entries that the box's own acts rest on, as both sides have them in the end. What was told
 * late and used before is not found by that.
 */

import { type KnownEvent } from "../events/kinds.ts";
import { DIFFERING_MAX } from "../events/present-events.ts";
import { chainPosition, type EventId, type StreamId, toStreamId } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { minor, type MinorUnits, oneUnit } from "../money/amounts.ts";
import { entryName, isProductStream } from "../prices/catalogue-view.ts";
import { priceOn } from "../prices/price-plans.ts";
import { type EntryState } from "../state/entry-state.ts";
import { type ChainPlace, entryIn } from "./present-streams.ts";

export interface UsedPresent {
  readonly told: LedgerView;
  readonly past: LedgerView;
  /** Whether those who told had heard of the write. */
  readonly wasHeard: (place: ChainPlace) => boolean;
  /** What this box has said by it. */
  readonly own: ReadonlyArray<KnownEvent>;
}

export interface DifferingEntries {
  /** By stream; the first of many. */
  readonly entries: ReadonlyArray<StreamId>;
  /** What own lines of goods come to by the prices of the past, less what was asked for them. */
  readonly amount: MinorUnits;
}

export function differingEntries(used: UsedPresent): DifferingEntries {
  const differing = new Set([...usedStreams(used)].filter((stream) => differs(used, stream)));
  const amounts = used.own.map((event) => amountMissing(used, differing, event));
  return {
    entries: [...differing].toSorted().slice(0, DIFFERING_MAX),
    amount: minor(amounts.reduce((sum, amount) => sum + amount, 0)),
  };
}

/** Whatever a box does rests on settings and roles, a sale on taxes, lists and so on besides. */
function usedStreams({ told, past, own }: UsedPresent): ReadonlySet<StreamId> {
  const streams = new Set<StreamId>();
  for (const event of own) {
    for (const staff of [event.act.by, event.act.approved]) {
      if (staff !== "") streams.add(toStreamId("staff", staff));
    }
    if (event.kind === "order/line-added") streams.add(productStream(event.body.sku));
  }
  if (streams.size === 0) return streams;
  for (const view of [told, past]) {
    for (const tag of ["set", "role"]) for (const stream of view.tagged(tag)) streams.add(stream);
    for (const stream of view.tagged("cat")) if (!isProductStream(stream)) streams.add(stream);
  }
  return streams;
}

function productStream(sku: string): StreamId {
  return toStreamId("cat", entryName("product", sku));
}

/** Whether a write stands in the past that was heard and not told, or one was told that the past hasn't got. */
function differs({ told, past, wasHeard }: UsedPresent, stream: StreamId): boolean {
  const [theirs, ours] = [entryIn(told, stream), entryIn(past, stream)];
  if (theirs === undefined || ours === undefined) return false;
  const [toldOf, heldOf] = [writesOf(theirs), writesOf(ours)];
  return (
    [...heldOf.standing].some((id) => !toldOf.known.has(id) && wasHeard(chainPosition(id))) ||
    [...toldOf.standing].some((id) => !heldOf.known.has(id))
  );
}

interface Writes {
  /** Those that count. */
  readonly standing: ReadonlySet<EventId>;
  /** Those and the ones that they have replaced. */
  readonly known: ReadonlySet<EventId>;
}

function writesOf({ fields, codes, removedCodes, plans, promotions = [] }: EntryState): Writes {
  const registers = Object.values(fields);
  const removed = new Set(removedCodes);
  const standing = [
    ...registers.flatMap(({ open }) => open),
    ...codes.filter(({ id }) => !removed.has(id)),
    ...plans,
    ...promotions,
  ].map(({ id }) => id);
  const gone = registers.flatMap((register) => register.gone);
  return { standing: new Set(standing), known: new Set([...standing, ...gone, ...removed]) };
}

/** Zero for a price that was typed, or is a list's. */
function amountMissing(
  { told, past }: UsedPresent,
  differing: ReadonlySet<StreamId>,
  event: KnownEvent,
): number {
  if (event.kind !== "order/line-added") return 0;
  const { sku, unit, list, quantity } = event.body;
  const stream = productStream(sku);
  if (list !== undefined || !differing.has(stream)) return 0;
  const { day } = event.act;
  const [theirs, ours] = [told, past].map((view) => entryIn(view, stream));
  const price = ours && priceOn(ours, day);
  if (price === undefined || theirs === undefined || priceOn(theirs, day) !== unit) return 0;
  return Math.round(((price - unit) * quantity) / oneUnit);
}
