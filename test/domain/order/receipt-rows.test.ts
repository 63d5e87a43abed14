/** Equal lines are one row of a receipt; sums stay as they are, and goods come back by the row. Size: both. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { decideRefund } from "../../../src/domain/commands/money/refund-receipt.ts";
import { settingWritten } from "../../../src/domain/commands/office/change-settings.ts";
import { decideSetNote } from "../../../src/domain/commands/order/edit-order.ts";
import {
  decideDiscountLine,
  decideDiscountOrder,
} from "../../../src/domain/commands/order/give-discount.ts";
import {
  milliPercent,
  minor,
  sumMinor,
  thousandths,
  zeroMinor,
} from "../../../src/domain/money/amounts.ts";
import { type Tax } from "../../../src/domain/money/tax.ts";
import { linesBack } from "../../../src/domain/order/lines-back.ts";
import { rowsOfPaper } from "../../../src/domain/order/paper-rows.ts";
import { refundableRows } from "../../../src/domain/order/receipt-rows.ts";
import { type PaperFacts, toReceiptView } from "../../../src/domain/order/receipt-view.ts";
import { toRefundView } from "../../../src/domain/order/refund-view.ts";
import { type SettingValue } from "../../../src/domain/settings/settings.ts";
import { type ReceiptState } from "../../../src/domain/state/order-state.ts";
import { type Counter, createCounter } from "../../support/counter.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { SHOP_RULES, valueOf } from "../../support/shop.ts";
import { catalogueOf, product } from "../../support/small-shop.ts";

type Joins = SettingValue<"equal-lines">;

const VAT: Tax = { label: "VAT 9%", rate: milliPercent(9000), included: true };
const COLA = product("COLA", { price: minor(250), station: "" });
const CHIPS = product("CHIPS", { price: minor(199), station: "" });

describe("five equal lines", () => {
  test("are one row of the receipt, and what differs is a row of its own", () => {
    const counter = counterThat("always");
    const lines = ["", "", "", "", ""].map(() => counter.add(COLA));
    counter.add(CHIPS);
    noteOn(counter, lines[4] ?? "", "cold");
    counter.add(COLA);
    valueOf(counter.pay(2000));

    expect(rowsOn(counter)).toEqual(["5 COLA 1250", "1 COLA 250", "1 CHIPS 199"]);
    expect(receiptOf(counter).body.items.map(({ row }) => row)).toEqual([
      undefined,
      lines[0],
      lines[0],
      lines[0],
      undefined,
      undefined,
      lines[0],
    ]);
  });

  test("are five rows where the shop wants it so, or where they have no barcode", () => {
    for (const joins of ["never", "barcodes"] as const) {
      const counter = counterThat(joins);
      for (let count = 0; count < 5; count += 1) counter.add(COLA);
      valueOf(counter.pay(2000));

      expect(rowsOn(counter)).toEqual(Array.from({ length: 5 }, () => "1 COLA 250"));
      expect(receiptOf(counter).body.items.every((item) => !("row" in item))).toBe(true);
    }
  });

  test("stay one row of the receipt whatever the shop wants later", () => {
    const counter = counterThat("always");
    counter.add(COLA);
    counter.add(COLA);
    valueOf(counter.pay(500));
    setJoins(counter, "never");

    expect(rowsOn(counter)).toEqual(["2 COLA 500"]);
  });

  test("come back by the row, and the refund's paper has one row of them", () => {
    const counter = counterThat("always");
    for (let count = 0; count < 5; count += 1) counter.add(COLA);
    counter.add(CHIPS);
    valueOf(counter.pay(2000));

    giveBack(counter, 0, 3);

    const refund = counter.order().refunds[0];
    expect(refund?.body.items.map(({ quantity }) => quantity)).toEqual([-1000, -1000, -1000]);
    expect(
      refund && toRefundView(counter.order(), refund, FACTS).lines.map(({ quantity }) => quantity),
    ).toEqual([-3000]);
    expect(
      refundableRows(counter.order(), receiptOf(counter)).map(({ left, leftNet }) => [
        left,
        leftNet,
      ]),
    ).toEqual([
      [2000, 500],
      [1000, 199],
    ]);
  });
});

describe("rows of a receipt", () => {
  test("change no sum, and each gives back what it shows, whatever was sold", () => {
    fc.assert(
      fc.property(salesArbitrary(), fc.array(fc.nat()), (sale, picks) => {
        const [together, apart] = (["always", "never"] as const).map((joins) => sold(joins, sale));
        if (together === undefined || apart === undefined) throw new Error("Nothing was sold.");
        const [{ items, ...body }, { items: own, ...other }] = [together, apart].map(
          (counter) => receiptOf(counter).body,
        ) as [ReceiptState["body"], ReceiptState["body"]];

        expect(body).toEqual(other);
        expect(items.map(({ row: _row, ...item }) => item)).toEqual(own);
        const paper = toReceiptView(together.order(), receiptOf(together), FACTS);
        const rows = rowsOfPaper(items);
        expect(paper.lines.map(({ amount }) => amount)).toEqual(
          rows.map((row) => sumMinor(row, ({ gross }) => gross)),
        );
        expect(refundsOf(together, picks)).toEqual(
          rows.map((row) => sumMinor(row, ({ net }) => net)),
        );
        expect(sumMinor(together.order().refunds, ({ body: { total } }) => total)).toBe(
          0 - body.total,
        );
      }),
      { numRuns: proofRuns({ small: 50, whole: 150 }) },
    );
  });
});

interface Sale {
  readonly goods: ReadonlyArray<{
    readonly isCola: boolean;
    readonly count: number;
    readonly off: number;
  }>;
  readonly orderOff: number;
}

function salesArbitrary(): fc.Arbitrary<Sale> {
  return fc.record({
    goods: fc.array(
      fc.record({
        isCola: fc.boolean(),
        count: fc.integer({ min: 1, max: 3 }),
        off: fc.constantFrom(0, 0, 33_333),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    orderOff: fc.constantFrom(0, 7000),
  });
}

function sold(joins: Joins, { goods, orderOff }: Sale): Counter {
  const counter = counterThat(joins);
  for (const { isCola, count, off } of goods) {
    const line = counter.add(isCola ? COLA : CHIPS, { count });
    const discount = { rate: milliPercent(off), amount: zeroMinor };
    if (off > 0) {
      valueOf(
        counter.decide((context, order) =>
          decideDiscountLine(context, order, { line, discount, reason: "" }),
        ),
      );
    }
  }
  const discount = { rate: milliPercent(orderOff), amount: zeroMinor };
  if (orderOff > 0) {
    valueOf(
      counter.decide((context, order) =>
        decideDiscountOrder(context, order, { discount, reason: "" }),
      ),
    );
  }
  valueOf(counter.pay(20_000));
  return counter;
}

/** Gives back all rows piece by piece, in an order that `picks` chooses; returns what each gave back. */
function refundsOf(counter: Counter, picks: ReadonlyArray<number>): ReadonlyArray<number> {
  const given = refundableRows(counter.order(), receiptOf(counter)).map(() => 0);
  for (let turn = 0; ; turn += 1) {
    const open = refundableRows(counter.order(), receiptOf(counter)).flatMap(({ left }, at) =>
      left > 0 ? [at] : [],
    );
    const at = open[(picks[turn] ?? 0) % open.length];
    if (at === undefined) return given;
    const { items } = giveBack(counter, at, 1);
    given[at] = (given[at] ?? 0) - sumMinor(items, ({ net }) => net);
  }
}

