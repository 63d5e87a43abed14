/**
 * Second pass of stage 1: which transactions count, chain by chain.
 *
 * What a counting revocation cuts, and everything beyond a fork, is in question until a person admits
 * or retires it. Both name an end and mean its whole chain, so that what counts has no holes. They
 * bring back trade only: control acts were settled in the pass before.
 */

import { duplicates } from "../duplicates.ts";
import { type ChainEnd, deviceOf, type Hash, type Origin } from "../identity.ts";
import { type ChainLink, type ChainShape, compareEnds } from "./chain-shape.ts";
import {
  compareActs,
  ofKind,
  type PlacedAct,
  type Revocation,
  type Settlement,
} from "./control-acts.ts";
import { type CountingActs, isBeforeForks, isSpared } from "./control-pass.ts";
import { type CompareDevices } from "./seniority.ts";

/** What of an origin's chain counts, as far as its device may write it. */
export interface ChainRule {
  /** Up to this number, on the part that all branches share. Infinite for most. */
  readonly until: number;
  /** And beyond a fork: transactions by their hash. */
  readonly beyondFork: ReadonlySet<Hash>;
}

export type DoubtReason =
  | "chain/revoked"
  | "chain/forked"
  /** A person looked at it: it stays out. */
  | "chain/retired"
  /** Its ids are those of another branch, which a senior device admitted. */
  | "chain/id-taken";

export type AdmissionAttention =
  | {
      readonly type: "chain/both-admitted";
      readonly origin: Origin;
      /** Last number that the branches share. */
      readonly common: number;
      /** What stands on papers of both. */
      readonly numbersTwice: ReadonlyArray<string>;
    }
  | {
      readonly type: "chain/admitted-and-retired";
      /** What both mean and was in question: after this number, and up to that one. */
      readonly after: number;
      readonly until: number;
      readonly admitted: ChainEnd;
      readonly retired: ChainEnd;
    };

/** A part of a batch, by the number of its last event. */
export interface BatchPlace {
  readonly origin: Origin;
  readonly batch: string;
  readonly seq: number;
}

export interface ChainPass {
  readonly ruleOf: (origin: Origin) => ChainRule;
  /** Why a stored transaction that the rule leaves out does so. */
  readonly reasonOf: (place: ChainEnd) => DoubtReason;
  /** Whether a person dismissed what a batch said up to here. Changes nothing of what counts. */
  readonly isBatchRetired: (part: BatchPlace) => boolean;
  readonly attention: ReadonlyArray<AdmissionAttention>;
  /** Admissions and retirements of chains that count, the senior device's first. */
  readonly settlements: ReadonlyArray<PlacedAct<Settlement>>;
}

export function isCounted({ until, beyondFork }: ChainRule, place: ChainEnd): boolean {
  return place.seq <= until || beyondFork.has(place.hash);
}

export function chainPass(
  control: CountingActs,
  stored: ReadonlyArray<PlacedAct>,
  {
    shape,
    compareDevices,
  }: { readonly shape: ChainShape; readonly compareDevices: CompareDevices },
): ChainPass {
  const revocationsByDevice = Map.groupBy(
    ofKind(control.acts, "device/revoked"),
    ({ event }) => event.body.device,
  );
  function revocationsOf(origin: Origin): ReadonlyArray<PlacedAct<Revocation>> {
    return revocationsByDevice.get(deviceOf(origin)) ?? [];
  }

  const counting = ofKind(stored, "chain/admitted", "chain/retired")
    .filter(({ event: { key }, place }) => {
      const isCut = revocationsOf(key.origin).some((cutter) => !isSpared(cutter, place, shape));
      return control.isAuthority(deviceOf(key.origin)) && !isCut;
    })
    .filter((act) => isBeforeForks(act, shape))
    .toSorted(
      (a, b) =>
        compareDevices(deviceOf(a.event.key.origin), deviceOf(b.event.key.origin)) ||
        compareActs(a, b),
    );
  const settlements = counting.filter((act) => retiredBatch(act) === undefined);
  const doubt: Doubt = {
    shape,
    spared: (origin) =>
      Math.min(...revocationsOf(origin).map(({ event }) => sparedUntil(event.body.heads, origin))),
    admitted: endsOf(ofKind(settlements, "chain/admitted"), shape),
    retired: endsOf(ofKind(settlements, "chain/retired"), shape),
  };
  const rules = new Map<Origin, ChainRule>();
  function ruleOf(origin: Origin): ChainRule {
    const rule = rules.get(origin) ?? makeRule(doubt, origin);
    rules.set(origin, rule);
    return rule;
  }

  return {
    ruleOf,
    reasonOf: (place) => reasonOf(doubt, place),
    isBatchRetired: retiredBatchesOf(counting),
    attention: [
      ...shape.forked().flatMap((origin) => bothAdmitted(shape, origin, ruleOf(origin))),
      ...admittedAndRetired(doubt),
    ],
    settlements,
  };
}

/** By number, whatever the branch: its end decides whether a batch counts, and nothing else. */
function retiredBatchesOf(
  settlements: ReadonlyArray<PlacedAct<Settlement>>,
): ChainPass["isBatchRetired"] {
  const retired = settlements.flatMap((act) => retiredBatch(act) ?? []);
  return ({ origin, batch, seq }) =>
    retired.some((own) => own.origin === origin && own.batch === batch && seq <= own.seq);
}

