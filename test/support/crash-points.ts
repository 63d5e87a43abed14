/** Every state of a folder that a power cut could have left behind while a recording was made. */

import { createDisk, type Files } from "./disk-model.ts";
import { type DiskEvent } from "./disk-recording.ts";

export interface CrashPoint {
  /** Such as `write 12 of ledger.db-wal: last torn`. */
  readonly name: string;
  /** Lines that had been told before the earliest moment at which this can be, and the latest. */
  readonly toldMin: number;
  readonly toldMax: number;
  readonly files: () => Files;
}

export interface CrashPoints {
  /** Writes, truncations, syncs and changes of names. */
  readonly changes: number;
  readonly states: number;
  /** In the order of time; each different state once. */
  readonly each: () => Generator<CrashPoint>;
}

export function crashPointsOf(initial: Files, events: ReadonlyArray<DiskEvent>): CrashPoints {
  const boundsByKey = new Map<string, { toldMin: number; toldMax: number }>();
  for (const { key, told } of moments(initial, events)) {
    const bounds = boundsByKey.get(key);
    if (bounds === undefined) boundsByKey.set(key, { toldMin: told, toldMax: told });
    else bounds.toldMax = told;
  }

  function* each(): Generator<CrashPoint> {
    const seen = new Set<string>();
    for (const { key, name, files } of moments(initial, events)) {
      if (seen.has(key)) continue;
      seen.add(key);
      yield { name, files, toldMin: 0, toldMax: 0, ...boundsByKey.get(key) };
    }
  }

  return {
    changes: events.filter(({ type }) => type !== "told").length,
    states: boundsByKey.size,
    each,
  };
}

interface Moment {
  readonly key: string;
  readonly name: string;
  readonly told: number;
  readonly files: () => Files;
}

function* moments(initial: Files, events: ReadonlyArray<DiskEvent>): Generator<Moment> {
  const disk = createDisk(initial);
  let told = 0;
  for (const [index, event] of events.entries()) {
    disk.apply(event);
    if (event.type === "told") told += 1;
    const place = "file" in event ? ` of ${event.file}` : "";
    for (const { key, name, files } of disk.outcomes()) {
      yield { key, told, files, name: `${event.type} ${index}${place}: ${name}` };
    }
  }
}
