/** The hours that people worked: breaks, nights, both changes of the clocks, tills that were apart. */

import { describe, expect, test } from "vitest";

import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { listShifts, listStrays, workedHours } from "../../../src/app/people/shifts.ts";
import { createTill, type Till } from "../../../src/app/till/till.ts";
import { type Decision, type DecisionContext } from "../../../src/domain/commands/decision.ts";
import {
  decideBreak,
  decideClockIn,
  decideClockOut,
  decideCorrectShift,
} from "../../../src/domain/commands/people/clock-staff.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { readTimeCard } from "../../../src/domain/people/time-card.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { createDice, type Dice } from "../../support/dice.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import {
  act,
  createShop,
  faultOf,
  NOON_MS,
  synchronise,
  type TestShop,
  type TestTill,
  TODAY,
  valueOf,
} from "../../support/shop.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const RUNS = proofRuns(25);

describe("a break", () => {
  test("that is not paid is taken off, and one that is paid is not", () => {
    using shop = createShop("breaks");
    const { a } = shop;
    at(a, 0, decideClockIn);
    at(a, 60, pause({ paid: false }));
    at(a, 90, decideBreakTurn);
    at(a, 120, pause({ paid: true }));
    at(a, 135, decideBreakTurn);
    at(a, 480, decideClockOut);

    expect(workedHours(tillOf(a), { from: TODAY, to: TODAY, by: "person" })).toMatchObject([
      { staff: "1", shifts: 1, presence: 480, unpaidBreaks: 30, paidBreaks: 15, work: 450 },
    ]);
    expect(listShifts(tillOf(a), TODAY)[0]?.breaks).toEqual([
      { from: "14:00", to: "14:30", paid: false },
      { from: "15:00", to: "15:15", paid: true },
    ]);
  });

  test("and its shift are counted from minute to minute, as people read them off the clock", () => {
    using shop = createShop("breaks");
    const { a } = shop;
    at(a, 40 / 60, decideClockIn);
    at(a, 60 + 50 / 60, pause({ paid: false }));
    at(a, 90 + 10 / 60, decideBreakTurn);
    at(a, 480 + 10 / 60, decideClockOut);

    expect(minutesAt(a)).toEqual([{ presence: 480, work: 450, paidBreaks: 0, unpaidBreaks: 30 }]);
  });

  test("counts where a clock that is ahead has written a later one before it", () => {
    using shop = createShop("breaks");
    const [a, b] = [shop.a, shop.join("B")];
    at(a, 0, decideClockIn);
    at(a, 69, pause({ paid: false }));
    at(a, 70, decideBreakTurn);
    heal(a, b);
    at(b, 62, pause({ paid: false }));
    at(b, 72, decideBreakTurn);
    at(b, 100, decideClockOut);

    expect(minutesAt(b)).toMatchObject([{ presence: 100, unpaidBreaks: 10, work: 90 }]);
  });

  test("ends with the shift", () => {
    using shop = createShop("breaks");
    const { a } = shop;
    at(a, 0, decideClockIn);
    at(a, 60, decideBreakTurn);
    at(a, 100, decideClockOut);

    expect(minutesAt(a)).toEqual([{ presence: 100, work: 60, paidBreaks: 0, unpaidBreaks: 40 }]);
  });

  test("is refused outside of a shift, and twice", () => {
    using shop = createShop("breaks");
    const { a } = shop;
    expect(faultOf(act(a, decideBreakTurn))).toEqual({ type: "shift/not-in", staff: "1" });
    at(a, 0, decideClockIn);
    expect(faultOf(act(a, (context) => decideBreak(context, { way: "end" })))).toEqual({
      type: "shift/no-break",
      staff: "1",
    });
    at(a, 60, pause({}));
    expect(faultOf(act(a, pause({})))).toEqual({
      type: "shift/on-break",
      staff: "1",
      since: "14:00",
    });
  });
});

