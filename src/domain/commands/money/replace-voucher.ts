/**
 * What a person does to a voucher besides selling and redeeming it. Source: docs/rules/vouchers.md, G4;
 * docs/rules/stock.md, S13.
 */

import { err, ok, type Result } from "../../base/result.ts";
import { yearOf } from "../../folds/voucher-fold.ts";
import { deviceOf, type Origin, toStreamId } from "../../identity.ts";
import { minor, type MinorUnits } from "../../money/amounts.ts";
import { purseLevel } from "../../state/purse-state.ts";
import { type VoucherState } from "../../state/voucher-state.ts";
import { voucherNumber } from "../../vouchers/voucher-code.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireReason,
} from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { blockedRefusal } from "./redeem-voucher.ts";

/**
 * Blocks a lost voucher and puts a new one in its place, with what the old one has as far as is known here:
 * what was redeemed elsewhere meanwhile is missing on the old one, and the new one stands.
 */
export function decideReplaceVoucher(
  context: DecisionContext,
  { voucher: from, reason }: { readonly voucher: string; readonly reason: string },
): Decision {
  const found = requireUnblocked(context, { voucher: from, reason });
  if (!found.ok) return found;
  const { state, why } = found.value;
  const to = context.vouchers?.()?.newId();
  if (to === undefined) return err({ type: "voucher/no-key" });
  const legs = Object.entries<number>(state.accounts)
    .filter(([, amount]) => amount !== 0)
    .map(([account, amount]) => ({ account: account as Origin, amount: minor(amount) }));
  const level = legs.reduce((sum, { amount }) => sum + amount, 0);
  if (level <= 0) return err({ type: "voucher/empty", number: voucherNumber(from) });
  const streams = [toStreamId("voucher", from), toStreamId("voucher", to)];
  const until = state.issued?.until ?? null;
  const year = state.year ?? yearOf(context.day);
  return ok([
    { kind: "voucher/moved", streams, body: { from, to, year, until, legs, reason: why } },
  ]);
}

/**
 * A blocked voucher is redeemed no more; what is left of it stays owed. Who blocks one that is below zero has seen it.
 */
export function decideBlockVoucher(
  context: DecisionContext,
  wish: { readonly voucher: string; readonly reason: string },
): Decision {
  const found = requireUnblocked(context, wish);
  if (!found.ok) return found;
  const streams = [toStreamId("voucher", wish.voucher)];
  const { state, why } = found.value;
  const seen = minor(Math.max(0, 0 - purseLevel(state)));
  return ok([{ kind: "voucher/blocked", streams, body: { reason: why, seen } }]);
}

/** Takes what a till that can't be asked may redeem: at most what it has, as far as is known here. */
export function decideTakeVoucher(
  context: DecisionContext,
  {
    voucher,
    from,
    amount,
  }: { readonly voucher: string; readonly from: Origin; readonly amount?: MinorUnits | undefined },
): Decision {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  const { view, till, peer } = context;
  const state = view.state("voucher", voucher);
  if (state.issued === null) return err({ type: "voucher/unknown" });
  const has = Math.max(0, state.accounts[from] ?? 0);
  const wanted = amount ?? has;
  if (from === till || wanted <= 0 || wanted > has) {
    const of = peer?.(from).till ?? deviceOf(from);
    return err({ type: "voucher/few", number: voucherNumber(voucher), till: of, has: minor(has) });
  }
  const streams = [toStreamId("voucher", voucher)];
  return ok([{ kind: "voucher/taken", streams, body: { from, amount: minor(wanted) } }]);
}

function requireUnblocked(
  context: DecisionContext,
  { voucher, reason }: { readonly voucher: string; readonly reason: string },
): Result<{ readonly state: VoucherState; readonly why: string }, Refusal> {
  const allowed = requirePermission(context, "return");
  if (!allowed.ok) return allowed;
  const why = requireReason(reason, { type: "voucher/reason" });
  if (!why.ok) return why;
  const state = context.view.state("voucher", voucher);
  if (state.issued === null) return err({ type: "voucher/unknown" });
  const isUnseen = purseLevel(state) < state.settled;
  if (state.blocked === null || isUnseen) return ok({ state, why: why.value });
  return err(blockedRefusal(voucherNumber(voucher), state.blocked));
}
