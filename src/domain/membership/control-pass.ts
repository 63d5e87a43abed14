/**
 * First pass of stage 1: which control acts count.
 *
 * An act is void beyond a fork of its chain, when a counting revocation of its author cuts it, or
 * when its author has no counting enrolment and promotion. What that leaves undecided, because
 * revocations cut each other in pairs or rings, is settled one act at a time: of what the ring cuts,
 * the most senior author's first act stands, and what cuts it is void. What the recovery sheet says
 * always counts. No clock and no order of arrival has a say.
 */

import { type DeviceId, deviceOf } from "../identity.ts";
import { type ChainShape } from "./chain-shape.ts";
import {
  compareActs,
  type Founding,
  inActOrder,
  ofKind,
  type PlacedAct,
  type Revocation,
} from "./control-acts.ts";
import { seniorityOf } from "./seniority.ts";

export interface CountingActs {
  readonly founding: PlacedAct<Founding> | undefined;
  /** Enrolments, promotions and revocations, by author and place. */
  readonly acts: ReadonlyArray<PlacedAct>;
  /** Whether this device may enrol, revoke and settle by what counts. */
  readonly isAuthority: (device: DeviceId) => boolean;
}

/** Whether a revocation leaves a place alone: it lies on a chain that the revocation names. */
export function isSpared(
  { event: { body } }: PlacedAct<Revocation>,
  place: PlacedAct["place"],
  shape: ChainShape,
): boolean {
  return body.heads.some((head) => {
    if (head.origin !== place.origin) return false;
    // While the named transaction isn't here, its number is all that is known of its chain.
    return shape.holds(head) ? shape.isOnChain(place, head) : place.seq <= head.seq;
  });
}

/** Whether no other voice of its author can have said something else in its place. */
export function isBeforeForks({ place }: PlacedAct, shape: ChainShape): boolean {
  return place.seq <= (shape.commonUntil(place.origin) ?? place.seq);
}

export function countingActs(
  founder: DeviceId,
  stored: Iterable<PlacedAct>,
  shape: ChainShape,
): CountingActs {
  const ordered = inActOrder(stored);
  const founding = ofKind(ordered, "shop/founded").find(
    ({ event }) => deviceOf(event.key.origin) === founder && event.body.device === founder,
  );
  if (founding === undefined) return { founding, acts: [], isAuthority: () => false };
  const acts = ofKind(ordered, "device/enrolled", "device/promoted", "device/revoked").filter(
    (act) => act.bySheet || isBeforeForks(act, shape),
  );
  const pass: Pass = { founder, acts, cuttersByAct: cuttersOf(acts, shape), voided: new Set() };
  for (;;) {
    const { certain, possible } = decided(pass);
    const ring = mostSeniorInRings(pass, { certain, possible });
    if (ring === undefined) {
      const counting = acts.filter((act) => certain.has(act));
      return { founding, acts: counting, isAuthority: authorityBy(pass, counting).has };
    }
    for (const cutter of cuttersIn(pass, ring, possible)) pass.voided.add(cutter);
  }
}

interface Pass {
  readonly founder: DeviceId;
  readonly acts: ReadonlyArray<PlacedAct>;
  /** The revocations of its author that would cut an act, if they count. */
  readonly cuttersByAct: ReadonlyMap<PlacedAct, ReadonlyArray<PlacedAct>>;
  readonly voided: Set<PlacedAct>;
}

type Acts = ReadonlySet<PlacedAct>;

function cuttersOf(acts: ReadonlyArray<PlacedAct>, shape: ChainShape): Pass["cuttersByAct"] {
  const revocationsByDevice = Map.groupBy(
    ofKind(acts, "device/revoked"),
    ({ event }) => event.body.device,
  );
  return new Map(
    acts.map((act) => {
      const against = revocationsByDevice.get(deviceOf(act.event.key.origin)) ?? [];
      // A device that revokes itself means all but this very act; the sheet's word nobody cuts.
      const cutters = against.filter(
        (cutter) => cutter !== act && !isSpared(cutter, act.place, shape),
      );
      return [act, act.bySheet ? [] : cutters];
    }),
  );
}

function cuttersIn({ cuttersByAct }: Pass, act: PlacedAct, among: Acts): ReadonlyArray<PlacedAct> {
  return (cuttersByAct.get(act) ?? []).filter((cutter) => among.has(cutter));
}