describe("hours are those that passed", () => {
  // Saturdays at ten to ten in the evening, on the shop's wall.
  const inOctober = cafeCopies({ startMs: 1_792_871_400_000 });
  const inMarch = cafeCopies({ startMs: 1_806_180_600_000 });

  test.each([
    { when: "summer time ends", newCafe: inOctober, hours: 9, day: "2026-10-24", ends: [2, 1] },
    { when: "summer time begins", newCafe: inMarch, hours: 7, day: "2027-03-27", ends: [1, 2] },
  ])(
    "from 22:00 to 06:00 are $hours hours in the night when $when, and both times carry their offsets",
    async ({ newCafe, hours, day, ends: [before, after] }) => {
      const { cafe, till } = await opened(newCafe);
      cafe.clock.advance(10 * MINUTE_MS);
      clock(till, "clock-in");
      cafe.clock.advance(hours * HOUR_MS);
      clock(till, "clock-out");

      expect(listShifts(till, day as BusinessDay)).toMatchObject([
        {
          in: `${day} 22:00+0${before}:00`,
          out: `${addDays(day as BusinessDay, 1)} 06:00+0${after}:00`,
          minutes: hours * 60,
        },
      ]);
    },
  );

  test("in the night of a day of 25 hours, with the hour that comes twice named by its offset", async () => {
    const { cafe, till } = await opened(inOctober);
    const day = "2026-10-24" as BusinessDay;
    // 02:30 in summer time; the break lasts until 02:30 in winter time.
    cafe.clock.advance(10 * MINUTE_MS);
    clock(till, "clock-in");
    cafe.clock.advance(4.5 * HOUR_MS);
    clock(till, "clock-break");
    cafe.clock.advance(HOUR_MS);
    clock(till, "clock-break");
    cafe.clock.advance(9.5 * HOUR_MS);
    clock(till, "clock-out");

    const [shift] = listShifts(till, day);
    expect(shift).toMatchObject({ in: `${day} 22:00+02:00`, out: "2026-10-25 12:00+01:00" });
    expect(shift).toMatchObject({ minutes: 15 * 60, work: 14 * 60 });
    expect(shift?.breaks).toEqual([{ from: "02:30+02:00", to: "02:30+01:00", paid: false }]);
  });

  test("in the longest shift that nobody is asked about, all on the day of clocking in", async () => {
    const { cafe, till } = await opened(inMarch);
    const day = till.days().now;
    clock(till, "clock-in");
    cafe.clock.advance(16 * HOUR_MS);
    clock(till, "clock-out");

    expect(workedHours(till, { from: day, to: addDays(day, 3), by: "day" })).toMatchObject([
      { period: day, presence: 16 * 60, work: 16 * 60 },
    ]);
  });
});

describe("a correction", () => {
  test("keeps what was clocked, and the latest counts", () => {
    using shop = createShop("fix");
    const { a } = shop;
    at(a, 0, decideClockIn);
    at(a, 600, decideClockOut);
    const fix = { shift: `1/${TODAY}`, reason: "went at nine" };
    valueOf(act(a, (context) => decideCorrectShift(context, { ...fix, out: 21 * 60 })));
    valueOf(act(a, (context) => decideCorrectShift(context, { ...fix, breakMinutes: 20 })));

    expect(listShifts(tillOf(a), TODAY)).toMatchObject([
      {
        in: `${TODAY} 13:00`,
        out: `${TODAY} 21:00`,
        minutes: 480,
        work: 460,
        corrected: { by: "1", reason: "went at nine", out: `${TODAY} 23:00` },
      },
    ]);
  });

  test("needs a reason, a right, a shift and times that can be", () => {
    using shop = createShop("fix");
    const { a } = shop;
    at(a, 0, decideClockIn);
    at(a, 60, decideClockOut);
    const fix = { shift: `1/${TODAY}`, reason: "why" };
    function refused(change: object, permissions?: []): string {
      const decided = act(
        a,
        (context) => decideCorrectShift(context, { ...fix, ...change }),
        permissions === undefined ? {} : { permissions },
      );
      return faultOf(decided).type;
    }

    expect(refused({ out: 780 }, [])).toBe("permission/missing");
    expect(refused({ out: 780, reason: " " })).toBe("shift/no-reason");
    expect(refused({ shift: `2/${TODAY}`, out: 780 })).toBe("shift/unknown");
    expect(refused({ out: 23 * 60 })).toBe("shift/times-odd");
    expect(refused({ breakMinutes: 61 })).toBe("shift/times-odd");
    expect(refused({})).toBe("shift/times-odd");
  });

  test("does not move the beginning of a shift that is still open into the one before it", () => {
    using shop = createShop("fix");
    const { a } = shop;
    at(a, 0, decideClockIn);
    at(a, 60, decideClockOut);
    at(a, 120, decideClockIn);

    const decided = act(a, (context) =>
      decideCorrectShift(context, { shift: `1/${TODAY}/2`, in: 13 * 60 + 30, reason: "why" }),
    );

    expect(faultOf(decided)).toMatchObject({ type: "shift/overlaps", staff: "1" });
  });

  test("of the break of an open shift takes no look at a shift that was never ended", () => {
    using shop = createShop("fix");
    const [a, b] = [shop.a, shop.join("B")];
    at(a, 0, decideClockIn);
    at(b, 17 * 60, decideClockIn);
    heal(a, b);
    const shift = `1/${TODAY}/2`;

    at(a, 18 * 60, (context) =>
      decideCorrectShift(context, { shift, breakMinutes: 5, reason: "why" }),
    );

    expect(listShifts(tillOf(a), TODAY)).toMatchObject([
      { out: null },
      { shift, out: null, corrected: { reason: "why" } },
    ]);
  });

  test("does not reach into another shift", () => {
    using shop = createShop("fix");
    const { a } = shop;
    at(a, 0, decideClockIn);
    at(a, 60, decideClockOut);
    at(a, 120, decideClockIn);
    at(a, 180, decideClockOut);

    const decided = act(a, (context) =>
      decideCorrectShift(context, { shift: `1/${TODAY}/2`, in: 13 * 60 + 30, reason: "why" }),
    );

    expect(faultOf(decided)).toEqual({
      type: "shift/overlaps",
      staff: "1",
      since: `${TODAY} 13:00`,
    });
  });
});

