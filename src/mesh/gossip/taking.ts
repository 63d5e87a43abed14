/**
 * What becomes of what a till tells: of its word what it holds, and of the pieces of chains that it sends.
 *
 * To offer what nobody here needs is no violation, nor to pass on what another one has said: blamed is who
 * says of itself what no till says, or what is no transaction at all.
 */

import { assertNever } from "../../domain/assert-never.ts";
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
  /** Of a device that nobody here has heard of: what proves itself is taken, and shows who it is. */
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
  /** As `close`, and it isn't talked to for a while. */
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
        // Its teller waits for that.
        pushing.acknowledge(peer, taken.end.origin);
        if (taken.type === "present") return undefined;
        catchingUp.moved(peer, taken.end.origin, nowMs);
        // Our own word, and it wasn't here: this box has lost it, or another one has our name.
        ledger.lostOwn(taken.end.origin);
        pushing.tellNews({ from: peer, end: taken.end });
        return door.lookAgain(nowMs);
      case "gap":
      case "unknown-device":
        // Its vector says what it holds, and then it is asked.
        return undefined;
      case "no-place":
        return catchingUp.refused(peer, taken.device, nowMs);
      case "no-room":
        isPaused = true;
        return catchingUp.pause(nowMs + NO_ROOM_PAUSE_MS);
      case "unacceptable":
        // What leads up to it may be missing here, and who passes it on has it.
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
      // One that is out is heard slowly, behind everybody else.
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

/** What is said of oneself; what others said is passed on as it came. */
function isOwn({ device }: Peer, taken: Taken): boolean {
  if (taken.type === "no-place") return taken.device === device;
  return taken.type === "present" && deviceOf(taken.end.origin) === device;
}

/** It says that it has more by now, and we have that: what it was told has arrived. */
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
