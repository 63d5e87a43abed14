/**
 * What becomes of what a till tells: of its word what it holds, and of the pieces of chains that it sends.
 *
 * To offer what nobody here needs is no violation, nor to pass on what another one has said: blamed is who
 * says of itself what no till says, or what is no transaction at all.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type ChainEnd, deviceOf, type Origin } from "../../domain/identity.ts";
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
  /** Takes pieces that came after each other. */
  readonly pieces: (peer: Peer, pieces: ReadonlyArray<Uint8Array>, nowMs: number) => void;
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

  function hearHeld(peer: Peer, held: ReadonlyArray<Held>, nowMs: number): void {
    if (held.length === 0) return;
    isPaused = false;
    const ends = held.map(({ end }) => end);
    for (const end of ends) noteHeld(peer, end);
    if (peer.device !== undefined) knowledge.holds(peer.device, ends);
    // The sender waits for the acknowledgement.
    for (const origin of originsOf(ends)) pushing.acknowledge(peer, origin);
    const stored = held.filter(({ type }) => type === "stored").map(({ end }) => end);
    if (stored.length === 0) return;
    for (const origin of originsOf(stored)) {
      catchingUp.moved(peer, origin, nowMs);
      // Our own word, and it wasn't here: this box has lost it, or another one has our name.
      ledger.lostOwn(origin);
    }
    pushing.tellNews({ from: peer, ends: stored });
    door.lookAgain(nowMs);
  }

  function hearRefused(peer: Peer, taken: Exclude<Taken, Held>, nowMs: number): void {
    switch (taken.type) {
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
        return assertNever(taken, "why a piece was not taken");
    }
  }

  /** Whether the piece was asked for, and is new: that costs its teller nothing. */
  function isAsked(peer: Peer, want: Peer["want"], taken: Taken): boolean {
    if (taken.type !== "stored") return false;
    const { origin } = taken.end;
    const isOfItself = deviceOf(origin) === peer.device;
    const isFree = !isOfItself || ledger.isFlooding?.(deviceOf(origin)) !== true;
    // A revoked peer is heard slowly, behind everybody else.
    return isFree && want?.origins.has(origin) === true && peer.standing !== "outcast";
  }

  return {
    pieces: (peer, pieces, nowMs) => {
      const all = ledger.receive(pieces);
      const { want } = peer;
      hearHeld(peer, all.filter(isHeld), nowMs);
      for (const taken of all) if (!isHeld(taken)) hearRefused(peer, taken, nowMs);
      const unasked = all.flatMap((taken, index) =>
        isAsked(peer, want, taken) ? [] : [{ taken, sizeBytes: pieces[index]?.length ?? 0 }],
      );
      if (unasked.length === 0) return effort.asked();
      for (const { taken, sizeBytes } of unasked) {
        if (taken.type !== "stored") effort.chargeWaste(isOwn(peer, taken) ? USELESS_MS : 0);
        else if (deviceOf(taken.end.origin) === peer.device) effort.pressed(sizeBytes);
        else effort.chargeWaste(0);
      }
    },
    introduction: (peer, bytes, nowMs) => {
      // A guest has greeted before.
      if (peer.standing !== "stranger" && peer.standing !== "guest") return;
      const [taken] = ledger.receive([bytes]);
      if (taken === undefined) return;
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

type Held = Extract<Taken, { readonly type: "stored" | "present" }>;

function isHeld(taken: Taken): taken is Held {
  return taken.type === "stored" || taken.type === "present";
}

function originsOf(ends: ReadonlyArray<ChainEnd>): ReadonlySet<Origin> {
  return new Set(ends.map(({ origin }) => origin));
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
