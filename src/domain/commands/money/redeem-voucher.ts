/**
 * Redeeming a voucher: a payment by rights of the till. What a till has by right it redeems also apart; beyond
 * that only up to a limit of the shop, while another till isn't heard. Source: docs/rules/vouchers.md, G1 to G6.
 */

import { moneyOwed } from "../../balance/money-by-tender.ts";
import { type OrderBalance } from "../../balance/order-balance.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type PaidByVoucher } from "../../events/voucher-events.ts";
import { yearOf } from "../../folds/voucher-fold.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../../money/amounts.ts";
import { readSetting } from "../../settings/settings.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type VoucherState } from "../../state/voucher-state.ts";
import { type Standing } from "../../stock/rights.ts";
import { debitBeyond, mostOf, purseStanding, unsaidGifts } from "../../vouchers/purse-rights.ts";
import { voucherNumber } from "../../vouchers/voucher-code.ts";
import { isLapsed, standsFor } from "../../vouchers/voucher-rights.ts";
import { type Decision, type DecisionContext } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { decideExchanging } from "./exchange-goods.ts";
import { refundOntoVouchers, refundPayments } from "./refund-payments.ts";
import { richestTill } from "./richest-till.ts";
import { partPayment, payableOf, payInFull, paymentEvents } from "./settle-order.ts";
import { creditsOnto, VOUCHER } from "./voucher-credits.ts";

export interface VoucherGiven {
  /** The voucher's id, which its code leads to. */
  readonly voucher: string;
  /** What papers call one, in the shop's language. */
  readonly name: string;
  /** Undefined for what is due, or all that is left of the voucher where that is less. */
  readonly amount?: MinorUnits | undefined;
}

/** An amount above zero: a voucher gives nothing out. */
const SOME_MONEY = minor(1);

/** Pays by a voucher, to the cent: what it doesn't cover stays due. */
export function decideVoucher(
  context: DecisionContext,
  order: OrderState,
  given: VoucherGiven,
): Decision {
  return decideExchanging(context, order, {
    method: "cash",
    given: SOME_MONEY,
    tip: zeroMinor,
    pay: (later, after) => voucherFor(later, after, given),
  });
}

function voucherFor(
  context: DecisionContext,
  order: OrderState,
  { voucher: id, name, amount }: VoucherGiven,
): Decision {
  const payable = payableOf(context, order);
  if (!payable.ok) return payable;
  const { value: balance } = payable;
  const { due, refundDue } = balance;
  if (refundDue > 0) return voucherBack(context, order, { id, name, amount, refundDue });
  const found = requireRedeemable(context, id);
  if (!found.ok) return found;
  const number = voucherNumber(id);
  const standing = purseStanding(found.value, context.storedTo);
  const wanted = amountOf(balance, {
    amount,
    number,
    level: amount === undefined ? levelHere(context, standing) : standing.level,
  });
  if (!wanted.ok) return wanted;
  const voucher = rightTo(context, { id, state: found.value, standing, wanted: wanted.value });
  if (!voucher.ok) return voucher;
  const taken = wanted.value;
  const payment = {
    method: VOUCHER,
    name: `${name} ${number}`,
    tendered: taken,
    tip: zeroMinor,
    ...partPayment(taken),
    voucher: voucher.value,
  };
  return ok(
    taken === due
      ? payInFull(context, order, { balance, payments: [payment] })
      : paymentEvents(context, order, payment),
  );
}

/**
 * Gives back onto the vouchers of an order what they paid too much, and onto the one that is named what goods are worth
 * that come back without a receipt. Refused for a voucher that paid nothing of the order and gets nothing for goods,
 * since nobody could tell that money from money that is taken off vouchers.
 */
function voucherBack(
  context: DecisionContext,
  order: OrderState,
  {
    id,
    name,
    amount,
    refundDue,
  }: Pick<VoucherGiven, "amount" | "name"> & {
    readonly id: string;
    readonly refundDue: MinorUnits;
  },
): Decision {
  if (amount !== undefined) return err({ type: "payment/owes", refundDue });
  if (backOntoVoucher(context.view, order, id) === 0) {
    return err({ type: "payment/came-otherwise", owed: moneyOwed(order).byTender });
  }
  if (moneyOwed(order).forGoods === 0) return refundPayments(context, order, { method: VOUCHER });
  const found = requireRedeemable(context, id);
  if (!found.ok) return found;
  const year = found.value.year ?? yearOf(context.day);
  return refundOntoVouchers(context, order, { id, year, name: `${name} ${voucherNumber(id)}` });
}

