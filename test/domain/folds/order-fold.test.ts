import { describe, expect, test } from "vitest";

import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { sentQuantity } from "../../../src/domain/balance/sent-pieces.ts";
import { daySumPrefix } from "../../../src/domain/figures/day-sums.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { orderFold, ADDED_MAX } from "../../../src/domain/folds/order-fold.ts";
import {
  OPEN_ORDER_TAG,
  orderContributions,
  ORDER_ATTENTION_TAG,
  orderTags,
  seriesCountKey,
} from "../../../src/domain/folds/order-sums.ts";
import { type StreamId, toStreamId } from "../../../src/domain/identity.ts";
import { minor, thousandths } from "../../../src/domain/money/amounts.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { TODAY } from "../../support/shop.ts";
import {
  captureBody,
  idOf,
  lineBody,
  opened,
  ORDER,
  ORDER_STREAM,
  orderAfter,
  originOf,
  receiptBody,
  startBody,
  told,
  vatOf,
} from "../../support/told.ts";

const LINE = idOf("A", 2);
const PAYMENT = idOf("B", 1);
const OTHER_STREAM = toStreamId("order", idOf("C", 1));

describe("an order that hears of things too early", () => {
  const line = told(["A", 2], "order/line-added", { body: lineBody(350) });
  const started = told(["B", 1], "payment/started", { hlc: 3, body: startBody(350, "B") });
  const captured = told(["B", 2], "payment/captured", { hlc: 4, body: captureBody(PAYMENT, 350) });
  const receipt = told(["B", 3], "receipt/issued", {
    hlc: 5,
    body: receiptBody({
      no: 1,
      till: "B",
      items: [[LINE, 350]],
      uses: [[PAYMENT, 350]],
      taxes: vatOf(350),
    }),
  });

  test("waits for a line that is paid already, and asks nobody", () => {
    const balance = orderBalance(orderAfter([opened(), started, captured, receipt]));

    expect(balance.waitsFor).toEqual([LINE]);
    expect(orderAttention(orderAfter([opened(), started, captured, receipt]))).toMatchObject([]);
    expect(balance.due).toBe(0);
  });

  test("counts the money that was taken while it waits", () => {
    const waiting = orderAfter([started, captured, receipt]);

    expect(sumsOf(waiting)).toMatchObject({
      [seriesCountKey("B")]: 1,
      [`${daySumPrefix(TODAY, originOf("B"))}sales`]: 350,
      [`${daySumPrefix(TODAY, originOf("B"))}tender/cash/amount`]: 350,
    });
  });

  test("is whole and paid once the line is here", () => {
    const balance = orderBalance(orderAfter([opened(), line, started, captured, receipt]));

    expect({
      ...balance,
      attention: orderAttention(orderAfter([opened(), line, started, captured, receipt])),
    }).toMatchObject({ status: "paid", due: 0, waitsFor: [], attention: [] });
  });

  test("waits for a line that was only changed, and for a payment that was only captured", () => {
    const changed = told(["B", 5], "order/line-changed", {
      body: {
        line: LINE,
        set: { quantity: thousandths(2000) },
        over: { quantity: [LINE] },
        reason: "",
      },
    });

    const balance = orderBalance(orderAfter([opened(), changed, captured]));

    expect(balance.waitsFor).toEqual([LINE, PAYMENT]);
    expect(balance.lines).toEqual([]);
  });

  test("takes a change that came before its line for what it is", () => {
    const change = told(["B", 5], "order/line-changed", {
      body: {
        line: LINE,
        set: { quantity: thousandths(2000) },
        over: { quantity: [LINE] },
        reason: "",
      },
    });

    const [balance] = orderBalance(orderAfter([change, opened(), line])).lines;

    expect(balance?.live).toBe(700);
  });

  test("takes nothing more for the rest while taxes of a line that isn't here are stated", () => {
    const other = told(["A", 3], "order/line-added", {
      body: lineBody(1000, { taxes: [{ ...TAX, included: false }] }),
    });
    const taxed = told(["B", 3], "receipt/issued", {
      hlc: 5,
      body: receiptBody({
        no: 1,
        till: "B",
        items: [[LINE, 350]],
        taxes: [{ ...TAX, included: false, base: minor(350), tax: minor(35) }],
      }),
    });

    expect(orderBalance(orderAfter([opened(), other, taxed])).due).toBe(1100);
  });
});

