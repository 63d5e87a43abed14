/**
 * Lines of goods that tills sold beyond what there was, because one of them had not heard of the others.
 *
 * A till that knows refuses them, or sells on knowingly, which by itself asks nobody. Where one sold on
 * without knowing, the guests of all pieces beyond the stock wait for somebody, those sold knowingly too.
 * Only lines of open orders and of about now are looked at: of the others no guest waits.
 *
 * Sold out is what was added after the word by which it is out, and doesn't name that word; what was sold
 * before contradicts nobody. Of a count, the lines that took from it last are beyond it.
 */

import { compareKeys, type EventKey } from "../../domain/events/event.ts";
import { OPEN_ORDER_TAG, orderDayTag } from "../../domain/folds/order-sums.ts";
import { type Limit } from "../../domain/goods/catalogue.ts";
import {
  type BusinessDay,
  chainPosition,
  type EventId,
  type Origin,
  type StreamId,
  streamName,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { isBirth } from "../../domain/lines/born-lines.ts";
import { kindOf } from "../../domain/lines/line-kinds.ts";
import { stockOfOne } from "../../domain/lines/line-measure.ts";
import { type Thousandths, thousandths } from "../../domain/money/amounts.ts";
import {
  inStock,
  leftOf,
  limitOf,
  soldOnOf,
  soldOutBy,
  takenBy,
} from "../../domain/prices/goods-left.ts";
import { type EntryState } from "../../domain/state/entry-state.ts";
import { type LineState } from "../../domain/state/order-state.ts";
import { registerValue } from "../../domain/state/register.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import { magnitude } from "../../domain/text/quantity.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { knownEvent } from "../known-event.ts";

/** The part of a line that is beyond the stock. */
export interface BeyondLine {
  readonly order: EventId;
  readonly line: EventId;
  /** How much of the stock it is. */
  readonly quantity: number;
  /** The weight of one, where the line is of packs and the stock is weighed. */
  readonly weight: Thousandths | undefined;
  readonly till: Origin;
}

export interface SoldBeyond {
  readonly quantity: Thousandths;
  /** The earliest sold first; less than the quantity where no guest waits for the rest any more. */
  readonly lines: ReadonlyArray<BeyondLine>;
}

/** Undefined where nobody has sold any without knowing. */
export type FindSoldBeyond = (
  view: LedgerView,
  sku: string,
  entry: EntryState,
) => SoldBeyond | undefined;

/** A line with its order. */
interface OrderLine {
  readonly order: EventId;
  readonly id: EventId;
  readonly state: LineState;
}

type Lines = ReadonlyArray<OrderLine>;

interface Kept {
  readonly revision: number;
  readonly linesByOrder: ReadonlyMap<StreamId, Lines>;
}

/** An event, as far as it says how much of something there is. */
interface Write {
  readonly key: EventKey;
  readonly quantity: number;
  /** The write that it replaced. */
  readonly before: EventId | undefined;
}

interface SoldLine {
  readonly quantity: number;
  readonly till: Origin;
}

export function createFindSoldBeyond(ledger: Ledger): FindSoldBeyond {
  let kept: Kept | undefined;
  const soldOf = keepSold(ledger);

  function linesOf(view: LedgerView, day: BusinessDay, sku: string): Lines {
    kept = linesNow(view, day, kept);
    return [...kept.linesByOrder.values()].flatMap((lines) =>
      lines.filter(({ state }) => state.added?.sku === sku),
    );
  }

  function whileOut(lines: Lines, soldOut: ReadonlyArray<EventId>): SoldBeyond | undefined {
    const since = firstKey(ledger, soldOut);
    if (since === undefined) return undefined;
    const unknowing = lines
      .filter(({ state }) => !knows(state.fields.counted, soldOut))
      .flatMap((line) => {
        const weight = weightOf(line);
        return beyondLine(line, inStockOf(soldOf(line.state, since), weight), weight) ?? [];
      });
    if (unknowing.length === 0) return undefined;
    const knowing = lines
      .filter(({ state }) => knows(state.fields.counted, soldOut))
      .flatMap((line) => beyondLine(line, soldOnOf(line.state)) ?? []);
    const all = inOrder([...unknowing, ...knowing]);
    return { quantity: thousandths(all.reduce((sum, line) => sum + line.quantity, 0)), lines: all };
  }

  /** Returns the lines that took last from a count, as many as are beyond it, and those sold knowingly. */
  function beyondCount(lines: Lines, { writes }: Limit, beyond: number): SoldBeyond {
    const knowing = lines
      .filter(({ state }) => knows(state.fields.counted, writes))
      .flatMap((line) => beyondLine(line, soldOnOf(line.state)) ?? []);
    const taking = inOrder(
      lines.flatMap((line) => {
        const taken = takenBy(line.state);
        if (taken === undefined || !writes.includes(taken.write)) return [];
        return beyondLine(line, { ...taken, till: chainPosition(line.id).origin }) ?? [];
      }),
    );
    let missing = beyond;
    const last = taking.toReversed().flatMap((line) => {
      const quantity = Math.min(line.quantity, missing);
      missing -= quantity;
      return quantity > 0 ? [{ ...line, quantity }] : [];
    });
    const sold = knowing.reduce((sum, { quantity }) => sum + quantity, beyond);
    return { quantity: thousandths(sold), lines: inOrder([...last, ...knowing]) };
  }

  function inOrder(lines: ReadonlyArray<BeyondLine>): ReadonlyArray<BeyondLine> {
    return lines
      .flatMap((line) => {
        const key = knownEvent(ledger, line.line)?.key;
        return key === undefined ? [] : [{ line, key }];
      })
      .toSorted((one, other) => compareKeys(one.key, other.key))
      .map(({ line }) => line);
  }

  return (view, sku, entry) => {
    const day = ledger.day();
    if (day === undefined) return undefined;
    const soldOut = soldOutBy(entry);
    if (soldOut.length > 0) return whileOut(linesOf(view, day, sku), soldOut);
    const limit = limitOf(entry);
    const left = limit === undefined ? thousandths(0) : leftOf(view, limit);
    return limit === undefined || left >= 0
      ? undefined
      : beyondCount(linesOf(view, day, sku), limit, magnitude(left));
  };
}

function beyondLine(
  { order, id, state }: OrderLine,
  sold: SoldLine | undefined,
  weight = registerValue(state.fields.counted)?.weight,
): BeyondLine | undefined {
  return sold && { order, line: id, quantity: sold.quantity, weight, till: sold.till };
}

/** A line that noted no stock was rung up when nothing was counted. */
function weightOf({ state }: OrderLine): Thousandths | undefined {
  const counted = registerValue(state.fields.counted);
  if (counted !== undefined) return counted.weight;
  return state.added === null ? undefined : stockOfOne(state.added);
}

function inStockOf(
  sold: SoldLine | undefined,
  weight: Thousandths | undefined,
): SoldLine | undefined {
  return sold && { ...sold, quantity: inStock(weight, thousandths(sold.quantity)) };
}

/** Only changed orders are read again, because the register checks every few seconds. */
function linesNow(view: LedgerView, day: BusinessDay, kept: Kept | undefined): Kept {
  const revision = view.revision("order");
  const changed = kept === undefined ? undefined : view.changedSince("order", kept.revision);
  const tags = [OPEN_ORDER_TAG, ...[-1, 0, 1].map((count) => orderDayTag(addDays(day, count)))];
  const streams = new Set(tags.flatMap((tag) => view.tagged(tag)));
  const linesByOrder = new Map(
    [...streams].map((stream) => {
      const keptLines = changed?.has(stream) === false ? kept?.linesByOrder.get(stream) : undefined;
      return [stream, keptLines ?? soldLines(view, stream)];
    }),
  );
  return { revision, linesByOrder };
}

function soldLines(view: LedgerView, stream: StreamId): Lines {
  const order = streamName(stream) as EventId;
  const { linesById } = view.glance("order", order);
  return Object.entries(linesById).flatMap(([id, state]) =>
    state.added !== null &&
    kindOf(state.added).stocked &&
    state.voids.length === 0 &&
    registerValue(state.fields.quantity) !== 0
      ? [{ order, id: id as EventId, state }]
      : [],
  );
}

function knows(counted: LineState["fields"]["counted"], writes: ReadonlyArray<EventId>): boolean {
  const write = registerValue(counted)?.write;
  return write !== undefined && writes.includes(write);
}

/** Where tills sold it out apart, the first of these events holds. */
function firstKey(ledger: Ledger, soldOut: ReadonlyArray<EventId>): EventKey | undefined {
  return soldOut
    .flatMap((id) => knownEvent(ledger, id)?.key ?? [])
    .toSorted(compareKeys)
    .at(0);
}

/** Events are read once for each line as it stands. */
function keepSold(ledger: Ledger): (line: LineState, since: EventKey) => SoldLine | undefined {
  const known = new WeakMap<
    LineState,
    { readonly since: EventKey; readonly sold: SoldLine | undefined }
  >();
  return (line, since) => {
    const kept = known.get(line);
    if (kept !== undefined && compareKeys(kept.since, since) === 0) return kept.sold;
    const sold = soldSince(ledger, line, since);
    known.set(line, { since, sold });
    return sold;
  };
}

/** How much more it is than it was then, and who made it more. */
function soldSince(ledger: Ledger, { fields }: LineState, since: EventKey): SoldLine | undefined {
  let id = fields.quantity.open.at(-1)?.id;
  let first: Write | undefined;
  let had = 0;
  while (id !== undefined) {
    const write = quantityWrite(ledger, id);
    if (write === undefined) return undefined;
    if (compareKeys(write.key, since) < 0) {
      had = write.quantity;
      break;
    }
    first = write;
    id = write.before;
  }
  const quantity = (registerValue(fields.quantity) ?? 0) - had;
  return first === undefined || quantity <= 0 ? undefined : { quantity, till: first.key.origin };
}

function quantityWrite(ledger: Ledger, id: EventId): Write | undefined {
  const event = knownEvent(ledger, id);
  if (event === undefined) return undefined;
  const { key } = event;
  if (isBirth(event)) return { key, quantity: event.body.quantity, before: undefined };
  if (event.kind !== "order/line-changed") return undefined;
  const { set, over } = event.body;
  return { key, quantity: set.quantity ?? 0, before: over["quantity"]?.at(-1) };
}
