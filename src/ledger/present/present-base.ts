/** The rows that a view of the present builds on. */

import { type StreamId } from "../../domain/identity.ts";
import { type StageOne } from "../log/stage-one.ts";
import { type TransactionEvent } from "../log/stored-transaction.ts";
import { type ProjectionBase } from "../projection/projection.ts";
import { foldStream, rowText } from "../projection/stream-row.ts";
import { type ReadPiece } from "./present-pieces.ts";
import { type PresentFacts, type PresentTable } from "./present-table.ts";
import { foldedEvents, heardEvents, type TakingDeps } from "./take-present.ts";

/** Returns the rows of what was told; where nothing was, of what this box had heard itself. */
export function presentBase(
  deps: TakingDeps,
  table: PresentTable,
  {
    facts,
    stageOne,
    pieces,
  }: {
    readonly facts: PresentFacts;
    readonly stageOne: StageOne;
    readonly pieces: () => ReadonlyArray<ReadPiece>;
  },
): ProjectionBase {
  function eventsOf(stream: StreamId): ReadonlyArray<TransactionEvent> {
    if (!table.hasStream(stream)) return heardEvents(deps, stream, { stageOne, facts });
    const streams = new Set([stream]);
    return foldedEvents(deps, { streams, stageOne, facts, pieces: pieces() }).get(stream) ?? [];
  }

  const told = table.tables().base(eventsOf);
  return {
    ...told,
    row: (stream) => {
      const row = told.row(stream);
      if (row !== undefined || table.hasStream(stream)) return row;
      const events = eventsOf(stream);
      return events.length === 0 ? undefined : rowText(stream, foldStream(stream, events));
    },
  };
}
