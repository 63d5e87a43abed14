/**
 * Telling: what is new goes at once to everybody who stands right before it, and each till says what it
 * holds, so that whoever lacks something can ask for it.
 *
 * Whoever hears something passes it on to those whom its teller has no link to; a teller that loses a
 * link says so, and the others step in (Demers et al. 1987: rumour mongering over anti-entropy).
 */

import { type ChainEnd, deviceOf, type Origin } from "../../domain/identity.ts";
import { ENDS_MAX, type MessageOf } from "./messages.ts";
import {
  connectedMembers,
  endsText,
  expectedEnds,
  isConnected,
  noteHeld,
  noteSent,
  type Peer,
} from "./peer.ts";
import { type MeshLedger, type MeshOut, type MeshPiece } from "./ports.ts";

export interface Pushing {
  /**
   * Tells what the ledger has stored since it was last asked. Of it `told` is what a peer has just told
   * us; the rest is our own word, or another process's.
   */
  readonly tellNews: (arrived?: {
    readonly from: Peer;
    readonly ends: ReadonlyArray<ChainEnd>;
  }) => void;
  /** Says at once that a chain is held. */
  readonly acknowledge: (peer: Peer, origin: Origin) => void;
  /** All that is held, to somebody new. */
  readonly introduce: (peer: Peer) => void;
  /** Sends what has changed to the peers that don't hold it; call it with each tick. */
  readonly announce: (nowMs: number) => void;
  /** Somebody has lost a link: what its neighbours lack isn't told to them by it any more. */
  readonly stepIn: () => void;
}

export interface PushingDeps {
  readonly ledger: MeshLedger;
  readonly out: MeshOut;
  readonly peers: () => Iterable<Peer>;
}

const NEWS_AT_ONCE = 64;
/** Own words are pressed upon whoever hasn't confirmed them. */
const OWN_EVERY_MS = 500;
/**
 * Ends of other devices are sent less often: those devices send them first. A holder of them wants
 * to know that they are safe here.
 */
const ALL_EVERY_MS = 5000;
/** All of it once more, should a message have come twice or too late: what was told last stands. */
const AGAIN_EVERY_MS = 30_000;

export function createPushing({ ledger, out, peers }: PushingDeps): Pushing {
  let arrival = ledger.lastArrival();
  let ownAtMs = 0;
  let allAtMs = 0;
  let againAtMs: number | undefined;

  function offer(peer: Peer, piece: MeshPiece, from: Peer | undefined): void {
    if (peer.standing !== "member" || !isConnected(peer) || piece.isPacked || peer.isFull) return;
    if (from !== undefined && isNeighbour(from, peer)) return;
    if (!standsBefore(peer, piece)) return;
    peer.isFull = !out.send(peer.facts.id, { type: "piece", bytes: piece.bytes() });
    noteSent(peer, piece);
  }

  function spread(piece: MeshPiece, from: Peer | undefined): void {
    if (from !== undefined) noteHeld(from, { ...piece, seq: piece.last });
    for (const peer of peers()) if (peer !== from) offer(peer, piece, from);
  }

  function tell(peer: Peer, ends: ReadonlyArray<ChainEnd>): void {
    const byOrigin = Map.groupBy(ends, ({ origin }) => origin);
    for (const [origin, own] of byOrigin) peer.announced.set(origin, endsText(own));
    // All ends of one origin are in one message.
    let chunk: ChainEnd[] = [];
    for (const own of byOrigin.values()) {
      if (chunk.length + own.length > ENDS_MAX) {
        out.send(peer.facts.id, headsOf(ledger, chunk));
        chunk = [];
      }
      chunk.push(...own.slice(0, ENDS_MAX));
    }
    if (chunk.length > 0) out.send(peer.facts.id, headsOf(ledger, chunk));
  }

  return {
    tellNews: (arrived) => {
      for (;;) {
        const news = ledger.newsSince(arrival, NEWS_AT_ONCE);
        ({ arrival } = news);
        for (const piece of news.pieces) {
          const isArrived = arrived?.ends.some((end) => endsWith(piece, end)) === true;
          spread(piece, isArrived ? arrived.from : undefined);
        }
        if (news.pieces.length < NEWS_AT_ONCE) return;
      }
    },
    acknowledge: (peer, origin) => {
      if (peer.standing === "member") tell(peer, ledger.endsOf(origin));
    },
    introduce: (peer) => {
      tell(peer, ledger.ends());
    },
    announce: (nowMs) => {
      if (nowMs - ownAtMs < OWN_EVERY_MS) return;
      ownAtMs = nowMs;
      const isAll = nowMs - allAtMs >= ALL_EVERY_MS;
      if (isAll) allAtMs = nowMs;
      againAtMs ??= nowMs;
      if (isAll && nowMs - againAtMs >= AGAIN_EVERY_MS) {
        againAtMs = nowMs;
        for (const peer of peers()) peer.announced.clear();
      }
      const ends = ledger.ends();
      const own = ends.filter(({ origin }) => deviceOf(origin) === ledger.device);
      for (const peer of connectedMembers(peers())) {
        const news = isAll ? unannounced(peer, ends) : unannounced(peer, unheld(peer, own));
        if (news.length > 0) tell(peer, news);
      }
    },
    stepIn: () => {
      allAtMs = Number.NEGATIVE_INFINITY;
    },
  };
}

function headsOf(
  { isDoubted }: Pick<MeshLedger, "isDoubted">,
  ends: ReadonlyArray<ChainEnd>,
): MessageOf<"heads"> {
  const doubted = ends.filter(isDoubted).map(({ hash }) => hash);
  return { type: "heads", ends: [...ends], ...(doubted.length === 0 ? {} : { doubted }) };
}

function endsWith({ origin, last, hash }: MeshPiece, end: ChainEnd): boolean {
  return origin === end.origin && last === end.seq && hash === end.hash;
}

function isNeighbour(from: Peer, peer: Peer): boolean {
  return peer.device !== undefined && from.neighbours.devices.includes(peer.device);
}

/** Whether it can take the piece as the next of its chain; on a forked one it asks. */
function standsBefore(peer: Peer, { origin, first }: MeshPiece): boolean {
  const ends = expectedEnds(peer, origin);
  const [end] = ends;
  return first === 1 ? ends.length === 0 : ends.length === 1 && end?.seq === first - 1;
}

/** Returns the ends that the peer doesn't hold by its own statement. */
function unheld(peer: Peer, ends: ReadonlyArray<ChainEnd>): ReadonlyArray<ChainEnd> {
  return otherThan(ends, (origin) => endsText(peer.claimedEnds.get(origin) ?? []));
}

/** Returns the ends that we hold and have not sent to the peer. */
function unannounced(peer: Peer, ends: ReadonlyArray<ChainEnd>): ReadonlyArray<ChainEnd> {
  return otherThan(ends, (origin) => peer.announced.get(origin));
}

function otherThan(
  ends: ReadonlyArray<ChainEnd>,
  known: (origin: Origin) => string | undefined,
): ReadonlyArray<ChainEnd> {
  const byOrigin = Map.groupBy(ends, ({ origin }) => origin);
  return [...byOrigin].flatMap(([origin, own]) => (known(origin) === endsText(own) ? [] : own));
}
