/**
 * The open questions of a shop to its people: about money on orders, chains of which two voices count, and what the shop
 * and head office say otherwise.
 */

import { ORDER_ATTENTION_TAG } from "../../src/domain/folds/order-sums.ts";
import {
  type BusinessDay,
  type DeviceId,
  deviceOf,
  type EventId,
  streamName,
} from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { centralQuestions, officesIn } from "../../src/domain/office/central-questions.ts";
import { questionsOfOrder } from "../../src/domain/order/questions-of-order.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
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
  const offices = officesIn(ledger.admission().values());
  const day = latestDay(ledger, offices);
  // The office reads no name of a shop's own, so what is asked about people stands in `till hub catalog` alone.
  const asking = { offices, textOf: () => undefined };
  const ofGoods = (day === undefined ? [] : centralQuestions(view, { ...asking, day })).map(
    ({ item, stream, field }) => ({
      type: item.type,
      subject: `${stream} ${field}`,
      of_number: "",
      day: "",
      amount: 0,
    }),
  );
  return [...ofOrders, ...ofChains, ...ofGoods].map((row, place) => Object.assign({ place }, row));
}

/** Returns the day that the shop's tills have begun last: the office writes on a day of its own only as it publishes. */
function latestDay(ledger: Ledger, offices: ReadonlySet<DeviceId>): BusinessDay | undefined {
  const days = [...ledger.heads()].flatMap(([origin, { day }]) => {
    return offices.has(deviceOf(origin)) ? [] : [day];
  });
  return days.toSorted().at(-1);
}