describe("money", () => {
  const started = told(["B", 1], "payment/started", {
    body: startBody(350, "B"),
    streams: [ORDER_STREAM, OTHER_STREAM],
  });
  const captured = told(["B", 2], "payment/captured", {
    body: captureBody(PAYMENT, 350),
    streams: [ORDER_STREAM, OTHER_STREAM],
  });
  const receipt = told(["B", 3], "receipt/issued", {
    body: receiptBody({ no: 1, till: "B", items: [[LINE, 350]], uses: [[PAYMENT, 350]] }),
    streams: [ORDER_STREAM, OTHER_STREAM],
  });

  test("counts in its home order alone, however many orders it concerns", () => {
    const home = orderContributions(orderAfter([started, captured, receipt]));
    const elsewhere = orderContributions(orderAfter([started, captured, receipt], OTHER_STREAM));

    expect(home.length).toBeGreaterThan(0);
    expect(elsewhere).toEqual([]);
  });

  test("counts as issued, even if a receipt contradicts another one", () => {
    const second = told(["C", 3], "receipt/issued", {
      body: receiptBody({ no: 1, till: "C", items: [[LINE, 350]], uses: [[PAYMENT, 350]] }),
    });

    const sums = sumsOf(orderAfter([opened(), started, captured, receipt, second]));

    expect(sums[`${daySumPrefix(TODAY, originOf("B"))}sales`]).toBe(350);
    expect(sums[`${daySumPrefix(TODAY, originOf("C"))}sales`]).toBe(350);
  });

  test("of a payment that two tills captured apart counts once, the earlier one", () => {
    const again = told(["C", 9], "payment/captured", { body: captureBody(PAYMENT, 999) });

    const sums = sumsOf(orderAfter([started, captured, again]));

    expect(sums[`${daySumPrefix(TODAY, originOf("B"))}tender/cash/count`]).toBe(1);
    expect(sums[`${daySumPrefix(TODAY, originOf("B"))}tender/cash/amount`]).toBe(350);
  });

  test("that was never captured does not count", () => {
    expect(orderContributions(orderAfter([started]))).toEqual([]);
  });
});

describe("an order that two tills work on apart", () => {
  const line = told(["A", 2], "order/line-added", { body: lineBody(350) });
  const voidBody = { line: LINE, reason: "spilt", sent: true };

  test("is silent when both took the same line off for the same reason", () => {
    const one = told(["A", 3], "order/line-voided", { body: voidBody, approved: "4" });
    const other = told(["B", 3], "order/line-voided", { body: voidBody, approved: "4" });

    const balance = orderBalance(orderAfter([opened(), line, one, other]));

    expect({
      ...balance,
      attention: orderAttention(orderAfter([opened(), line, one, other])),
    }).toMatchObject({ attention: [], due: 0 });
    expect(balance.lines[0]?.voided).toBe(true);
  });

  test.each([
    ["reasons", { reason: "wrong" }, "4"],
    ["approvals", {}, "3"],
  ])("asks when their %s differ", (_, change, approved) => {
    const one = told(["A", 3], "order/line-voided", { body: voidBody, approved: "4" });
    const body = { ...voidBody, ...change };
    const other = told(["B", 3], "order/line-voided", { body, approved });

    const state = orderAfter([opened(), line, one, other]);

    expect(orderAttention(state)).toMatchObject([
      { type: "line/voided-twice", subject: LINE, amount: 0 },
    ]);
    expect(orderTags(state)).toContain(ORDER_ATTENTION_TAG);
  });

  test("asks when they set a line to different quantities, until one sets it again", () => {
    const three = change(["A", 3], 3000, [LINE]);
    const two = change(["B", 3], 2000, [LINE]);
    const settled = change(["A", 4], 2000, [three.id, two.id]);

    const contested = orderAfter([opened(), line, three, two]);
    const calm = orderAfter([opened(), line, three, two, settled]);

    expect(orderAttention(contested)).toMatchObject([
      { type: "line/contested", subject: LINE, amount: 700 },
    ]);
    expect(orderAttention(calm)).toMatchObject([]);
  });

  test("does not ask about the quantity of a line that is off", () => {
    const gone = told(["C", 9], "order/line-voided", { body: voidBody });

    const state = orderAfter([
      opened(),
      line,
      change(["A", 3], 3000, [LINE]),
      change(["B", 3], 2000, [LINE]),
      gone,
    ]);

    expect(orderAttention(state)).toMatchObject([]);
  });

  test("keeps the table that was set last, and both of what each of them set", () => {
    const table = told(["A", 3], "order/changed", { body: { set: { table: "7" }, over: {} } });
    const name = told(["B", 3], "order/changed", { body: { set: { name: "Ada" }, over: {} } });

    const { fields } = orderAfter([opened(), table, name]);

    expect(fields.table.open.at(-1)?.value).toBe("7");
    expect(fields.name.open.at(-1)?.value).toBe("Ada");
  });
});

