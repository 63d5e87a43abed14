/** Whose right the cents of a voucher are: as with guarded goods, each incarnation of a till has an account. Source: COUNTER 21, 22; STOCK 2. */

import { type BusinessDay, type Origin } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { voucherLevel, type VoucherState } from "../state/voucher-state.ts";
import { accountOf, type Standing, type StoredTo, unsaidOf } from "../stock/rights.ts";

/** Returns what is whose by right, in minor units. Without `storedTo` all that anybody names is here. */
export function voucherStanding(
  { accounts: balances, rests, taken }: Pick<VoucherState, "accounts" | "rests" | "taken">,
  storedTo: StoredTo = () => Number.MAX_SAFE_INTEGER,
): Standing {
  const accounts = Object.entries<number>(balances).map(([origin, balance]) =>
    accountOf({ rests, taken, firm: {} }, { origin: origin as Origin, balance, storedTo }),
  );
  return { level: voucherLevel({ accounts: balances }), accounts, pool: 0 };
}

/** Returns the events by which cents of others came to a till since it last said which it had heard. */
export function unsaidGifts(
  { gifts, rests }: Pick<VoucherState, "gifts" | "rests">,
  me: Origin,
): ReturnType<typeof unsaidOf> {
  return unsaidOf(
    new Map(Object.entries<number>(gifts[me] ?? {}) as Array<[Origin, number]>),
    rests[me],
  );
}

/** Whether a voucher may not be redeemed for its age. */
export function isLapsed({ issued }: Pick<VoucherState, "issued">, day: BusinessDay): boolean {
  const until = issued?.until ?? null;
  return until !== null && until < day;
}

/** A chain of replacements is short; a longer one is the work of a fault. */
const SUCCESSORS_MAX = 20;

/** Returns the voucher that stands in the place of another: itself where nothing does. */
export function standsFor(view: Pick<LedgerView, "state">, id: string): string {
  let last = id;
  for (let step = 0; step < SUCCESSORS_MAX; step += 1) {
    const next = view.state("voucher", last).blocked?.to ?? null;
    if (next === null) return last;
    last = next;
  }
  return last;
}
