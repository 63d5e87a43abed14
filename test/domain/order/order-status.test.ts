/** Whether an order is open: a table without goods is somebody's until a person says that they left. */

import { expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { type BodyOf, type KnownEvent } from "../../../src/domain/events/kinds.ts";
import { orderFold } from "../../../src/domain/folds/order-fold.ts";
import { OPEN_ORDER_TAG, orderTags } from "../../../src/domain/folds/order-sums.ts";
import {
  idOf,
  lineBody,
  opened,
  orderAfter,
  originOf,
  receiptBody,
  told,
  vatOf,
} from "../../support/told.ts";

const LINE = idOf("A", 2);
const line = told(["A", 2], "order/line-added", { body: lineBody(500) });
const paid = told(["A", 4], "receipt/issued", {
  body: receiptBody({ no: 1, items: [[LINE, 500]], taxes: vatOf(500) }),
});

test.each([
  ["a table", { table: "7" }],
  ["a tab name", { name: "Rossi" }],
  ["covers", { covers: 4 }],
])("an order with %s and no goods is open", (_, head) => {
  expect(statusOf(openedFor(head))).toEqual({ status: "open", isFound: true });
});

test("an order that nobody was named for is empty without goods", () => {
  expect(statusOf(opened())).toEqual({ status: "empty", isFound: false });
});

test("an order with a table stays open when its last goods are voided", () => {
  const body = { line: LINE, reason: "", sent: false };

  const voided = told(["A", 3], "order/line-voided", { body });

  expect(statusOf(openedFor({ table: "7" }), line, voided).status).toBe("open");
});

test("an order whose guests left without ordering is empty", () => {
  expect(statusOf(openedFor({ table: "7", covers: 4 }), ended(2))).toEqual({
    status: "empty",
    isFound: false,
  });
});

test("a later line opens an order again whose guests had left", () => {
  const after = [openedFor({ table: "7" }), ended(1, "B"), line];

  expect(statusOf(...after).status).toBe("open");
  expect(orderAfter(after).ended).toBeUndefined();
});

test("an order is open again as soon as somebody says anew whom it is for", () => {
  const again = changed(5, { covers: 2 });

  expect(statusOf(openedFor({ table: "7" }), ended(3), again).status).toBe("open");
});

test("handing over an order whose guests left does not open it again", () => {
  const handed = changed(5, { owner: "2" });

  expect(statusOf(openedFor({ table: "7" }), ended(3), handed).status).toBe("empty");
});

test("an order that was ended on one till while another added goods is open", () => {
  // The line was added before, by the clocks, and is heard of later.
  expect(statusOf(openedFor({ table: "7" }), line, ended(9, "B")).status).toBe("open");
});

test("a payment frees the table, and a late line takes it again", () => {
  const late = told(["A", 6], "order/line-added", { body: lineBody(300) });

  expect(statusOf(openedFor({ table: "7" }), line, paid)).toEqual({
    status: "paid",
    isFound: false,
  });
  expect(statusOf(openedFor({ table: "7" }), line, paid, late).status).toBe("open");
});

test("a line remembers who owned the order when it was added", () => {
  const handed = changed(3, { owner: "2" });
  const late = told(["A", 6], "order/line-added", { body: lineBody(300), by: "1" });

  const { linesById } = orderAfter([openedFor({ table: "7" }), line, handed, late]);

  expect(linesById[LINE]?.owner).toBeUndefined();
  expect(linesById[late.id]).toMatchObject({ by: "1", owner: "2" });
});

test("the row of an order keeps its end, its owner and the owner of a line", () => {
  const handed = changed(3, { owner: "2" });
  const late = told(["A", 6], "order/line-added", { body: lineBody(300) });
  const state = orderAfter([openedFor({ table: "7" }), line, handed, late, ended(8)]);

  const { row } = orderFold;
  const read = row?.unpack(JSON.parse(JSON.stringify(row.pack(state))));

  expect(read).toEqual(state);
});

test("an order that somebody sits at knows when each person last did something to it", () => {
  const late = told(["B", 6], "order/line-added", { body: lineBody(300), by: "2", wallMs: 60_000 });
  const handed = told(["A", 7], "order/changed", {
    body: { set: { owner: "2" }, over: {} },
    wallMs: 90_000,
  });

  expect(orderAfter([openedFor({ table: "7" }), late, handed]).actsMs).toEqual({
    "1": 0,
    "2": 60_000,
  });
  expect(orderAfter([opened(), late]).actsMs).toBeUndefined();
});

function openedFor(head: Partial<BodyOf<"order/opened">>): KnownEvent {
  const body = { number: "A1", till: originOf("A"), service: "dine-in", table: "" } as const;
  return told(["A", 1], "order/opened", { body: { ...body, name: "", covers: 0, ...head } });
}

function changed(seq: number, set: BodyOf<"order/changed">["set"]): KnownEvent {
  return told(["A", seq], "order/changed", { body: { set, over: {} } });
}

function ended(hlc: number, till = "A"): KnownEvent {
  return told([till, 100 + hlc], "order/ended", { hlc, body: { reason: "" } });
}

function statusOf(...events: ReadonlyArray<KnownEvent>) {
  const state = orderAfter(events);
  const { status } = orderBalance(state);
  return { status, isFound: orderTags(state).includes(OPEN_ORDER_TAG) };
}
