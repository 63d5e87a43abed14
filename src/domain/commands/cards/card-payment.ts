/**
 * A payment that a card terminal is asked for: its start, which is durable before the first byte goes out,
 * and what became of it. Source: docs/rules/cards.md, C1, C2 and C24.
 */

import {
  askedSum,
  capturedCard,
  type CardPayment,
  cardPaymentOf,
  forwardedState,
  isMoneyBack,
} from "../../balance/card-payments.ts";
import { err, ok } from "../../base/result.ts";
import {
  type CardCaptured,
  isMoneyAct,
  MISSING_MAX,
  type UnknownWhy,
} from "../../events/card-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { orderStream, paymentStream } from "../../folds/order-fold.ts";
import { type DeviceId, type EventId } from "../../identity.ts";
import { minor, type MinorUnits, zeroMinor } from "../../money/amounts.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { paymentsAt } from "../../terminals/card-ledger.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { decideCard } from "../money/pay-order.ts";
import { type BegunCard, partPayment, paymentEvents } from "../money/settle-order.ts";
import { shiftContext } from "../order/drafted-order.ts";
import { decidePayment, type MadePayment } from "../order/ring-up.ts";
import { backDrafts } from "./card-back.ts";
import {
  type AtStart,
  foundBefore,
  freeTerminal,
  type LastAtTerminal,
  startedAt,
} from "./card-start.ts";
import { usedTerminal } from "./change-terminals.ts";

export interface CardWish extends Omit<Extract<MadePayment, { readonly type: "card" }>, "type"> {
  /** The terminal, by its id. */
  readonly terminal: string;
}

export interface CardStart extends AtStart {
  readonly wish: CardWish;
}

/**
 * Decides that the terminal is asked for money: only the start is written, which counts for nothing by itself.
 * Refused for whatever the payment itself would be refused for, and while another one there has no answer.
 */
export function decideStartCard(
  context: DecisionContext,
  order: OrderState,
  { wish, ...at }: CardStart,
): Decision {
  const terminal = freeTerminal(context, wish.terminal);
  if (!terminal.ok) return terminal;
  const paid = decidePayment(context, order, { type: "card", ...wish });
  if (!paid.ok) return paid;
  const started = paid.value.find(
    (draft) => draft.kind === "payment/started" && draft.body.method === "card",
  );
  if (started?.kind !== "payment/started" || started.body.amount <= 0) {
    return err({ type: "amount/invalid", amount: wish.amount ?? zeroMinor });
  }
  const { tip = zeroMinor } = wish;
  const back = cashBackIn(paid.value);
  const body = {
    ...started.body,
    terminal: {
      ...startedAt(context, terminal.value, at),
      act: "pay" as const,
      ...(tip > 0 ? { tip } : {}),
      ...(back > 0 ? { back } : {}),
    },
  };
  const found = foundBefore(context, { id: wish.terminal, isNew: true }, at.last);
  const start: Draft = { kind: "payment/started", streams: [orderStream(openedId(order))], body };
  return ok([start, ...found]);
}

/** Returns the cash that goes out for the card, beside the payment. */
function cashBackIn(drafts: ReadonlyArray<Draft>): MinorUnits {
  const back = drafts.find(
    (draft) => draft.kind === "payment/started" && draft.body.otherwise?.of === "card",
  );
  return back?.kind === "payment/started" ? minor(0 - back.body.amount) : zeroMinor;
}

export interface CardTaken {
  readonly payment: EventId;
  /** All that the terminal took, with the tip. */
  readonly sum: MinorUnits;
  readonly card: CardCaptured;
}

/**
 * Decides that the money is there: with the receipt and the tickets where the order allows it, else as a
 * deposit that waits on the order. No right is asked for that: the terminal has the money.
 */
export function decideCardTaken(
  context: DecisionContext,
  order: OrderState,
  { payment, sum, card }: CardTaken,
): Decision {
  const known = cardPaymentOf(order, payment);
  if (known === undefined) return err({ type: "card/unknown", text: payment });
  if (known.state === "captured") return err({ type: "card/known" });
  return ok(takenDrafts(context, order, { known, sum, card }));
}

function takenDrafts(
  context: DecisionContext,
  order: OrderState,
  { known, sum, card }: Pick<CardTaken, "sum" | "card"> & { readonly known: CardPayment },
): ReadonlyArray<Draft> {
  const { id, started } = known;
  if (isMoneyBack(started)) return backDrafts(context, order, { known, sum, card });
  if (!isMoneyAct(started.terminal.act)) return [heldDraft(order, { known, sum, card })];
  const settles = minor(Math.min(sum, started.amount));
  const tip = minor(sum - settles);
  const begun: BegunCard = { payment: id, card };
  const { part, terminal } = started;
  const own = part === undefined ? context : { ...context, part };
  const paid = decideCard(own, order, {
    amount: sum,
    tip,
    isTipSure: true,
    hasCashBack: terminal.back !== undefined,
    begun,
  });
  if (paid.ok) return paid.value;
  const alone = { method: started.method, tendered: sum, tip, ...partPayment(settles), begun };
  return paymentEvents(own, order, alone);
}

/** Returns what is written once the terminal has reserved, raised or released: it counts for no money. */
function heldDraft(
  order: OrderState,
  { known, sum, card }: Pick<CardTaken, "sum" | "card"> & { readonly known: CardPayment },
): Draft {
  const { id: payment, started } = known;
  const isReserved = started.terminal.act !== "release" && sum > 0;
  const nothing = {
    amount: zeroMinor,
    tendered: zeroMinor,
    change: zeroMinor,
    rounding: zeroMinor,
    tip: zeroMinor,
  };
  return {
    kind: "payment/captured",
    streams: [paymentStream(order, payment)],
    body: { payment, ...nothing, card: { ...card, ...(isReserved ? { holds: sum } : {}) } },
  };
}

