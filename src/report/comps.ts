/** The comps of each person on a day: on the house, as staff meals, or spoiled goods. */

import { COMP_KINDS, type CompKind } from "../domain/events/discount-events.ts";
import { minor, type MinorUnits, sumMinor } from "../domain/money/amounts.ts";
import { type DayAct } from "./day-acts.ts";
import { type Person } from "./report-names.ts";

export interface CompTotal {
  readonly by: Person;
  /** Acts that hold: none that was taken back. */
  readonly count: number;
  readonly total: MinorUnits;
  /** The sum of each kind, at the prices of the goods. */
  readonly kinds: Readonly<Record<CompKind, MinorUnits>>;
  /** The remaining budget of the person, below zero where more was approved; null where the shop has none. */
  readonly left: MinorUnits | null;
}

/** Returns the comps by rising staff number. `budget` is that of a person and day, 0 for none. */
export function compTotals(acts: ReadonlyArray<DayAct>, budget: number): ReadonlyArray<CompTotal> {
  const comps = acts.filter(({ act, amount }) => isComp(act) && amount !== 0);
  return [...Map.groupBy(comps, ({ by }) => by.staff)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, own]): ReadonlyArray<CompTotal> => {
      const [first] = own;
      if (first === undefined) return [];
      const total = sumMinor(own, ({ amount }) => amount);
      const left = budget === 0 ? null : minor(budget - total);
      return [{ by: first.by, count: own.length, total, kinds: kindsOf(own), left }];
    });
}

function kindsOf(acts: ReadonlyArray<DayAct>): CompTotal["kinds"] {
  function of(kind: CompKind): MinorUnits {
    return sumMinor(
      acts.filter(({ act }) => act === kind),
      ({ amount }) => amount,
    );
  }
  return { comp: of("comp"), "staff-meal": of("staff-meal"), spoiled: of("spoiled") };
}

function isComp(act: DayAct["act"]): boolean {
  return COMP_KINDS.some((kind) => kind === act);
}
