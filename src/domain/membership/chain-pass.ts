/**
 * Second pass of stage 1: which transactions count, chain by chain, and which have to be held.
 *
 * A transaction counts if its device belongs to the shop, if it is sound by all that was named, and if no
 * revocation cuts it; or if a person has admitted it. What names are counting revocations, admissions and
 * closes of the day; closes let others count, so this is the least set that agrees with itself. Admissions
 * bring back trade only: control acts were settled in the pass before. Source: docs/rules/belief.md, B2 and B6.
 */

import { duplicates } from "../doubts/duplicates.ts";
import {
  type ChainEnd,
  type DeviceId,
  deviceOf,
  type Hash,
  isFirstOrigin,
  type Origin,
} from "../identity.ts";
import { type ChainRule, isCounted } from "./chain-rule.ts";
import { type ChainLink, type ChainShape, compareEnds } from "./chain-shape.ts";
import {
  compareActs,
  type DayClose,
  headsOf,
  ofKind,
  type PlacedAct,
  type Revocation,
  type Settlement,
  vouchedBy,
} from "./control-acts.ts";
import { type CountingActs } from "./control-pass.ts";
import { type Cuts, cutsBy } from "./revocation.ts";
import { type CompareDevices } from "./seniority.ts";
import { createNamed, type Named, findSoundLinks, type SoundLinks } from "./sound-chain.ts";

export type DoubtReason =
  | "chain/revoked"
  | "chain/forked"
  /** The device has more incarnations than anybody has vouched for. */
  | "chain/too-many"
  /** A person looked at it: it stays out. */
  | "chain/retired"
  /** The event ids are those of another branch, which a senior device admitted. */
  | "chain/id-taken";

export type AdmissionAttention =
  | {
      readonly type: "chain/both-admitted";
      readonly origin: Origin;
      /** Last number that the branches share. */
      readonly common: number;
      /** The receipt numbers that both branches have issued. */
      readonly numbersTwice: ReadonlyArray<string>;
    }
  | {
      readonly type: "chain/admitted-and-retired";
      /** The range in question that both settlements are about: after this number, and up to that one. */
      readonly after: number;
      readonly until: number;
      readonly admitted: ChainEnd;
      readonly retired: ChainEnd;
    };

/** A part of a batch, by the number of its last event. */
export interface BatchPosition {
  readonly origin: Origin;
  readonly batch: string;
  readonly seq: number;
}

export interface ChainPass {
  readonly ruleOf: (origin: Origin) => ChainRule;
  /** Returns how far a chain counts without a person's admission, which anybody may vouch for. */
  readonly soundOf: (origin: Origin) => ChainRule;
  readonly judged: Judged;
  /** Ends that counting acts name and that aren't here, of chains where that makes a difference. */
  readonly lacked: ReadonlyArray<ChainEnd>;
  /**
   * Sorted: all origins of which less counts than everything, as far as that hangs on what has to be held,
   * and all later incarnations of which something does.
   */
  readonly ruled: () => ReadonlyArray<Origin>;
  /**
   * How far a chain counts, as a text that says the same whatever is held beside it. `last`: how far it is
   * here, where a cut beyond its end changes nothing.
   */
  readonly extentOf: (origin: Origin, last?: number) => string;
  /** Why a stored transaction that the rule leaves out does so. */
  readonly reasonOf: (place: ChainEnd) => DoubtReason;
  /** Whether a person dismissed what a batch said up to here. Changes nothing of what counts. */
  readonly isBatchRetired: (part: BatchPosition) => boolean;
  readonly attention: ReadonlyArray<AdmissionAttention>;
  /** Admissions and retirements of chains that count, the senior device's first. */
  readonly settlements: ReadonlyArray<PlacedAct<Settlement>>;
}

export interface ChainPassDeps {
  readonly shape: ChainShape;
  readonly compareDevices: CompareDevices;
  /** Whether a device may close a day: else its closes name nothing. */
  readonly mayClose: (device: DeviceId) => boolean;
}

