/** What money for the order on the screen, or for a part of its bill, comes to, and goods that come back. */

import { type ActRequest } from "../../acts/all.ts";
import { orderBalance } from "../../domain/balance/order-balance.ts";
import { err, ok } from "../../domain/base/result.ts";
import { cashOf, refundTenders } from "../../domain/commands/money/exchange-goods.ts";
import { paidHereLast } from "../../domain/commands/money/money-moved.ts";
import { foreignOutlook } from "../../domain/commands/money/pay-order.ts";
import {
  decideRefund,
  methodBack,
  refundWorth,
} from "../../domain/commands/money/refund-receipt.ts";
import { splitOutlook } from "../../domain/commands/order/split-order.ts";
import { orderAttention } from "../../domain/folds/order-attention.ts";
import { orderStream } from "../../domain/folds/order-fold.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type MinorUnits, sumMinor, zeroMinor } from "../../domain/money/amounts.ts";
import { roundCash } from "../../domain/money/cash-rounding.ts";
import { unpaidPart } from "../../domain/order/bill-parts.ts";
import { gatherOrder } from "../../domain/order/gathered-order.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { refundableRows } from "../../domain/order/receipt-rows.ts";
import { EXACT, paidBeyond, receiptTenders } from "../../domain/order/refund.ts";
import { returnTerms } from "../../domain/order/sold-together.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type OrderState } from "../../domain/state/order-state.ts";
import { rateText } from "../../domain/tenders/foreign-cash.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { type PaidOutcome } from "../../tui/ports/payment-port.ts";
import { type ReceiptToReturn, type ReturnSession } from "../../tui/ports/return-port.ts";
import { type TillSession } from "../../tui/ports/till-port.ts";
import { tillWords } from "../../words/made/till/all.ts";
import { orderItemId } from "../attention/item-id.ts";
import { knownEvent } from "../known-event.ts";
import { seriesTillName } from "../membership/till-name.ts";
import { latestOwnOrder, orderState, findReceipt, orderOf } from "../orders/orders.ts";
import { type Deciding } from "../orders/perform-act.ts";
import { voucherStays } from "../orders/vouchers-of-receipt.ts";
import { type FoundReceipt } from "../printing/papers.ts";
import { tryStore } from "../store-errors.ts";
import { cashRule, type Till } from "../till/till.ts";
import { type Desk, createDesk } from "./register-desk.ts";
import { receiptNotHere, typedReceiptNumber } from "./register-receipts.ts";

export function paymentLooks(
  desk: Desk,
): Pick<
  TillSession,
  | "cashDue"
  | "cashTip"
  | "foreignWorth"
  | "lastPaid"
  | "left"
  | "paidBy"
  | "tenders"
  | "refundTenders"
> {
  const { till, screen, refused, open } = desk;

  function lastPaid(): PaidOutcome | undefined {
    const order = desk.current() ?? latestOwnOrder(till);
    const isPart = order?.parts.some(({ receipt }) => receipt !== "") === true;
    if (order === undefined || (order.status !== "paid" && !isPart)) return undefined;
    const { origin } = till.ledger.identity;
    const last = till.ledger.read((view) => paidHereLast(view, order.id, origin));
    if (last === undefined) return undefined;
    const paid = knownEvent(till.ledger, last.payment.id);
    const isLongAgo = paid !== undefined && open.clock.nowMs() - paid.act.wallMs > CHANGE_MS_MAX;
    const wasLeft = till.ledger.store.local(LEFT_PAID_KEY) === last.payment.id;
    return isLongAgo || wasLeft ? undefined : { ...last, order, ...takenBy(till, paid?.act) };
  }

  return {
    tenders: () => till.ledger.read((view) => readSetting(view, "tenders")),
    lastPaid,
    left: () => {
      const last = lastPaid();
      if (last !== undefined) {
        tryStore(() => till.ledger.store.setLocal(LEFT_PAID_KEY, last.payment.id));
      }
    },
    paidBy: () => {
      const id = screen.order();
      if (id === undefined) return undefined;
      return till.ledger.read((view) => {
        const last = orderState(view, id).receipts.at(-1);
        if (last === undefined) return undefined;
        const { body, by } = last;
        return {
          name: till.staffName(by),
          till: seriesTillName(till.ledger.admission(), body.series),
          receipt: receiptNumber(body.series, body.no),
        };
      });
    },
    cashTip: (tip) => till.ledger.read((view) => roundCash(tip, cashRule(view, till.days().now))),
    cashDue: (part) => {
      const id = screen.order();
      if (id === undefined) return zeroMinor;
      return till.ledger.read((view) => {
        const [rule, order] = [cashRule(view, till.days().now), orderState(view, id)];
        return part === undefined ? cashOf(view, rule, order) : roundCash(dueOf(order, part), rule);
      });
    },
    refundTenders: () => {
      const id = screen.order();
      if (id === undefined) return [];
      return till.ledger.read((view) =>
        refundTenders(view, cashRule(view, till.days().now), orderState(view, id)),
      );
    },
    foreignWorth: (given) => {
      const id = screen.order();
      const read = till.ledger.read((view) => {
        const due = id === undefined ? zeroMinor : dueOf(orderState(view, id), given.part);
        const cash = cashRule(view, till.days().now);
        const coin = till.currency.denominations.at(-1) ?? 1;
        return foreignOutlook(view, given, { due, cash, coin });
      });
      if (!read.ok) return refused(read.fault);
      const { rate, ...sums } = read.value;
      return ok({ rate: rateText(rate, till.currency), ...sums });
    },
  };
}

function dueOf(order: OrderState, part: string | undefined): MinorUnits {
  if (part === undefined) return orderBalance(order).due;
  return unpaidPart(order, part)?.balance.due ?? zeroMinor;
}

