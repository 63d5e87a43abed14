/**
 * Which zone of the screen a finger means. It counts when it is lifted, where it was set down, while the screen stood
 * still: a row that has just moved under the finger is another one than was meant.
 */

import { type InputEvent, type PointerEvent, type TapPress } from "../keys/key-event.ts";
import { type PlacedZone } from "./frame.ts";

/** So long is a zone asleep after it has come, or moved: nobody decides faster. */
export const ASLEEP_MS = 150;

export interface Taps {
  /** The zones that are on the screen from now on. */
  readonly show: (zones: ReadonlyArray<PlacedZone>, nowMs: number) => void;
  /** Returns what it presses; undefined for nothing. */
  readonly point: (event: PointerEvent, nowMs: number) => InputEvent | undefined;
}

interface StandingZone extends PlacedZone {
  readonly key: string;
  readonly sinceMs: number;
}

export function createTaps(): Taps {
  let standing: ReadonlyMap<string, StandingZone> = new Map();
  let held: { readonly key: string; readonly presses: ReadonlyArray<TapPress> } | undefined;

  function show(zones: ReadonlyArray<PlacedZone>, nowMs: number): void {
    const before = standing;
    standing = new Map(
      zones.map((zone) => {
        const key = JSON.stringify(zone);
        return [key, before.get(key) ?? { ...zone, key, sinceMs: nowMs }];
      }),
    );
    const isSame =
      standing.size === before.size && [...standing.keys()].every((it) => before.has(it));
    if (!isSame) held = undefined;
  }

  function zoneAt(column: number, row: number): StandingZone | undefined {
    return standing
      .values()
      .find(
        ({ top, bottom, from, to }) => row >= top && row <= bottom && column >= from && column < to,
      );
  }

  function point(event: PointerEvent, nowMs: number): InputEvent | undefined {
    if (event.type === "mode") return undefined;
    if (event.type === "wheel") {
      held = undefined;
      return { type: "key", key: event.by < 0 ? "page-up" : "page-down" };
    }
    const zone = zoneAt(event.column, event.row);
    if (event.is === "down") {
      held = zone !== undefined && nowMs - zone.sinceMs >= ASLEEP_MS ? zone : undefined;
      return undefined;
    }
    const meant = held;
    held = undefined;
    if (meant === undefined || meant.key !== zone?.key) return undefined;
    return { type: "tap", presses: meant.presses };
  }

  return { show, point };
}