export function chainPass(
  control: CountingActs,
  stored: ReadonlyArray<PlacedAct>,
  { shape, compareDevices, mayClose }: ChainPassDeps,
): ChainPass {
  const revocations = ofKind(control.acts, "device/revoked");
  const cuts = cutsBy(revocations, { shape, pathOf: (device) => control.paths.get(device) });
  const counting = ofKind(control.acts, "chain/admitted", "chain/retired").toSorted(
    (a, b) =>
      compareDevices(deviceOf(a.event.key.origin), deviceOf(b.event.key.origin)) ||
      compareActs(a, b),
  );
  const settlements = counting.filter((act) => retiredBatch(act) === undefined);
  const ends = {
    admitted: endsOf(ofKind(settlements, "chain/admitted"), shape),
    retired: endsOf(ofKind(settlements, "chain/retired"), shape),
  };
  const matters = mattering(shape, { control, revocations });
  const named = createNamed(shape, matters);
  for (const act of [...revocations, ...settlements]) named.add(vouchedBy(act));
  const closes = ofKind(stored, "day/closed").filter(({ event }) =>
    mayClose(deviceOf(event.key.origin)),
  );
  const { judged, counted } = withCloses({ shape, cuts, named, ...ends }, closes, control);
  const lacked = [...revocations, ...settlements, ...counted]
    .flatMap(vouchedBy)
    .filter((end) => matters(end.origin) && !shape.holds(end));
  return {
    ruleOf: judged.ruleOf,
    soundOf: (origin) =>
      makeRule({ ...judged, admitted: [] }, judged.soundLinksOf(deviceOf(origin)), origin),
    judged,
    lacked: inEndOrder(lacked),
    ruled: () => ruledBy(judged, control, [...revocations, ...settlements]),
    extentOf: extents(judged, [...revocations, ...settlements]),
    reasonOf: (place) => reasonOf(judged, place),
    isBatchRetired: retiredBatchesOf(counting),
    attention: [
      ...shape.forked().flatMap((origin) => bothAdmitted(shape, origin, judged.ruleOf(origin))),
      ...admittedAndRetired(judged),
    ],
    settlements,
  };
}

/**
 * A chain without a fork, in its device's first incarnation, of a device in good standing, counts whoever
 * names it. Each close of a day names all that there are: nobody looks these up for every close of years.
 */
function mattering(
  shape: ChainShape,
  {
    control,
    revocations,
  }: {
    readonly control: CountingActs;
    readonly revocations: ReadonlyArray<PlacedAct<Revocation>>;
  },
): (origin: Origin) => boolean {
  const revoked = new Set(revocations.map(({ event }) => event.body.device));
  const forked = new Set(shape.forked());
  return (origin) => {
    const device = deviceOf(origin);
    return (
      !isFirstOrigin(origin) ||
      forked.has(origin) ||
      revoked.has(device) ||
      !control.paths.has(device)
    );
  };
}

interface Doubt {
  readonly shape: ChainShape;
  readonly cuts: Cuts;
  readonly named: Named;
  /** Ends that are here, the senior device's first. */
  readonly admitted: ReadonlyArray<ChainEnd>;
  readonly retired: ReadonlyArray<ChainEnd>;
}

/** The chains as judged by all that is named so far. */
export interface Judged extends Doubt {
  readonly soundLinksOf: (device: DeviceId) => SoundLinks;
  readonly ruleOf: (origin: Origin) => ChainRule;
}

