/** What is known of a voucher: what was paid for it, and whose right its cents are. */

import { type VoucherCredit } from "../events/voucher-events.ts";
import { type BusinessDay, type EventId, type Origin } from "../identity.ts";
import { emptyPurse, type PurseState } from "./purse-state.ts";

/** Something that was done with a voucher: who did it at which till, and when. */
export interface VoucherAct {
  readonly id: EventId;
  readonly till: Origin;
  readonly by: string;
  readonly day: BusinessDay;
  readonly wallMs: number;
  readonly offsetMinutes: number;
}

/** What moved its level: above zero for what came onto it. */
export interface VoucherMove extends VoucherAct {
  readonly what: "sold" | "topped" | "redeemed" | "back" | "moved" | "paid-back";
  readonly amount: number;
}

/** Its accounts are in minor units. */
export interface VoucherState extends PurseState {
  /** Null while nothing is here that says how it came to be. */
  readonly issued:
    | (VoucherAct & {
        readonly until: BusinessDay | null;
        /** The line that it was sold by; missing for one that stands in place of another. */
        readonly line?: EventId;
      })
    | null;
  /** The year of the first sale, also of a replacement. */
  readonly year: VoucherCredit["year"] | null;
  /** The payments that count: each does once. */
  readonly payments: ReadonlyArray<EventId>;
  /** The last that moved its level, in the ledger's order. */
  readonly moves: ReadonlyArray<VoucherMove>;
  /** By how much the level changed on each business day. */
  readonly days: Readonly<Record<BusinessDay, number>>;
  /** Why it is redeemed no more, and what stands in its place; the first that said so. */
  readonly blocked: (VoucherAct & { readonly reason: string; readonly to: string | null }) | null;
  /** The level, zero or below, that somebody has seen who blocked it: what it falls below that is asked about. */
  readonly settled: number;
  /** The voucher that this one replaces; null for none. */
  readonly replaces: string | null;
}

export const emptyVoucher: VoucherState = {
  issued: null,
  year: null,
  ...emptyPurse,
  payments: [],
  moves: [],
  days: {},
  blocked: null,
  settled: 0,
  replaces: null,
};
