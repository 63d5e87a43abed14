/** The technical journal: refusals, trainings and rescues by the recovery sheet, of all tills. */

import { compareKeys } from "../../domain/events/event.ts";
import { type KnownEvent } from "../../domain/events/kinds.ts";
import { type BusinessDay, streamName, toStreamId } from "../../domain/identity.ts";
import { RESCUED_TAG } from "../../domain/state/entry-state.ts";
import { markTwice, momentText, wallTimeAt } from "../../domain/text/clock-text.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { tillNameOf } from "../membership/till-name.ts";
import { type Till } from "../till/till.ts";

export const JOURNAL_ACTS = ["refused", "training-began", "training-ended", "rescued"] as const;

export interface JournalLine {
  readonly act: (typeof JOURNAL_ACTS)[number];
  readonly day: BusinessDay;
  /** `YYYY-MM-DD HH:MM` on the wall, when it was written: of a refusal up to ten minutes later. */
  readonly at: string;
  /** Code and name. */
  readonly till: string;
  /** Staff number, `nobody` for one that nobody has, or empty. */
  readonly staff: string;
  /** The subject of a refusal: `pin`, `inactive`, `more`, or a permission; else empty. */
  readonly what: string;
  /** How often; of a training that ended its receipts, null where they can't be counted any more. */
  readonly count: number | null;
  /** False for what the other tills have not been told yet. */
  readonly isWritten: boolean;
}

export interface JournalWish {
  /** Undefined for all days. */
  readonly day: BusinessDay | undefined;
  /** Staff number; undefined for everybody. */
  readonly person: string | undefined;
}

/** Returns the lines in the ledger's order; unwritten ones come last. */
export function listJournal(till: Till, { day, person }: JournalWish): ReadonlyArray<JournalLine> {
  return [...writtenLines(till), ...pendingLines(till)].filter(
    (line) =>
      (day === undefined || line.day === day) && (person === undefined || line.staff === person),
  );
}

function writtenLines(till: Till): ReadonlyArray<JournalLine> {
  const { ledger } = till;
  return journalEvents(ledger)
    .toSorted((a, b) => compareKeys(a.key, b.key))
    .flatMap((event) => {
      const facts = factsOf(event);
      if (facts === undefined) return [];
      const { day, wallMs, offsetMinutes } = event.act;
      const at = momentText(markTwice({ wallMs, offsetMinutes }, till.offsetMinutes));
      const by = tillNameOf(ledger.admission(), event.key.origin);
      return [{ day, at, till: by, what: "", count: 1, isWritten: true, ...facts }];
    });
}

function journalEvents(ledger: Ledger): ReadonlyArray<KnownEvent> {
  const streams = ledger.read((view) => [
    ...ledger.store.origins().map((origin) => toStreamId("attention", origin)),
    ...view.tagged(RESCUED_TAG).map((stream) => toStreamId("staff", streamName(stream))),
  ]);
  return streams.flatMap((stream) =>
    ledger.history(stream).flatMap(({ events }) => events.flatMap(({ known }) => known ?? [])),
  );
}

type Facts = Pick<JournalLine, "act" | "staff"> &
  Partial<Pick<JournalLine, "day" | "what" | "count">>;

function factsOf({ kind, body, streams }: KnownEvent): Facts | undefined {
  switch (kind) {
    case "journal/noted": {
      const { staff, what, count, day } = body;
      return { act: "refused", staff, what, count, ...(day === undefined ? {} : { day }) };
    }
    case "training/began":
      return { act: "training-began", staff: body.staff };
    case "training/ended":
      return { act: "training-ended", staff: body.staff, count: body.receipts };
    case "staff/rescued":
      return { act: "rescued", staff: streams[0] === undefined ? "" : streamName(streams[0]) };
    default:
      return undefined;
  }
}

function pendingLines(till: Till): ReadonlyArray<JournalLine> {
  const { ledger } = till;
  return till.refusals.pending().map(({ day, staff, what, count, sinceMs }) => {
    return {
      act: "refused",
      day,
      at: momentText(wallTimeAt(sinceMs, till.offsetMinutes)),
      till: tillNameOf(ledger.admission(), ledger.identity.origin),
      staff,
      what,
      count,
      isWritten: false,
    };
  });
}
