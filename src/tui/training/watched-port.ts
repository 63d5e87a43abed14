/** A till that tells what was done at it, once it was done: whatever key or word it was done by. */

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
  function paid(
    method: "cash" | "card",
    outcome: ReturnType<TillSession["payCash"]>,
  ): typeof outcome {
    if (outcome.ok) note({ type: "paid", method, outcome: outcome.value });
    return outcome;
  }

  return {
    ...session,
    approvedBy: async (claim) => {
      const approved = await session.approvedBy(claim);
      return approved.ok ? { ok: true, value: watchSession(approved.value, note) } : approved;
    },
    ofPart: (part) => watchSession(session.ofPart(part), note),
    perform: (request) => {
      const done = session.perform(request);
      const order = done.ok ? done.value.order : undefined;
      if (order !== undefined) note({ type: "order", order });
      return done;
    },
    undo: () => {
      const undone = session.undo();
      const order = undone.ok ? undone.value.order : undefined;
      if (order !== undefined) note({ type: "order", order });
      return undone;
    },
    payCash: (tendered, tip) => paid("cash", session.payCash(tendered, tip)),
    refundPayment: (back) =>
      paid(back.method === "card" ? "card" : "cash", session.refundPayment(back)),
    payForeign: (given) => paid("cash", session.payForeign(given)),
    payCard: (amount, tip) => paid("card", session.payCard(amount, tip)),
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
