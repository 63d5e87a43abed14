/** What shifts of the last weeks ask a person, read once for as long as no shift changes. */

import { type BusinessDay } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { openShiftFacts, type ShiftFact } from "../../domain/people/shift-attention.ts";

export type FindShiftFacts = (view: LedgerView, today: BusinessDay) => ReadonlyArray<ShiftFact>;

/** Returns a function for the open facts; what needs somebody is listed every few seconds, and shifts change seldom. */
export function createFindShiftFacts(): FindShiftFacts {
  let known:
    | {
        readonly today: BusinessDay;
        readonly revision: number;
        readonly facts: ReadonlyArray<ShiftFact>;
      }
    | undefined;
  return (view, today) => {
    const revision = view.revision("shift");
    if (known?.today !== today || known.revision !== revision) {
      known = { today, revision, facts: openShiftFacts(view, today) };
    }
    return known.facts;
  };
}
