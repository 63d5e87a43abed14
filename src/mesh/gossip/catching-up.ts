/**
 * Asking: whoever hears of the end of a chain that isn't here asks for what leads up to it, from one
 * teller at a time.
 *
 * What arrived is stored piece by piece, so that a link that breaks costs nothing: the next question
 * names what is here by then.
 */

import {
  type ChainEnd,
  type DeviceId,
  deviceOf,
  isFirstOrigin,
  type Origin,
} from "../../domain/identity.ts";
import { isSameEnd } from "./knowledge.ts";
import { BRANCHES_MAX, ENDS_MAX, type MessageOf } from "./messages.ts";
import { canBeAsked, noteClaimed, type Peer } from "./peer.ts";
import { type MeshLedger, type MeshOut } from "./ports.ts";
import { CLAIMED_ENDS_MAX } from "./violation-log.ts";

export interface CatchingUp {
  /** Takes the ends that the peer says it holds, and those among them that nobody has to hold. */
  readonly hear: (peer: Peer, heads: Heads, nowMs: number) => void;
  /** Asks whoever can tell something. */
  readonly ask: (nowMs: number) => void;
  /** Asks again now and then, for what time alone changes; call with each tick. */
  readonly look: (nowMs: number) => void;
  readonly wantEnds: (peer: Peer, id: number, nowMs: number) => void;
  /** Something of a chain came that it was asked for. */
  readonly moved: (peer: Peer, origin: Origin, nowMs: number) => void;
  /** Notes that pieces of that device find no room here: no more of it is asked for, and the rest is. */
  readonly refused: (peer: Peer, device: DeviceId, nowMs: number) => void;
  /** Notes that pieces cannot be stored for now. */
  readonly pause: (untilMs: number) => void;
  readonly progress: () => CatchUpProgress | undefined;
  /** How many events these peers say to hold that are not here. */
  readonly lackedOf: (peers: ReadonlyArray<Peer>) => number;
  /** How many of them this one was asked for again and again and has not shown. */
  readonly unshownOf: (peer: Peer) => number;
}

type Heads = Pick<MessageOf<"heads">, "ends" | "doubted">;

/** The progress in events, over all chains of which some peer has more. */
export interface CatchUpProgress {
  readonly held: number;
  readonly known: number;
}

export interface CatchingUpDeps {
  readonly ledger: MeshLedger;
  readonly out: MeshOut;
  readonly peers: () => Iterable<Peer>;
  /** Says whether something else comes first; called before anything is asked for. */
  readonly holdBack: (nowMs: number) => boolean;
}

/** Who has been asked and says nothing of it for so long is asked no more. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 500;
/** Who had nothing of it may have by then; who never has is asked less and less often. */
const FUTILE_MS = 5000;
const FUTILE_MS_MAX = 80_000;
/** The time after which a refused device is asked for again: a person may have made room. */
const REFUSED_MS = 60_000;
/** Who was asked so often in vain may say that it holds more: it doesn't count as something to fetch. */
const VAIN_MAX = 3;
/** The most chains asked for in vain before a peer is not believed: a few break off by accident. */
const VAIN_CHAINS_MAX = 16;
/** A chain whose device nobody here knows may be one that proves itself: it is asked for rarely. */
const UNCHECKED_EVERY_MS = 2000;
/** Chains that part are few; whoever makes up more has the first of them looked into. */
const TRAILS_MAX = 16;
/**
 * Ends of one device that a till is remembered to have told, and of all of whom nobody here knows: no
 * honest one tells so many that we lack. What it tells beyond is nobody's violation, and is passed over.
 */
const CLAIMS_OF_ONE_MAX = 512;
const UNKNOWN = "unknown" as DeviceId;

interface Asking extends CatchingUpDeps {
  /** How often in a row nothing came of a chain that was asked for, by the key of the link. */
  readonly vain: Map<string, Map<Origin, number>>;
  wants: number;
  pausedUntilMs: number;
  uncheckedAtMs: number;
  askedAtMs: number;
}

