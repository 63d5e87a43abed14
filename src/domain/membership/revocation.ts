/**
 * What revocations cut, and which of several wins.
 *
 * A revocation of a device leaves what its heads name and cuts the rest, every incarnation that it doesn't
 * name included. Of several each cuts, but none cuts what a revocation by a more senior author names; those
 * by devices below the revoked one come last, and the device's own after them: a thief who revokes himself
 * at nothing must not take back what a junior's revocation has saved. Source: docs/rules/belief.md, B5.
 */

import { type ChainEnd, type DeviceId, deviceOf, type Origin } from "../identity.ts";
import { type ChainShape } from "./chain-shape.ts";
import { type PlacedAct, type Revocation } from "./control-acts.ts";
import { comparePaths, isBelow, type Path } from "./seniority.ts";

export interface Cuts {
  readonly isCut: (place: ChainEnd) => boolean;
  /** Returns the number up to which nothing of a chain's common part is cut; else infinite. */
  readonly uncutUntil: (origin: Origin) => number;
}

export interface CutDeps {
  readonly shape: ChainShape;
  /** Returns the path of an author, or of a revoked device with authority. */
  readonly pathOf: (device: DeviceId) => Path | undefined;
}

/** Call with counting revocations, of whatever devices. */
export function cutsBy(
  revocations: ReadonlyArray<PlacedAct<Revocation>>,
  { shape, pathOf }: CutDeps,
): Cuts {
  const byDevice = Map.groupBy(revocations, ({ event }) => event.body.device);
  const cuttersByDevice = new Map(
    [...byDevice].map(([device, own]) => [device, own.map((act) => cutterOf(act, own, pathOf))]),
  );
  function cuttersOf(origin: Origin): ReadonlyArray<Cutter> {
    return cuttersByDevice.get(deviceOf(origin)) ?? [];
  }
  return {
    isCut: (place) =>
      cuttersOf(place.origin).some(
        ({ act, outranking }) =>
          !isSpared(act, place, shape) &&
          !outranking.some((senior) => isNamedBy(senior, place, shape)),
      ),
    uncutUntil: (origin) =>
      Math.min(
        Number.POSITIVE_INFINITY,
        ...cuttersOf(origin).map(({ act, outranking }) =>
          Math.max(
            lastOf(act.event.body.heads, origin),
            ...outranking.map(({ event }) => lastOf(event.body.heads.filter(shape.holds), origin)),
          ),
        ),
      ),
  };
}

/** A revocation, and those of the same device whose names hold against its cut. */
interface Cutter {
  readonly act: PlacedAct<Revocation>;
  readonly outranking: ReadonlyArray<PlacedAct<Revocation>>;
}

function cutterOf(
  act: PlacedAct<Revocation>,
  all: ReadonlyArray<PlacedAct<Revocation>>,
  pathOf: CutDeps["pathOf"],
): Cutter {
  return { act, outranking: all.filter((other) => compareWeight(other, act, pathOf) < 0) };
}

/** Negative when the first weighs more. Two of one author weigh the same: either cuts. */
function compareWeight(
  a: PlacedAct<Revocation>,
  b: PlacedAct<Revocation>,
  pathOf: CutDeps["pathOf"],
): number {
  const revoked = pathOf(a.event.body.device);
  function classOf({ event }: PlacedAct<Revocation>): number {
    const author = deviceOf(event.key.origin);
    if (author === event.body.device) return 2;
    const path = pathOf(author);
    return path !== undefined && revoked !== undefined && isBelow(path, revoked) ? 1 : 0;
  }
  const [one, other] = [a, b].map(({ event }) => pathOf(deviceOf(event.key.origin)));
  const bySeniority = one === undefined || other === undefined ? 0 : comparePaths(one, other);
  return classOf(a) - classOf(b) || bySeniority;
}

/** Whether a revocation leaves a place alone: it lies on a chain that the revocation names. */
export function isSpared(
  { event: { body } }: PlacedAct<Revocation>,
  place: ChainEnd,
  shape: ChainShape,
): boolean {
  return body.heads.some((head) => {
    if (head.origin !== place.origin) return false;
    // While the named transaction isn't here, its number is all that is known of its chain.
    return shape.holds(head) ? shape.isOnChain(place, head) : place.seq <= head.seq;
  });
}

function isNamedBy(
  { event: { body } }: PlacedAct<Revocation>,
  place: ChainEnd,
  shape: ChainShape,
): boolean {
  return body.heads.some((head) => shape.holds(head) && shape.isOnChain(place, head));
}

function lastOf(heads: ReadonlyArray<ChainEnd>, origin: Origin): number {
  return Math.max(0, ...heads.filter((head) => head.origin === origin).map(({ seq }) => seq));
}
