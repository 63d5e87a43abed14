/** What events do to the accounts of a voucher, or of a customer's points. Both legs of a move are in one event. */

import { type Origin } from "../identity.ts";
import { type PurseState } from "../state/purse-state.ts";

/** The author and number of an event. */
interface By {
  readonly origin: Origin;
  readonly seq: number;
}

/** What a debit rests on. */
export interface RestsOn {
  readonly after: ReadonlyArray<By>;
  /** How much of it was beyond what the till had. */
  readonly beyond?: number;
}

export function inAccount<Purse extends PurseState>(
  purse: Purse,
  origin: Origin,
  amount: number,
): Purse {
  const balance = (purse.accounts[origin] ?? 0) + amount;
  return { ...purse, accounts: { ...purse.accounts, [origin]: balance } };
}

/** Moves what a till gives to another. */
export function given<Purse extends PurseState>(
  purse: Purse,
  { origin, seq }: By,
  { to, amount, after }: { readonly to: Origin; readonly amount: number } & RestsOn,
): Purse {
  if (to === origin) return purse;
  const moved = inAccount(inAccount(purse, origin, 0 - amount), to, amount);
  return resting(heardGift(moved, to, { origin, seq }), origin, { after });
}

/** Moves what a till takes of one that can't be asked. */
export function taken<Purse extends PurseState>(
  purse: Purse,
  origin: Origin,
  { from, amount }: { readonly from: Origin; readonly amount: number },
): Purse {
  if (from === origin) return purse;
  const moved = inAccount(inAccount(purse, origin, amount), from, 0 - amount);
  return { ...moved, taken: { ...moved.taken, [from]: (moved.taken[from] ?? 0) + amount } };
}

/** Notes what a till's debit rests on, and how much of it was beyond what the till had. */
export function resting<Purse extends PurseState>(
  purse: Purse,
  origin: Origin,
  { after, beyond = 0 }: RestsOn,
): Purse {
  const before = purse.rests[origin];
  const heard: Record<Origin, number> = { ...before?.after };
  for (const said of after) heard[said.origin] = Math.max(said.seq, heard[said.origin] ?? 0);
  const rest = { after: heard, beyond: (before?.beyond ?? 0) + beyond };
  return { ...purse, rests: { ...purse.rests, [origin]: rest } };
}

export function heardGift<Purse extends PurseState>(
  purse: Purse,
  to: Origin,
  { origin, seq }: By,
): Purse {
  const before = purse.gifts[to];
  const heard = { ...before, [origin]: Math.max(seq, before?.[origin] ?? 0) };
  return { ...purse, gifts: { ...purse.gifts, [to]: heard } };
}
