/** What is known of a voucher: what was paid for it, and whose right its cents are. */

import { type VoucherCredit } from "../events/voucher-events.ts";
import { type BusinessDay, type EventId, type Origin } from "../identity.ts";
import { type Rest } from "./stock-state.ts";

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
  readonly what: "sold" | "topped" | "redeemed" | "back" | "moved";
  readonly amount: number;
}

export interface VoucherState {
  /** Null while nothing is here that says how it came to be. */
  readonly issued: (VoucherAct & { readonly until: BusinessDay | null }) | null;
  /** The year of the first sale, also of a replacement. */
  readonly year: VoucherCredit["year"] | null;
  /** In minor units: below zero where more went than was given. The level is their sum. */
  readonly accounts: Readonly<Record<Origin, number>>;
  /** By the till that was given something, and by the giver: the number of the last event that did. */
  readonly gifts: Readonly<Record<Origin, Readonly<Record<Origin, number>>>>;
  /** By till: what its redemptions rest on. */
  readonly rests: Readonly<Record<Origin, Rest>>;
  /** By till: what others took of it. */
  readonly taken: Readonly<Record<Origin, number>>;
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
  accounts: {},
  gifts: {},
  rests: {},
  taken: {},
  payments: [],
  moves: [],
  days: {},
  blocked: null,
  settled: 0,
  replaces: null,
};

/** Returns what is left of a voucher, in minor units; below zero where more was redeemed than there was. */
export function voucherLevel({ accounts }: Pick<VoucherState, "accounts">): number {
  return Object.values<number>(accounts).reduce((sum, balance) => sum + balance, 0);
}
