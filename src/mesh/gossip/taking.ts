/**
 * What becomes of what a till tells: of its word what it holds, and of the pieces of chains that it sends.
 *
 * To offer what nobody here needs is no violation, nor to pass on what another one has said: blamed is who
 * says of itself what no till says, or what is no transaction at all.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type ChainEnd, deviceOf } from "../../domain/identity.ts";
import { type CatchingUp } from "./catching-up.ts";
import { type Door } from "./door.ts";
import { type Knowledge } from "./knowledge.ts";
import { type MessageOf } from "./messages.ts";
import { noteHeld, type Peer } from "./peer.ts";
import { type MeshLedger, type Taken } from "./ports.ts";
import { type Pushing } from "./pushing.ts";
import { type Serving } from "./serving.ts";
import { USELESS_MS, type Work } from "./work.ts";

export interface Taking {
  readonly piece: (peer: Peer, bytes: Uint8Array, nowMs: number) => void;
  /** Takes the proof of a device that is unknown here, which shows who it is. */
  readonly introduction: (peer: Peer, bytes: Uint8Array, nowMs: number) => void;
  readonly heads: (peer: Peer, heads: MessageOf<"heads">, nowMs: number) => void;
  /** The disk has no room for what others tell. */
  readonly isPaused: () => boolean;
}

export interface TakingDeps {
  readonly ledger: MeshLedger;
  readonly work: Pick<Work, "effort">;
  readonly knowledge: Knowledge;
  readonly pushing: Pushing;
  readonly catchingUp: CatchingUp;
  readonly serving: Serving;
  readonly door: Door;
  readonly close: (peer: Peer, reason: string, nowMs: number) => void;
  /** Closes the link as `close` does, and doesn't link to the peer for a while. */
  readonly shun: (peer: Peer, reason: string, nowMs: number) => void;
}

const NO_ROOM_PAUSE_MS = 30_000;

export function createTaking(deps: TakingDeps): Taking {
  const { ledger, knowledge, pushing, catchingUp, serving, door } = deps;
  const { effort } = deps.work;
  let isPaused = false;

  function hearTaken(peer: Peer, taken: Taken, nowMs: number): void {
    switch (taken.type) {
      case "stored":
      case "present":
        isPaused = false;
        noteHeld(peer, taken.end);
        if (peer.device !== undefined) knowledge.holds(peer.device, [taken.end]);
        // The sender waits for the acknowledgement.
        pushing.acknowledge(peer, taken.end.origin);
        if (taken.type === "present") return undefined;
        catchingUp.moved(peer, taken.end.origin, nowMs);
        // Our own word, and it wasn't here: this box has lost it, or another one has our name.
        ledger.lostOwn(taken.end.origin);
        pushing.tellNews({ from: peer, end: taken.end });
        return door.lookAgain(nowMs);
      case "gap":
      case "unknown-device":
        // The peer's next list of ends names what it holds, and then it is asked.
        return undefined;
      case "no-place":
        return catchingUp.refused(peer, taken.device, nowMs);
      case "no-room":
        isPaused = true;
        return catchingUp.pause(nowMs + NO_ROOM_PAUSE_MS);
      case "unacceptable":
        // The events before it may be missing here, and the peer that passes it on has them.
        if (taken.origin !== undefined && deviceOf(taken.origin) !== peer.device) return undefined;
        return deps.shun(peer, taken.reason, nowMs);
      default:
        return assertNever(taken, "what became of a piece");
    }
  }

  return {
    piece: (peer, bytes, nowMs) => {
      const taken = ledger.receive(bytes);
      const { want } = peer;
      hearTaken(peer, taken, nowMs);
      if (taken.type !== "stored") return effort.chargeWaste(isOwn(peer, taken) ? USELESS_MS : 0);
      const { origin } = taken.end;
      // A revoked peer is heard slowly, behind everybody else.
      const isAsked = want?.origins.has(origin) === true && peer.standing !== "outcast";
      const isOfItself = deviceOf(origin) === peer.device;
      const isFree = !isOfItself || ledger.isFlooding?.(deviceOf(origin)) !== true;
      if (isAsked && isFree) return effort.asked();
      return isOfItself ? effort.pressed(bytes.length) : effort.chargeWaste(0);
    },
    introduction: (peer, bytes, nowMs) => {
      // A guest has greeted before.
      if (peer.standing !== "stranger" && peer.standing !== "guest") return;
      const taken = ledger.receive(bytes);
      if (taken.type === "unacceptable") return deps.close(peer, taken.reason, nowMs);
      if (taken.type === "stored") pushing.tellNews();
      door.lookAgain(nowMs);
    },
    heads: (peer, heads, nowMs) => {
      const { ends } = heads;
      effort.steps(ends.length);
      if (isNewsOfHeld(ledger, peer, ends)) effort.chargeWaste(0);
      if (peer.device !== undefined) knowledge.holds(peer.device, ends);
      catchingUp.hear(peer, heads, nowMs);
      serving.goOn(peer);
    },
    isPaused: () => isPaused,
  };
}

/** Whether the piece is about the peer itself; others' pieces are passed on as they came. */
function isOwn({ device }: Peer, taken: Taken): boolean {
  if (taken.type === "no-place") return taken.device === device;
  return taken.type === "present" && deviceOf(taken.end.origin) === device;
}

/** Whether the peer names an end that we hold: then the events that were sent to it have arrived. */
function isNewsOfHeld(
  { endsOf }: MeshLedger,
  { claimedEnds }: Peer,
  ends: ReadonlyArray<ChainEnd>,
): boolean {
  return ends.every(({ origin, seq }) => {
    const isNew = claimedEnds.get(origin)?.every((end) => end.seq < seq) ?? true;
    return isNew && endsOf(origin).some((end) => end.seq >= seq);
  });
}
