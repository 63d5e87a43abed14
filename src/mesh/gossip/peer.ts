/** What is known of whoever is at the other end of a link. */

import { type ChainEnd, type DeviceId, type Hash, type Origin } from "../../domain/identity.ts";
import { type MessageOf } from "./messages.ts";
import { type LinkId, type MeshPiece } from "./ports.ts";

export interface LinkFacts {
  readonly id: LinkId;
  readonly linkKey: string;
  /** Whether we have dialled. */
  readonly isDialled: boolean;
  /** The other side's address, for people. */
  readonly remote: string;
}

/**
 * `stranger`: the door let it in, and no member has its key here. `guest`: it knows us; what it tells is
 * checked like everything, and nothing is told to it. `member`: both ways. `outcast`: it was one, and is
 * told that and nothing else; what it says is taken, and is in question.
 */
export type Standing = "stranger" | "guest" | "member" | "outcast";

export interface Peer {
  readonly facts: LinkFacts;
  readonly upAtMs: number;
  standing: Standing;
  device: DeviceId | undefined;
  /** Undefined before its first valid frame: until then nobody is connected. */
  hello: MessageOf<"hello"> | undefined;
  heardAtMs: number;
  pingId: number;
  pingedAtMs: number;
  /** Pings since anything was heard. */
  unanswered: number;
  roundTripMs: number | undefined;
  /** Its clock minus ours. */
  clockAheadMs: number | undefined;
  /** What it holds durably, by its own word. */
  readonly claimedEnds: Map<Origin, ReadonlyArray<ChainEnd>>;
  /** Of these the ends of what nobody has to hold, as it says. */
  readonly doubted: Map<Origin, ReadonlySet<Hash>>;
  /** How many ends that are, by the device whose chains they are of. */
  readonly claimCounts: Map<DeviceId, number>;
  /** What it will hold once it has taken what was sent. */
  readonly sent: Map<Origin, ReadonlyArray<ChainEnd>>;
  /** What of ours it was told that we hold. */
  readonly announced: Map<Origin, string>;
  neighbours: MessageOf<"neighbours">;
  /** Of the last that it was sent. */
  neighboursText: string;
  readonly sentHoldings: Map<DeviceId, string>;
  /** Which orders people there have before them, and when it said so. */
  looks: { readonly looks: MessageOf<"looks">["looks"]; readonly atMs: number };
  /** Nothing big is sent before the link has drained. */
  isFull: boolean;
  serving: Served | undefined;
  /** What it was asked for. */
  want: Want | undefined;
  /** Chains that it was asked for in vain: not before then again. */
  readonly futileUntilMs: Map<Origin, number>;
  /** What it was told of our secrets last. */
  sentSecrets: string | undefined;
  /** Of its secrets, as it told it last. */
  secretLacks: MessageOf<"secret-lacks"> | undefined;
  wordsRevision: number | undefined;
  /** Of whose words it was told the ids since either told its digests. */
  readonly bucketsListed: Set<number>;
  /** What it has said and was not heard yet: see hearing.ts. */
  readonly waiting: Uint8Array[];
  waitingBytes: number;
}

export interface Served {
  readonly id: number;
  /** And in between how often something was looked up for it. */
  readonly pieces: Iterator<MeshPiece | number>;
  /** Taken from them, and not sent yet. */
  next: MeshPiece | undefined;
  /** What was sent last, and may not have arrived. */
  last: ChainEnd | undefined;
  /** Since when it is known that nothing came of that. */
  restsSinceMs: number | undefined;
  /** It has rested long enough. */
  isLate: boolean;
  /** Others have their turn first: it goes on with the next tick. */
  isHeldUp: boolean;
}

export interface Want {
  readonly id: number;
  readonly origins: ReadonlySet<Origin>;
  /** When it was asked, or last sent something of it. */
  readonly movedAtMs: number;
  /** Whether something came of it. */
  readonly isFruitful: boolean;
}

const NO_NEIGHBOURS: MessageOf<"neighbours"> = { type: "neighbours", devices: [], addresses: [] };

export function createPeer(facts: LinkFacts, nowMs: number): Peer {
  return {
    facts,
    upAtMs: nowMs,
    standing: "stranger",
    device: undefined,
    hello: undefined,
    heardAtMs: nowMs,
    pingId: 0,
    pingedAtMs: nowMs,
    unanswered: 0,
    roundTripMs: undefined,
    clockAheadMs: undefined,
    claimedEnds: new Map(),
    doubted: new Map(),
    claimCounts: new Map(),
    sent: new Map(),
    announced: new Map(),
    neighbours: NO_NEIGHBOURS,
    neighboursText: "",
    sentHoldings: new Map(),
    looks: { looks: [], atMs: nowMs },
    isFull: false,
    serving: undefined,
    want: undefined,
    futileUntilMs: new Map(),
    sentSecrets: undefined,
    secretLacks: undefined,
    wordsRevision: undefined,
    bucketsListed: new Set(),
    waiting: [],
    waitingBytes: 0,
  };
}

/** It has said a valid word, and we to it. */
export function isConnected(peer: Peer): boolean {
  return peer.hello !== undefined && (peer.standing === "member" || peer.standing === "guest");
}

/** The tills of the shop that hear and tell now. */
export function connectedMembers(peers: Iterable<Peer>): ReadonlyArray<Peer> {
  return [...peers].filter((peer) => peer.standing === "member" && isConnected(peer));
}

/** What it holds may be asked for. */
export function canBeAsked(peer: Peer): boolean {
  return peer.hello !== undefined && peer.standing !== "stranger";
}

/** By its own word it holds the chain as far as that. */
export function hasClaimed({ claimedEnds }: Peer, { origin, seq }: ChainEnd): boolean {
  return claimedEnds.get(origin)?.some((end) => end.seq >= seq) === true;
}

/** It holds this, whatever else it said. */
export function noteHeld(peer: Peer, end: ChainEnd): void {
  noteFurther(peer.claimedEnds, end);
  noteFurther(peer.sent, end);
}

/** Its own word of a chain. What is on its way to it stays counted: an answer crosses it. */
export function noteClaimed(peer: Peer, origin: Origin, ends: ReadonlyArray<ChainEnd>): void {
  peer.claimedEnds.set(origin, ends);
  const [end] = ends;
  if (end === undefined || ends.length > 1) peer.sent.set(origin, ends);
  else noteFurther(peer.sent, end);
}

/** It asks, so it has nothing of what was on its way. */
export function noteAsked(peer: Peer, origin: Origin, ends: ReadonlyArray<ChainEnd>): void {
  peer.sent.set(origin, ends);
}

export function noteSent(peer: Peer, { origin, last, hash }: MeshPiece): void {
  noteFurther(peer.sent, { origin, seq: last, hash });
}

/** The ends of a chain that it will hold once it has taken what was sent. */
export function expectedEnds(peer: Peer, origin: Origin): ReadonlyArray<ChainEnd> {
  return peer.sent.get(origin) ?? peer.claimedEnds.get(origin) ?? [];
}

/** On a chain with one end the further one stands for it; branches are told by `heads` alone. */
function noteFurther(ends: Map<Origin, ReadonlyArray<ChainEnd>>, end: ChainEnd): void {
  const known = ends.get(end.origin) ?? [];
  if (known.some(({ seq }) => seq >= end.seq) || known.length > 1) return;
  ends.set(end.origin, [end]);
}

export function endsText(ends: ReadonlyArray<ChainEnd>): string {
  return ends
    .map(({ seq, hash }) => `${seq} ${hash}`)
    .toSorted()
    .join(" ");
}
