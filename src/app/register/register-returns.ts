/** Goods that come back, as the register takes them. */

import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { decideLeaveReturn, decideTakeReturn } from "../../domain/commands/exchange-goods.ts";
import { decideRefund, refundWorth } from "../../domain/commands/refund-receipt.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { minor, sumMinor, zeroMinor } from "../../domain/money/amounts.ts";
import { orderBalance } from "../../domain/order-balance.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { EXACT, paidBeyond, receiptTenders, refundableItems } from "../../domain/order/refund.ts";
import { err, ok } from "../../domain/result.ts";
import { readSetting } from "../../domain/settings.ts";
import {
  type GoodsBack,
  type ReceiptToReturn,
  type ReturnSession,
} from "../../tui/ports/return-port.ts";
import { orderItemId } from "../attention/item-id.ts";
import { forgetNext, type NextOrder } from "../orders/next-order.ts";
import { findReceipt, orderOf, orderState } from "../orders/orders.ts";
import { type FoundReceipt } from "../printing/papers.ts";
import { cashRule, type Till } from "../till.ts";
import { tillWords } from "../words/till-words.ts";
import { createDesk, type Desk } from "./register-desk.ts";
import { typedReceiptNumber } from "./register-receipts.ts";

export function returnActions(desk: Desk, next: NextOrder): ReturnSession {
  const { till } = desk;
  function words() {
    return tillWords(desk.locale()).desk;
  }
  return {
    receipt: (text) => {
      const number = typedReceiptNumber(till, text);
      const found = findReceipt(till, number);
      if (found === undefined) return desk.refused({ type: "refund/no-receipt" });
      const receipt = toReturn(till, found);
      return receipt === undefined ? err({ message: words().isRefund(number) }) : ok(receipt);
    },
    ...exchangeActions(desk, next),
    moneyBack: ({ receipt: { number }, method, ...back }) => {
      const found = findReceipt(till, number);
      if (found === undefined) return desk.refused({ type: "refund/no-receipt" });
      const worth = till.ledger.read((view) => {
        const order = orderOf(view, found);
        const isMoney = method !== "exchange";
        return refundWorth(isMoney ? cashRule(view, till.days().now) : EXACT, order, {
          ...back,
          method: isMoney ? method : "cash",
          receipt: found.receipt,
        });
      });
      if (!worth.ok) return desk.refused(worth.fault);
      const { out, notPaidInCash } = worth.value;
      const otherwise = method === "exchange" ? zeroMinor : notPaidInCash;
      return ok({ amount: minor(0 - out.amount), notPaidInCash: otherwise });
    },
    mayGiveBack: ({ receipt: { number }, ...back }) => {
      const found = findReceipt(till, number);
      if (found === undefined) return desk.refused({ type: "refund/no-receipt" });
      const asked = till.ask(desk.actor, "refund", (context) => {
        const order = orderOf(context.view, found);
        return decideRefund(context, order, { ...back, receipt: found.receipt });
      });
      return asked.ok ? ok(undefined) : desk.refused(asked.fault);
    },
    giveBack: ({ receipt: { number }, ...back }) => {
      const found = findReceipt(till, number);
      if (found === undefined) return desk.refused({ type: "refund/no-receipt" });
      // The order on the screen is another one, and stays there.
      const done = desk.actBeside("refund", (context) => {
        const order = orderOf(context.view, found);
        return decideRefund(context, order, { ...back, receipt: found.receipt });
      });
      if (!done.ok) return done;
      const [refund] = done.value.events.flatMap(({ known }) =>
        known?.kind === "refund/issued" ? [known.body] : [],
      );
      if (refund === undefined) return err({ message: words().nothingBack });
      const given = sumMinor(refund.out, ({ amount }) => amount);
      return ok({ number: receiptNumber(refund.series, refund.no), amount: minor(0 - given) });
    },
  };
}

type Exchanged = Omit<GoodsBack, "receipt" | "method"> & { readonly found: FoundReceipt };

/** Goods instead of money: on the order on the screen, which they begin where there is none. */
function exchangeActions(
  desk: Desk,
  next: NextOrder,
): Pick<ReturnSession, "exchange" | "keepGoods"> {
  function take(
    context: DecisionContext,
    order: OrderState | undefined,
    { found, ...back }: Exchanged,
  ): Decision {
    return decideTakeReturn(context, {
      ...back,
      sold: orderOf(context.view, found),
      receipt: found.receipt,
      order: order === undefined || orderBalance(order).status === "paid" ? undefined : order,
      service: next.service ?? readSetting(context.view, "default-service"),
      course: next.course,
    });
  }

  /**
   * Whoever has vouched for these goods to come back for cash need not be asked again when they come
   * back for others: the same with their word for that; else as it was.
   */
  function vouchedAlike(back: Exchanged): Desk {
    const { till, screen } = desk;
    const { approval, ...alone } = desk.actor;
    if (approval === undefined) return desk;
    const { found, ...goods } = back;
    const vouched = till.ask(desk.actor, "refund", (context) => {
      const order = orderOf(context.view, found);
      const back = { ...goods, receipt: found.receipt, method: "cash", what: "goods" } as const;
      return decideRefund(context, order, back);
    });
    const id = screen.order();
    const asked = till.ask(alone, "exchange", (context) => {
      const order = id === undefined ? undefined : orderState(context.view, id);
      return take(context, order?.opened === null ? undefined : order, back);
    });
    const act = asked.ok || !("act" in asked.fault) ? undefined : asked.fault.act;
    return !vouched.ok || act === undefined
      ? desk
      : createDesk({ ...desk, actor: { ...alone, approval: { by: approval.by, act } } });
  }

  return {
    exchange: ({ receipt: { number }, ...goods }) => {
      const found = findReceipt(desk.till, number);
      if (found === undefined) return desk.refused({ type: "refund/no-receipt" });
      const back = { found, ...goods };
      const done = vouchedAlike(back).act("exchange", (context, order) =>
        take(context, order, back),
      );
      if (!done.ok) return done;
      forgetNext(next);
      return desk.shown();
    },
    keepGoods: () =>
      desk.change("keep goods", (context, order) => decideLeaveReturn(context, order, undefined)),
  };
}

function toReturn(till: Till, found: FoundReceipt): ReceiptToReturn | undefined {
  return till.ledger.read((view) => {
    const order = orderOf(view, found);
    const receipt = order.receipts.find(({ id }) => id === found.receipt);
    if (receipt === undefined) return undefined;
    const { series, no } = receipt.body;
    return {
      number: receiptNumber(series, no),
      lines: refundableItems(order, receipt).map(
        ({ line, name, soldBy, left, leftNet, usualFate }) => {
          return { line, name, soldBy, left, leftNet, usualFate };
        },
      ),
      tenders: receiptTenders(order, receipt),
      beyond: paidBeyond(order, receipt).map(({ item: { line, name }, beyond = zeroMinor }) => {
        return { line, name, amount: beyond };
      }),
      overpaid: overpaidOf(order, found),
    };
  });
}

function overpaidOf(
  order: OrderState,
  { order: stream }: FoundReceipt,
): ReceiptToReturn["overpaid"] {
  const fact = orderBalance(order).attention.find(({ type }) => type === "order/overpaid");
  return fact && { item: orderItemId(stream, fact), amount: fact.amount };
}
