/** What the corpus tells of where lines lie, and of bills that are split and printed. */

import { type Draft } from "../../src/domain/events/kinds.ts";
import { orderStream } from "../../src/domain/folds/order-fold.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { milliPercent, minor, thousandths } from "../../src/domain/money/amounts.ts";
import { type Committed } from "../../src/ledger/ledger.ts";
import { firstId, type TestTill } from "./shop.ts";

/** Splits a bill in every way, prints it, moves a piece of a line, and merges two orders for a while. */
export function playBill(
  a: TestTill,
  { order, line }: { readonly order: EventId; readonly line: EventId },
  writeNamed: (till: TestTill, draft: (self: EventId) => Draft) => Committed,
): void {
  const other = firstId(
    writeNamed(a, (self) => ({
      kind: "order/opened",
      streams: [orderStream(self)],
      body: {
        number: "A2",
        till: a.ledger().identity.origin,
        service: "dine-in",
        table: "8",
        name: "",
        covers: 0,
      },
    })),
  );
  const streams = [orderStream(order)];
  const both = [orderStream(order), orderStream(other)];
  a.write({
    kind: "order/split",
    streams,
    body: {
      parts: [
        { id: "1", lines: [{ line, num: 1, den: 3 }] },
        { id: "2", amount: minor(100) },
        { id: "3", seats: [1, 2], all: 2 },
        { id: "4", all: 1 },
      ],
      over: [],
    },
  });
  a.write({
    kind: "order/charged",
    streams,
    body: {
      charges: [
        {
          rule: "service",
          name: "Service",
          rate: milliPercent(12_500),
          each: minor(0),
          covers: 0,
          taxes: [
            { label: "VAT 9%", rate: milliPercent(9000), included: true },
            { label: "Levy", rate: milliPercent(1000), included: false, onTopOf: [] },
          ],
        },
      ],
      off: ["coperto"],
      bill: [other],
      over: [],
      reason: "waited",
    },
  });
  const exempted = a.write({
    kind: "order/exempted",
    streams,
    body: { exempt: { number: "DE 814 204", pays: "net" }, over: [] },
  });
  a.write({
    kind: "order/exempted",
    streams,
    body: { exempt: null, over: [firstId(exempted)] },
  });
  a.write({
    kind: "bill/printed",
    streams,
    body: { no: 1, part: { id: `${order}/4`, no: 4, of: 4 }, total: minor(420) },
  });
  a.write({
    kind: "bill/printed",
    streams,
    body: { no: 2, total: minor(320), deposit: minor(100) },
  });
  const at = [
    { order, weight: thousandths(200) },
    { order: other, weight: thousandths(150) },
  ];
  a.write({ kind: "order/line-placed", streams: both, body: { line, at, over: [] } });
  const merged = { kind: "order/merged", streams: both.toReversed() } as const;
  a.write({ ...merged, body: { into: order, over: [] } });
  a.write({ ...merged, body: { into: null, over: [] } });
}
