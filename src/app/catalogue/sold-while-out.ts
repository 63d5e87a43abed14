/**
 * Goods that somebody had sold out, and that a till sold all the same because it had not heard of it.
 *
 * A till that knows refuses them. So what was added to an order after the word by which they are out, and
 * doesn't name that word, was sold by one that was apart. What it had sold before that word contradicts
 * nobody. Only orders that are open, and those of about now, are looked at: of the others no guest waits.
 */

import { addDays } from "../../domain/civil-time.ts";
import { compareKeys, type EventKey } from "../../domain/events/event.ts";
import { type LineState } from "../../domain/folds/order-state.ts";
import { OPEN_ORDER_TAG, orderDayTag } from "../../domain/folds/order-sums.ts";
import { registerValue } from "../../domain/folds/register.ts";
import {
  type BusinessDay,
  type EventId,
  type Origin,
  type StreamId,
  streamName,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Thousandths, thousandths } from "../../domain/money/amounts.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { knownEvent } from "../known-event.ts";

export interface SoldWhileOut {
  readonly quantity: Thousandths;
  /** The tills that sold it, each once. */
  readonly tills: ReadonlyArray<Origin>;
}

/** `soldOut`: the writes by which it is out. Undefined where nobody has sold any. */
export type FindSoldWhileOut = (
  view: LedgerView,
  sku: string,
  soldOut: ReadonlyArray<EventId>,
) => SoldWhileOut | undefined;

type Lines = ReadonlyArray<LineState>;

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

export function createFindSoldWhileOut(ledger: Ledger): FindSoldWhileOut {
  let kept: Kept | undefined;
  const soldOf = keepSold(ledger);

  return (view, sku, soldOut) => {
    const since = firstKey(ledger, soldOut);
    const day = ledger.day();
    if (since === undefined || day === undefined) return undefined;
    kept = linesNow(view, day, kept);
    const sold = [...kept.linesByOrder.values()].flatMap((lines) =>
      lines
        .filter(({ added, fields }) => added?.sku === sku && !knows(fields.counted, soldOut))
        .flatMap((line) => soldOf(line, since) ?? []),
    );
    if (sold.length === 0) return undefined;
    return {
      quantity: thousandths(sold.reduce((sum, { quantity }) => sum + quantity, 0)),
      tills: [...new Set(sold.map(({ till }) => till))].toSorted(),
    };
  };
}

/** Only changed orders are read again, because the register checks every few seconds. */
function linesNow(view: LedgerView, day: BusinessDay, kept: Kept | undefined): Kept {
  const revision = view.revision("order");
  const changed = kept === undefined ? undefined : view.changedSince("order", kept.revision);
  const tags = [OPEN_ORDER_TAG, ...[-1, 0, 1].map((count) => orderDayTag(addDays(day, count)))];
  const streams = new Set(tags.flatMap((tag) => view.tagged(tag)));
  const linesByOrder = new Map(
    [...streams].map((stream) => {
      const known = changed?.has(stream) === false ? kept?.linesByOrder.get(stream) : undefined;
      return [stream, known ?? soldLines(view, stream)];
    }),
  );
  return { revision, linesByOrder };
}

function soldLines(view: LedgerView, stream: StreamId): Lines {
  const { linesById } = view.glance("order", streamName(stream));
  return Object.values(linesById).filter(
    ({ voids, fields }) => voids.length === 0 && (registerValue(fields.quantity) ?? 0) > 0,
  );
}

function knows(counted: LineState["fields"]["counted"], soldOut: ReadonlyArray<EventId>): boolean {
  const write = registerValue(counted)?.write;
  return write !== undefined && soldOut.includes(write);
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
    const before = known.get(line);
    if (before !== undefined && compareKeys(before.since, since) === 0) return before.sold;
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
  switch (event?.kind) {
    case "order/line-added":
      return { key: event.key, quantity: event.body.quantity, before: undefined };
    case "order/line-changed": {
      const { set, over } = event.body;
      return { key: event.key, quantity: set.quantity ?? 0, before: over["quantity"]?.at(-1) };
    }
    default:
      return undefined;
  }
}
