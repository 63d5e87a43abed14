/**
 * The night of a short run: at some moment of it all clocks have gone on by most of a day. And the last
 * night of each run, when all is healed: each till makes its Z, and one closes the shop's days.
 */

import { closeOwnZ, closeShopDay } from "../../src/app/day/close-day.ts";
import { type BusinessDay, streamName } from "../../src/domain/identity.ts";
import { type Member } from "./checks.ts";
import { type World } from "./world.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** The length of a night, from any time of a shop's day into the next day. */
const NIGHT_MS = 21 * HOUR_MS;
const SHARE = 0.6;
/** The share of the run in which the night comes: people have sold by then, and go on selling after it. */
const SPAN = { from: 0.3, to: 0.8 };
/** The lulls of a short run: with the night they make no third day. */
const LULLS = { least: 5, most: 12 };
const LULL_MS_MAX = 45 * MINUTE_MS;
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

/**
 * Plans minutes in which nobody comes: they pass at once, so that shifts and breaks of a short run have some. In
 * a polite shop a paper in hand would wait too long meanwhile, and ask somebody.
 */
export function planLulls(world: World, untilMs: number): void {
  const { time, trace, options } = world;
  const dice = world.dice.fork("lulls");
  const isLeftOut = options.without.has("lulls") || options.hours > SHORT_HOURS;
  if (isLeftOut || options.manners === "silence") return;
  const spanMs = untilMs - time.nowMs();
  for (let lulls = dice.between(LULLS.least, LULLS.most); lulls > 0; lulls -= 1) {
    const forMs = dice.nat(LULL_MS_MAX);
    time.after(spanMs * dice.unit(), () => {
      if (world.isClosed()) return;
      world.passNight(forMs);
      trace.note(time.nowMs(), "~", `nobody comes for ${Math.floor(forMs / MINUTE_MS)} minutes`);
    });
  }
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
