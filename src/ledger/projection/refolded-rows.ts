/**
 * Rows that other rules made, folded anew as they are asked for.
 *
 * One by one where few are asked for. Goods and customers are asked for by the thousand: what holds them
 * is read once then, each transaction for all that is in it. A transaction of an import holds two
 * hundred of them, and read again for each it would keep a till from selling for a minute.
 */

import { type StreamId, streamType } from "../../domain/identity.ts";
import { type StoredTransaction, type TransactionEvent } from "../log/stored-transaction.ts";
import { type ProjectionBase } from "./projection.ts";
import { foldStream, rowText } from "./stream-row.ts";

export interface RefoldedFrom {
  readonly rows: ProjectionBase;
  /** All transactions up to the flush that touch any of these and count, in the order of arrival. */
  readonly touching: (streams: ReadonlyArray<StreamId>) => Iterable<StoredTransaction>;
  /** The streams that an event of it is shown in. */
  readonly shownIn: (event: TransactionEvent) => ReadonlyArray<StreamId>;
  /** What comes may take seconds. */
  readonly longWork: () => void;
}

/** Types of streams that are listed under a tag of the same name, and read as a whole. */
const READ_WHOLE: ReadonlySet<string> = new Set(["cat", "customer"]);

/** The row of a stream, as the fold of this build has it; undefined for one that has no events. */
export function createRefoldedRows(from: RefoldedFrom): ProjectionBase["row"] {
  const { rows } = from;
  const wholeByType = new Map<string, ReadonlyMap<StreamId, string>>();

  function whole(type: string): ReadonlyMap<StreamId, string> {
    const known = wholeByType.get(type) ?? foldWhole(from, rows.tagged(type));
    wholeByType.set(type, known);
    return known;
  }

  function alone(stream: StreamId): string | undefined {
    const events = rows.eventsOf(stream);
    return events.length === 0 ? undefined : rowText(stream, foldStream(stream, events));
  }

  return (stream) => {
    const type = streamType(stream);
    const known = READ_WHOLE.has(type) ? whole(type).get(stream) : undefined;
    return known ?? alone(stream);
  };
}

function foldWhole(
  { touching, shownIn, longWork }: RefoldedFrom,
  streams: ReadonlyArray<StreamId>,
): ReadonlyMap<StreamId, string> {
  longWork();
  const eventsByStream = new Map<StreamId, TransactionEvent[]>(
    streams.map((stream) => [stream, []]),
  );
  for (const { events } of touching(streams)) {
    for (const event of events) {
      for (const stream of shownIn(event)) eventsByStream.get(stream)?.push(event);
    }
  }
  const rows = new Map<StreamId, string>();
  for (const [stream, events] of eventsByStream) {
    if (events.length > 0) rows.set(stream, rowText(stream, foldStream(stream, events)));
    // Not all events and all rows at once.
    eventsByStream.delete(stream);
  }
  return rows;
}