/** Decides that the terminal took nothing. `how`: untold where no byte ever went out. */
export function decideCardDeclined(
  order: OrderState,
  {
    payment,
    how,
    code,
  }: {
    readonly payment: EventId;
    readonly how: "answer" | "memory" | "untold";
    readonly code: string;
  },
): Decision {
  const known = unsettled(order, payment);
  if (!known.ok) return known;
  const body = { payment, how, code };
  return ok([{ kind: "payment/declined", streams: [paymentStream(order, payment)], body }]);
}

/** Decides that nobody can tell what became of it, which asks a person; refused where that is said already. */
export function decideCardUnknown(
  order: OrderState,
  {
    payment,
    found,
    why,
    missing = [],
  }: {
    readonly payment: EventId;
    readonly found: LastAtTerminal;
    readonly why: UnknownWhy;
    /** The tills that could not be heard. */
    readonly missing?: ReadonlyArray<DeviceId> | undefined;
  },
): Decision {
  const known = unsettled(order, payment);
  if (!known.ok) return known;
  const { unknown } = known.value.payment;
  const isSaid = unknown?.why === why && JSON.stringify(unknown.found) === JSON.stringify(found);
  if (isSaid) return err({ type: "card/known" });
  const named = missing.slice(0, MISSING_MAX);
  const body = { payment, found, why, ...(named.length === 0 ? {} : { missing: named }) };
  return ok([{ kind: "payment/unknown", streams: [paymentStream(order, payment)], body }]);
}

export interface CardSaid {
  readonly payment: EventId;
  readonly says: "yes" | "no";
  /** The number of the terminal's receipt as it was typed; empty for none. */
  readonly number: string;
}

/** What terminals print as the number of a receipt; empty for none. */
const NUMBER = /^\d{0,12}$/u;

/**
 * Decides an unknown payment by the word of a person who has looked at the terminal. Two payments of a
 * day can't have one receipt, so that number is asked back. Source: docs/rules/cards.md, C10 and C16.
 */
export function decideCardSaid(
  context: DecisionContext,
  order: OrderState,
  { payment, says, number }: CardSaid,
): Decision {
  const allowed = requirePermission(context, "pay");
  if (!allowed.ok) return allowed;
  const known = unsettled(order, payment);
  if (!known.ok) return known;
  if (known.value.state !== "unknown") return err({ type: "card/known" });
  const typed = number.trim();
  if (!NUMBER.test(typed)) return err({ type: "card/number-digits" });
  if (says === "yes" && isNumberUsed(context, known.value, typed)) {
    return err({ type: "card/number-used", number: typed });
  }
  const said: Draft = {
    kind: "payment/resolved",
    streams: [paymentStream(order, payment)],
    body: { payment, says, number: typed },
  };
  if (says === "no") return ok([said]);
  const card = { how: "person" as const, ref: null };
  const sum = askedSum(known.value.started);
  const taken = takenDrafts(shiftContext(context, 1), order, {
    known: known.value,
    sum,
    card,
  });
  return ok([said, ...taken]);
}

/**
 * Decides what a person has read on the terminal's end of day: the host has taken what the terminal approved
 * without it, or refused it.
 */
export function decideForwarded(
  context: DecisionContext,
  order: OrderState,
  { payment, accepted }: { readonly payment: EventId; readonly accepted: boolean },
): Decision {
  const allowed = requirePermission(context, "reports");
  if (!allowed.ok) return allowed;
  const known = cardPaymentOf(order, payment);
  if (known === undefined) return err({ type: "card/unknown", text: payment });
  const state = forwardedState(known.payment);
  if (state === undefined) return err({ type: "card/not-offline" });
  const said = accepted ? "accepted" : "refused";
  if (state === said) return err({ type: "card/known" });
  const streams = [paymentStream(order, payment)];
  return ok([{ kind: "payment/forwarded", streams, body: { payment, accepted } }]);
}

function isNumberUsed(
  { view, day }: DecisionContext,
  { id, started }: CardPayment,
  number: string,
): boolean {
  if (!/^\d{1,4}$/u.test(number)) return false;
  return paymentsAt(view, started.terminal.id).some(
    (other) =>
      other.id !== id &&
      other.started.day === day &&
      (capturedCard(other.payment)?.ref?.receipt === Number(number) ||
        other.payment.words?.some(
          (word) => word.says === "yes" && Number(word.number) === Number(number),
        ) === true),
  );
}

/** Returns the payment where nobody has said yet what became of it. */
function unsettled(order: OrderState, payment: EventId) {
  const known = cardPaymentOf(order, payment);
  if (known === undefined) return err({ type: "card/unknown", text: payment } as const);
  const isSettled = known.state !== "open" && known.state !== "unknown";
  return isSettled ? err({ type: "card/known" } as const) : ok(known);
}

/** Whether the first byte may still go out: the payment is open, and this till drives the terminal. */
export function mayBeSent(
  { view, device }: Pick<DecisionContext, "view" | "device">,
  { order, payment }: { readonly order: EventId; readonly payment: EventId },
): boolean {
  const known = cardPaymentOf(view.state("order", order), payment);
  if (known?.state !== "open") return false;
  const { id, turn } = known.started.terminal;
  const terminal = usedTerminal(view, id);
  return terminal.ok && terminal.value.driver === device && terminal.value.turn === turn;
}