export function createCatchingUp(deps: CatchingUpDeps): CatchingUp {
  const { ledger } = deps;
  const hearOwnClaim = createOwnClaims(ledger);
  const never = Number.NEGATIVE_INFINITY;
  const asking: Asking = {
    ...deps,
    vain: new Map(),
    wants: 0,
    pausedUntilMs: never,
    uncheckedAtMs: never,
    askedAtMs: never,
  };
  return {
    hear: (peer, { ends, doubted = [] }, nowMs) => {
      const doubts = new Set(doubted);
      for (const [origin, own] of Map.groupBy(ends, (end) => end.origin)) {
        if (!isRoomFor(ledger, peer, { origin, own })) continue;
        noteClaimed(peer, origin, own.slice(0, BRANCHES_MAX));
        peer.doubted.set(
          origin,
          new Set(own.map(({ hash }) => hash).filter((it) => doubts.has(it))),
        );
        if (deviceOf(origin) === ledger.device && !own.every(ledger.holds)) {
          hearOwnClaim(peer, origin, own);
        }
      }
      ask(asking, nowMs);
    },
    ask: (nowMs) => {
      ask(asking, nowMs);
    },
    look: (nowMs) => {
      if (nowMs - asking.askedAtMs >= LOOK_EVERY_MS) ask(asking, nowMs);
    },
    wantEnds: (peer, id, nowMs) => {
      if (peer.want?.id !== id) return;
      if (!peer.want.isFruitful) giveUp(asking, peer, nowMs);
      peer.want = undefined;
      ask(asking, nowMs);
    },
    moved: (peer, origin, nowMs) => {
      asking.vain.get(peer.facts.linkKey)?.delete(origin);
      if (peer.want !== undefined) peer.want = { ...peer.want, movedAtMs: nowMs, isFruitful: true };
    },
    refused: (peer, device, nowMs) => {
      const { want } = peer;
      if (want === undefined) return;
      const [refused, rest] = parted([...want.origins], (origin) => deviceOf(origin) === device);
      for (const origin of refused) peer.futileUntilMs.set(origin, nowMs + REFUSED_MS);
      // A peer that is asked anew gives up its older request, also where nothing is left to ask.
      if (refused.length > 0) send(asking, peer, { origins: rest, nowMs });
    },
    pause: (untilMs) => {
      asking.pausedUntilMs = untilMs;
    },
    progress: () => progressOf(asking, asking.peers()),
    lackedOf: (peers) => {
      const { held, known } = progressOf(asking, peers) ?? { held: 0, known: 0 };
      return known - held;
    },
    unshownOf: (peer) => unshownOf(asking, peer),
  };
}

function unshownOf({ ledger, vain }: Asking, { claimedEnds, facts }: Peer): number {
  const here = new Map<Origin, number>();
  const claimed = new Map<Origin, number>();
  for (const [origin, times] of vain.get(facts.linkKey) ?? []) {
    if (times < VAIN_MAX) continue;
    for (const end of ledger.endsOf(origin)) noteFurthest(here, end);
    claimed.set(origin, here.get(origin) ?? 0);
    for (const end of claimedEnds.get(origin) ?? []) noteFurthest(claimed, end);
  }
  return sumOf(claimed) - sumOf(here);
}

function isRoomFor(
  { canCheck }: MeshLedger,
  { claimedEnds, claimCounts }: Peer,
  { origin, own }: { readonly origin: Origin; readonly own: ReadonlyArray<ChainEnd> },
): boolean {
  const device = deviceOf(origin);
  const owner = canCheck(device) ? device : UNKNOWN;
  const more = Math.min(own.length, BRANCHES_MAX) - (claimedEnds.get(origin)?.length ?? 0);
  const count = (claimCounts.get(owner) ?? 0) + more;
  // A claim about a known chain is taken again, however many there are.
  if (count > CLAIMS_OF_ONE_MAX && !claimedEnds.has(origin)) return false;
  claimCounts.set(owner, count);
  return true;
}

