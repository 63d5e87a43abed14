/**
 * One open invitation: how often somebody got it wrong, and who has used it. It is kept, because a
 * till that is started again must not give anybody five tries more.
 *
 * Pure: whoever holds it is handed what becomes of it, and stores that before anything is answered.
 */

import { type InviteSecret } from "./invite-code.ts";

export interface Invitation extends InviteSecret {
  readonly openedAtMs: number;
  readonly failedProofs: number;
  /** Link key of the one box that it let in. */
  readonly usedBy: string | null;
}

/** The store of the till's invitation; there is one at a time. */
export interface InvitationBook {
  /**
   * Changes the invitation in one durable write, together with the read before it: nobody changes
   * it in between.
   */
  readonly change: <Outcome>(
    change: (invitation: Invitation | undefined) => Changed<Outcome>,
  ) => Outcome;
}

export interface Changed<Outcome> {
  readonly outcome: Outcome;
  /** Missing: nothing is written. */
  readonly next?: Invitation;
}

export type InvitationState = "open" | "expired" | "used" | "burnt";

export const INVITATION_MS = 10 * 60 * 1000;
export const FAILED_PROOFS_MAX = 5;

export function openInvitation(secret: InviteSecret, nowMs: number): Invitation {
  return { ...secret, openedAtMs: nowMs, failedProofs: 0, usedBy: null };
}

/** A clock that was set back doesn't make it last longer. */
export function invitationState(
  { openedAtMs, failedProofs, usedBy }: Invitation,
  nowMs: number,
): InvitationState {
  if (usedBy !== null) return "used";
  if (failedProofs >= FAILED_PROOFS_MAX) return "burnt";
  return Math.abs(nowMs - openedAtMs) < INVITATION_MS ? "open" : "expired";
}

/** Somebody has shown a proof. Right or wrong, an invitation that isn't open takes none. */
export function takeProof(
  invitation: Invitation | undefined,
  proof: { readonly id: string; readonly isRight: boolean; readonly nowMs: number },
): Changed<"right" | "wrong" | Exclude<InvitationState, "open">> {
  if (invitation?.id !== proof.id) return { outcome: "expired" };
  const state = invitationState(invitation, proof.nowMs);
  if (state !== "open") return { outcome: state };
  if (proof.isRight) return { outcome: "right" };
  return {
    outcome: "wrong",
    next: { ...invitation, failedProofs: invitation.failedProofs + 1 },
  };
}

/** Takes the invitation's one use for the box that has proved that it knows the code. */
export function takeUse(
  invitation: Invitation | undefined,
  use: { readonly id: string; readonly linkKey: string; readonly nowMs: number },
): Changed<"taken" | Exclude<InvitationState, "open">> {
  if (invitation?.id !== use.id) return { outcome: "expired" };
  const state = invitationState(invitation, use.nowMs);
  if (state !== "open") return { outcome: state };
  return { outcome: "taken", next: { ...invitation, usedBy: use.linkKey } };
}
