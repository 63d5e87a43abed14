/** The mark of a ticket that is printed some time after it was sent, so that no cook guesses how long ago that was. */

import { type LedgerView } from "../../domain/ledger-view.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { markText } from "../../printer/documents/paper-marks.ts";
import { formatWallTime } from "../../printer/documents/wall-time.ts";
import { paperWords } from "../../printer/paper-words.ts";
import { type SpoolJob } from "../../printer/spool/spool-store.ts";

/** A kitchen that reads both times asks whether the guest still waits. */
const LATE_MS_MIN = 2 * 60_000;
/** Of what waited shorter, such as while a radio was out of reach, the kitchen reads when it was sent. */
const WAITED_MS_MIN = 60_000;

/**
 * Returns `LATE: SENT 18:02, PRINTED 18:21`, or `SENT 18:02` for one that waited a minute; undefined for
 * a paper in time, and for any but a ticket.
 */
export function lateMark(
  view: LedgerView,
  { kind, documentId, createdMs }: Pick<SpoolJob, "kind" | "documentId" | "createdMs">,
  nowMs: number,
): string | undefined {
  const waitedMs = nowMs - createdMs;
  if (kind !== "ticket" || waitedMs < WAITED_MS_MIN) return undefined;
  const { issued } = view.state("ticket", documentId);
  if (issued === null) return undefined;
  const { wallMs, offsetMinutes } = issued;
  const locale = readSetting(view, "language");
  const [sent = "", printed = ""] = [wallMs, nowMs].map(
    (atMs) => formatWallTime({ wallMs: atMs, offsetMinutes }, locale).time,
  );
  const mark =
    waitedMs < LATE_MS_MIN
      ? ({ type: "sent", sent } as const)
      : ({ type: "late", sent, printed } as const);
  return ` ${markText(mark, paperWords(locale).marks)} `;
}
