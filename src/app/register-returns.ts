/** Goods that come back, as the register takes them. */

import { minor, sumMinor } from "../domain/amounts.ts";
import { decideRefund, refundWorth } from "../domain/commands/refund-receipt.ts";
import { type EventId, streamName } from "../domain/identity.ts";
import { receiptNumber } from "../domain/order-view.ts";
import { receiptTenders, refundableItems } from "../domain/refund.ts";
import { err, ok } from "../domain/result.ts";
import { type ReceiptToReturn, type TillSession } from "../tui/till-port.ts";
import { findReceipt, orderState } from "./orders.ts";
import { type FoundReceipt } from "./papers.ts";
import { type Desk } from "./register-desk.ts";
import { typedReceiptNumber } from "./register-receipts.ts";
import { cashRule, type Till } from "./till.ts";
import { tillWords } from "./words/till-words.ts";

export function returnActions(
  desk: Desk,
): Pick<TillSession, "receipt" | "moneyBack" | "mayGiveBack" | "giveBack"> {
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
    moneyBack: ({ receipt: { number }, ...back }) => {
      const found = findReceipt(till, number);
      if (found === undefined) return desk.refused({ type: "refund/no-receipt" });
      const worth = till.ledger.read((view) => {
        const order = orderState(view, streamName(found.order) as EventId);
        return refundWorth(cashRule(view, till.days().now), order, {
          ...back,
          receipt: found.receipt,
        });
      });
      if (!worth.ok) return desk.refused(worth.fault);
      const { out, notPaidInCash } = worth.value;
      return ok({ amount: minor(0 - out.amount), notPaidInCash });
    },
    mayGiveBack: ({ receipt: { number }, ...back }) => {
      const found = findReceipt(till, number);
      if (found === undefined) return desk.refused({ type: "refund/no-receipt" });
      const asked = till.ask(desk.actor, "refund", (context) => {
        const order = orderState(context.view, streamName(found.order) as EventId);
        return decideRefund(context, order, { ...back, receipt: found.receipt });
      });
      return asked.ok ? ok(undefined) : desk.refused(asked.fault);
    },
    giveBack: ({ receipt: { number }, ...back }) => {
      const found = findReceipt(till, number);
      if (found === undefined) return desk.refused({ type: "refund/no-receipt" });
      // The order on the screen is another one, and stays there.
      const done = desk.actBeside("refund", (context) => {
        const order = orderState(context.view, streamName(found.order) as EventId);
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

function toReturn(till: Till, found: FoundReceipt): ReceiptToReturn | undefined {
  return till.ledger.read((view) => {
    const order = orderState(view, streamName(found.order) as EventId);
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
    };
  });
}
