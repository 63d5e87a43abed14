/** The differences of a day's drawers that a person has to settle. */

import { type BusinessDay } from "../domain/identity.ts";
import { type DayDrawer, type DrawerCount, isUncounted } from "./day-drawers.ts";
import { type Difference, differing } from "./difference.ts";

/** A difference that was vouched for as the shop asks is none of it. */
export function drawerDifferences(
  drawers: ReadonlyArray<DayDrawer>,
  day: BusinessDay,
): ReadonlyArray<Difference> {
  return drawers.flatMap((drawer) => [
    ...uncountedDifferences(drawer, day),
    ...floatDifferences(drawer, day),
    ...closeDifferences(drawer, day),
  ]);
}

function uncountedDifferences(drawer: DayDrawer, day: BusinessDay): ReadonlyArray<Difference> {
  if (!isUncounted(drawer, day)) return [];
  const about = { type: "drawer/uncounted", drawer } as const;
  return [{ check: "drawers", about, expected: drawer.expected.own, found: 0 }];
}

function floatDifferences(drawer: DayDrawer, day: BusinessDay): ReadonlyArray<Difference> {
  const { leftBefore, float, fromSafe, opened } = drawer;
  if (leftBefore === null || opened.at.day !== day) return [];
  const about = { type: "drawer/float", drawer } as const;
  return differing("drawers", about, [leftBefore + fromSafe, float.own]);
}

function closeDifferences(drawer: DayDrawer, day: BusinessDay): ReadonlyArray<Difference> {
  const { close, counts } = drawer;
  if (close?.at.day !== day) return [];
  const { expected, counted } = close;
  const count = counts.find(({ id }) => id === close.count);
  const isExplained = close.reason !== "" || close.approved !== null;
  return [
    ...close.needs.map(({ type, amount }): Difference => {
      const about = { type, drawer, amount } as const;
      return { check: "drawers", about, expected, found: counted };
    }),
    ...(count === undefined || isExplained ? [] : foreignDifferences(drawer, count)),
  ];
}

function foreignDifferences(
  drawer: DayDrawer,
  { counted, expected }: DrawerCount,
): ReadonlyArray<Difference> {
  const all = [...counted.foreign, ...expected.foreign].map(({ currency }) => currency);
  return [...new Set(all)].toSorted().flatMap((currency) => {
    const [wanted, found] = [expected, counted].map(
      ({ foreign }) => foreign.find((it) => it.currency === currency)?.amount ?? 0,
    );
    const about = { type: "drawer/foreign", drawer, currency } as const;
    return differing("drawers", about, [wanted ?? 0, found ?? 0]);
  });
}