/** Closes that count name, and so let others count; two that only name each other stay out. */
function withCloses(
  doubt: Doubt,
  closes: ReadonlyArray<PlacedAct<DayClose>>,
  control: CountingActs,
): { readonly judged: Judged; readonly counted: ReadonlyArray<PlacedAct<DayClose>> } {
  const counted: Array<PlacedAct<DayClose>> = [];
  let open: ReadonlyArray<PlacedAct<DayClose>> = closes.filter(({ event }) =>
    control.paths.has(deviceOf(event.key.origin)),
  );
  let judged = judge(doubt);
  for (;;) {
    const { ruleOf } = judged;
    const [now, later] = partition(open, ({ place }) => isCounted(ruleOf(place.origin), place));
    counted.push(...now);
    open = later;
    const isMore = now.map((act) => doubt.named.add(vouchedBy(act))).includes(true);
    // A chain that nothing else names and that has no fork depends on no close.
    if (!isMore) return { judged, counted };
    judged = judge(doubt);
  }
}

function judge(doubt: Doubt): Judged {
  const soundLinksByDevice = new Map<DeviceId, SoundLinks>();
  const rules = new Map<Origin, ChainRule>();
  function soundLinksOf(device: DeviceId): SoundLinks {
    const soundLinks = soundLinksByDevice.get(device) ?? findSoundLinks(device, doubt);
    soundLinksByDevice.set(device, soundLinks);
    return soundLinks;
  }
  return {
    ...doubt,
    soundLinksOf,
    ruleOf: (origin) => {
      const rule = rules.get(origin) ?? makeRule(doubt, soundLinksOf(deviceOf(origin)), origin);
      rules.set(origin, rule);
      return rule;
    },
  };
}

function makeRule(doubt: Doubt, soundLinks: SoundLinks, origin: Origin): ChainRule {
  const { shape, cuts, admitted } = doubt;
  const ends = admitted.filter((end) => end.origin === origin);
  const sound = soundLinks.isCommonSound(origin) ? cuts.uncutUntil(origin) : 0;
  const until = Math.max(sound, 0, ...ends.map(({ seq }) => seq));
  const common = shape.commonUntil(origin) ?? Number.POSITIVE_INFINITY;
  return {
    until: Math.min(until, common),
    beyondFork: countedBeyond(doubt, { soundLinks, origin, admitted: ends }),
  };
}

/** `admitted` has the senior device's first: of two transactions with one id, its stays. */
function countedBeyond(
  { shape, cuts }: Doubt,
  chain: {
    readonly soundLinks: SoundLinks;
    readonly origin: Origin;
    readonly admitted: ReadonlyArray<ChainEnd>;
  },
): ReadonlySet<Hash> {
  const { soundLinks, origin, admitted } = chain;
  const beyond = shape.beyond(origin);
  const common = shape.commonUntil(origin);
  const counted = new Map<Hash, ChainLink>();
  function count(link: ChainLink): void {
    if (counted.has(link.hash)) return;
    const hasRoot = link.first - 1 === common || counted.has(link.previous);
    const isTaken = [...counted.values()].some((other) => isSameId(link, other));
    if (hasRoot && !isTaken) counted.set(link.hash, link);
  }
  for (const end of admitted) {
    for (const link of beyond) if (shape.isOnChain(link, end)) count(link);
  }
  for (const link of beyond) if (soundLinks.isSound(link) && !cuts.isCut(link)) count(link);
  return new Set(counted.keys());
}

function isSameId(a: ChainLink, b: ChainLink): boolean {
  return a.tag === b.tag && a.first <= b.seq && b.first <= a.seq;
}

/** Each till may hold another later incarnation that counts for nothing, or none. */
function ruledBy(
  { shape, soundLinksOf, ruleOf }: Judged,
  { paths }: CountingActs,
  naming: ReadonlyArray<PlacedAct>,
): ReadonlyArray<Origin> {
  const origins = new Set([
    ...shape.forked(),
    ...[...paths.keys()].flatMap((device) =>
      shape.laterBeginnings(device).map(([{ origin }]) => origin),
    ),
    ...naming.flatMap(({ event }) => headsOf(event).map(({ origin }) => origin)),
  ]);
  return [...origins].toSorted().filter((origin) => {
    const { until, beyondFork } = ruleOf(origin);
    if (until > 0 || beyondFork.size > 0) return true;
    return isFirstOrigin(origin) && soundLinksOf(deviceOf(origin)).witnesses(origin).length > 0;
  });
}

