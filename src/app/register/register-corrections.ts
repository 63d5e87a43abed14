/** A payment that was made otherwise than it was booked, as the register puts it right. */

import {
  correctablePayments,
  correctionWorth,
  decideCorrectPayment,
  whyNotCorrectable,
} from "../../domain/commands/correct-payment.ts";
import { type DecisionContext } from "../../domain/commands/decision.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { type EventId } from "../../domain/identity.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type PaymentPart, sumsMoved } from "../../domain/payment-parts.ts";
import { err, ok } from "../../domain/result.ts";
import { readSetting } from "../../domain/settings.ts";
import { type CorrectionSession, type CorrectionWay } from "../../tui/ports/correction-port.ts";
import { findOrder, latestOwnOrder, orderState } from "../orders/orders.ts";
import { cashRule } from "../till.ts";
import { type Desk } from "./register-desk.ts";
import { typedReceiptNumber } from "./register-receipts.ts";

export function correctionActions(desk: Desk): CorrectionSession {
  const { till } = desk;
  return {
    correctable: (text) => {
      const order =
        text === ""
          ? (paidOnScreen(desk) ?? latestOwnOrder(till))
          : (findOrder(till, typedReceiptNumber(till, text)) ?? findOrder(till, text))?.order;
      if (order === undefined) {
        return desk.refused(
          text === "" ? { type: "correction/no-payment" } : { type: "order/unknown", text },
        );
      }
      const day = till.days().now;
      const { ways, state } = till.ledger.read((view) => {
        const coin = till.currency.denominations.at(-1) ?? 1;
        const rules = { cash: cashRule(view, day), coin };
        const found = orderState(view, order.id);
        return { state: found, ways: waysOf({ view, day, rules }, found) };
      });
      return ways.length === 0
        ? desk.refused(till.ledger.read((view) => whyNotCorrectable({ view, day }, state)))
        : ok({ order: order.id, name: order.receipts.at(-1) ?? order.number, ways });
    },
    correct: (id, { payment, from, to }, reason) => {
      const done = desk.actBeside("correct payment", (context) =>
        decideCorrectPayment(context, orderState(context.view, id), {
          payment,
          reason,
          from: from.method,
          to: to.method,
        }),
      );
      return done.ok ? ok(undefined) : err(done.fault);
    },
  };
}

/** A part was paid of what is on the screen. */
function paidOnScreen(desk: Desk) {
  const order = desk.current();
  return order !== undefined && order.deposited !== 0 ? order : undefined;
}

interface WaysContext extends Pick<DecisionContext, "view" | "day"> {
  readonly rules: Pick<DecisionContext["rules"], "cash" | "coin">;
}

/** The last payment first. */
function waysOf(context: WaysContext, order: OrderState): ReadonlyArray<CorrectionWay> {
  const own = readSetting(context.view, "tenders");
  const methods = ["cash", "card", ...own.map(({ id }) => id)];
  return correctablePayments(context, order)
    .toReversed()
    .flatMap(({ payment, parts }) =>
      parts.flatMap((part) =>
        methods.flatMap((to) => wayTo(context, order, { payment, part, to }) ?? []),
      ),
    );
}

function wayTo(
  context: WaysContext,
  order: OrderState,
  {
    payment,
    part,
    to,
  }: { readonly payment: EventId; readonly part: PaymentPart; readonly to: string },
): CorrectionWay | undefined {
  const { method: from, name } = part;
  const worth = correctionWorth(context, order, { payment, from, to });
  if (!worth.ok) return undefined;
  const [less, more] = sumsMoved({ from, to, ...worth.value }).map(({ amount, rounding, tip }) =>
    minor(Math.abs(amount + rounding + tip)),
  );
  if (less === undefined || more === undefined) return undefined;
  const called = worth.value.name;
  return {
    payment,
    from: { method: from, ...(name === undefined ? {} : { name }), amount: less },
    to: { method: to, ...(called === undefined ? {} : { name: called }), amount: more },
  };
}
