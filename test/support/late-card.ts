/** A card of which a till hears late whether it paid: what a terminal will write, step by step. */

import { type Till } from "../../src/app/till/till.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type EventId, toStreamId } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { valueOf } from "./shop.ts";

/** 20.00 on that order; returns the payment. */
export function startCard(till: Pick<Till, "ledger">, order: EventId): EventId {
  const { origin } = till.ledger.identity;
  const body = { method: "card", amount: minor(2000), till: origin, series: "A", drawer: null };
  return wrote(till, { kind: "payment/started", streams: [toStreamId("order", order)], body });
}

export function captureCard(till: Pick<Till, "ledger">, order: EventId, payment: EventId): void {
  const amount = minor(2000);
  const none = minor(0);
  const body = { payment, amount, tendered: amount, change: none, rounding: none, tip: none };
  wrote(till, { kind: "payment/captured", streams: [toStreamId("order", order)], body });
}

function wrote({ ledger }: Pick<Till, "ledger">, draft: Draft): EventId {
  const done = ledger.commit({ by: "1", name: "terminal", decide: () => ok({ events: [draft] }) });
  const [id] = valueOf(done).ids;
  if (id === undefined) throw new Error("Nothing was written.");
  return id;
}