/** Returns what goes back where a voucher is named for it: zero where none of an order's money is for one. */
export function backOntoVoucher(
  view: Pick<LedgerView, "state">,
  order: OrderState,
  id: string,
): MinorUnits {
  const { byTender, forGoods } = moneyOwed(order);
  const owed = byTender.find(({ method }) => method === VOUCHER)?.amount ?? zeroMinor;
  if (forGoods > 0) return minor(forGoods + owed);
  const isOwn = creditsOnto(view, order, owed).some((credit) => credit.id === standsFor(view, id));
  return isOwn ? owed : zeroMinor;
}

/** Returns the state of a voucher that may be redeemed now. */
export function requireRedeemable(
  { view, day }: Pick<DecisionContext, "view" | "day">,
  id: string,
): Result<VoucherState, Refusal> {
  const state = view.state("voucher", id);
  const number = voucherNumber(id);
  if (state.issued === null) return err({ type: "voucher/unknown" });
  if (state.blocked !== null) {
    return err(blockedRefusal(number, state.blocked));
  }
  const { until } = state.issued;
  return until !== null && isLapsed(state, day)
    ? err({ type: "voucher/expired", number, until })
    : ok(state);
}

/** Returns why a blocked voucher is not redeemed, with what stands in its place. */
export function blockedRefusal(
  number: string,
  { to }: NonNullable<VoucherState["blocked"]>,
): Refusal {
  return { type: "voucher/blocked", number, to: to === null ? undefined : voucherNumber(to) };
}

/** Returns what vouchers may pay of an order: a voucher buys no voucher. */
export function payableByVoucher({ due, lines }: Pick<OrderBalance, "due" | "lines">): MinorUnits {
  const sold = lines.filter(({ line }) => line.added?.kind === VOUCHER);
  return minor(Math.max(0, due - sumMinor(sold, ({ remaining }) => remaining)));
}

/** A voucher pays at most what is due of goods, and what is left of it. */
function amountOf(
  balance: OrderBalance,
  {
    amount,
    number,
    level,
  }: { readonly amount: MinorUnits | undefined; readonly number: string; readonly level: number },
): Result<MinorUnits, Refusal> {
  const { due } = balance;
  const payable = payableByVoucher(balance);
  if (due > 0 && payable === 0) return err({ type: "voucher/buys-voucher" });
  const left = Math.max(0, level);
  const wanted = minor(amount ?? Math.min(payable, left));
  if (wanted < 0 || (amount === 0 && due > 0))
    return err({ type: "amount/invalid", amount: wanted });
  if (wanted > payable) {
    return err({ type: "voucher/too-much", number, due: payable, amount: wanted });
  }
  if (wanted > left) return err({ type: "voucher/too-little", number, left: minor(left) });
  return wanted === 0 && due > 0 ? err({ type: "voucher/empty", number }) : ok(wanted);
}

/**
 * Returns what is left of a voucher as far as this till may redeem it: apart from others the guest pays the rest in
 * another way. Where it may redeem nothing, all of it, which is refused with who has it.
 */
function levelHere(
  context: Pick<DecisionContext, "view" | "till" | "isApart">,
  standing: Standing,
): number {
  if (context.isApart?.() !== true) return standing.level;
  const most = mostOf(standing, { till: context.till, limit: limitNow(context) });
  return most > 0 ? most : standing.level;
}

/** Returns how much a till may redeem beyond its own now. */
export function limitNow({ view, isApart }: Pick<DecisionContext, "view" | "isApart">): number {
  return isApart?.() === true ? readSetting(view, "voucher-limit") : 0;
}

/** Returns what the payment rests on; refused where the till may not redeem so much now. */
export function rightTo(
  context: DecisionContext,
  {
    id,
    state,
    standing,
    wanted,
  }: {
    readonly id: string;
    readonly state: VoucherState;
    readonly standing: Standing;
    readonly wanted: MinorUnits;
  },
): Result<PaidByVoucher, Refusal> {
  const { till } = context;
  const beyond = debitBeyond(standing, { till, wanted, limit: limitNow(context) });
  if (!beyond.ok) {
    const { here, lacks, richest } = beyond.fault;
    return err({
      type: "voucher/none-here",
      number: voucherNumber(id),
      id,
      here: minor(here),
      lacks: minor(lacks),
      other:
        richest === undefined
          ? undefined
          : { ...richestTill(context, richest), has: minor(richest.balance) },
    });
  }
  return ok({
    id,
    year: state.year ?? yearOf(context.day),
    after: [...unsaidGifts(state, till)],
    beyond: minor(beyond.value),
  });
}