function giveBack(counter: Counter, at: number, pieces: number) {
  const { id } = receiptOf(counter);
  const row = refundableRows(counter.order(), receiptOf(counter))[at];
  if (row === undefined) throw new Error(`There is no row ${at}.`);
  const lines = linesBack(row, thousandths(pieces * 1000));
  const back = { receipt: id, lines, method: "cash", reason: "cold" };
  valueOf(counter.decide((context, order) => decideRefund(context, order, back)));
  const refund = counter.order().refunds.at(-1);
  if (refund === undefined) throw new Error("Nothing came back.");
  return refund.body;
}

function counterThat(joins: Joins): Counter {
  const taxesByService = { counter: [VAT], "dine-in": [VAT], takeaway: [VAT], delivery: [VAT] };
  const food = { id: "food", name: "Food", taxesByService };
  const catalogue = { ...catalogueOf([COLA, CHIPS]), taxClassesById: new Map([["food", food]]) };
  const rules = { ...SHOP_RULES, coin: 1, cash: { step: 0, direction: "nearest" } as const };
  const counter = createCounter({ catalogue, rules });
  // The first event is the order's, by which it is known.
  return withJoins(counter, joins);
}

function withJoins(counter: Counter, joins: Joins): Counter {
  return {
    ...counter,
    pay: (tendered) => {
      setJoins(counter, joins);
      return counter.pay(tendered);
    },
  };
}

function setJoins({ decide }: Counter, value: Joins): void {
  valueOf(decide(({ view }) => settingWritten(view, { key: "equal-lines", value })));
}

function noteOn(counter: Counter, line: string, note: string): void {
  valueOf(
    counter.decide((context, order) =>
      decideSetNote(context, order, { line: line as ReceiptState["id"], note }),
    ),
  );
}

function receiptOf(counter: Counter): ReceiptState {
  const [receipt] = counter.order().receipts;
  if (receipt === undefined) throw new Error("There is no receipt.");
  return receipt;
}

function rowsOn(counter: Counter): ReadonlyArray<string> {
  const { lines } = toReceiptView(counter.order(), receiptOf(counter), FACTS);
  return lines.map(({ quantity, name, amount }) => `${quantity / 1000} ${name} ${amount}`);
}

const FACTS: PaperFacts = {
  shopName: "Kiosk",
  head: [],
  foot: [],
  currency: "EUR",
  demo: false,
  tillName: (code) => code,
  deviceName: () => undefined,
  staffName: (number) => number,
  stationName: (id) => id,
  taxLetters: () => new Map(),
  openText: () => undefined,
};
