/**
 * What one till does about one ticket now: print it, claim it, or leave it alone.
 *
 * A kitchen must get each ticket, and once. The owner prints at once what it hears at once; what it hears
 * late it prints only when everybody whom it hears has told it all, as somebody may have taken its place;
 * where it hears nobody, it says so.
 * The fallback waits twice as long as the owner may take, then says that it prints and does. Two tills that
 * don't hear each other may both print: the second paper says that it may be one.
 */

import { isCancelled, type TicketState } from "../folds/ticket-fold.ts";
import { type DeviceId, deviceOf } from "../identity.ts";

/** `print` and `claim` come with what the paper has to say. */
export type TicketDuty =
  | { readonly type: "print"; readonly mark: Detour | undefined }
  /** Says so first, for all to hear, and prints when that is written. */
  | { readonly type: "claim" }
  | { readonly type: "wait" }
  | { readonly type: "none" };

/**
 * `rerouted`: not where it usually comes out. `reroutedPerhapsTwice`: and it may be there as well.
 * `perhapsTwice`: where it usually comes out, and perhaps elsewhere.
 */
export type Detour = "rerouted" | "reroutedPerhapsTwice" | "perhapsTwice";

export interface TicketSight {
  readonly self: DeviceId;
  /** The time since this till has known of the ticket, by a clock that never jumps. */
  readonly knownForMs: number;
  /** The ticket came while the till was in step with its peers, or is its own. */
  readonly isLive: boolean;
  /** Everybody who is connected has been heard since, and nothing that they know is missing here. */
  readonly isInStep: boolean;
  /** The shop has other tills, and none of them could be asked. */
  readonly isAlone: boolean;
}

/** How long the owner may begin without asking whether somebody else has. */
export const OWNER_MS_MAX = 15_000;
/** The time from which on the till that stands in for the owner prints. */
export const FALLBACK_MS_MIN = 2 * OWNER_MS_MAX;

const NONE: TicketDuty = { type: "none" };
const WAIT: TicketDuty = { type: "wait" };

export function ticketDuty(ticket: TicketState, sight: TicketSight): TicketDuty {
  const { issued, printed, uncertain, claimed = [], released = [] } = ticket;
  if (issued === null || printed.length + uncertain.length > 0 || isCancelled(ticket)) return NONE;
  const { owner, fallback } = issued.body;
  const [claim] = claimed;
  if (claim !== undefined) {
    const isOwn = deviceOf(claim) === sight.self;
    return isOwn ? { type: "print", mark: "reroutedPerhapsTwice" } : NONE;
  }
  if (fallback === sight.self && fallback !== owner) {
    return standInDuty(ticket, { ...sight, isReleased: released.length > 0 });
  }
  if (owner !== sight.self || released.length > 0) return NONE;
  const isInTime = sight.isLive && sight.knownForMs <= OWNER_MS_MAX;
  if (isInTime) return { type: "print", mark: undefined };
  if (!sight.isInStep) return WAIT;
  const isPerhapsElsewhere = sight.isAlone && fallback !== null;
  return { type: "print", mark: isPerhapsElsewhere ? "perhapsTwice" : undefined };
}

/** The owner has begun to print, so a ticket may be half out: a person is told, and nobody else prints. */
function standInDuty(
  { started }: TicketState,
  { isReleased, knownForMs }: TicketSight & { readonly isReleased: boolean },
): TicketDuty {
  if (isReleased) return { type: "print", mark: "rerouted" };
  if (started.length > 0) return NONE;
  return knownForMs >= FALLBACK_MS_MIN ? { type: "claim" } : WAIT;
}