/** Sends one request at a time to each peer, and asks for no chain at two. */
function ask(asking: Asking, nowMs: number): void {
  const { ledger, peers } = asking;
  asking.askedAtMs = nowMs;
  if (nowMs < asking.pausedUntilMs || asking.holdBack(nowMs)) return;
  dropStalled(asking, nowMs);
  const asked = new Set<Origin>();
  for (const { want } of peers()) for (const origin of want?.origins ?? []) asked.add(origin);
  const held = Map.groupBy(ledger.ends(), ({ origin }) => origin);
  const unchecked: Array<readonly [Peer, ReadonlyArray<Origin>]> = [];
  for (const peer of inTurn(peers())) {
    const lacking = lackingOf({ ledger, held, nowMs }, peer);
    const open = ownFirst(peer, lacking).filter((origin) => !asked.has(origin));
    const [sure, unsure] = parted(open, (origin) => ledger.canCheck(deviceOf(origin)));
    if (sure.length > 0) send(asking, peer, { origins: sure, nowMs });
    else if (unsure.length > 0) unchecked.push([peer, unsure]);
    for (const origin of sure) asked.add(origin);
  }
  const [first] = unchecked;
  if (asked.size > 0 || first === undefined) return;
  if (nowMs - asking.uncheckedAtMs < UNCHECKED_EVERY_MS) return;
  asking.uncheckedAtMs = nowMs;
  const [peer, origins] = first;
  send(asking, peer, { origins, nowMs });
}

/**
 * Who lets a new box in is the first that the box hears, and has written down that it did: before that the
 * box can't sell, so nobody else's history stands in front of it. Nor do chains that a liar has begun:
 * where each device spoke first comes before all that follows it.
 */
function ownFirst({ device }: Peer, origins: ReadonlyArray<Origin>): ReadonlyArray<Origin> {
  const [first, later] = parted(origins, isFirstOrigin);
  const [own, others] = parted([...first, ...later], (origin) => deviceOf(origin) === device);
  return [...own, ...others];
}

function send(
  asking: Asking,
  peer: Peer,
  { origins, nowMs }: { readonly origins: ReadonlyArray<Origin>; readonly nowMs: number },
): void {
  const { ledger } = asking;
  const some = origins.slice(0, ENDS_MAX);
  const parting = some.filter((origin) => hasParted(ledger, peer, origin)).slice(0, TRAILS_MAX);
  const ends = [...some.flatMap(ledger.endsOf), ...parting.flatMap((it) => ledger.trail(it))];
  asking.wants += 1;
  const id = asking.wants;
  peer.want = { id, origins: new Set(some), movedAtMs: nowMs, isFruitful: false };
  asking.out.send(peer.facts.id, {
    type: "want",
    id,
    origins: some,
    ends: ends.slice(0, ENDS_MAX),
  });
}

/**
 * Whether the peer's chain has parted from ours: its end is not here, and ours is no nearer. A peer
 * that does not know our branch learns nothing from our end, so it is sent earlier positions too.
 */
function hasParted({ endsOf, holds }: MeshLedger, { claimedEnds }: Peer, origin: Origin): boolean {
  const last = Math.max(0, ...endsOf(origin).map(({ seq }) => seq));
  return claimedEnds.get(origin)?.some((end) => end.seq <= last && !holds(end)) === true;
}

function lackingOf(
  {
    ledger,
    held,
    nowMs,
  }: {
    readonly ledger: MeshLedger;
    readonly held: ReadonlyMap<Origin, ReadonlyArray<ChainEnd>>;
    readonly nowMs: number;
  },
  peer: Peer,
): ReadonlyArray<Origin> {
  // Both sides mostly stand at the same end, which is known without a read of the store.
  function isHeld(end: ChainEnd): boolean {
    const isOurEnd = held.get(end.origin)?.some((own) => isSameEnd(own, end)) === true;
    return isOurEnd || ledger.holds(end);
  }

  return [...peer.claimedEnds].flatMap(([origin, ends]) => {
    const isFutile = (peer.futileUntilMs.get(origin) ?? Number.NEGATIVE_INFINITY) > nowMs;
    if (isFutile || ends.every(isHeld)) return [];
    const doubted = peer.doubted.get(origin);
    const isNeeded = ends.some((end) => !isHeld(end) && doubted?.has(end.hash) !== true);
    return isNeeded || ledger.hasRoom(deviceOf(origin)) ? [origin] : [];
  });
}

