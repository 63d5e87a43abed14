import fc from "fast-check";
import { expect, test } from "vitest";

import { orderFold } from "../../../src/domain/folds/order-fold.ts";
import { orderRow } from "../../../src/domain/folds/order-row.ts";
import { type EventId, toStreamId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import {
  emptyLine,
  emptyOrder,
  fieldsAsAdded,
  type LineState,
  type OrderState,
  type SentLine,
} from "../../../src/domain/state/order-state.ts";
import { type Register } from "../../../src/domain/state/register.ts";
import {
  captureBody,
  idOf,
  lineBody,
  opened,
  ORDER,
  orderAfter,
  receiptBody,
  startBody,
  told,
  vatOf,
} from "../../support/told.ts";

const LINE = idOf("A", 2);
const PAYMENT = idOf("A", 3);
const SENT: Omit<SentLine, "ticket" | "line" | "cause"> = {
  act: "new",
  quantity: lineBody(1).quantity,
  making: { modifiers: [], note: "", service: "counter", course: 1 },
};

const eventId = fc.nat(5).map((seq) => idOf("A", seq + 1));
const value = fc.jsonValue({ maxDepth: 2 });
const register: fc.Arbitrary<Register<unknown>> = fc.record({
  open: fc.array(fc.record({ id: eventId, value, blind: fc.boolean() }), { maxLength: 3 }),
  gone: fc.array(eventId, { maxLength: 2 }),
});
const added = fc.record({ held: fc.boolean(), counted: fc.boolean() }).map(toAdded);
const line = fc
  .tuple(
    eventId,
    fc.option(added),
    fc.dictionary(nameOf(emptyLine.fields, "held", "list"), register),
  )
  .map(toLine);
const sentLine: fc.Arbitrary<SentLine> = fc
  .record({ ticket: eventId, line: eventId, cause: eventId })
  .map(toSentLine);
const order = fc
  .record({
    isOpen: fc.boolean(),
    fields: fc.dictionary(nameOf(emptyOrder.fields), register),
    lines: fc.uniqueArray(line, { maxLength: 3, selector: ([id]) => id }),
    sentLines: fc.array(sentLine, { maxLength: 4 }),
  })
  .map(toOrder);

test("an order is read back from its row as it was, and stands there the same again", () => {
  fc.assert(
    fc.property(order, (state) => {
      const text = JSON.stringify(orderRow.pack(state));
      const back = orderRow.unpack(JSON.parse(text));

      expect(back).toEqual(jsonOf(state));
      expect(JSON.stringify(orderRow.pack(back))).toBe(text);
    }),
  );
});

test("what goes on from a row goes on as from the order itself", () => {
  const events = [
    opened(),
    told(["A", 2], "order/line-added", { body: { ...lineBody(350), held: true } }),
    told(["A", 3], "payment/started", { body: startBody(350, "A") }),
    told(["A", 4], "order/line-changed", {
      body: {
        line: LINE,
        set: { note: "hot", held: null },
        over: { note: [LINE], held: [LINE] },
        reason: "",
      },
    }),
    told(["A", 5], "payment/captured", { body: captureBody(PAYMENT, 350) }),
    told(["A", 6], "receipt/issued", {
      body: receiptBody({
        no: 1,
        till: "A",
        items: [[LINE, 350]],
        uses: [[PAYMENT, 350]],
        taxes: vatOf(350),
      }),
    }),
  ];
  const stream = toStreamId("order", ORDER);

  const readEachTime = events.reduce(
    (state, event) => orderFold.apply(throughRow(state), event, stream),
    emptyOrder,
  );

  expect(throughRow(readEachTime)).toEqual(orderAfter(events));
});

test("items of a receipt that say only some things are read back with just these", () => {
  const receipt = receiptBody({ no: 1, items: [[LINE, 350]] });
  const [item] = receipt.items;
  if (item === undefined) throw new Error("The receipt has no item.");
  const promo = { ...item, deals: [], promo: minor(50) };
  const dealt = { ...promo, coupons: [{ id: idOf("A", 5), amount: minor(20) }] };
  const taxed = { ...item, taxes: [] };
  const items = [item, promo, dealt as never, taxed, { ...item, kind: "goods" as const }];
  const state = {
    ...emptyOrder,
    receipts: [{ id: idOf("A", 6), home: true, body: { ...receipt, items } }],
  } as unknown as OrderState;

  expect(throughRow(state).receipts).toStrictEqual(state.receipts);
});

test("a sale takes less than half of what its order is in words", () => {
  const state = orderAfter([
    opened(),
    told(["A", 2], "order/line-added", { body: lineBody(350) }),
    told(["A", 3], "order/line-added", { body: lineBody(250) }),
  ]);

  const text = JSON.stringify(orderRow.pack(state));

  expect(text.split(LINE)).toHaveLength(2);
  expect(text.length).toBeLessThan(JSON.stringify(state).length / 2);
});

function throughRow(state: OrderState): OrderState {
  return orderRow.unpack(JSON.parse(JSON.stringify(orderRow.pack(state))));
}

function nameOf(fields: object, ...seldom: ReadonlyArray<string>): fc.Arbitrary<string> {
  return fc.constantFrom(...Object.keys(fields), ...seldom);
}

function toAdded(has: { readonly held: boolean; readonly counted: boolean }): LineState["added"] {
  const counted = { write: idOf("B", 1), from: lineBody(1).quantity };
  return { ...lineBody(350), held: has.held, ...(has.counted ? { counted } : {}) };
}

/** As its own event wrote it, where nothing else is said. */
function toLine([id, body, others]: [
  EventId,
  LineState["added"],
  Readonly<Record<string, Register<unknown>>>,
]): readonly [EventId, LineState] {
  const written = Object.entries(body === null ? {} : fieldsAsAdded(body)).flatMap(
    ([field, said]) =>
      said === undefined
        ? []
        : [[field, { open: [{ id, value: said, blind: false }], gone: [] }] as const],
  );
  const fields = { ...emptyLine.fields, ...Object.fromEntries(written), ...others };
  const voids = body === null ? [] : [{ id: idOf("B", 2), reason: "", by: "1", approved: "" }];
  return [id, { added: body, hlc: body === null ? 0 : 7, by: "1", fields, voids }];
}

function toSentLine(ids: Readonly<Record<"ticket" | "line" | "cause", EventId>>): SentLine {
  return { ...SENT, ...ids, ticket: toStreamId("ticket", ids.ticket) };
}

function toOrder({
  isOpen,
  fields,
  lines,
  sentLines,
}: {
  readonly isOpen: boolean;
  readonly fields: Readonly<Record<string, Register<unknown>>>;
  readonly lines: ReadonlyArray<readonly [EventId, LineState]>;
  readonly sentLines: ReadonlyArray<SentLine>;
}): OrderState {
  const before = isOpen ? orderAfter([opened()]) : orderFold.empty;
  return {
    ...before,
    fields: { ...before.fields, ...fields },
    linesById: Object.fromEntries(lines),
    sentLines,
  };
}

/** Minus zero is zero in a row, as it always was. */
function jsonOf(state: OrderState): unknown {
  return JSON.parse(JSON.stringify(state));
}
