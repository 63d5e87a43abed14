/** Whom the recovery sheet let in of late: it stays in sight at every till for a week. */

import { civilTime } from "../../domain/civil-time.ts";
import { fieldValue, RESCUED_FIELD, RESCUED_TAG } from "../../domain/folds/entry-fold.ts";
import { streamName } from "../../domain/identity.ts";
import { type OpenTill } from "../open-till.ts";

/** Where the clock here is behind the one there it is longer, and never shorter. */
const IN_SIGHT_MS = 7 * 24 * 3_600_000;

export interface RescuedPerson {
  readonly name: string;
  /** `2026-11-22 10:31`, on the wall of the shop. */
  readonly at: string;
}

export function listRescued({
  till,
  clock,
}: Pick<OpenTill, "till" | "clock">): ReadonlyArray<RescuedPerson> {
  const rescued = till.ledger.read((view) =>
    view.tagged(RESCUED_TAG).map((stream) => {
      const number = streamName(stream);
      return { number, atMs: Number(fieldValue(view.state("staff", number), RESCUED_FIELD)) };
    }),
  );
  return rescued
    .filter(({ atMs }) => clock.nowMs() - atMs < IN_SIGHT_MS)
    .map(({ number, atMs }) => {
      const { date, time } = civilTime(atMs, till.offsetMinutes(atMs));
      return { name: till.staffName(number), at: `${date} ${time.slice(0, 5)}` };
    });
}
