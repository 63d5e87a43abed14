/** The mark of a ticket that is printed long after it was sent: both times, so that no cook guesses. */

import { type LedgerView } from "../../domain/ledger-view.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { markText } from "../../printer/documents/paper-marks.ts";
import { formatWallTime } from "../../printer/documents/wall-time.ts";
import { paperWords } from "../../printer/paper-words.ts";
import { type SpoolJob } from "../../printer/spool/spool-store.ts";

/** A kitchen that reads both times asks whether the guest still waits. */
const LATE_MS_MIN = 2 * 60_000;

/** Returns `LATE: SENT 18:02, PRINTED 18:21`; undefined for a paper in time, and for any but a ticket. */
export function lateMark(
  view: LedgerView,
  { kind, documentId, createdMs }: Pick<SpoolJob, "kind" | "documentId" | "createdMs">,
  nowMs: number,
): string | undefined {
  if (kind !== "ticket" || nowMs - createdMs < LATE_MS_MIN) return undefined;
  const { issued } = view.state("ticket", documentId);
  if (issued === null) return undefined;
  const { wallMs, offsetMinutes } = issued;
  const locale = readSetting(view, "language");
  const [sent, printed] = [wallMs, nowMs].map(
    (atMs) => formatWallTime({ wallMs: atMs, offsetMinutes }, locale).time,
  );
  const mark = { type: "late", sent: sent ?? "", printed: printed ?? "" } as const;
  return ` ${markText(mark, paperWords(locale).marks)} `;
}
