/**
 * How fast the Friday night passes: four tills in virtual time, with everything that people do there. What is
 * between two acts, once all tills hold the same, is left out: nothing but heartbeats is in it.
 */

import { CLOSING, playFriday } from "../test/support/friday-night.ts";
import { type Minute } from "../test/support/friday-plan.ts";
import { BEGINS } from "../test/support/friday-stage.ts";
import { type Measurement, rounded } from "./measurement.ts";

const HOUR_S = 3600;
const MINUTES = 60;
const TIMES_FASTER = 1000;

export async function measureFriday(
  _dir: string,
  { until }: { readonly until: Minute },
): Promise<ReadonlyArray<Measurement>> {
  const start = performance.now();
  const { friday, books } = await playFriday(until);
  const seconds = (performance.now() - start) / 1000;
  friday[Symbol.dispose]();
  const hours = (Math.min(until, CLOSING) - BEGINS) / MINUTES;
  const faster = Math.round((hours * HOUR_S) / seconds);
  return [
    {
      name: "an hour of a Friday night at four tills",
      value: rounded(seconds / hours),
      unit: "s",
      limit: HOUR_S / TIMES_FASTER,
      note: `300 guests, 1,500 lines, ${books.receipts.length} receipts in ${rounded(hours, 1)} hours of virtual time: ${faster.toLocaleString("en")} times as fast as they pass`,
    },
  ];
}
