/**
 * Who of two devices is senior: by the path of enrolments that leads to it.
 *
 * What the recovery sheet enrolled comes first, then the founder, then the shorter path, then the
 * numbers of the enrolling events from the root on. Never a clock, never an order of arrival.
 */

import { type DeviceId, deviceOf } from "../identity.ts";
import { type Enrolment, type PlacedAct } from "./control-acts.ts";

/** The root, then the number of each enrolling event. */
type Path = readonly [root: 0 | 1, ...seqs: ReadonlyArray<number>];

/** Negative when the first is senior. */
export type CompareDevices = (a: DeviceId, b: DeviceId) => number;

const SHEET = 0;
const FOUNDER = 1;

/** By these enrolments; a device that none of them leads to comes last. */
export function seniorityOf(
  founder: DeviceId,
  enrolments: ReadonlyArray<PlacedAct<Enrolment>>,
): CompareDevices {
  const paths = new Map<DeviceId, Path>([[founder, [FOUNDER]]]);
  for (let changed = true; changed;) {
    changed = false;
    for (const { event, bySheet } of enrolments) {
      const before = bySheet ? ([SHEET] as const) : paths.get(deviceOf(event.key.origin));
      if (before === undefined) continue;
      const path: Path = [...before, event.key.seq];
      const known = paths.get(event.body.device);
      if (known !== undefined && comparePaths(known, path) <= 0) continue;
      paths.set(event.body.device, path);
      changed = true;
    }
  }
  return (a, b) => comparePathsOrNone(paths.get(a), paths.get(b)) || (a === b ? 0 : a < b ? -1 : 1);
}

function comparePathsOrNone(a: Path | undefined, b: Path | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return comparePaths(a, b);
}

function comparePaths(a: Path, b: Path): number {
  if (a[0] !== b[0]) return a[0] - b[0];
  if (a.length !== b.length) return a.length - b.length;
  const differing = a.findIndex((seq, index) => seq !== b[index]);
  return differing < 0 ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0);
}
