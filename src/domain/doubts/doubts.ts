/**
 * The doubts that make an order, a receipt or a refund less certain than it looks. The till records
 * them in the event itself, since later nobody could tell.
 */

export interface Doubts {
  /** How far the till's clock was ahead of most others, in milliseconds; null where nobody could say. */
  readonly clock?: { readonly aheadMs: number | null };
  /** How many events of the shop's past the till knew of and had not heard. */
  readonly behind?: { readonly events: number };
}

/** A clock this far off most of the others is doubted: papers show minutes. */
export const CLOCK_DOUBTED_MS = 60_000;

/** Returns the doubts among the fields of an event or a state; an empty object where there are none. */
export function doubtsIn({ clock, behind }: Doubts): Doubts {
  return {
    ...(clock === undefined ? {} : { clock }),
    ...(behind === undefined ? {} : { behind }),
  };
}

export function isDoubted({ clock, behind }: Doubts): boolean {
  return clock !== undefined || behind !== undefined;
}
