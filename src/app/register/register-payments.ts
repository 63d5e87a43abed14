/** Taking money for the order on the screen, or for a part of its bill, and what it comes to. */

import { type Decision, type DecisionContext } from "../../domain/commands/decision.ts";
import { cashOf, waysBack } from "../../domain/commands/exchange-goods.ts";
import {
  decideCard,
  decideCash,
  decideForeign,
  decideHandBack,
  decideTender,
  foreignOutlook,
} from "../../domain/commands/pay-order.ts";
import { decideSplit, splitOutlook } from "../../domain/commands/split-order.ts";
import { type TipGiven } from "../../domain/commands/tip.ts";
import { type OrderState } from "../../domain/folds/order-state.ts";
import { rateText } from "../../domain/foreign-cash.ts";
import { type MinorUnits, zeroMinor } from "../../domain/money/amounts.ts";
import { roundCash } from "../../domain/money/cash-rounding.ts";
import { orderBalance } from "../../domain/order-balance.ts";
import { unpaidPart } from "../../domain/order/bill-parts.ts";
import { NO_LOOKS, receiptNumber, toOrderView } from "../../domain/order/order-view.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { readSetting } from "../../domain/settings.ts";
import { type OrderView, type PaymentView } from "../../domain/views.ts";
import { type Committed } from "../../ledger/ledger.ts";
import { type PaidOutcome } from "../../tui/ports/payment-port.ts";
import { type Refusal } from "../../tui/ports/refusal-port.ts";
import { type TillSession } from "../../tui/ports/till-port.ts";
import { knownEvent } from "../known-event.ts";
import { moneyMoved, paidHereLast } from "../orders/money-moved.ts";
import { splitWish } from "../orders/order-split.ts";
import { latestOwnOrder, orderState } from "../orders/orders.ts";
import { wayHere } from "../printing/receipt-papers.ts";
import { seriesTillName } from "../till-name.ts";
import { cashRule, type Till } from "../till.ts";
import { type Desk } from "./register-desk.ts";

const NO_TIP: TipGiven = { tip: zeroMinor };

export function paymentActions(
  desk: Desk,
): Pick<TillSession, "payCash" | "payCard" | "payForeign" | "payTender" | "handBack"> {
  const { till } = desk;

  /** Of the part that is paid, where the bill is split. */
  function pay(
    name: string,
    decide: (context: DecisionContext, order: OrderState) => Decision,
  ): Result<Committed, Refusal> {
    return desk.act(name, (context, order) => {
      if (order === undefined) return err({ type: "order/none" });
      return decide(desk.part === undefined ? context : { ...context, part: desk.part }, order);
    });
  }

  function outcomeOf(
    committed: Committed,
    settled: Omit<PaymentView, "id">,
  ): Result<PaidOutcome, Refusal> {
    const shown = desk.shown();
    return shown.ok ? ok(paidOutcome(till, shown.value, { committed, settled })) : shown;
  }

  return {
    payCash: (tendered, tip = NO_TIP) => {
      const done = pay("pay cash", (context, order) =>
        decideCash(context, order, { tendered, ...tip }),
      );
      if (!done.ok) return done;
      const nothing = { amount: zeroMinor, tendered, change: tendered, rounding: zeroMinor };
      return outcomeOf(done.value, { method: "cash", ...nothing });
    },
    payForeign: (given) => {
      const done = pay("pay in foreign cash", (context, order) =>
        decideForeign(context, order, given),
      );
      if (!done.ok) return done;
      const nothing = { amount: zeroMinor, tendered: zeroMinor, change: zeroMinor };
      return outcomeOf(done.value, { method: "cash", ...nothing, rounding: zeroMinor });
    },
    handBack: (back) => {
      const done = pay("give money back", (context, order) => decideHandBack(context, order, back));
      if (!done.ok) return done;
      const nothing = { amount: zeroMinor, tendered: zeroMinor, change: zeroMinor };
      return outcomeOf(done.value, { method: back.method, ...nothing, rounding: zeroMinor });
    },
    payTender: (given) => {
      const done = pay("pay by tender", (context, order) => decideTender(context, order, given));
      if (!done.ok) return done;
      const nothing = { amount: zeroMinor, tendered: zeroMinor, change: zeroMinor };
      return outcomeOf(done.value, { method: given.tender, ...nothing, rounding: zeroMinor });
    },
    payCard: (amount, tip = NO_TIP) => {
      const done = pay("pay card", (context, order) =>
        decideCard(context, order, { amount, ...tip }),
      );
      if (!done.ok) return done;
      const nothing = { tendered: zeroMinor, change: zeroMinor, rounding: zeroMinor };
      return outcomeOf(done.value, { method: "card", amount: zeroMinor, ...nothing });
    },
  };
}

