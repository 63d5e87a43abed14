/** A till that tells what was done at it, once it was done: whatever key or word it was done by. */

import { type Performed } from "../../acts/act.ts";
import { type ActRequest } from "../../acts/all.ts";
import { type Paid, paymentView } from "../../acts/pay.ts";
import { type OrderView } from "../../domain/views.ts";
import { type PaperView } from "../ports/paper-port.ts";
import { type PaidOutcome } from "../ports/payment-port.ts";
import { type GoodsReturn } from "../ports/return-port.ts";
import { type TillPort, type TillSession } from "../ports/till-port.ts";

export type Act =
  /** An order is otherwise than before. */
  | { readonly type: "order"; readonly order: OrderView }
  | { readonly type: "paid"; readonly method: "cash" | "card"; readonly outcome: PaidOutcome }
  | { readonly type: "parked"; readonly order: OrderView }
  | { readonly type: "recalled"; readonly order: OrderView }
  | { readonly type: "reprinted"; readonly paper: PaperView }
  | { readonly type: "gave-back"; readonly back: GoodsReturn };

export function watchPort(port: TillPort, note: (act: Act) => void): TillPort {
  return {
    ...port,
    logIn: async (number, pin, isConfirming) => {
      const session = await port.logIn(number, pin, isConfirming);
      return session.ok ? { ok: true, value: watchSession(session.value, note) } : session;
    },
    reprint: (paper, locale) => {
      const done = port.reprint(paper, locale);
      if (done.ok) note({ type: "reprinted", paper });
      return done;
    },
  };
}

function watchSession(session: TillSession, note: (act: Act) => void): TillSession {
  return {
    ...session,
    approvedBy: async (claim) => {
      const approved = await session.approvedBy(claim);
      return approved.ok ? { ok: true, value: watchSession(approved.value, note) } : approved;
    },
    perform: (request) => {
      const done = session.perform(request);
      const seen = done.ok ? seenOf(request, done.value) : undefined;
      if (seen !== undefined) note(seen);
      return done;
    },
    undo: () => {
      const undone = session.undo();
      const order = undone.ok ? undone.value.order : undefined;
      if (order !== undefined) note({ type: "order", order });
      return undone;
    },
    refund: (back) => {
      const done = session.refund(back);
      if (done.ok) note({ type: "gave-back", back });
      return done;
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
function seenOf(request: ActRequest, { order, answer }: Performed<unknown>): Act | undefined {
  if (order === undefined) return undefined;
  if (request.act !== "pay" || request.type === "tender") return { type: "order", order };
  // The act that was asked for has given its own answer.
  const paid = answer as Paid;
  const payment = paymentView(request, order, paid);
  const method = payment.method === "card" ? "card" : "cash";
  return { type: "paid", method, outcome: { ...paid, payment, order } };
}
