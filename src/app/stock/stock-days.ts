/** What was done from a business day on, whatever it was about. */

import { type KnownEvent } from "../../domain/events/kinds.ts";
import { type BusinessDay } from "../../domain/identity.ts";
import { daysFromTo } from "../../domain/text/civil-time.ts";
import { rowsOfDay } from "../../ledger/day-range.ts";
import { toTransaction, type TransactionEvent } from "../../ledger/log/stored-transaction.ts";
import { type Till } from "../till/till.ts";

/** Returns the day that it is or would be, if somebody began it now. */
export function todayAt({ days }: Till): BusinessDay {
  const { now, suggested } = days();
  return now > suggested ? now : suggested;
}

interface EventOfDay {
  readonly day: BusinessDay;
  readonly streams: TransactionEvent["event"]["streams"];
  /** Undefined for one that this build doesn't know. */
  readonly known: KnownEvent | undefined;
}

/** Events that count, by day and till. */
export function* eventsSince(till: Till, day: BusinessDay): Generator<EventOfDay> {
  const { ledger } = till;
  const { store } = ledger;
  for (const one of daysFromTo(day, todayAt(till))) {
    const rows = store.origins().flatMap((origin) => Array.from(rowsOfDay(store, origin, one)));
    for (const transaction of rows.map(toTransaction)) {
      if (ledger.isAdmitted(transaction)) yield* eventsOf(one, transaction);
    }
  }
}

function* eventsOf(
  day: BusinessDay,
  { events }: ReturnType<typeof toTransaction>,
): Generator<EventOfDay> {
  for (const { event, known } of events) yield { day, streams: event.streams, known };
}
