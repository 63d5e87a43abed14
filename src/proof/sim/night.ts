/**
 * The night of a short run: at some moment of it all clocks have gone on by most of a day. And the last
 * night of each run, when all is healed: each till makes its Z, and one closes the shop's days.
 */

import { closeOwnZ, closeShopDay } from "../../app/day/close-day.ts";
import { type BusinessDay, streamName } from "../../domain/identity.ts";
import { type Member } from "./checks.ts";
import { type World } from "./world.ts";

const HOUR_MS = 3_600_000;
/** The length of a night, from any time of a shop's day into the next day. */
const NIGHT_MS = 21 * HOUR_MS;
const SHARE = 0.6;
/** The share of the run in which the night comes: people have sold by then, and go on selling after it. */
const SPAN = { from: 0.3, to: 0.8 };
/** Longer runs come to a night by themselves. */
const SHORT_HOURS = 4;

export function planNight(world: World, untilMs: number): void {
  const { time, trace, options } = world;
  const dice = world.dice.fork("night");
  const isLeftOut = options.without.has("nights") || options.hours > SHORT_HOURS;
  if (isLeftOut || !dice.chance(SHARE)) return;
  const spanMs = untilMs - time.nowMs();
  time.after(spanMs * (SPAN.from + dice.unit() * (SPAN.to - SPAN.from)), () => {
    world.passNight(NIGHT_MS);
    trace.note(time.nowMs(), "~", "it is the next day");
  });
}

/** Each till closes what it has not closed yet; a till without anything to say makes no Z. */
export function closeTills(members: ReadonlyArray<Member>): void {
  for (const { process } of members) {
    const day = process.ledger.day();
    const till = process.open()?.till;
    if (day !== undefined && till !== undefined) closeOwnZ(till, day);
    process.run(process.mesh.committed);
  }
}

/** One till closes each day that has begun, also one that was closed before. */
export function closeDays({ process }: Member): void {
  const till = process.open()?.till;
  if (till === undefined) return;
  const days = till.ledger.read((view) => view.tagged("day").map(streamName));
  for (const day of days) {
    closeShopDay(till, { day: day as BusinessDay, asked: "", missing: [], without: [] });
  }
  process.run(process.mesh.committed);
}
