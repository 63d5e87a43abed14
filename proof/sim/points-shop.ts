/** The points of a simulated shop: what they are earned for, what they are worth, and who has some. */

import { type Draft } from "../../src/domain/events/kinds.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { type SimOptions } from "./options.ts";

/** Whether guests of the shop have points. A liar's own events are in no book. */
export function hasPoints({ without, hasLiar }: Pick<SimOptions, "without" | "hasLiar">): boolean {
  return !without.has("points") && !hasLiar;
}

/** Guests who come to every till. */
export const REGULARS = ["anna", "ben", "carla"] as const;
/** What papers call their points. */
export const POINTS_NAME = "Points";

/** A point is earned for so many minor units, and takes so many off. */
const PER = 50;
const WORTH = 10;
const LIMITS = [0, 15, 60] as const;

/** Points that a till that is apart may spend beyond its rights; none where nobody is to be asked anything. */
export function pointsLimit({ seed, manners }: Pick<SimOptions, "seed" | "manners">): number {
  return manners === "silence" ? 0 : (LIMITS[seed % LIMITS.length] ?? 0);
}

/** What is set, and who is known, where guests have points. */
export function pointsDrafts(options: SimOptions): ReadonlyArray<Draft> {
  if (!hasPoints(options)) return [];
  const settings = {
    points: minor(PER),
    "points-worth": minor(WORTH),
    "points-limit": pointsLimit(options),
  };
  return [
    ...Object.entries(settings).map(([key, value]): Draft => {
      return {
        kind: "setting/set",
        streams: [toStreamId("set", key)],
        body: { value, over: [] },
      };
    }),
    ...REGULARS.map((id): Draft => {
      const body = { set: { active: true }, over: {} };
      return { kind: "customer/set", streams: [toStreamId("customer", id)], body };
    }),
  ];
}
