/** The mesh as whoever has the duties sees it, in a form in which it can be told to other processes. */

import { z } from "zod";

import { deviceIdSchema } from "../domain/identity.ts";
import { type MeshStatus } from "../mesh/mesh-status.ts";

const PEERS_MAX = 1000;

export const meshViewSchema = z.object({
  /** Where it takes links. */
  port: z.int(),
  peers: z
    .array(
      z.object({
        device: deviceIdSchema,
        isConnected: z.boolean(),
        /** How long ago it was heard; null for one that a third one told of only. */
        heardAgoMs: z.number().nullable(),
        roundTripMs: z.number().nullable(),
        clockAheadMs: z.number().nullable(),
        /** Events that it is not known to hold. */
        behind: z.int(),
        /** Number of the last event of this till that it holds. */
        holdsOwn: z.int(),
        remote: z.string().nullable(),
      }),
    )
    .max(PEERS_MAX),
  /** Events held, and known to be somewhere; null when all is here. */
  catchUp: z.object({ held: z.int(), known: z.int() }).nullable(),
  /** Other tills that hold all that this one has said. */
  safeOn: z.int(),
  /** The disk has no room for what others tell. */
  isPaused: z.boolean(),
  misdeeds: z
    .array(z.object({ device: deviceIdSchema, reason: z.string(), count: z.int() }))
    .max(PEERS_MAX),
});
export type MeshView = z.infer<typeof meshViewSchema>;

export function toMeshView(
  { peers, catchUp, safeOn, isPaused, misdeeds }: MeshStatus,
  { port, steadyMs }: { readonly port: number; readonly steadyMs: number },
): MeshView {
  return {
    port,
    peers: peers.map((peer) => {
      const { device, isConnected, behind, holdsOwn } = peer;
      const agoMs = steadyMs - peer.heardAtMs;
      return {
        device,
        isConnected,
        heardAgoMs: Number.isFinite(agoMs) ? agoMs : null,
        roundTripMs: peer.roundTripMs ?? null,
        clockAheadMs: peer.clockAheadMs ?? null,
        behind,
        holdsOwn,
        remote: peer.remote ?? null,
      };
    }),
    catchUp: catchUp ?? null,
    safeOn,
    isPaused,
    misdeeds: misdeeds.map(({ device, reason, count }) => ({ device, reason, count })),
  };
}
