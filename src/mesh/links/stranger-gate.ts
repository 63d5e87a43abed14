/**
 * How many strangers may stand in the door: whoever has connected and is not known to be a member.
 *
 * A place and one of the address's tries are taken when somebody connects, and given back when they
 * turn out to be a member; whoever leaves otherwise gives back the place only. When all places are
 * taken the one that has dawdled longest has to go, so that silent sockets can't keep the shop out.
 */

import { type Clock } from "../../domain/ports.ts";
import { type Allowance, createAllowance, hasLeft } from "../dialling/dial-candidate.ts";
import { createSteadyTime } from "./steady-time.ts";

export interface StrangerGate {
  /** Undefined when there is no place, or the address has tried too often. */
  readonly enter: (address: string, evict: () => void) => Place | undefined;
}

export interface Place {
  /** It was a member after all. */
  readonly clear: () => void;
  readonly leave: () => void;
}

export interface GateLimits {
  readonly placesMax: number;
  readonly triesAtOnce: number;
  readonly tryPauseMs: number;
}

/** Whoever has been here for less may just be slow. */
export const DAWDLE_MS = 1000;
/** Addresses can be made up: of more than this the ones that tried longest ago are forgotten. */
const ADDRESSES_MAX = 1024;

export function createStrangerGate(limits: GateLimits, clock: Clock): StrangerGate {
  const { placesMax, triesAtOnce: most, tryPauseMs: pauseMs } = limits;
  const steadyMs = createSteadyTime(clock);
  const tries = new Map<string, Allowance>();
  /** In the order in which they came. */
  const places = new Map<Place, { readonly sinceMs: number; readonly evict: () => void }>();

  return {
    enter: (address, evict) => {
      const nowMs = steadyMs();
      const allowance = triesOf(address, nowMs);
      if (!hasLeft(allowance, nowMs) || !hasRoom(nowMs)) return undefined;
      allowance.left -= 1;
      const place: Place = {
        clear: () => {
          if (places.delete(place)) allowance.left = Math.min(most, allowance.left + 1);
        },
        leave: () => {
          places.delete(place);
        },
      };
      places.set(place, { sinceMs: nowMs, evict });
      return place;
    },
  };

  function triesOf(address: string, nowMs: number): Allowance {
    const allowance = tries.get(address) ?? createAllowance({ most, pauseMs }, nowMs);
    tries.delete(address);
    tries.set(address, allowance);
    const [oldest] = tries.keys();
    if (tries.size > ADDRESSES_MAX && oldest !== undefined) tries.delete(oldest);
    return allowance;
  }

  function hasRoom(nowMs: number): boolean {
    if (places.size < placesMax) return true;
    const [oldest] = places;
    if (oldest === undefined || nowMs - oldest[1].sinceMs < DAWDLE_MS) return false;
    places.delete(oldest[0]);
    oldest[1].evict();
    return true;
  }
}
