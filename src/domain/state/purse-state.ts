/** Whose right the cents of a voucher or the points of a customer are: each incarnation of a till has an account. */

import { type Origin } from "../identity.ts";
import { type Rest } from "./stock-state.ts";

export interface PurseState {
  /** Below zero where more went than was given. The level is their sum. */
  readonly accounts: Readonly<Record<Origin, number>>;
  /** By the till that was given something, and by the giver: the number of the last event that did. */
  readonly gifts: Readonly<Record<Origin, Readonly<Record<Origin, number>>>>;
  /** By till: what its debits rest on. */
  readonly rests: Readonly<Record<Origin, Rest>>;
  /** By till: what others took of it. */
  readonly taken: Readonly<Record<Origin, number>>;
}

export const emptyPurse: PurseState = { accounts: {}, gifts: {}, rests: {}, taken: {} };

/** Returns what is left; below zero where more went than there was. */
export function purseLevel({ accounts }: Pick<PurseState, "accounts">): number {
  return Object.values<number>(accounts).reduce((sum, balance) => sum + balance, 0);
}
