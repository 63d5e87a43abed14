/** The hours of people against a model that only knows the moments at which they really came and went. */

import { describe, expect, test } from "vitest";

import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { workedHours } from "../../../src/app/people/shifts.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import {
  decideBreak,
  decideClockIn,
  decideClockOut,
} from "../../../src/domain/commands/people/clock-staff.ts";
import { readTimeCard, type ShiftMinutes } from "../../../src/domain/people/time-card.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { createDice, type Dice } from "../../support/dice.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import {
  act,
  createShop,
  NOON_MS,
  synchronise,
  type TestTill,
  TODAY,
  valueOf,
} from "../../support/shop.ts";

const MINUTE_MS = 60_000;
const HOUR = 60;
const RUNS = proofRuns(25);

/** One shift as the person lived it, in minutes after its beginning. */
interface LivedShift {
  readonly minutes: number;
  /** They don't overlap; the last one may last until the person goes home. */
  readonly breaks: ReadonlyArray<{
    readonly from: number;
    readonly to: number;
    readonly paid: boolean;
  }>;
}

// The nights in which the clocks change, from ten to ten in the evening on.
const NIGHTS = [
  { when: "summer time ends", startMs: 1_792_871_400_000 },
  { when: "summer time begins", startMs: 1_806_180_600_000 },
];

describe.each(NIGHTS)("in the night when $when", ({ startMs }) => {
  const newCafe = cafeCopies({ startMs });

  test.each([1, 2, 3, 4, 5])("the hours are those that passed (seed %i)", async (seed) => {
    const cafe = await newCafe();
    const { till } = cafe.open();
    const first = till.days().now;
    const lived = liveDays(cafe, till, createDice(seed));

    const range = { from: first, to: addDays(first, 8), by: "person", staff: "1" } as const;
    expect(workedHours(till, range)).toMatchObject([
      { shifts: lived.length, open: 0, ...sumOf(lived.map(modelOf)) },
    ]);
  });
});

test("tills apart come to the hours that passed, in whatever order they hear each other", () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const dice = createDice(seed);
    using shop = createShop(`model ${seed}`);
    const tills = [shop.a, shop.join("B")] as const;
    const lived: Array<LivedShift> = [];
    let startMs = NOON_MS;
    let known: TestTill = dice.pick(tills);
    let haveMet = true;
    for (let count = 0; count < 5; count += 1) {
      const shift = live(dice, 15 * HOUR);
      // A till that has not heard of an earlier end would take this one for that.
      const last: TestTill = haveMet ? dice.pick(tills) : known;
      const begin = known;
      playApart(tills, { shift, startMs, begin, last });
      haveMet = haveMet && last === begin;
      known = last;
      if (dice.chance(40)) {
        meet(tills, dice);
        haveMet = true;
        known = dice.pick(tills);
      }
      lived.push(shift);
      startMs += (shift.minutes + 1 + dice.nat(10 * HOUR)) * MINUTE_MS;
    }
    meet(tills, dice);

    for (const till of tills) {
      const range = { from: addDays(TODAY, -3), to: addDays(TODAY, 9), staff: "1" };
      const card = till.ledger().read((view) => readTimeCard(view, range));
      expect(card.strays, `seed ${seed}`).toEqual([]);
      expect(
        card.shifts.map(({ minutes }) => minutes),
        `seed ${seed}`,
      ).toEqual(lived.map(modelOf));
    }
  }
});

/** The person comes at one till, and goes at the same or another one. */
function playApart(
  tills: readonly [TestTill, TestTill],
  played: {
    readonly shift: LivedShift;
    readonly startMs: number;
    readonly begin: TestTill;
    readonly last: TestTill;
  },
): void {
  for (const { minute, act: request } of marksOf(played.shift)) {
    const till = request.act === "clock-out" ? played.last : played.begin;
    for (const { clock } of tills) clock.set(played.startMs + minute * MINUTE_MS);
    valueOf(act(till, (context) => decide(context, request)));
  }
}

/** Mia comes and goes for sixty hours or more; a shift may last for sixteen of them. */
function liveDays(cafe: Cafe, till: Till, dice: Dice): ReadonlyArray<LivedShift> {
  const lived: Array<LivedShift> = [];
  let spent = 0;
  while (spent < 60 * HOUR) {
    const shift = live(dice, 16 * HOUR);
    const rest = 1 + dice.nat(8 * HOUR);
    let at = 0;
    for (const { minute, act: request } of marksOf(shift)) {
      cafe.clock.advance((minute - at) * MINUTE_MS);
      at = minute;
      valueOf(performBeside(till, MIA, request));
    }
    cafe.clock.advance(rest * MINUTE_MS);
    lived.push(shift);
    spent += shift.minutes + rest;
  }
  return lived;
}

function live(dice: Dice, longest: number): LivedShift {
  const minutes = 2 + dice.nat(longest - 2);
  const breaks: Array<LivedShift["breaks"][number]> = [];
  let from = dice.nat(minutes);
  while (breaks.length < 3 && from < minutes) {
    const to = Math.min(minutes, from + 1 + dice.nat(90));
    breaks.push({ from, to, paid: dice.chance(40) });
    from = to + 1 + dice.nat(4 * HOUR);
  }
  return { minutes, breaks };
}

type ClockRequest =
  | { readonly act: "clock-in" | "clock-out" }
  | { readonly act: "clock-break"; readonly way: "begin" | "end"; readonly paid?: boolean };

/** A break that lasts to the end is ended by going home. */
function marksOf({
  minutes,
  breaks,
}: LivedShift): ReadonlyArray<{ readonly minute: number; readonly act: ClockRequest }> {
  return [
    { minute: 0, act: { act: "clock-in" } },
    ...breaks.flatMap(({ from, to, paid }) => [
      { minute: from, act: { act: "clock-break", way: "begin", paid } as const },
      ...(to === minutes ? [] : [{ minute: to, act: { act: "clock-break", way: "end" } as const }]),
    ]),
    { minute: minutes, act: { act: "clock-out" } },
  ];
}

function decide(context: DecisionContext, request: ClockRequest): Decision {
  if (request.act === "clock-in") return decideClockIn(context);
  if (request.act === "clock-break") return decideBreak(context, request);
  return decideClockOut({ ...context, hasOtherTills: true });
}

function modelOf({ minutes: presence, breaks }: LivedShift): ShiftMinutes {
  let paidBreaks = 0;
  let unpaidBreaks = 0;
  for (const { from, to, paid } of breaks) {
    if (paid) paidBreaks += to - from;
    else unpaidBreaks += to - from;
  }
  return { presence, work: presence - unpaidBreaks, paidBreaks, unpaidBreaks };
}

function sumOf(shifts: ReadonlyArray<ShiftMinutes>): ShiftMinutes {
  const sum = { presence: 0, work: 0, paidBreaks: 0, unpaidBreaks: 0 };
  for (const shift of shifts) {
    sum.presence += shift.presence;
    sum.work += shift.work;
    sum.paidBreaks += shift.paidBreaks;
    sum.unpaidBreaks += shift.unpaidBreaks;
  }
  return sum;
}

/** One of them hears first. */
function meet([a, b]: readonly [TestTill, TestTill], dice: Dice): void {
  const isAFirst = dice.chance(50);
  synchronise(...(isAFirst ? ([a, b] as const) : ([b, a] as const)));
  synchronise(...(isAFirst ? ([b, a] as const) : ([a, b] as const)));
}