function dropStalled(asking: Asking, nowMs: number): void {
  for (const peer of asking.peers()) {
    if (peer.want === undefined || nowMs - peer.want.movedAtMs < PATIENCE_MS) continue;
    giveUp(asking, peer, nowMs);
    peer.want = undefined;
  }
}

/** Otherwise it would be asked again at once, for ever. */
function giveUp({ vain }: Asking, { want, futileUntilMs, facts }: Peer, nowMs: number): void {
  const counts = vain.get(facts.linkKey) ?? new Map<Origin, number>();
  vain.set(facts.linkKey, counts);
  for (const origin of want?.origins ?? []) {
    const times = counts.get(origin) ?? 0;
    futileUntilMs.set(origin, nowMs + Math.min(FUTILE_MS * 2 ** times, FUTILE_MS_MAX));
    // A peer that names more chains than this at once has made them up.
    if (counts.has(origin) || counts.size < CLAIMED_ENDS_MAX) {
      counts.set(origin, 1 + times);
    }
  }
}

/** Who can be asked: quick ones first, those that are out last, and nobody twice at a time. */
function inTurn(peers: Iterable<Peer>): ReadonlyArray<Peer> {
  return [...peers]
    .filter((peer) => canBeAsked(peer) && peer.want === undefined)
    .toSorted(
      (a, b) =>
        Number(a.standing === "outcast") - Number(b.standing === "outcast") ||
        (a.roundTripMs ?? 0) - (b.roundTripMs ?? 0) ||
        a.facts.id - b.facts.id,
    );
}

function parted<Item>(
  items: ReadonlyArray<Item>,
  isFirst: (item: Item) => boolean,
): readonly [ReadonlyArray<Item>, ReadonlyArray<Item>] {
  const groups = Map.groupBy(items, isFirst);
  return [groups.get(true) ?? [], groups.get(false) ?? []];
}

/** Returns the progress. A peer that claims more and never shows it must not keep everybody behind for ever. */
function progressOf({ ledger, vain }: Asking, peers: Iterable<Peer>): CatchUpProgress | undefined {
  const held = new Map<Origin, number>();
  for (const end of ledger.ends()) noteFurthest(held, end);
  const known = new Map(held);
  for (const { claimedEnds, facts } of peers) {
    const counts = vain.get(facts.linkKey);
    const inVain = new Set(
      counts?.keys().filter((origin) => (counts.get(origin) ?? 0) >= VAIN_MAX),
    );
    if (inVain.size >= VAIN_CHAINS_MAX) continue;
    for (const [origin, ends] of claimedEnds) {
      if (inVain.has(origin)) continue;
      for (const end of ends) noteFurthest(known, end);
    }
  }
  const [heldSum, knownSum] = [sumOf(held), sumOf(known)];
  return heldSum < knownSum ? { held: heldSum, known: knownSum } : undefined;
}

function noteFurthest(seqs: Map<Origin, number>, { origin, seq }: ChainEnd): void {
  if (seq > (seqs.get(origin) ?? 0)) seqs.set(origin, seq);
}

/** Sums the numbers up to the largest whole number, since claims may be as large as numbers are. */
function sumOf(seqs: ReadonlyMap<Origin, number>): number {
  return seqs.values().reduce((sum, seq) => Math.min(sum + seq, Number.MAX_SAFE_INTEGER), 0);
}

/** `ends` are of one chain of ours, and not all of them are here. */
type HearOwnClaim = (peer: Peer, origin: Origin, ends: ReadonlyArray<ChainEnd>) => void;

/**
 * What others say of this till's own chain: one who holds more of it than is here shows that this box has
 * lost something, so it must not go on where it stands. It is believed at once, because numbers would be
 * given twice while it is looked into; and once only, until it has shown what it said. Else a till that
 * makes it up could have another one begin anew without end.
 */
export function createOwnClaims(ledger: Pick<MeshLedger, "holds" | "lostOwn">): HearOwnClaim {
  /** The ends that each peer claimed and has not shown, by the key of its link. */
  const unshown = new Map<string, ReadonlyArray<ChainEnd>>();
  return ({ facts: { linkKey } }, origin, ends) => {
    if (unshown.get(linkKey)?.every(ledger.holds) === false) return;
    unshown.set(linkKey, ends);
    ledger.lostOwn(origin);
  };
}
