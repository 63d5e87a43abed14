/** The open questions of a shop to its people: about money on orders, and about chains of which two voices count. */

import { ORDER_ATTENTION_TAG } from "../../domain/folds/order-sums.ts";
import { type EventId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { questionsOfOrder } from "../../domain/order/questions-of-order.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type OwnRow } from "./tables.ts";

export function attentionRows(
  ledger: Ledger,
  view: LedgerView,
): ReadonlyArray<OwnRow<"attention">> {
  const ofOrders = view.tagged(ORDER_ATTENTION_TAG).flatMap((stream) =>
    questionsOfOrder(view, streamName(stream) as EventId).flatMap(({ state, facts }) =>
      facts.map(({ type, subject, day, amount }) => ({
        type,
        subject,
        of_number: state.opened?.number ?? "",
        day: day ?? "",
        amount,
      })),
    ),
  );
  const ofChains = ledger.attention().map((attention) => ({
    type: attention.type,
    subject: "origin" in attention ? attention.origin : attention.admitted.origin,
    of_number: "",
    day: "",
    amount: 0,
  }));
  return [...ofOrders, ...ofChains].map((row, place) => Object.assign({ place }, row));
}
