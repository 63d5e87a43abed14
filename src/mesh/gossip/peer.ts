/** The state of one peer at the other end of a link. */

import { type ChainEnd, type DeviceId, type Hash, type Origin } from "../../domain/identity.ts";
import { type MessageOf } from "./messages.ts";
import { type LinkId, type MeshPiece } from "./ports.ts";

export interface LinkFacts {
  readonly id: LinkId;
  readonly linkKey: string;
  /** Whether this side dialled. */
  readonly isDialled: boolean;
  /** The other side's address, for people. */
  readonly remote: string;
}

/**
 * How far a peer is trusted. `stranger`: the door let it in, but no member has its key here.
 * `guest`: it knows us, its pieces are checked and taken, and nothing is sent to it. `member`: both
 * ways. `outcast`: it was a member and is sent only that; its pieces are taken, and are in
 * question.
 */
export type Standing = "stranger" | "guest" | "member" | "outcast";

export interface Peer {
  readonly facts: LinkFacts;
  readonly upAtMs: number;
  standing: Standing;
  device: DeviceId | undefined;
  /** The peer's greeting; undefined before its first valid frame, and until then it is not connected. */
  hello: MessageOf<"hello"> | undefined;
  heardAtMs: number;
  pingId: number;
  pingedAtMs: number;
  /** The last pings that were not answered yet: on a slow link an answer takes longer than the next ping. */
  pings: ReadonlyArray<{ readonly id: number; readonly atMs: number }>;
  /** The pings since anything was heard from the peer. */
  unanswered: number;
  roundTripMs: number | undefined;
  /** When the last ping was sent that the peer has answered; undefined before the first answer. */
  answeredAtMs: number | undefined;
  /** The peer's clock minus ours. */
  clockAheadMs: number | undefined;
  /** The ends of the chains that the peer says it holds durably. */
  readonly claimedEnds: Map<Origin, ReadonlyArray<ChainEnd>>;
  /** The ends among them of chains that nobody has to hold, as the peer says. */
  readonly doubted: Map<Origin, ReadonlySet<Hash>>;
  /** The number of claimed ends by the device that the chains belong to. */
  readonly claimCounts: Map<DeviceId, number>;
  /** The ends that the peer will hold once it has taken what was sent. */
  readonly sent: Map<Origin, ReadonlyArray<ChainEnd>>;
  /** The ends of ours that the peer was sent. */
  readonly announced: Map<Origin, string>;
  neighbours: MessageOf<"neighbours">;
  /** The text of the last neighbours that the peer was sent. */
  neighboursText: string;
  readonly sentHoldings: Map<DeviceId, string>;
  /** The orders that people have open at the peer, and when it said so. */
  looks: { readonly looks: MessageOf<"looks">["looks"]; readonly atMs: number };
  /** The link is full: nothing big is sent before it has drained. */
  isFull: boolean;
  serving: Served | undefined;
  /** The request that the peer was sent and has not ended. */
  want: Want | undefined;
  /** The chains that the peer was asked for in vain, and until when they are not asked for again. */
  readonly futileUntilMs: Map<Origin, number>;
  /** The secrets that the peer was last sent the names of. */
  sentSecrets: string | undefined;
  /** The secrets that the peer last said it lacks. */
  secretLacks: MessageOf<"secret-lacks"> | undefined;
  wordsRevision: number | undefined;
  /** Whether the peer has compared words on this link: it takes this device for a member. */
  isTakenIn: boolean;
  /** The buckets of words whose ids the peer was sent since either side sent digests. */
  readonly bucketsListed: Set<number>;
  /** The messages of the peer that were not heard yet: see hearing.ts. */
  readonly waiting: Uint8Array[];
  waitingBytes: number;
}

export interface Served {
  readonly id: number;
  /** The pieces to send; a number among them counts the look-ups made for the peer. */
  readonly pieces: Iterator<MeshPiece | number>;
  /** The piece that was taken from `pieces` and not sent yet. */
  next: MeshPiece | undefined;
  /** The last piece that was sent, which may not have arrived. */
  last: ChainEnd | undefined;
  /** The time since which the peer is known to have done nothing with the last piece. */
  restsSinceMs: number | undefined;
  /** The rest has lasted long enough. */
  isLate: boolean;
  /** Whether other peers have their turn first; this one goes on with the next tick. */
  isHeldUp: boolean;
}

export interface Want {
  readonly id: number;
  readonly origins: ReadonlySet<Origin>;
  /** When the request was sent, or last brought a piece. */
  readonly movedAtMs: number;
  /** Whether the request brought anything. */
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
    pings: [],
    unanswered: 0,
    roundTripMs: undefined,
    answeredAtMs: undefined,
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
    isTakenIn: false,
    bucketsListed: new Set(),
    waiting: [],
    waitingBytes: 0,
  };
}

/** Whether the greetings were exchanged and the peer is let in. */
export function isConnected(peer: Peer): boolean {
  return peer.hello !== undefined && (peer.standing === "member" || peer.standing === "guest");
}

/** Returns the members of the shop that are connected now. */
export function connectedMembers(peers: Iterable<Peer>): ReadonlyArray<Peer> {
  return [...peers].filter((peer) => peer.standing === "member" && isConnected(peer));
}

/** Whether the peer may be asked for what it holds. */
export function canBeAsked(peer: Peer): boolean {
  return peer.hello !== undefined && peer.standing !== "stranger";
}

/** Whether the peer says that it holds the chain up to this end. */
export function hasClaimed({ claimedEnds }: Peer, { origin, seq }: ChainEnd): boolean {
  return claimedEnds.get(origin)?.some((end) => end.seq >= seq) === true;
}

/** Notes that the peer holds this end, whatever else it said. */
export function noteHeld(peer: Peer, end: ChainEnd): void {
  noteFurther(peer.claimedEnds, end);
  noteFurther(peer.sent, end);
}

/**
 * Notes the ends of a chain that the peer says it holds. Pieces on their way to it stay counted,
 * since its answer crosses them.
 */
export function noteClaimed(peer: Peer, origin: Origin, ends: ReadonlyArray<ChainEnd>): void {
  peer.claimedEnds.set(origin, ends);
  const [end] = ends;
  if (end === undefined || ends.length > 1) peer.sent.set(origin, ends);
  else noteFurther(peer.sent, end);
}

/** Notes that the peer asks, so it has nothing of what was on its way. */
export function noteAsked(peer: Peer, origin: Origin, ends: ReadonlyArray<ChainEnd>): void {
  peer.sent.set(origin, ends);
}

export function noteSent(peer: Peer, { origin, last, hash }: MeshPiece): void {
  noteFurther(peer.sent, { origin, seq: last, hash });
}

/** Returns the ends of a chain that the peer will hold once it has taken what was sent. */
export function expectedEnds(peer: Peer, origin: Origin): ReadonlyArray<ChainEnd> {
  return peer.sent.get(origin) ?? peer.claimedEnds.get(origin) ?? [];
}

/**
 * Replaces the end of a chain by a further one. A chain with branches is left alone: `heads` alone
 * tells those.
 */
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
