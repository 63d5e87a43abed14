/**
 * Chains that have ended before their Z: a till lost its tail or was set up anew, and goes on as a new
 * incarnation. What they say after their last Z counts like one.
 */

import { lastZ } from "../../domain/commands/close-day.ts";
import { type DayClosed } from "../../domain/events/day-events.ts";
import { type BusinessDay, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { eventsOfKinds, toTransaction } from "../../ledger/log/stored-transaction.ts";
import { createChainSums } from "./chain-sums.ts";

/** Of that day, by origin. */
export function endedChains(
  { store, db, head }: Pick<Ledger, "store" | "db" | "head">,
  view: LedgerView,
  day: BusinessDay,
): ReadonlyArray<DayClosed["ended"][number]> {
  return endedOrigins(store).flatMap((origin) => {
    const last = head(origin);
    const from = (lastZ(view, origin)?.body.to ?? 0) + 1;
    if (last === undefined || last.day < day || last.seq < from) return [];
    const sums = createChainSums({ store, db }, { origin, from });
    sums.readUpTo(view, last.seq);
    return sums
      .stretches()
      .filter((stretch) => stretch.day === day && stretch.sums.hasTrade)
      .map(({ from: first, to, sums: { figures, total } }) => ({
        origin,
        from: first,
        to,
        figures,
        total,
      }));
  });
}

/** Chains that another incarnation of the same device follows. */
export function endedOrigins(store: Pick<Ledger["store"], "control">): ReadonlyArray<Origin> {
  const ended = store
    .control()
    .flatMap((row) => eventsOfKinds(toTransaction(row), ["incarnation/started"]))
    .flatMap(({ known }) =>
      known?.kind === "incarnation/started" ? (known.body.follows?.origin ?? []) : [],
    );
  return [...new Set(ended)].toSorted();
}