test("a person who forgot to clock out says at the next clocking in when they left", () => {
  using shop = createShop("forgotten");
  const { a } = shop;
  at(a, 0, decideClockIn);
  at(a, 20 * 60, (context) => {
    expect(decideClockIn(context)).toEqual({
      ok: false,
      fault: { type: "shift/forgotten", staff: "1", since: `${TODAY} 13:00` },
    });
    return decideClockIn(context, { left: 23 * 60 });
  });

  expect(minutesAt(a)).toMatchObject([{ presence: 600 }, undefined]);
});

test("a person who clocks out after more hours than anybody works says when they left", () => {
  using shop = createShop("42 hours");
  const { a } = shop;
  at(a, 0, decideClockIn);
  at(a, 42 * 60, (context) => {
    const asked = {
      ok: false,
      fault: { type: "shift/forgot-to-leave", staff: "1", since: `${TODAY} 13:00` },
    };
    expect(decideClockOut(context)).toEqual(asked);
    return decideClockOut(context, { left: 23 * 60 });
  });

  expect(minutesAt(a)).toMatchObject([{ presence: 600 }]);
});

test("nobody leaves later than now, nor a shift that there is not", () => {
  using shop = createShop("later");
  const { a } = shop;
  expect(faultOf(act(a, (context) => decideClockOut(context, { left: 60 })))).toMatchObject({
    type: "shift/not-in",
  });
  at(a, 0, decideClockIn);
  expect(faultOf(act(a, (context) => decideClockOut(context, { left: 60 })))).toMatchObject({
    type: "shift/forgot-to-leave",
  });
});

describe("tills apart", () => {
  test("one person at two tills has one shift, ended where it was not known", () => {
    using shop = createShop("apart");
    const [a, b] = [shop.a, shop.join("B")];
    at(a, 0, decideClockIn);
    at(b, 300, apart(decideClockOut));
    expect(workedHours(tillOf(b), { from: TODAY, to: TODAY, by: "day" })).toEqual([]);
    heal(a, b);

    for (const till of [a, b]) {
      expect(minutesAt(till)).toMatchObject([{ presence: 300 }]);
      expect(faultOf(act(till, decideClockOut))).toEqual({ type: "shift/not-in", staff: "1" });
    }
  });

  test("a second clocking in is the same shift, and a second clocking out is named", () => {
    using shop = createShop("apart");
    const [a, b] = [shop.a, shop.join("B")];
    at(a, 0, decideClockIn);
    at(b, 10, decideClockIn);
    at(a, 300, decideClockOut);
    at(b, 360, decideClockOut);
    heal(a, b);

    for (const till of [a, b]) {
      expect(listShifts(tillOf(till), TODAY)).toMatchObject([
        { minutes: 300, contradictions: ["out"] },
      ]);
    }
  });

  test("leaving more than a day after clocking in ends nothing", () => {
    using shop = createShop("apart");
    const [a, b] = [shop.a, shop.join("B")];
    at(a, 0, decideClockIn);
    at(b, 25 * 60, apart(decideClockOut));
    heal(a, b);

    const card = a.ledger().read((view) => readTimeCard(view, { from: TODAY, to: TODAY }));
    expect(card.shifts).toMatchObject([{ out: null }]);
    expect(card.strays).toMatchObject([{ staff: "1" }]);
    expect(listStrays(tillOf(b), TODAY)).toMatchObject([{ staff: "1", at: "2026-11-21 14:00" }]);
  });

  test("random histories heal to the same hours, and no minute counts twice", () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      using shop = createShop(`card ${seed}`);
      const tills = playApart(shop, createDice(seed));
      const [one, other] = tills.map(cardOf);

      expect(other, `seed ${seed}`).toEqual(one);
      for (const staff of ["1", "2"]) {
        const { presence, atWorkMs } = workedBy(tills[0], staff);
        expect(presence, `seed ${seed}`).toBeLessThanOrEqual(atWorkMs / MINUTE_MS);
      }
    }
  });
});

