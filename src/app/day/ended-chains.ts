/**
 * Chains that have ended before their Z: a till lost its tail or was set up anew and goes on as a new
 * incarnation, was shut out or replaced, or a person says that nothing will be heard of it any more. What
 * they say after their last Z counts like one, as far as it is here and counts.
 */

import { lastZ } from "../../domain/commands/close-day.ts";
import { type EndedChain } from "../../domain/day/closed-day.ts";
import { type BusinessDay, type DeviceId, deviceOf, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { eventsOfKinds, toTransaction } from "../../ledger/log/stored-transaction.ts";
import { createChainSums } from "./chain-sums.ts";

export interface DayAndTills {
  readonly day: BusinessDay;
  /** Tills that may live, and of which nothing will be heard. */
  readonly without: ReadonlySet<DeviceId>;
}

/** Of that day, by origin. */
export function endedChains(
  ledger: Ledger,
  view: LedgerView,
  { day, without }: DayAndTills,
): ReadonlyArray<EndedChain> {
  return endedOrigins(ledger, without).flatMap((origin) => {
    const last = ledger.head(origin);
    const from = (lastZ(view, origin)?.body.to ?? 0) + 1;
    if (last === undefined || last.day < day || last.seq < from) return [];
    const sums = createChainSums(ledger, { origin, from, fits: true });
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

/** Never this till's own chain: it makes its Z. */
function endedOrigins(
  { store, heads, admission, isAdmitted, identity }: Ledger,
  without: ReadonlySet<DeviceId>,
): ReadonlyArray<Origin> {
  const devices = admission();
  const followed = store
    .control()
    .map(toTransaction)
    // Somebody with its key might end a chain on which the till sells.
    .filter((said) => said.first === 1 && isAdmitted(said))
    .flatMap((said) => eventsOfKinds(said, ["incarnation/started"]))
    .flatMap(({ known }) =>
      known?.kind === "incarnation/started" ? (known.body.follows?.origin ?? []) : [],
    );
  const gone = [...heads().keys()].filter((origin) => {
    const device = deviceOf(origin);
    return without.has(device) || devices.get(device)?.revoked === true;
  });
  return [...new Set([...followed, ...gone])]
    .filter((origin) => origin !== identity.origin)
    .toSorted();
}
