/** A till that tells what was done at it, once it was done: whatever key or word it was done by. */

import { type Performed } from "../../acts/act.ts";
import { type ActRequest } from "../../acts/all.ts";
import { type Paid, paymentView } from "../../acts/pay.ts";
import { type EventId } from "../../domain/identity.ts";
import { type OrderView } from "../../domain/views.ts";
import { type PaperView } from "../ports/paper-port.ts";
import { type PaidOutcome } from "../ports/payment-port.ts";
import { type ReceiptToReturn } from "../ports/return-port.ts";
import { type TillPort, type TillSession } from "../ports/till-port.ts";

export type Act =
  /** An order is otherwise than before. */
  | { readonly type: "order"; readonly order: OrderView }
  | { readonly type: "paid"; readonly method: "cash" | "card"; readonly outcome: PaidOutcome }
  | { readonly type: "parked"; readonly order: OrderView }
  | { readonly type: "recalled"; readonly order: OrderView }
  | { readonly type: "reprinted"; readonly paper: PaperView }
  | {
      readonly type: "gave-back";
      /** As it was before. */
      readonly receipt: ReceiptToReturn;
      readonly back: Pick<ActRequest<"refund">, "lines" | "method">;
    };

interface Watch {
  readonly note: (act: Act) => void;
  /** Receipts that somebody has looked up, by their ids. */
  readonly receipts: Map<EventId, ReceiptToReturn>;
}

export function watchPort(port: TillPort, note: (act: Act) => void): TillPort {
  const watch: Watch = { note, receipts: new Map() };
  return {
    ...port,
    logIn: async (number, pin, isConfirming) => {
      const session = await port.logIn(number, pin, isConfirming);
      return session.ok ? { ok: true, value: watchSession(session.value, watch) } : session;
    },
    reprint: (paper, locale) => {
      const done = port.reprint(paper, locale);
      if (done.ok) note({ type: "reprinted", paper });
      return done;
    },
  };
}

function watchSession(session: TillSession, watch: Watch): TillSession {
  const { note, receipts } = watch;
  return {
    ...session,
    approvedBy: async (claim) => {
      const approved = await session.approvedBy(claim);
      return approved.ok ? { ok: true, value: watchSession(approved.value, watch) } : approved;
    },
    perform: (request) => {
      const done = session.perform(request);
      const seen = done.ok ? seenOf(request, done.value, receipts) : undefined;
      if (seen !== undefined) note(seen);
      return done;
    },
    undo: () => {
      const undone = session.undo();
      const order = undone.ok ? undone.value.order : undefined;
      if (order !== undefined) note({ type: "order", order });
      return undone;
    },
    receipt: (text) => {
      const found = session.receipt(text);
      if (found.ok) receipts.set(found.value.id, found.value);
      return found;
    },
    newOrder: () => {
      const order = session.order();
      session.newOrder();
      if (order?.status === "open") note({ type: "parked", order });
    },
    recall: (order) => {
      const recalled = session.recall(order);
      if (recalled.ok) note({ type: "recalled", order: recalled.value });
      return recalled;
    },
  };
}

/** Returns the act as the exercises know it; undefined where no order was there. */
function seenOf(
  request: ActRequest,
  { order, answer }: Performed<unknown>,
  receipts: Watch["receipts"],
): Act | undefined {
  if (request.act === "refund") {
    const receipt = receipts.get(request.receipt);
    return receipt && { type: "gave-back", receipt, back: request };
  }
  if (order === undefined) return undefined;
  if (request.act !== "pay" || request.type === "tender") return { type: "order", order };
  // The act that was asked for has given its own answer.
  const paid = answer as Paid;
  const payment = paymentView(request, order, paid);
  const method = payment.method === "card" ? "card" : "cash";
  return { type: "paid", method, outcome: { ...paid, payment, order } };
}