/** Two people do what comes to mind at two tills, which hear each other now and then. */
function playApart(shop: TestShop, dice: Dice): readonly [TestTill, TestTill] {
  const tills = [shop.a, shop.join("B")] as const;
  let nowMs = NOON_MS;
  for (let step = 0; step < 25; step += 1) {
    nowMs += (1 + dice.nat(400)) * MINUTE_MS;
    const till = dice.pick(tills);
    for (const { clock } of tills) clock.set(nowMs);
    const staff = dice.pick(["1", "2"]);
    const decide = dice.pick([
      decideClockIn,
      apart(decideClockOut),
      decideBreakTurn,
      (context: DecisionContext) => decideClockIn(context, { left: dice.nat(1440) }),
      (context: DecisionContext) =>
        decideCorrectShift(context, {
          shift: `${staff}/${TODAY}`,
          out: dice.nat(1440),
          reason: "why",
        }),
    ]);
    // Much of it is refused, as it is in a shop.
    act(till, (context) => decide(context), { staff });
    if (dice.chance(15)) heal(...tills);
  }
  heal(...tills);
  return tills;
}

async function opened(newCafe: () => Promise<Cafe>): Promise<{ cafe: Cafe; till: Till }> {
  const cafe = await newCafe();
  return { cafe, till: cafe.open().till };
}

function clock(till: Till, name: "clock-in" | "clock-out" | "clock-break"): void {
  const act = name === "clock-break" ? { act: name, way: "turn" as const } : { act: name };
  valueOf(performBeside(till, MIA, act));
}

function cardOf(till: TestTill): unknown {
  const range = { from: addDays(TODAY, -3), to: addDays(TODAY, 9) };
  return till.ledger().read((view) => readTimeCard(view, range));
}

/** The minutes that count, and for how long the person was in any shift at all. */
function workedBy(
  till: TestTill,
  staff: string,
): { readonly presence: number; readonly atWorkMs: number } {
  const range = { from: addDays(TODAY, -3), to: addDays(TODAY, 9), staff };
  const { shifts } = till.ledger().read((view) => readTimeCard(view, range));
  let untilMs = 0;
  let atWorkMs = 0;
  for (const { in: begin, out } of shifts.toSorted((a, b) => a.in.wallMs - b.in.wallMs)) {
    const endMs = out?.wallMs ?? begin.wallMs;
    atWorkMs += Math.max(0, endMs - Math.max(begin.wallMs, untilMs));
    untilMs = Math.max(untilMs, endMs);
  }
  return {
    presence: shifts.reduce((sum, { minutes }) => sum + (minutes?.presence ?? 0), 0),
    atWorkMs,
  };
}

function minutesAt(till: TestTill): ReadonlyArray<unknown> {
  const range = { from: TODAY, to: addDays(TODAY, 2) };
  const { shifts } = till.ledger().read((view) => readTimeCard(view, range));
  return shifts.map(({ minutes }) => minutes);
}

/** Does something so many minutes after noon in UTC, which is one o'clock there. */
function at(till: TestTill, minutes: number, decide: (context: DecisionContext) => Decision): void {
  till.clock.set(NOON_MS + minutes * MINUTE_MS);
  valueOf(act(till, (context) => decide(context)));
}

function decideBreakTurn(context: DecisionContext): Decision {
  return decideBreak(context, { way: "turn" });
}

function pause({ paid }: { readonly paid?: boolean }): (context: DecisionContext) => Decision {
  return (context) => decideBreak(context, { way: "begin", paid });
}

/** The till knows that there are others. */
function apart(
  decide: (context: DecisionContext) => Decision,
): (context: DecisionContext) => Decision {
  return (context) => decide({ ...context, hasOtherTills: true });
}

function heal(a: TestTill, b: TestTill): void {
  synchronise(a, b);
  synchronise(b, a);
}

function tillOf({ dir, ledger, clock }: TestTill): Till {
  return createTill({
    dir,
    ledger: ledger(),
    clock,
    offsetMinutes: () => 60,
    queuePapers: () => undefined,
  });
}