/** `settled`: what it is where the goods cost nothing, so that no money moved. */
function paidOutcome(
  till: Till,
  order: OrderView,
  {
    committed: { events },
    settled,
  }: { readonly committed: Committed; readonly settled: Omit<PaymentView, "id"> },
): PaidOutcome {
  const issued = events.flatMap(({ known }) =>
    known?.kind === "receipt/issued" ? [receiptNumber(known.body.series, known.body.no)] : [],
  );
  const way = wayHere(till, order);
  const payment = till.ledger.read((view) => moneyMoved(view, order.id, events));
  return {
    payment: payment ?? { id: order.id, ...settled },
    order,
    ...(issued[0] === undefined ? {} : { receiptNumber: issued[0] }),
    ...(way === "always" ? {} : { receiptWay: way }),
  };
}

export function paymentLooks(
  desk: Desk,
): Pick<
  TillSession,
  "cashDue" | "cashTip" | "foreignWorth" | "lastPaid" | "paidBy" | "tenders" | "waysBack"
> {
  const { till, screen, refused, open } = desk;
  return {
    tenders: () => till.ledger.read((view) => readSetting(view, "tenders")),
    lastPaid: () => {
      const order = desk.current() ?? latestOwnOrder(till);
      const isPart = order?.parts.some(({ receipt }) => receipt !== "") === true;
      if (order === undefined || (order.status !== "paid" && !isPart)) return undefined;
      const { origin } = till.ledger.identity;
      const last = till.ledger.read((view) => paidHereLast(view, order.id, origin));
      if (last === undefined) return undefined;
      const act = knownEvent(till.ledger, last.payment.id)?.act;
      const isLongAgo = act !== undefined && open.clock.nowMs() - act.wallMs > CHANGE_MS_MAX;
      return isLongAgo ? undefined : { ...last, order, ...takenBy(till, act) };
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
    cashDue: () => {
      const id = screen.order();
      if (id === undefined) return zeroMinor;
      return till.ledger.read((view) => {
        const [rule, order] = [cashRule(view, till.days().now), orderState(view, id)];
        return desk.part === undefined
          ? cashOf(view, rule, order)
          : roundCash(dueOf(order, desk.part), rule);
      });
    },
    waysBack: () => {
      const id = screen.order();
      if (id === undefined) return [];
      return till.ledger.read((view) =>
        waysBack(view, cashRule(view, till.days().now), orderState(view, id)),
      );
    },
    foreignWorth: (given) => {
      const id = screen.order();
      const read = till.ledger.read((view) => {
        const due = id === undefined ? zeroMinor : dueOf(orderState(view, id), desk.part);
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

/** After a restart somebody else may be here. */
function takenBy(
  { staffName }: Till,
  act: { readonly by: string } | undefined,
): Pick<PaidOutcome, "by"> {
  return act === undefined ? {} : { by: { number: act.by, name: staffName(act.by) } };
}

export function splitActions(desk: Desk): Pick<TillSession, "split" | "splitOutlook"> {
  const { till, screen } = desk;
  return {
    split: (wanted) =>
      desk.change("split order", (context, order) => {
        const lines = toOrderView(order, NO_LOOKS)?.lines ?? [];
        const wish = splitWish({ lines }, wanted);
        return wish.ok ? decideSplit(context, order, wish.value) : wish;
      }),
    splitOutlook: (wanted) => {
      const [id, order] = [screen.order(), desk.current()];
      if (id === undefined || order === undefined) return desk.withheld({ type: "order/none" });
      const wish = splitWish(order, wanted);
      if (!wish.ok) return desk.withheld(wish.fault);
      const parts = till.ledger.read((view) => splitOutlook(orderState(view, id), wish.value));
      if (!parts.ok) return desk.withheld(parts.fault);
      return ok({ totals: parts.value.map(({ total }) => total) });
    },
  };
}
