/** The fold of a voucher. Both legs of whatever moves its cents are in one event, so accounts are plain sums. */

import { type Contribution } from "../base/contribution.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type BusinessDay, type EventId, streamName, type StreamId } from "../identity.ts";
import { type Fold } from "../state/fold.ts";
import { purseLevel } from "../state/purse-state.ts";
import {
  emptyVoucher,
  type VoucherAct,
  type VoucherMove,
  type VoucherState,
} from "../state/voucher-state.ts";
import { given, heardGift, inAccount, resting, taken } from "./purse-fold.ts";
import { whoAndWhen } from "./who-and-when.ts";

/** All vouchers. */
export const VOUCHER_TAG = "voucher";
/** Those of which more went than was paid for, or that a till is short of. */
export const VOUCHER_SHORT_TAG = "voucher/short";

/** The vouchers that were sold by a line: one, but where tills apart were paid for it. */
export function voucherLineTag(line: EventId): string {
  return `voucher/line/${line}`;
}

/** A card that is topped up every day for a year; older moves count in the accounts alone. */
const MOVES_KEPT = 400;
/** A payment that is heard again comes soon after the first. */
const PAYMENTS_KEPT = 1000;

/** Returns the beginning of the keys of what vouchers came to by business days, which stand in their order. */
export const VOUCHER_DAYS_PREFIX = "voucher/day/";

/** Returns the key of by how much the level of the vouchers of a year changed on a business day. */
export function voucherDayKey(day: BusinessDay, year: number): string {
  return `${VOUCHER_DAYS_PREFIX}${day}/${year}`;
}

export const voucherFold: Fold<VoucherState> = {
  version: 2,
  empty: emptyVoucher,
  apply: applyVoucher,
  contributions: ({ days, year }): ReadonlyArray<Contribution> =>
    Object.entries<number>(days).map(
      ([day, amount]) => [voucherDayKey(day as BusinessDay, year ?? yearOf(day)), amount] as const,
    ),
  tags: ({ issued, accounts }) => {
    const isShort = Object.values<number>(accounts).some((balance) => balance < 0);
    return [
      ...(issued === null ? [] : [VOUCHER_TAG]),
      ...(issued?.line === undefined ? [] : [voucherLineTag(issued.line)]),
      ...(isShort ? [VOUCHER_SHORT_TAG] : []),
    ];
  },
};

/** Returns the year of a business day: a voucher counts in that of the day on which it was sold. */
export function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function applyVoucher(state: VoucherState, event: KnownEvent, stream: string): VoucherState {
  const id = streamName(stream as StreamId);
  switch (event.kind) {
    case "voucher/issued": {
      const { amount, until, line } = event.body;
      const sold = moved(state, event, { what: "sold", amount });
      if (state.issued !== null) return sold;
      return { ...sold, issued: { ...actOf(event), until, line }, year: yearOf(event.act.day) };
    }
    case "voucher/topped":
      return moved(state, event, { what: "topped", amount: event.body.amount });
    case "payment/captured":
      return paid(state, event, id);
    case "refund/issued": {
      const credits = (event.body.onto ?? []).filter((credit) => credit.id === id);
      const amount = credits.reduce((sum, credit) => sum + credit.amount, 0);
      return amount === 0 ? state : moved(state, event, { what: "back", amount });
    }
    case "voucher/given":
      return given(state, event.key, event.body);
    case "voucher/taken":
      return taken(state, event.key.origin, event.body);
    case "voucher/moved":
      return replaced(state, event, id);
    case "voucher/blocked": {
      const { reason, back = 0, seen } = event.body;
      // Tills that are apart give the same one back: once.
      const isBack = back === 0 || state.moves.some(({ what }) => what === "paid-back");
      const next = isBack ? state : moved(state, event, { what: "paid-back", amount: 0 - back });
      // What went at another till before, by the clock, nobody here has seen; older builds did not tell.
      const settled =
        seen === undefined ? Math.min(0, purseLevel(state)) : Math.min(state.settled, 0 - seen);
      return { ...next, settled, blocked: state.blocked ?? { ...actOf(event), reason, to: null } };
    }
    default:
      return state;
  }
}

type Of<Kind extends KnownEvent["kind"]> = Extract<KnownEvent, { readonly kind: Kind }>;

/** Takes what a payment was, or puts it back where it is below zero. A payment counts once, by its id. */
function paid(state: VoucherState, event: Of<"payment/captured">, id: string): VoucherState {
  const { voucher, payment, amount } = event.body;
  if (voucher?.id !== id || state.payments.includes(payment)) return state;
  const what = amount < 0 ? "back" : "redeemed";
  const after = moved(state, event, { what, amount: 0 - amount });
  const payments = [...state.payments, payment].slice(-PAYMENTS_KEPT);
  const next = { ...after, year: state.year ?? voucher.year, payments };
  return resting(next, event.key.origin, voucher);
}

/**
 * Of the old one, each account loses what the author knew of: what was redeemed apart meanwhile is below zero
 * there. The new one stands with exactly that. Source: docs/rules/vouchers.md, G4.
 */
function replaced(state: VoucherState, event: Of<"voucher/moved">, id: string): VoucherState {
  const { from, to, legs, reason, until, year } = event.body;
  const { origin, seq } = event.key;
  const sign = id === to ? 1 : -1;
  let next: VoucherState = { ...state, year: state.year ?? year };
  for (const { account, amount } of legs) {
    next = inAccount(next, account, sign * amount);
    if (account !== origin && sign > 0) next = heardGift(next, account, { origin, seq });
  }
  const amount = legs.reduce((sum, leg) => sum + sign * leg.amount, 0);
  next = withMove(next, event, { what: "moved", amount });
  if (id === from) {
    return { ...next, blocked: state.blocked ?? { ...actOf(event), reason, to } };
  }
  return {
    ...next,
    issued: state.issued ?? { ...actOf(event), until },
    replaces: state.replaces ?? from,
  };
}

/** Moves the level, and the account of who said so. */
function moved(
  state: VoucherState,
  event: KnownEvent,
  move: Pick<VoucherMove, "what" | "amount">,
): VoucherState {
  return withMove(inAccount(state, event.key.origin, move.amount), event, move);
}

function withMove(
  state: VoucherState,
  event: KnownEvent,
  move: Pick<VoucherMove, "what" | "amount">,
): VoucherState {
  const { day } = event.act;
  return {
    ...state,
    moves: [...state.moves, { ...actOf(event), ...move }].slice(-MOVES_KEPT),
    days: { ...state.days, [day]: (state.days[day] ?? 0) + move.amount },
  };
}

function actOf(event: KnownEvent): VoucherAct {
  const { by, day, wallMs, offsetMinutes } = whoAndWhen(event);
  return { id: event.id, till: event.key.origin, by, day, wallMs, offsetMinutes };
}