/** Longer than a power cut keeps a till off whose guest waits: later it would be handed out twice. */
const CHANGE_MS_MAX = 10 * 60_000;

/** The payment whose change had been given when somebody left the register by intent. */
const LEFT_PAID_KEY = "register/left-paid";

/** After a restart another person may be here. */
function takenBy(
  { staffName }: Till,
  act: { readonly by: string } | undefined,
): Pick<PaidOutcome, "by"> {
  return act === undefined ? {} : { by: { number: act.by, name: staffName(act.by) } };
}

export function splitLooks(desk: Desk): Pick<TillSession, "splitOutlook"> {
  const { till, screen } = desk;
  return {
    splitOutlook: (wish) => {
      const id = screen.order();
      if (id === undefined) return desk.withheld({ type: "order/none" });
      const parts = till.ledger.read((view) => splitOutlook(orderState(view, id), wish));
      return parts.ok ? ok(parts.value.map(({ total }) => total)) : desk.withheld(parts.fault);
    },
  };
}

/** What goods that come back are worth. */
export function returnLooks(desk: Desk): ReturnSession {
  const { till } = desk;
  function words() {
    return wordsIn(tillWords, desk.locale()).desk;
  }
  return {
    receipt: (text) => {
      const number = typedReceiptNumber(till, text);
      const found = findReceipt(till, number);
      if (found === undefined) {
        const fault = receiptNotHere(till, number, desk.locale());
        return fault.seeksReceipt ? err(fault) : desk.refused({ type: "refund/no-receipt" });
      }
      const receipt = toReturn(till, found, desk.locale());
      return receipt === undefined ? err({ message: words().isRefund({ number }) }) : ok(receipt);
    },
    refundFor: ({ receipt: { number }, method, ...back }) => {
      const found = findReceipt(till, number);
      if (found === undefined) return desk.refused({ type: "refund/no-receipt" });
      const worth = till.ledger.read((view) => {
        const order = orderOf(view, found);
        const isMoney = method !== "exchange";
        const cash = isMoney ? cashRule(view, till.days().now) : EXACT;
        return refundWorth({ cash, terms: returnTerms(view) }, order, {
          ...back,
          method: isMoney ? methodBack(order, { receipt: found.receipt, method }) : "cash",
          receipt: found.receipt,
        });
      });
      if (!worth.ok) return desk.refused(worth.fault);
      const { out, notPaidInCash, tip } = worth.value;
      const otherwise = method === "exchange" ? zeroMinor : notPaidInCash;
      const amount = sumMinor(out, (it) => it.amount);
      return ok({ amount, parts: out, notPaidInCash: otherwise, tip });
    },
    mayRefund: ({ receipt: { number }, ...back }) => {
      const found = findReceipt(till, number);
      if (found === undefined) return desk.refused({ type: "refund/no-receipt" });
      const asked = till.ask(desk.actor, "refund", (context) => {
        const order = orderOf(context.view, found);
        return decideRefund(context, order, { ...back, receipt: found.receipt });
      });
      return asked.ok ? ok(undefined) : desk.refused(asked.fault);
    },
  };
}

/**
 * Returns the desk with the approval of a cash refund, which also holds when the same goods are
 * exchanged; without one, the desk as it was.
 */
export function vouchedAlike(
  desk: Desk,
  { act: _act, sold, ...goods }: ActRequest<"exchange">,
  decide: Deciding["decide"],
): Desk {
  const { till, screen } = desk;
  const { approval, ...alone } = desk.actor;
  if (approval === undefined) return desk;
  const vouched = till.ask(desk.actor, "refund", (context) => {
    const back = { ...goods, method: "cash", what: "goods" } as const;
    return decideRefund(context, gatherOrder(context.view, sold), back);
  });
  const id = screen.order();
  const asked = till.ask(alone, "exchange", (context) => {
    const order = id === undefined ? undefined : orderState(context.view, id);
    return decide(context, order?.opened === null ? undefined : order);
  });
  const act = asked.ok || !("act" in asked.fault) ? undefined : asked.fault.act;
  return !vouched.ok || act === undefined
    ? desk
    : createDesk({ ...desk, actor: { ...alone, approval: { by: approval.by, act } } });
}

function toReturn(till: Till, found: FoundReceipt, locale: Locale): ReceiptToReturn | undefined {
  const staying = voucherStays(till, found, locale);
  return till.ledger.read((view) => {
    const order = orderOf(view, found);
    const receipt = order.receipts.find(({ id }) => id === found.receipt);
    if (receipt === undefined) return undefined;
    const { series, no } = receipt.body;
    return {
      id: receipt.id,
      order: streamName(found.order) as EventId,
      number: receiptNumber(series, no),
      lines: refundableRows(order, receipt).map(
        ({ items, line, name, soldBy, left, leftNet, usualFate }) => {
          const itemsLeft = items.map(({ line: of, left: rest, combo }) => {
            return { line: of, left: rest, ...(combo === undefined ? {} : { combo }) };
          });
          return { line, items: itemsLeft, name, soldBy, left, leftNet, usualFate };
        },
      ),
      tenders: receiptTenders(order, receipt),
      beyond: paidBeyond(order, receipt).map(({ item: { line, name }, beyond = zeroMinor }) => {
        return { line, name, amount: beyond };
      }),
      overpaid: overpaidOf(order, found),
      staying,
    };
  });
}

function overpaidOf(
  order: OrderState,
  { order: stream }: FoundReceipt,
): ReceiptToReturn["overpaid"] {
  const fact = orderAttention(order).find(({ type }) => type === "order/overpaid");
  return (
    fact && {
      item: orderItemId(fact.order === undefined ? stream : orderStream(fact.order), fact),
      amount: fact.amount,
    }
  );
}
