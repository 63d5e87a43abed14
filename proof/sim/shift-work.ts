/**
 * The time clock in the simulated shop: people clock in, go on breaks and clock out, some of them at a till that
 * is not their own, and a shift lead corrects what somebody forgot. Where people are polite, each keeps to the own
 * till and the own shift.
 */

import { performBeside } from "../../src/app/orders/perform-act.ts";
import { listShifts } from "../../src/app/people/shifts.ts";
import { tryStore } from "../../src/app/store-errors.ts";
import { type Actor, type Till } from "../../src/app/till/till.ts";
import { isForgotten, openShift } from "../../src/domain/commands/people/clock-staff.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { type Clock } from "../../src/domain/ports.ts";
import { addDays } from "../../src/domain/text/civil-time.ts";
import { type Dice } from "./dice.ts";
import { BESIDE_SHARE, type Done, doneText } from "./done-act.ts";
import { type Manners } from "./options.ts";
import { staffNumber, ZONE_OFFSET } from "./shop-set-up.ts";

export interface ShiftWork {
  /** Somebody uses the time clock after an act. Returns its name. */
  readonly after: (done: string) => string;
}

export interface ShiftWorkDeps {
  readonly open: { readonly till: Till; readonly clock: Pick<Clock, "nowMs"> };
  readonly actor: Actor;
  readonly manners: Manners;
  /** The dice are separate, so that a seed's other acts stay the same as before people clocked in. */
  readonly dice: Dice;
}

const WEIGHTS = { clock: 12, fix: 2 } as const;
/** The share of people who clock at the till of somebody else. */
const ELSEWHERE_SHARE = 0.4;
/** So many people, at most, are known at each till by sight. */
const VISITORS = 2;
/** The share of people who clock out at a till that knows of no shift of theirs. */
const OUT_UNKNOWN_SHARE = 0.15;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
/** The most minutes by which a lead moves the beginning of a shift. */
const MOVED_MINUTES = 20;
const LEFT_MINUTES_MAX = 400;

export function createShiftWork(deps: ShiftWorkDeps): ShiftWork {
  const { dice } = deps;
  return {
    after: (before) => {
      if (!dice.chance(BESIDE_SHARE)) return before;
      const what = dice.weighed<keyof typeof WEIGHTS>(WEIGHTS);
      return `${before}; ${tryStore(() => ACTS[what](deps), "en")}`;
    },
  };
}

const ACTS: Readonly<Record<keyof typeof WEIGHTS, (deps: ShiftWorkDeps) => string>> = {
  clock: useClock,
  fix: fixShift,
};

function useClock(deps: ShiftWorkDeps): string {
  const { dice, open, manners } = deps;
  const { till, clock } = open;
  const isElsewhere = manners === "rough" && dice.chance(ELSEWHERE_SHARE);
  const number = isElsewhere ? staffNumber(dice.nat(VISITORS)) : deps.actor.number;
  const actor = { number, name: `Person ${number}` };
  const shift = till.ledger.read((view) => openShift(view, number));
  if (shift === undefined) {
    // A till that is apart may know nothing of the shift that the person has begun at another one.
    const isOut = manners === "rough" && dice.chance(OUT_UNKNOWN_SHARE);
    const act = isOut ? "clock-out" : "clock-in";
    return doneText(`${number} ${act}`, performBeside(till, actor, { act }));
  }
  if (isForgotten(shift, clock.nowMs())) {
    const left = minuteOfDay(shift.in.wallMs + MINUTE_MS * dice.nat(LEFT_MINUTES_MAX));
    const act = left % 2 === 0 ? "clock-in" : "clock-out";
    return doneText(`${number} ${act} late`, performBeside(till, actor, { act, left }));
  }
  if (dice.weighed({ break: 6, out: 4 }) === "out") {
    return doneText(`${number} clock out`, performBeside(till, actor, { act: "clock-out" }));
  }
  const paid = dice.pick([undefined, undefined, false, true]);
  return doneText(
    `${number} break`,
    performBeside(till, actor, { act: "clock-break", way: "turn", paid }),
  );
}

/** Corrects a shift of the last two days in one of its fields. */
function fixShift(deps: ShiftWorkDeps): string {
  const { dice, open, actor, manners } = deps;
  const { till, clock } = open;
  const { now } = till.days();
  const shifts = listShifts(till, addDays(now, -1), now).filter(
    ({ staff }) => manners === "rough" || staff === actor.number,
  );
  if (shifts.length === 0) return "nobody has clocked in";
  const { shift, minutes } = dice.pick(shifts);
  const nowMs = clock.nowMs();
  const changes = dice.pick([
    { breakMinutes: dice.nat(Math.min(DAY_MINUTES, minutes ?? MOVED_MINUTES) + 1) },
    { out: minuteOfDay(nowMs) },
    { in: minuteOfDay(nowMs - MINUTE_MS * dice.nat(MOVED_MINUTES)) },
  ]);
  return doneText("fix a shift", fixed(till, actor, { shift, ...changes }));
}

/** Says of everybody who is still at work that they left just now. Returns how many there were. */
export function endShifts(
  { open: { till, clock }, actor, manners }: Omit<ShiftWorkDeps, "dice">,
  { from, to }: { readonly from: BusinessDay; readonly to: BusinessDay },
): number {
  const still = listShifts(till, from, to).filter(
    ({ out, staff }) => out === null && (manners === "rough" || staff === actor.number),
  );
  for (const { shift } of still) {
    fixed(till, actor, { shift, out: minuteOfDay(clock.nowMs()) });
  }
  return still.length;
}

function fixed(
  till: Till,
  actor: Actor,
  changes: {
    readonly shift: string;
    readonly in?: number;
    readonly out?: number;
    readonly breakMinutes?: number;
  },
): Done {
  return performBeside(till, actor, { act: "clock-fix", ...changes, reason: "forgot the clock" });
}

function minuteOfDay(wallMs: number): number {
  const minutes = (Math.floor(wallMs / MINUTE_MS) + ZONE_OFFSET) % DAY_MINUTES;
  return (minutes + DAY_MINUTES) % DAY_MINUTES;
}
