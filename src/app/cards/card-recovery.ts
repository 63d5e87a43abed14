/**
 * What becomes of card payments that nobody is at: a crash left them open, or another till has taken their
 * terminal over. Source: docs/rules/cards.md, C9, C12 and C15.
 */

import { judgeMemory } from "../../card/judge.ts";
import { decideCardTaken, decideCardUnknown } from "../../domain/commands/cards/card-payment.ts";
import { type FoundReceipt } from "../../domain/events/card-events.ts";
import { deviceOf } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import {
  ledgerSaysAt,
  type PlacedPayment,
  takeAfter,
  unsettledCardPayments,
  untakenBeforeTakes,
} from "../../domain/terminals/card-ledger.ts";
import { readTerminal } from "../../domain/terminals/terminals.ts";
import { orderState } from "../orders/orders.ts";
import { type CardDeps, type Dialogues, requestOf } from "./card-dialogues.ts";
import { profileOf } from "./terminal-links.ts";

/** Returns what looks after such payments each time that it is called. */
export function createRecovery(deps: CardDeps, dialogues: Dialogues): () => void {
  const { ledger } = deps.till;
  const { device } = ledger.identity.key;

  function lookAfter(payment: PlacedPayment): void {
    const { id, state, started } = payment;
    const { terminal, take } = ledger.read((view) => ({
      terminal: readTerminal(view, started.terminal.id),
      take: takeAfter(view, payment),
    }));
    const isOwn = deviceOf(id) === device;
    if (isOwn && take !== undefined && captureAtTake(deps, payment, take)) return;
    if (state !== "open" || terminal === undefined) return;
    const isDriver = terminal.driver === device;
    const isNow = terminal.turn === started.terminal.turn;
    // A terminal that knows payments by name tells whoever drives it what became of each.
    const isNamed = started.terminal.named !== undefined;
    if (isDriver && (isNamed || (isOwn && isNow))) {
      dialogues.askFor(payment, terminal)?.done.catch(deps.onFault);
    } else if (!isNamed && (isOwn || isDriver)) {
      noteTakenAway(deps, payment, take?.last ?? null);
    }
  }

  return () => {
    if (!deps.hasDuties()) return;
    const payments = ledger.read((view) => [
      ...unsettledCardPayments(view),
      ...untakenBeforeTakes(view),
    ]);
    for (const payment of payments) {
      const isRunning = dialogues.all().some((card) => card.payment() === payment.id);
      if (!isRunning) lookAfter(payment);
    }
  };
}

/** Captures what the next driver found, where that can only be this payment's; false where it can't. */
function captureAtTake(
  { till }: CardDeps,
  payment: PlacedPayment,
  { turn, last }: { readonly turn: number; readonly last: FoundReceipt | null },
): boolean {
  const sum = till.ledger.read((view) => sumAtTake(view, payment, { turn, last }));
  if (sum === undefined || last === null) return false;
  const actor = { number: payment.started.terminal.by, name: "", hasHappened: true };
  const card = { how: "taken-over" as const, ref: last.ref };
  const taken = { payment: payment.id, sum, card };
  const done = till.act(actor, "card captured", (context) =>
    decideCardTaken(context, orderState(context.view, payment.order), taken),
  );
  return done.ok;
}

/** Returns what the terminal took of the payment by what it said at the take-over; never a no. */
function sumAtTake(
  view: LedgerView,
  payment: PlacedPayment,
  take: { readonly turn: number; readonly last: FoundReceipt | null },
): MinorUnits | undefined {
  const { last } = take;
  const terminal = readTerminal(view, payment.started.terminal.id);
  if (last === null || terminal === undefined) return undefined;
  const request = requestOf(view, payment);
  const says = { ...last, act: last.act, code: "", card: { ref: last.ref } };
  const verdict = judgeMemory(
    request,
    { type: "receipt", says },
    {
      ledger: { ...ledgerSaysAt(view, payment, take), isOwnStart: true, ageMs: 0 },
      profile: profileOf(terminal),
    },
  );
  return verdict.type === "yes" ? verdict.says.amount : undefined;
}

function noteTakenAway(
  { till }: CardDeps,
  { id, order, started }: PlacedPayment,
  found: FoundReceipt | null,
): void {
  const actor = { number: started.terminal.by, name: "", hasHappened: true };
  till.act(actor, "card unknown", (context) =>
    decideCardUnknown(orderState(context.view, order), { payment: id, found, why: "used-since" }),
  );
}
