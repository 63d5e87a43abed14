/**
 * What a kitchen's screen has heard as it was said. Tills have clocks that are wrong, and right again a
 * moment later: how old a ticket is counts from then, by a clock that never jumps, and what a till says
 * of the time only where the ticket came late or before the screen was there.
 */

import { type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type OpenTill } from "../open-till.ts";

export interface KitchenHearing {
  /** How long ago each ticket was spoken of last. */
  readonly look: (view: LedgerView) => ReadonlyMap<EventId, number>;
}

/** As long as an open ticket may be wanted. */
const REMEMBERED_MS = 6 * 3_600_000;
/** More than a kitchen has within that time in sight; each is looked into for each board. */
const REMEMBERED_MAX = 400;

/** From now on. */
export function createKitchenHearing(
  { till: { ledger }, mesh }: Pick<OpenTill, "till" | "mesh">,
  steadyMs: () => number,
): KitchenHearing {
  const heardAtMs = new Map<EventId, number>();
  let seen = ledger.read((view) => view.revision("ticket"));
  let wasInStep = isInStep();

  /** While it catches up, what it hears may be of last night. */
  function isInStep(): boolean {
    const view = mesh.view();
    return view === undefined || view.catchUp === null;
  }

  function hear(view: LedgerView, nowMs: number): void {
    const changed = wasInStep ? view.changedSince("ticket", seen) : undefined;
    for (const stream of changed ?? []) {
      const id = streamName(stream) as EventId;
      // Behind all others: the first one is always the oldest.
      heardAtMs.delete(id);
      heardAtMs.set(id, nowMs);
    }
    seen = view.revision("ticket");
    wasInStep = isInStep();
  }

  return {
    look: (view) => {
      const nowMs = steadyMs();
      hear(view, nowMs);
      for (const [id, atMs] of heardAtMs) {
        if (heardAtMs.size <= REMEMBERED_MAX && nowMs - atMs < REMEMBERED_MS) break;
        heardAtMs.delete(id);
      }
      return new Map([...heardAtMs].map(([id, atMs]) => [id, nowMs - atMs]));
    },
  };
}