function retiredBatch({ event }: PlacedAct<Settlement>): BatchPlace | undefined {
  if (event.kind !== "chain/retired") return undefined;
  const { origin, seq, batch } = event.body;
  return batch === undefined ? undefined : { origin, seq, batch };
}

interface Doubt {
  readonly shape: ChainShape;
  /** Up to where all revocations of its device leave an origin alone; infinite without one. */
  readonly spared: (origin: Origin) => number;
  /** Ends that are here, the senior device's first. */
  readonly admitted: ReadonlyArray<ChainEnd>;
  readonly retired: ReadonlyArray<ChainEnd>;
}

function sparedUntil(heads: ReadonlyArray<ChainEnd>, origin: Origin): number {
  return Math.max(0, ...heads.filter((head) => head.origin === origin).map(({ seq }) => seq));
}

/** Nobody knows the chain of an end that isn't here: it is settled once it is. */
function endsOf(
  settlements: ReadonlyArray<PlacedAct<Settlement>>,
  shape: ChainShape,
): ReadonlyArray<ChainEnd> {
  return settlements
    .map(({ event: { body } }): ChainEnd => ({
      origin: body.origin,
      seq: body.seq,
      hash: body.hash,
    }))
    .filter(shape.holds);
}

function makeRule(doubt: Doubt, origin: Origin): ChainRule {
  const { shape, spared, admitted } = doubt;
  const own = admitted.filter((end) => end.origin === origin);
  const until = Math.max(spared(origin), 0, ...own.map(({ seq }) => seq));
  const common = shape.commonUntil(origin) ?? Number.POSITIVE_INFINITY;
  return { until: Math.min(until, common), beyondFork: countedBeyond(shape, origin, own) };
}

/** `admitted` has the senior device's first: of two transactions with one id, its stays. */
function countedBeyond(
  shape: ChainShape,
  origin: Origin,
  admitted: ReadonlyArray<ChainEnd>,
): ReadonlySet<Hash> {
  const beyond = shape.beyond(origin);
  const roots = shape.commonUntil(origin);
  const counted = new Map<Hash, ChainLink>();
  for (const end of admitted) {
    for (const link of beyond) {
      if (counted.has(link.hash) || !shape.isOnChain(link, end)) continue;
      const hasRoot = link.first - 1 === roots || counted.has(link.previous);
      const isTaken = [...counted.values()].some((other) => isSameId(link, other));
      if (hasRoot && !isTaken) counted.set(link.hash, link);
    }
  }
  return new Set(counted.keys());
}

function isSameId(a: ChainLink, b: ChainLink): boolean {
  return a.tag === b.tag && a.first <= b.seq && b.first <= a.seq;
}

function reasonOf({ shape, admitted, retired }: Doubt, place: ChainEnd): DoubtReason {
  const isForked = place.seq > (shape.commonUntil(place.origin) ?? place.seq);
  if (isForked && admitted.some((end) => shape.isOnChain(place, end))) return "chain/id-taken";
  if (retired.some((end) => shape.isOnChain(place, end))) return "chain/retired";
  return isForked ? "chain/forked" : "chain/revoked";
}

function bothAdmitted(
  shape: ChainShape,
  origin: Origin,
  { beyondFork }: ChainRule,
): ReadonlyArray<AdmissionAttention> {
  const counted = shape.beyond(origin).filter(({ hash }) => beyondFork.has(hash));
  const siblings = [...Map.groupBy(counted, ({ previous }) => previous).values()];
  const common = Math.min(
    ...siblings.filter(({ length }) => length > 1).map(([link]) => (link?.first ?? 0) - 1),
  );
  if (!Number.isFinite(common)) return [];
  const numbersTwice = duplicates(counted.flatMap(({ numbers }) => numbers));
  return [
    {
      type: "chain/both-admitted",
      origin,
      common,
      numbersTwice: numbersTwice.toSorted(),
    },
  ];
}

/** Where both mean something that was in question. */
function admittedAndRetired(doubt: Doubt): ReadonlyArray<AdmissionAttention> {
  const { shape, spared, admitted, retired } = doubt;
  function lastOfBoth(a: ChainEnd, b: ChainEnd): number {
    const [low, high] = a.seq <= b.seq ? [a, b] : [b, a];
    if (shape.isOnChain(low, high)) return low.seq;
    const shared = shape
      .beyond(a.origin)
      .filter((link) => shape.isOnChain(link, a) && shape.isOnChain(link, b));
    return shared.at(-1)?.seq ?? shape.commonUntil(a.origin) ?? 0;
  }
  return inEndOrder(admitted).flatMap((end) => {
    const common = shape.commonUntil(end.origin) ?? Number.POSITIVE_INFINITY;
    const after = Math.min(spared(end.origin), common);
    return inEndOrder(retired)
      .filter((other) => other.origin === end.origin)
      .map((other) => ({
        type: "chain/admitted-and-retired" as const,
        after,
        until: lastOfBoth(end, other),
        admitted: end,
        retired: other,
      }))
      .filter(({ until }) => until > after);
  });
}

/** Each once. */
function inEndOrder(ends: ReadonlyArray<ChainEnd>): ReadonlyArray<ChainEnd> {
  return [...new Map(ends.map((end) => [end.hash, end])).values()].toSorted(compareEnds);
}
