/**
 * Who of two devices is senior: by the path of enrolments that leads to it.
 *
 * What the recovery sheet enrolled comes first, then the founder, then the shorter path, then the places of
 * the enrolling events from the root on. Never a clock, never an order of arrival. Source: docs/rules/belief.md, B3.
 */

import { type DeviceId, type Hash, type Origin } from "../identity.ts";
import { type PlacedAct } from "./control-acts.ts";

/** An enrolling event on its author's chain. */
interface Step {
  readonly seq: number;
  readonly origin: Origin;
  readonly hash: Hash;
}

/** The root, then each enrolling event. */
export type Path = readonly [root: 0 | 1, ...steps: ReadonlyArray<Step>];

/** Negative when the first is senior. */
export type CompareDevices = (a: DeviceId, b: DeviceId) => number;

export const SHEET_PATH: Path = [0];
export const FOUNDER_PATH: Path = [1];

export function stepOf({ event, place }: PlacedAct): Step {
  return { seq: event.key.seq, origin: event.key.origin, hash: place.hash };
}

export function comparePaths(a: Path, b: Path): number {
  if (a[0] !== b[0]) return a[0] - b[0];
  if (a.length !== b.length) return a.length - b.length;
  for (const [index, step] of stepsOf(a).entries()) {
    const other = stepsOf(b)[index];
    const order = other === undefined ? 0 : compareSteps(step, other);
    if (order !== 0) return order;
  }
  return 0;
}

export function compareSteps(a: Step, b: Step): number {
  if (a.seq !== b.seq) return a.seq - b.seq;
  if (a.origin !== b.origin) return a.origin < b.origin ? -1 : 1;
  return a.hash === b.hash ? 0 : a.hash < b.hash ? -1 : 1;
}

/** Whether the first was enrolled by the second, or by whom that one's enrolments lead to. */
export function isBelow(path: Path, other: Path): boolean {
  const [steps, others] = [stepsOf(path), stepsOf(other)];
  if (path[0] !== other[0] || steps.length <= others.length) return false;
  return others.every((step, index) => compareSteps(step, steps[index] ?? step) === 0);
}

/** How many enrolments lead to it. */
export function depthOf(path: Path): number {
  return path.length - 1;
}

/** Compares devices by the paths of their enrolment; devices without one come last. */
export function compareByPath(paths: ReadonlyMap<DeviceId, Path>): CompareDevices {
  return (a, b) => {
    const [one, other] = [paths.get(a), paths.get(b)];
    const byPath =
      one === undefined || other === undefined
        ? Number(one === undefined) - Number(other === undefined)
        : comparePaths(one, other);
    return byPath || (a === b ? 0 : a < b ? -1 : 1);
  };
}

function stepsOf([, ...steps]: Path): ReadonlyArray<Step> {
  return steps;
}
