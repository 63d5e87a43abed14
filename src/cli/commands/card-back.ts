/** `till card refund`, and every other command that gives money back by a card terminal. */

import { readAmount, readWantedPayment } from "../../acts/shell-money.ts";
import { type BackAtTerminal, type CardEnd, type RunningCard } from "../../app/cards/card-desk.ts";
import { reasonText } from "../../app/cards/terminal-words.ts";
import { type OpenTill } from "../../app/open-till.ts";
import { findOrder, orderState } from "../../app/orders/orders.ts";
import { moneyText } from "../../app/speech.ts";
import { type Actor, type Till } from "../../app/till/till.ts";
import { isReversal } from "../../domain/balance/card-payments.ts";
import { wantedPayment } from "../../domain/commands/money/give-back.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type EventId } from "../../domain/identity.ts";
import { zeroMinor } from "../../domain/money/amounts.ts";
import { type OrderView } from "../../domain/views.ts";
import { cliCardWords } from "../../words/made/cliCard/all.ts";
import { actFault } from "../act-fault.ts";
import { answer } from "../answer.ts";
import { type Console } from "../console.ts";
import { type ExitCode } from "../exit-codes.ts";
import { conflictFault } from "../fault.ts";
import { orderAnswer } from "../order-outcome.ts";
import { refusalFault, valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { speechIn } from "../speech-in.ts";
import { type ApproverOptions, withApproval } from "../with-approval.ts";
import { type JsonOptions, type StaffOptions } from "../with-till.ts";
import { followCard, throwUnlessBegun } from "./card-pay.ts";

const said = sentencesOf(cliCardWords);

export interface BackOptions extends JsonOptions, StaffOptions, ApproverOptions {
  readonly amount?: string;
  readonly payment?: string;
  readonly reason?: string;
}

export function refundAtTerminal(
  text: string,
  options: BackOptions,
  console: Console,
): Promise<ExitCode> {
  return answer(options, console, async (at) => {
    const { open, till } = at;
    const { cards } = open;
    const actor = await at.who();
    const found = findOrder(till, text);
    if (found === undefined) throw refusalFault({ type: "order/unknown", text }, till);
    const { id: order, number } = found.order;
    const amount = readAmount("--amount", options.amount, till.currency);
    if (!amount.ok) throw actFault(amount.fault, till);
    const payment = paymentNamed(till, found.order, options.payment);
    const terminal = cards.backTerminal(order, payment)?.id;
    if (terminal === undefined) {
      throw conflictFault(said(({ back }) => back.noTerminal({ order: number })));
    }
    const wish = { terminal, payment, amount: amount.value, reason: options.reason ?? "" };
    await giveBackByCard({ open, console, actor }, options, { order, wish });
    return orderAnswer(at, { order });
  });
}

/** Returns the payment that `--payment` names; undefined where it is not there. */
function paymentNamed(
  till: Till,
  { returnable }: OrderView,
  typed: string | undefined,
): EventId | undefined {
  if (typed === undefined) return undefined;
  const wanted = readWantedPayment(typed, till.currency);
  if (!wanted.ok) throw actFault(wanted.fault, till);
  return valueOf(wantedPayment(returnable, wanted.value), till).id;
}

/** Has a terminal give the money back, and says what becomes of it; throws where it did not. */
export async function giveBackByCard(
  {
    open,
    console,
    actor,
  }: { readonly open: OpenTill; readonly console: Console; readonly actor: Actor },
  options: ApproverOptions,
  back: BackAtTerminal,
): Promise<void> {
  const { till, cards } = open;
  const begun = await withApproval<RunningCard, Refusal>({ till, actor, console }, options, (by) =>
    cards.giveBack(by, back),
  );
  const card = valueOf(begun, till);
  sayEnd(open, console, { card, end: await followCard(open, console, card) });
}

function sayEnd(
  open: OpenTill,
  console: Console,
  { card, end }: { readonly card: RunningCard; readonly end: CardEnd },
): void {
  const { till } = open;
  const { name } = card.terminal;
  throwUnlessBegun(open, card, end);
  if (end.type !== "ended") return;
  switch (end.outcome.type) {
    case "declined": {
      const { code } = end.outcome;
      const isRefundNext = till.ledger.read((view) =>
        isReversal(orderState(view, card.order), end.payment),
      );
      const asked = moneyText(card.sum() ?? zeroMinor, speechIn(console, till));
      throw conflictFault(
        said(({ back }, locale) =>
          back.declined({ name, why: reasonText(code, locale), isRefundNext, money: asked }),
        ),
      );
    }
    case "unknown": {
      const payment = findOrder(till, card.order)?.order.number ?? "";
      throw conflictFault(said(({ back }) => back.unknown({ name, payment })));
    }
    default: {
      const money = moneyText(end.outcome.says.amount, speechIn(console, till));
      console.say(said(({ back }) => back.done({ name, money })));
    }
  }
}