describe("what the kitchen was told", () => {
  const line = told(["A", 2], "order/line-added", { body: lineBody(350, { quantity: 2000 }) });

  test("by two tills for the same cause is one dish, and maybe made twice", () => {
    const state = orderAfter([opened(), line, ticket(["A", 3], LINE), ticket(["B", 3], LINE)]);

    expect(sentQuantity(state, LINE)).toBe(1000);
    expect(orderAttention(state)).toMatchObject([
      { type: "ticket/possible-duplicate", subject: LINE, amount: 0 },
    ]);
  });

  test("for two different causes is two dishes, and nobody is asked", () => {
    const more = ticket(["B", 4], idOf("B", 3));

    const state = orderAfter([opened(), line, ticket(["A", 3], LINE), more]);

    expect(sentQuantity(state, LINE)).toBe(2000);
    expect(orderAttention(state)).toMatchObject([]);
  });

  test("about a line that two tills took off is never less than nothing", () => {
    const voids = [
      ticket(["A", 4], idOf("A", 9), { act: "void" }),
      ticket(["B", 4], idOf("B", 9), { act: "void" }),
    ];

    const state = orderAfter([opened(), line, ticket(["A", 3], LINE), ...voids]);

    expect(sentQuantity(state, LINE)).toBe(0);
  });

  test("on a ticket of several orders concerns each for its own lines", () => {
    const both = ticket(["A", 3], LINE, { streams: [ORDER_STREAM, OTHER_STREAM] });

    expect(orderAfter([both]).sentLines).toHaveLength(1);
    expect(orderAfter([both], OTHER_STREAM).sentLines).toEqual([]);
  });
});

describe("an order with guests at it", () => {
  const table = told(["A", 2], "order/changed", {
    body: { set: { table: "7" }, over: { table: [ORDER] } },
  });

  test("notes when a course of it was begun, and a void begins none", () => {
    const begun = ticket(["A", 3], LINE, { wallMs: 5000 });
    const gone = ticket(["A", 4], idOf("A", 9), { act: "void", wallMs: 9000 });

    expect(orderAfter([opened(), table, begun]).begun).toEqual({ wallMs: 5000, course: 1 });
    expect(orderAfter([opened(), table, begun, gone]).begun?.wallMs).toBe(5000);
    expect(orderAfter([opened(), table, gone])).not.toHaveProperty("begun");
  });

  test("stays at its end when somebody changes what is for nobody, and is open again with guests", () => {
    const ended = told(["A", 3], "order/ended", { body: { reason: "gone" } });
    const changes = [{ table: "" }, { covers: 0 }, { covers: 2 }].map((set) =>
      told(["A", 4], "order/changed", { body: { set, over: {} } }),
    );

    const isOver = changes.map(
      (change) => orderAfter([opened(), table, ended, change]).ended !== undefined,
    );
    expect(isOver).toEqual([true, true, false]);
  });
});

