/** Whether the other side is still there, how far away it is, and what its clock says. */

import { type MessageOf } from "./messages.ts";
import { type Peer } from "./peer.ts";
import { type MeshOut } from "./ports.ts";

const PING_EVERY_MS = 500;
const MISSED_MAX = 3;
/** A revoked device has said all that it has to say in this time. */
const OUTCAST_MS = 10_000;
/** Whoever got through the door says who it is within this time. */
const GREETING_MS = 10_000;
/** One slow answer doesn't make a peer far away. */
const SMOOTHING = 0.25;

/**
 * Pings when it is time; says why the link is dead when it is. Only our own time counts: a process that
 * was stopped for a while hasn't waited for an answer.
 */
export function beat(
  peer: Peer,
  out: MeshOut,
  { nowMs, wallMs }: { readonly nowMs: number; readonly wallMs: number },
): string | undefined {
  if (peer.hello === undefined && nowMs - peer.upAtMs >= GREETING_MS) return "said nothing";
  const isDone = peer.standing === "outcast" && peer.want === undefined;
  if (isDone && nowMs - peer.upAtMs >= OUTCAST_MS) return "revoked";
  if (nowMs - peer.pingedAtMs < PING_EVERY_MS) return undefined;
  // Its answers may be behind what waits here.
  if (peer.unanswered >= MISSED_MAX && peer.waiting.length === 0) return "not heard any more";
  // To whom nothing was said, nothing is expected of.
  if (peer.standing === "stranger" || peer.hello === undefined) return undefined;
  peer.pingedAtMs = nowMs;
  peer.pingId += 1;
  peer.unanswered += 1;
  out.send(peer.facts.id, { type: "ping", id: peer.pingId, wallMs });
  return undefined;
}

/** Of the last ping only: an old answer says nothing of now. */
export function hearPong(
  peer: Peer,
  { id, wallMs }: MessageOf<"pong">,
  now: { readonly nowMs: number; readonly wallMs: number },
): void {
  if (id !== peer.pingId) return;
  const tripMs = now.nowMs - peer.pingedAtMs;
  peer.roundTripMs = smoothed(peer.roundTripMs, tripMs);
  peer.clockAheadMs = wallMs + tripMs / 2 - now.wallMs;
}

function smoothed(before: number | undefined, now: number): number {
  return before === undefined ? now : before + SMOOTHING * (now - before);
}
