/** An event by its id, as the ledger stores it. */

import { type KnownEvent } from "../domain/events/kinds.ts";
import {
  type EventId,
  eventIdSchema,
  type Origin,
  type StreamId,
  streamType,
} from "../domain/identity.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { toTransaction } from "../ledger/log/stored-transaction.ts";

/** Undefined where it is not here, or this build can't read it. */
export function knownEvent({ store }: Ledger, id: EventId): KnownEvent | undefined {
  const [origin = "", seq = ""] = id.split(":");
  const row = store.at(origin as Origin, Number(seq));
  return row && toTransaction(row).events.find(({ known }) => known?.id === id)?.known;
}

/** Returns the order of an event; undefined for an event of anything else. */
export function orderOfEvent(ledger: Ledger, id: string): StreamId | undefined {
  const parsed = eventIdSchema.safeParse(id);
  const [home] = (parsed.success ? knownEvent(ledger, parsed.data)?.streams : undefined) ?? [];
  return home !== undefined && streamType(home) === "order" ? home : undefined;
}
