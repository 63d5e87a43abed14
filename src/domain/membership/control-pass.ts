/**
 * First pass of stage 1: which control acts count.
 *
 * The authorities have one turn each, the senior first. At its turn an act of it counts if it is sound by
 * what the revocations have named that count so far, and if these don't cut it. Who may what at a turn
 * hangs on the turns before alone, so nothing is ever taken back and no ring has to be settled. What the
 * recovery sheet says always counts. No clock and no order of arrival has a say.
 *
 * So a junior's revocation of a senior cuts what that one sells and not whom it enrols: those are revoked
 * too, or the sheet ends it. Otherwise a stolen junior could shut out whom the founder enrols. Source:
 * docs/rules/belief.md, B1 and B10.
 */

import { type Kind } from "../events/kinds.ts";
import { type DeviceId, deviceOf } from "../identity.ts";
import { type ChainShape } from "./chain-shape.ts";
import {
  type Founding,
  inActOrder,
  ofKind,
  type PlacedAct,
  type Revocation,
  vouchedBy,
} from "./control-acts.ts";
import { type Cuts, cutsBy } from "./revocation.ts";
import {
  comparePaths,
  compareSteps,
  depthOf,
  FOUNDER_PATH,
  type Path,
  SHEET_PATH,
  stepOf,
} from "./seniority.ts";
import { createNamed, type Named, findSoundLinks, type SoundLinks } from "./sound-chain.ts";

export interface CountingActs {
  readonly founding: PlacedAct<Founding> | undefined;
  /** The acts in the order of the turns. */
  readonly acts: ReadonlyArray<PlacedAct>;
  /** The path of each enrolled device. */
  readonly paths: ReadonlyMap<DeviceId, Path>;
  readonly turns: ReadonlyMap<DeviceId, Turn>;
  /** Whether this device may enrol, revoke and settle by what counts. */
  readonly isAuthority: (device: DeviceId) => boolean;
}

/** An authority's chains as they were settled when its turn came. */
export interface Turn {
  readonly soundLinks: SoundLinks;
  readonly cuts: Cuts;
}

const CONTROL_ACTS: ReadonlySet<string> = new Set([
  "device/enrolled",
  "device/promoted",
  "device/revoked",
  "device/keyed",
  "shop/root-certified",
  "chain/admitted",
  "chain/retired",
  "chain/purged",
] satisfies ReadonlyArray<Kind>);

/** An authority has 26 letters for whom it enrols. */
export const ENROLLED_MAX = 26;
/** A stolen till that enrols others, which enrol others, comes to an end. */
const DEPTH_MAX = 4;
/** All together: what the thieves of one shop can make its tills keep has a bound in this. */
export const DEVICES_MAX = 200;

export function countingActs(
  founder: DeviceId,
  stored: Iterable<PlacedAct>,
  shape: ChainShape,
): CountingActs {
  const ordered = inActOrder(stored);
  const founding = ofKind(ordered, "shop/founded").find(
    ({ event }) => deviceOf(event.key.origin) === founder && event.body.device === founder,
  );
  const pass = startPass(shape);
  if (founding !== undefined) {
    for (const act of inStepOrder(ordered.filter(({ bySheet }) => bySheet))) {
      hearEnrolment(pass, act, SHEET_PATH);
    }
    if (!pass.paths.has(founder)) pass.paths.set(founder, FOUNDER_PATH);
    pass.promoted.add(founder);
    const byAuthor = Map.groupBy(
      ordered.filter(({ event, bySheet }) => !bySheet && CONTROL_ACTS.has(event.kind)),
      ({ event }) => deviceOf(event.key.origin),
    );
    for (let next = nextTurn(pass); next !== undefined; next = nextTurn(pass)) {
      takeTurn(pass, next, byAuthor.get(next) ?? []);
    }
  }
  const { acts, paths, turns } = pass;
  return { founding, acts, paths, turns, isAuthority: (device) => turns.has(device) };
}

interface Pass {
  readonly shape: ChainShape;
  readonly acts: PlacedAct[];
  readonly paths: Map<DeviceId, Path>;
  /** The promoted devices, enrolled or not: a promotion alone makes no authority. */
  readonly promoted: Set<DeviceId>;
  readonly turns: Map<DeviceId, Turn>;
  readonly revocations: Array<PlacedAct<Revocation>>;
  readonly named: Named;
}

function startPass(shape: ChainShape): Pass {
  return {
    shape,
    acts: [],
    paths: new Map(),
    promoted: new Set(),
    turns: new Map(),
    revocations: [],
    named: createNamed(shape),
  };
}

function nextTurn({ paths, promoted, turns }: Pass): DeviceId | undefined {
  const [next] = [...paths]
    .filter(([device]) => promoted.has(device) && !turns.has(device))
    .toSorted(([, a], [, b]) => comparePaths(a, b));
  return next?.[0];
}

function takeTurn(pass: Pass, device: DeviceId, said: ReadonlyArray<PlacedAct>): void {
  const { shape, named, paths, revocations } = pass;
  const path = paths.get(device) ?? FOUNDER_PATH;
  const cuts = cutsBy(revocations, { shape, pathOf: (author) => paths.get(author) });
  const soundLinks = findSoundLinks(device, { shape, named: namedSoFar(pass, device), cuts });
  pass.turns.set(device, { soundLinks, cuts });
  let enrolled = 0;
  for (const act of inStepOrder(said)) {
    if (!soundLinks.isSound(act.place) || cuts.isCut(act.place)) continue;
    const { event } = act;
    switch (event.kind) {
      case "device/enrolled":
        if (isFull(pass, event.body.device, { enrolled, path })) continue;
        enrolled += hearEnrolment(pass, act, path);
        continue;
      case "device/promoted":
        pass.promoted.add(event.body.device);
        break;
      case "device/revoked":
        revocations.push({ ...act, event });
        named.add(vouchedBy(act));
        break;
      default:
        break;
    }
    pass.acts.push(act);
  }
}

function isFull(
  { paths }: Pass,
  device: DeviceId,
  { enrolled, path }: { readonly enrolled: number; readonly path: Path },
): boolean {
  if (paths.has(device)) return false;
  return enrolled === ENROLLED_MAX || depthOf(path) === DEPTH_MAX || paths.size >= DEVICES_MAX;
}

/** Returns the names so far, since a turn's settlement stays when more is named later. */
function namedSoFar({ shape, named }: Pass, device: DeviceId): Named {
  const own = createNamed(shape);
  for (const [{ origin }] of shape.laterBeginnings(device)) own.add(named.ends(origin));
  for (const origin of shape.forked()) if (deviceOf(origin) === device) own.add(named.ends(origin));
  return own;
}

/** Returns how many devices it has brought in. */
function hearEnrolment(pass: Pass, act: PlacedAct, path: Path): 0 | 1 {
  const { event, bySheet } = act;
  if (event.kind !== "device/enrolled") return 0;
  const { device } = event.body;
  const isKnown = pass.paths.has(device);
  if (!isKnown) pass.paths.set(device, [...path, stepOf(act)]);
  if (bySheet) pass.promoted.add(device);
  pass.acts.push(act);
  return isKnown ? 0 : 1;
}

function inStepOrder(acts: ReadonlyArray<PlacedAct>): ReadonlyArray<PlacedAct> {
  return acts.toSorted((a, b) => compareSteps(stepOf(a), stepOf(b)));
}
