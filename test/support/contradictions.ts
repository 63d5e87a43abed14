/** What another till did apart and this one hears later: written as that one would have, decided by nobody. */

import { type OpenTill } from "../../src/app/open-till.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { orderStream } from "../../src/domain/folds/order-fold.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { sellGoods } from "./sell-goods.ts";

/** An espresso is paid, and another till has voided it meanwhile. Returns the order. */
export function voidedApart(open: OpenTill): EventId {
  const { order } = sellGoods(open.till, ["espresso"], { cash: 10_000 });
  const line = order.lines[0]?.id ?? order.id;
  write(open, {
    kind: "order/line-voided",
    streams: [orderStream(order.id)],
    body: { line, reason: "wrong", sent: false },
  });
  return order.id;
}

/** An espresso is paid, and another till has taken so much for it too. */
export function paidApart(open: OpenTill, cents: number): EventId {
  const { order } = sellGoods(open.till, ["espresso"], { cash: 10_000 });
  payMore(open, order.id, { cents });
  return order.id;
}

export function payMore(
  open: OpenTill,
  order: EventId,
  { cents, method = "cash" }: { readonly cents: number; readonly method?: string },
): void {
  const { ledger } = open.till;
  const amount = minor(cents);
  const done = ledger.commit({
    by: "1",
    name: "pay apart",
    decide: ({ idAt }) => {
      const streams = [orderStream(order)];
      const till = ledger.identity.origin;
      const started = { method, amount, till, series: "A", drawer: null };
      const money = { tendered: amount, change: minor(0), rounding: minor(0), tip: minor(0) };
      const captured = { payment: idAt(0), amount, ...money };
      const events: ReadonlyArray<Draft> = [
        { kind: "payment/started", streams, body: started },
        { kind: "payment/captured", streams, body: captured },
      ];
      return ok({ events });
    },
  });
  if (!done.ok) throw new Error("Not written.");
}

function write({ till }: OpenTill, draft: Draft): void {
  const done = till.ledger.commit({
    by: "1",
    name: "apart",
    decide: () => ok({ events: [draft] }),
  });
  if (!done.ok) throw new Error("Not written.");
}
