/** The server of an order, and the people who worked on it. */

import { type OrderState } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";

export interface PersonsAct {
  /** Number of the person. */
  readonly staff: string;
  /** The time of their last act, by the clock of their till. */
  readonly wallMs: number;
}

/**
 * Returns the staff number of the order's server: who opened it, until it is handed on. Empty for
 * an order never opened.
 */
export function ownerOf({ fields, opened }: OrderState): string {
  return (fields.owner && registerValue(fields.owner)) ?? opened?.by ?? "";
}

/** Each person once; nobody of an order that nobody sits at. */
export function actsOf({ actsMs = {} }: OrderState): ReadonlyArray<PersonsAct> {
  return Object.entries(actsMs).map(([staff, wallMs]) => ({ staff, wallMs }));
}

/** When anybody last did something to an order, in ms by the clock of their till. */
export function lastActMs({
  opened,
  acts,
}: {
  readonly opened: { readonly wallMs: number };
  readonly acts: ReadonlyArray<PersonsAct>;
}): number {
  return Math.max(opened.wallMs, ...acts.map(({ wallMs }) => wallMs));
}

/** Whether somebody sits there, or asks for it by a name. */
export function isForGuests({
  table,
  name,
  covers,
}: {
  readonly table: string;
  readonly name: string;
  readonly covers: number;
}): boolean {
  return table !== "" || name !== "" || covers > 0;
}
