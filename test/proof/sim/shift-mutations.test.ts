/**
 * Known bugs of the time clock, of tips and of reports: the simulator has to notice each within a few seeds.
 *
 * Size: proof.
 */

import { describe, expect, test } from "vitest";

import { dayStampKey } from "../../../src/domain/folds/order-sums.ts";
import { type ShiftState, type ShiftStep } from "../../../src/domain/folds/shift-fold.ts";
import { TIPS_OF_PREFIX } from "../../../src/domain/folds/tip-sums.ts";
import { TIPS_TWICE_TAG, type TipsState } from "../../../src/domain/folds/tips-fold.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { type LedgerView } from "../../../src/domain/ledger-view.ts";
import { type Ledger } from "../../../src/ledger/ledger.ts";
import { type Bug, changed, firstNoticed } from "./planted-bugs.ts";

/** So that people are at work and take breaks, and leads share tips out at tills that are apart. */
const BUSY = { hours: 0.012, actsPerHour: 6000, troublesPerHour: 600 };

const BUGS: ReadonlyArray<Bug> = [
  {
    name: "a break counts twice",
    firstSeed: 3,
    wrap: { ledger: (ledger) => seenThrough(ledger, withBreaksTwice) },
    troubles: ["network", "lulls"],
    wish: BUSY,
    noticed: /the shifts of .* by the books/u,
  },
  {
    name: "tips that two tills paid out are no item",
    firstSeed: 6,
    wrap: { ledger: (ledger) => seenThrough(ledger, withoutTwicePooled) },
    troubles: ["network"],
    wish: BUSY,
    noticed: /asks about nothing of pool/u,
  },
  {
    name: "tips that people had twice are no item",
    wrap: { ledger: (ledger) => seenThrough(ledger, withoutTipAccounts) },
    troubles: ["network"],
    wish: BUSY,
    noticed: /asks about 0 of tips of .* too much/u,
  },
  {
    name: "a till shares out what it has shared out",
    wrap: { ledger: forgettingPools },
    troubles: [],
    wish: BUSY,
    noticed: /shares out what .* has shared out, and knows it/u,
  },
  {
    name: "a receipt that comes late is not in the report of its days",
    firstSeed: 7,
    wrap: { ledger: (ledger) => seenThrough(ledger, withOneStamp) },
    troubles: ["network", "nights"],
    // Two tills, so that whichever way is cut the night comes between them.
    wish: { ...BUSY, tills: 2, troublesPerHour: 1500 },
    noticed: /the report from .* and reconcile/u,
  },
];

describe("the simulator notices that", () => {
  test.each(BUGS)("$name", async (bug) => {
    expect(await firstNoticed(bug)).toMatch(bug.noticed);
  });
});

/** Whoever looks at what is folded sees it so; decisions see it as it is. */
function seenThrough(ledger: Ledger, see: (view: LedgerView) => LedgerView): Ledger {
  return changed(ledger, { read: (look) => ledger.read((view) => look(see(view))) });
}

/** Nobody is owed tips, and nobody had any. */
function withoutTipAccounts(view: LedgerView): LedgerView {
  return {
    ...view,
    sums: (prefix, from) => (prefix === TIPS_OF_PREFIX ? [] : view.sums(prefix, from)),
  };
}

/** After each break comes another one that is as long. */
function withBreaksTwice(view: LedgerView): LedgerView {
  return {
    ...view,
    state: (type, name) => {
      const state = view.state(type, name);
      if (type !== "shift") return state;
      const shift: ShiftState = view.state("shift", name);
      return { ...state, ...shift, steps: shift.steps.flatMap(twice) };
    },
  };
}

function twice(
  step: ShiftStep,
  at: number,
  steps: ReadonlyArray<ShiftStep>,
): ReadonlyArray<ShiftStep> {
  const begun = steps[at - 1];
  if (step.type !== "break-ended" || begun?.type !== "break-begun") return [step];
  const { wallMs } = step;
  return [
    step,
    { ...step, type: "break-begun", paid: begun.paid },
    { ...step, wallMs: wallMs + (wallMs - begun.wallMs) },
  ];
}

function withoutTwicePooled(view: LedgerView): LedgerView {
  return { ...view, tagged: (tag) => (tag === TIPS_TWICE_TAG ? [] : view.tagged(tag)) };
}

/** Whoever decides sees no pool; whoever looks sees all. */
function forgettingPools(ledger: Ledger): Ledger {
  return changed(ledger, {
    commit: (command) =>
      ledger.commit({
        ...command,
        decide: (context) => command.decide({ ...context, view: withoutPools(context.view) }),
      }),
  });
}

function withoutPools(view: LedgerView): LedgerView {
  return {
    ...view,
    state: (type, name) => {
      const state = view.state(type, name);
      if (type !== "tips") return state;
      const tips: TipsState = view.state("tips", name);
      return { ...state, ...tips, pools: [] };
    },
  };
}

/** The stamp of a day stays the same, whatever comes. */
function withOneStamp(view: LedgerView): LedgerView {
  const prefix = dayStampKey("" as BusinessDay);
  return { ...view, sum: (key) => (key.startsWith(prefix) ? 1 : view.sum(key)) };
}