describe("the name of an order", () => {
  test("is that of the event that opened it: no other one opens it", () => {
    const stranger = told(["B", 1], "order/opened", {
      hlc: 0,
      body: {
        number: "B1",
        till: originOf("B"),
        service: "counter",
        table: "",
        name: "",
        covers: 0,
      },
    });

    expect(orderAfter([stranger, opened()]).opened?.number).toBe("A1");
    expect(orderAfter([stranger]).opened).toBeNull();
  });

  test("is found among the open ones until it is paid", () => {
    const line = told(["A", 2], "order/line-added", { body: lineBody(350) });
    const receipt = told(["A", 3], "receipt/issued", {
      body: receiptBody({ no: 7, items: [[LINE, 350]] }),
    });

    expect(orderTags(orderAfter([opened(), line]))).toContain(OPEN_ORDER_TAG);
    expect(orderTags(orderAfter([opened(), line, receipt]))).not.toContain(OPEN_ORDER_TAG);
    expect(orderTags(orderAfter([opened(), line, receipt]))).toContain("receipt/A/000000007");
  });
});

describe("the fold of an order", () => {
  test("leaves an order alone that an event has nothing to say to", () => {
    const state = orderAfter([opened()]);
    const foreign = told(["A", 5], "day/began", { body: { how: "clock" } });

    expect(orderFold.apply(state, foreign, ORDER_STREAM)).toBe(state);
  });
});

const TAX = { label: "Tax 10%", rate: lineBody(0).taxes.counter[0]?.rate ?? 0 } as Omit<
  ReturnType<typeof vatOf>[number],
  "base" | "tax" | "included"
>;

function change(place: readonly [string, number], quantity: number, over: Array<typeof LINE>) {
  const body = {
    line: LINE,
    set: { quantity: thousandths(quantity) },
    over: { quantity: over },
    reason: "",
  };
  return told(place, "order/line-changed", { body });
}

function ticket(
  place: readonly [string, number],
  cause: typeof LINE,
  {
    act = "new",
    streams = [ORDER_STREAM],
    wallMs = 0,
  }: { act?: "new" | "void"; streams?: StreamId[]; wallMs?: number } = {},
) {
  const line = {
    birth: ORDER,
    line: LINE,
    act,
    cause,
    quantity: thousandths(1000),
    by: "each" as const,
    text: "Tarte",
    modifiers: [],
    note: "",
    service: "counter" as const,
    course: 1,
  };
  const body = {
    station: "kitchen",
    owner: "a".repeat(26) as never,
    fallback: null,
    head: { number: "A1", service: "counter" as const, table: "", name: "", covers: 0 },
    lines: [line],
    also: [],
  };
  return told(place, "ticket/issued", { body, streams, wallMs });
}

function sumsOf(state: OrderState): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [key, amount] of orderFold.contributions(state)) {
    sums[key] = (sums[key] ?? 0) + amount;
  }
  return sums;
}

/* An order holds no more than a till can mean: what lies beyond is no line, on every till. */

const OPENING = 1;

test("one till adds so many lines, and the others go on", () => {
  const many = Array.from({ length: ADDED_MAX + 50 }, (_, at) =>
    told(["B", 1 + at], "order/line-added", { hlc: 10 + at, body: lineBody(100) }),
  );
  const honest = told(["A", 1 + OPENING], "order/line-added", { hlc: 9000, body: lineBody(350) });

  const order = orderAfter([opened(), ...many, honest]);

  expect(Object.keys(order.linesById)).toHaveLength(ADDED_MAX + 1);
  expect(order.linesById[idOf("A", 1 + OPENING)]?.added).not.toBeNull();
});