/**
 * What counts whatever becomes of the rest, and what may count at best. The two close in on each
 * other (the well-founded semantics of logic programs): what is cut only by void acts is certain,
 * what is cut by a certain act is impossible.
 */
function decided(pass: Pass): { readonly certain: Acts; readonly possible: Acts } {
  let certain: Acts = new Set();
  for (;;) {
    const possible = derived(pass, certain);
    const next = derived(pass, possible);
    if (next.size === certain.size) return { certain, possible };
    certain = next;
  }
}

/** What counts if exactly these acts cut: it grows by enrolments and promotions until nothing more does. */
function derived(pass: Pass, cutting: Acts): Acts {
  const counting = new Set<PlacedAct>();
  const open = new Set(
    pass.acts.filter((act) => !pass.voided.has(act) && cuttersIn(pass, act, cutting).length === 0),
  );
  const authority = authorityBy(pass, []);
  for (let before = -1; before < counting.size;) {
    before = counting.size;
    for (const act of open) {
      if (!act.bySheet && !authority.has(deviceOf(act.event.key.origin))) continue;
      counting.add(act);
      open.delete(act);
      authority.note(act);
    }
  }
  return counting;
}

interface Authority {
  readonly has: (device: DeviceId) => boolean;
  readonly note: (act: PlacedAct) => void;
}

/** A promotion alone makes nobody an authority: the device has to be enrolled too. */
function authorityBy({ founder }: Pass, counting: Iterable<PlacedAct>): Authority {
  const enrolled = new Set<DeviceId>([founder]);
  const promoted = new Set<DeviceId>([founder]);
  function note({ event, bySheet }: PlacedAct): void {
    if (event.kind === "device/enrolled") enrolled.add(event.body.device);
    if (event.kind === "device/enrolled" && bySheet) promoted.add(event.body.device);
    if (event.kind === "device/promoted") promoted.add(event.body.device);
  }
  for (const act of counting) note(act);
  return { has: (device) => enrolled.has(device) && promoted.has(device), note };
}

/**
 * The act that stands next; undefined when nothing is undecided. Only rings that hang on no other
 * ring are settled: what they come to may decide the others.
 */
function mostSeniorInRings(
  pass: Pass,
  { certain, possible }: { readonly certain: Acts; readonly possible: Acts },
): PlacedAct | undefined {
  const undecided = new Set([...possible].filter((act) => !certain.has(act)));
  if (undecided.size === 0) return undefined;
  const reachedFrom = reachIn(pass, undecided);
  function isInFirstRing(act: PlacedAct): boolean {
    const reached = reachedFrom(act);
    return reached.has(act) && [...reached].every((other) => reachedFrom(other).has(act));
  }
  const compare = seniorityOf(pass.founder, ofKind([...possible], "device/enrolled"));
  const [first] = [...undecided]
    .filter((act) => cuttersIn(pass, act, undecided).length > 0 && isInFirstRing(act))
    .toSorted(
      (a, b) =>
        compare(deviceOf(a.event.key.origin), deviceOf(b.event.key.origin)) || compareActs(a, b),
    );
  if (first === undefined) throw new Error("Revocations that cut each other form no ring.");
  return first;
}

/** What an undecided act hangs on, in the end: what may cut it, and what may give its author the right. */
function reachIn(pass: Pass, undecided: Acts): (act: PlacedAct) => Acts {
  const grants = [...undecided].filter(({ event }) => event.kind !== "device/revoked");
  const grantsByDevice = Map.groupBy(grants, ({ event }) =>
    event.kind === "device/enrolled" || event.kind === "device/promoted"
      ? event.body.device
      : pass.founder,
  );
  const known = new Map<PlacedAct, Acts>();
  return (from) => {
    const before = known.get(from);
    if (before !== undefined) return before;
    const reached = new Set<PlacedAct>();
    const open = [from];
    for (let act = open.pop(); act !== undefined; act = open.pop()) {
      const author = deviceOf(act.event.key.origin);
      const next = act.bySheet ? [] : (grantsByDevice.get(author) ?? []);
      for (const other of [...cuttersIn(pass, act, undecided), ...next]) {
        if (reached.has(other)) continue;
        reached.add(other);
        open.push(other);
      }
    }
    known.set(from, reached);
    return reached;
  };
}
