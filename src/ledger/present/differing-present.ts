/** What was told of today and is otherwise now that the past is here. */

import { type KnownEvent } from "../../domain/events/kinds.ts";
import { type PresentDiffered } from "../../domain/events/present-events.ts";
import { type BusinessDay, deviceOf } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { differingEntries } from "../../domain/present/differing.ts";
import { isPresentSum, presentSince } from "../../domain/present/present-streams.ts";
import { toTransaction } from "../log/stored-transaction.ts";
import { seqOf } from "./present-table.ts";
import { type ShownPresent } from "./shown-present.ts";
import { ownOrigins, type TakingDeps } from "./take-present.ts";

export interface DifferingDeps extends Pick<TakingDeps, "store" | "device"> {
  readonly past: LedgerView;
  readonly today: BusinessDay;
}

/** Undefined where all was as it was told, or nothing of it was used. Call with the past caught up. */
export function differingPresent(
  { store, device, past, today }: DifferingDeps,
  { facts, view }: Pick<ShownPresent, "facts" | "view">,
): PresentDiffered | undefined {
  // What was read on top of the past was signed, and is the past now.
  if (facts.lacked === "the newest") return undefined;
  const ends = new Map(facts.ends.map(({ origin, seq }) => [origin, seq]));
  const own = ownSince({ store, device }, facts);
  if (own.length === 0) return undefined;
  const used = differingEntries({
    told: view,
    past,
    own,
    wasHeard: ({ origin, seq }) => seq <= (ends.get(origin) ?? 0),
  });
  // Figures can be compared where nothing has been heard beyond what they are of.
  const isSame = store
    .origins()
    .filter((origin) => deviceOf(origin) !== device)
    .every((origin) => store.head(origin)?.seq === ends.get(origin));
  const figures = isSame ? differingFigures(view, past, today) : 0;
  if (used.entries.length === 0 && figures === 0) return undefined;
  const { entries, amount } = used;
  return { teller: facts.teller, entries: [...entries], amount, figures };
}

/** What this box has said since it was told first. */
function ownSince(
  deps: Pick<TakingDeps, "store" | "device">,
  { begun }: ShownPresent["facts"],
): ReadonlyArray<KnownEvent> {
  return ownOrigins(deps).flatMap((origin) => {
    const rows = [...deps.store.ofOrigin(origin, 1 + seqOf(begun, origin))];
    return rows.flatMap((row) =>
      toTransaction(row).events.flatMap(({ known }) => (known === undefined ? [] : [known])),
    );
  });
}

function differingFigures(told: LedgerView, past: LedgerView, today: BusinessDay): number {
  const since = presentSince(today);
  const theirs = new Map(told.sums("").filter(([key]) => isPresentSum(key, since)));
  let differing = 0;
  for (const [key, amount] of past.sums("")) {
    if (isPresentSum(key, since) && (theirs.get(key) ?? 0) !== amount) differing += 1;
    theirs.delete(key);
  }
  return differing + [...theirs.values()].filter((amount) => amount !== 0).length;
}