function extents(
  { shape, ruleOf }: Judged,
  naming: ReadonlyArray<PlacedAct>,
): ChainPass["extentOf"] {
  const named = Map.groupBy(
    naming.flatMap(({ event }) => headsOf(event)),
    ({ origin }) => origin,
  );
  return (origin, last = Number.POSITIVE_INFINITY) => {
    const { until, beyondFork } = ruleOf(origin);
    const counted = shape.beyond(origin).filter(({ hash }) => beyondFork.has(hash));
    const followed = new Set(counted.map(({ previous }) => previous));
    const ends = counted.filter(({ hash }) => !followed.has(hash));
    if (ends.length > 0) return ends.map(({ seq, hash }) => `${seq} ${hash}`).join(" ");
    const to = Math.min(until, last);
    const end = named.get(origin)?.find((own) => own.seq === to && shape.holds(own));
    return end === undefined ? String(to) : `${to} ${end.hash}`;
  };
}

/**
 * Returns the retired batches by number, on any branch: the end of a batch decides whether it
 * counts, and nothing else.
 */
function retiredBatchesOf(
  settlements: ReadonlyArray<PlacedAct<Settlement>>,
): ChainPass["isBatchRetired"] {
  const retired = settlements.flatMap((act) => retiredBatch(act) ?? []);
  return ({ origin, batch, seq }) =>
    retired.some((own) => own.origin === origin && own.batch === batch && seq <= own.seq);
}

function retiredBatch({ event }: PlacedAct<Settlement>): BatchPosition | undefined {
  if (event.kind !== "chain/retired") return undefined;
  const { origin, seq, batch } = event.body;
  return batch === undefined ? undefined : { origin, seq, batch };
}

/** The chain of an end that isn't here is unknown: it is settled once the end is here. */
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

function reasonOf(
  { shape, cuts, admitted, retired, soundLinksOf }: Judged,
  place: ChainEnd,
): DoubtReason {
  if (retired.some((end) => shape.isOnChain(place, end))) return "chain/retired";
  const isForked = place.seq > (shape.commonUntil(place.origin) ?? place.seq);
  if (isForked && admitted.some((end) => shape.isOnChain(place, end))) return "chain/id-taken";
  if (cuts.isCut(place)) return "chain/revoked";
  return soundLinksOf(deviceOf(place.origin)).isCommonSound(place.origin)
    ? "chain/forked"
    : "chain/too-many";
}

function partition<Item>(
  items: ReadonlyArray<Item>,
  isFirst: (item: Item) => boolean,
): readonly [ReadonlyArray<Item>, ReadonlyArray<Item>] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
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

/** Returns the chains of which one person admitted and another retired the same part, and which count. */
function admittedAndRetired({
  shape,
  cuts,
  admitted,
  retired,
  ruleOf,
}: Judged): ReadonlyArray<AdmissionAttention> {
  function lastOfBoth(a: ChainEnd, b: ChainEnd): number {
    const [low, high] = a.seq <= b.seq ? [a, b] : [b, a];
    if (shape.isOnChain(low, high)) return low.seq;
    const shared = shape
      .beyond(a.origin)
      .filter((link) => shape.isOnChain(link, a) && shape.isOnChain(link, b));
    return shared.at(-1)?.seq ?? shape.commonUntil(a.origin) ?? 0;
  }
  const counted = inEndOrder(admitted).filter((end) => isCounted(ruleOf(end.origin), end));
  return counted.flatMap((end) => {
    const common = shape.commonUntil(end.origin) ?? Number.POSITIVE_INFINITY;
    const after = Math.min(cuts.uncutUntil(end.origin), common);
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
