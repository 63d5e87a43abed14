/** Known bugs of the present: the simulator has to notice each of them within a few seeds. */

import { describe, expect, test } from "vitest";

import { type Ledger } from "../../../src/ledger/ledger.ts";
import { type PresentTold } from "../../../src/ledger/present/tell-present.ts";
import { LONG_MS } from "./many-seeds.ts";
import { type Bug, changed, firstNoticed } from "./planted-bugs.ts";

const LATE = { hearsLate: true, hours: 0.006 } as const;

const BUGS: ReadonlyArray<Bug> = [
  {
    name: "the present outlives the past",
    wrap: {
      ledger: (ledger) => changed(ledger, { present: { ...ledger.present, settle: () => false } }),
    },
    troubles: ["newcomers"],
    wish: LATE,
    noticed: /still sells by what it was told/u,
  },
  {
    name: "a teller names what it leaves out",
    wrap: { ledger: telling((told) => ({ ...told, pieces: told.pieces.slice(0, -1) })) },
    troubles: ["newcomers"],
    wish: LATE,
    noticed: /told (?:of|under|\d+ for) /u,
  },
  {
    name: "a teller has other sums",
    wrap: {
      ledger: telling((told) => ({
        ...told,
        sums: told.sums.map(([key, amount]) => [key, amount + 1] as const),
      })),
    },
    troubles: ["newcomers"],
    wish: LATE,
    noticed: /told -?\d+ for .*, and it is /u,
  },
];

describe("the simulator notices that", () => {
  test.each(BUGS)(
    "$name",
    async (bug) => {
      expect(await firstNoticed(bug)).toMatch(bug.noticed);
    },
    LONG_MS,
  );
});

function telling(make: (told: PresentTold) => PresentTold): (ledger: Ledger) => Ledger {
  return (ledger) =>
    changed(ledger, {
      present: {
        ...ledger.present,
        tell: (asked) => {
          const told = ledger.present.tell(asked);
          return told && make(told);
        },
      },
    });
}
