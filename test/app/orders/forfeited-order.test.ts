/** An order for later that nobody collected: the shop keeps its deposits, with a receipt of one line. */

import { describe, expect, test } from "vitest";

import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { closeDay } from "../../../src/app/day/close-evening.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import {
  findOrder,
  findReceipt,
  findReceiptView,
  listOrdersForLater,
} from "../../../src/app/orders/orders.ts";
import { knowing } from "../../../src/app/till/till.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { balances, journalText, whyNoHledger, wrongInJournal } from "../../support/hledger.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["FLAT-WHITE", "CROISSANT"].includes(sku) });
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as BusinessDay;
const SAT = `${addDays(DAY, 1)}T10:00`;
const DAY_MS = 24 * 60 * 60 * 1000;
const SURE = knowing(RAVI, "line");
const NOT_COLLECTED = { act: "forfeit", reason: "not collected" } as const;

/** Two croissants for Saturday, 5.20, of which 2.00 are paid. */
async function deposited(paid = 200) {
  const tills = await twoTills(await newCafe());
  const { counter, bar } = tills;
  const { order } = sellGoods(counter.till, ["2*croissant"]);
  valueOf(performOn(counter.till, MIA, { act: "due", order: order.number, dueAt: SAT }));
  if (paid > 0) {
    valueOf(payOrder(counter.till, MIA, { order: order.number, payment: cash(paid) }));
  }
  meet(counter, bar);
  return { counter, bar, order: order.number };
}

function cash(amount: number) {
  return { type: "cash", tendered: minor(amount) } as const;
}

function report({ till }: TillAt) {
  return dayReport(till, DAY);
}

describe("an order that nobody collected", () => {
  test("is a receipt of one line, and closes, at whichever till", async () => {
    const { counter, bar, order } = await deposited();
    expect(report(counter)).toMatchObject({ depositsHeld: { total: 200 } });

    const done = valueOf(performOn(bar.till, SURE, { ...NOT_COLLECTED, order }));
    expect(done.performed?.answer).toEqual({ receiptNumber: "B-000001", amount: 200 });
    meet(counter, bar);

    for (const till of [counter, bar]) {
      expect(findOrder(till.till, order)?.order).toMatchObject({
        status: "paid",
        dueAt: "",
        due: 0,
        refundDue: 0,
        deposited: 0,
        receipts: ["B-000001"],
      });
      expect(listOrdersForLater(till.till)).toEqual([]);
      expect(report(till)).toMatchObject({
        sales: 200,
        forfeited: [{ taxes: "untaxed", count: 1, amount: 200 }],
        deposits: { taken: 0, used: 0 },
        depositsHeld: { total: 0 },
        taxes: [],
        differences: [],
      });
      expect(report(till).acts).toContainEqual(
        expect.objectContaining({ act: "forfeited", amount: 200, reason: "not collected" }),
      );
    }
    expect(findReceiptView(counter.till, "B-000001")?.lines).toMatchObject([
      { name: "Deposit, not collected", amount: 200 },
    ]);
    expect(faultOf(performOn(bar.till, MIA, { act: "collect", order }))).toEqual({
      type: "order/paid",
    });
  });

  test("contains the taxes of the setting's class", async () => {
    const { counter, order } = await deposited();
    valueOf(changeSetting(counter.till, RAVI, { key: "forfeit-class", texts: ["lost"] }));
    expect(faultOf(performOn(counter.till, SURE, { ...NOT_COLLECTED, order }))).toEqual({
      type: "forfeit/class",
      text: "lost",
    });
    valueOf(changeSetting(counter.till, RAVI, { key: "forfeit-class", texts: ["alcohol"] }));
    valueOf(performOn(counter.till, SURE, { ...NOT_COLLECTED, order }));

    const [tax] = report(counter).taxes;
    expect(tax).toMatchObject({ included: true });
    expect((tax?.net ?? 0) + (tax?.tax ?? 0)).toBe(200);
    expect(report(counter)).toMatchObject({ sales: 200, differences: [] });
  });

  test("owes these taxes also where the buyer was exempt", async () => {
    const { counter, order } = await deposited(0);
    valueOf(performOn(counter.till, RAVI, { act: "exempt", number: "DE 814", order }));
    valueOf(payOrder(counter.till, MIA, { order, payment: cash(200) }));
    valueOf(changeSetting(counter.till, RAVI, { key: "forfeit-class", texts: ["alcohol"] }));
    valueOf(performOn(counter.till, SURE, { ...NOT_COLLECTED, order }));

    expect(report(counter)).toMatchObject({ sales: 200, exempt: 0, differences: [] });
    expect(report(counter).taxes[0]?.tax).toBeGreaterThan(0);
  });

  test.skipIf(whyNoHledger() !== undefined)(
    "ties out in the journal, before and after",
    async () => {
      const { counter, order } = await deposited();
      function accounts() {
        return balances(journalText(counter.till, [DAY]), "liabilities:deposits", "income");
      }
      expect(accounts()).toEqual({ "liabilities:deposits": "EUR -2.00" });
      valueOf(performOn(counter.till, SURE, { ...NOT_COLLECTED, order }));
      expect(accounts()).toEqual({ "income:sales:no tax:deposits kept": "EUR -2.00" });
      expect(wrongInJournal(counter.till, [DAY])).toEqual([]);
    },
  );

  test("gives the money back with its receipt, where the guest was right", async () => {
    const { counter, order } = await deposited();
    valueOf(performOn(counter.till, SURE, { ...NOT_COLLECTED, order }));
    const receipt = findReceipt(counter.till, "A-000001")?.receipt;
    if (receipt === undefined) throw new Error("There is no such receipt.");
    const back = { act: "refund", receipt, lines: [], method: "cash", reason: "came" } as const;
    valueOf(performOn(counter.till, RAVI, { ...back, order }));
    expect(report(counter)).toMatchObject({
      sales: 200,
      refunds: { total: -200 },
      forfeited: [],
      differences: [],
    });
  });

  test("needs a deposit, a reason, and the right to void", async () => {
    const { counter, order } = await deposited(0);
    expect(faultOf(performOn(counter.till, SURE, { ...NOT_COLLECTED, order }))).toEqual({
      type: "forfeit/nothing",
    });
    valueOf(payOrder(counter.till, MIA, { order, payment: cash(100) }));
    expect(faultOf(performOn(counter.till, RAVI, { act: "forfeit", reason: " ", order }))).toEqual({
      type: "forfeit/reason",
    });
    const mia = knowing(MIA, "line");
    expect(faultOf(performOn(counter.till, mia, { ...NOT_COLLECTED, order }))).toMatchObject({
      type: "permission/missing",
      permission: "void",
    });
    const { order: now } = sellGoods(counter.till, ["croissant"]);
    const none = performOn(counter.till, RAVI, { ...NOT_COLLECTED, order: now.number });
    expect(faultOf(none)).toEqual({ type: "due/none" });
  });

  test("is asked about while its hour is still to come", async () => {
    const { counter, order } = await deposited();
    function early() {
      return performOn(counter.till, RAVI, { ...NOT_COLLECTED, order });
    }

    const [day, time] = SAT.split("T");
    expect(faultOf(early())).toEqual({ type: "forfeit/early", day, time });

    counter.passOnWall(2 * DAY_MS);
    expect(valueOf(early()).performed?.answer).toMatchObject({ amount: 200 });
  });

  test("is one that another till has collected meanwhile: the money stays, and somebody is asked", async () => {
    const { counter, bar, order } = await deposited();
    valueOf(performOn(counter.till, SURE, { ...NOT_COLLECTED, order }));
    valueOf(performOn(bar.till, MIA, { act: "collect", order, payment: cash(320) }));
    meet(counter, bar);

    for (const till of [counter, bar]) {
      expect(report(till)).toMatchObject({
        sales: 720,
        tenders: [{ method: "cash", amount: 520 }],
        deposits: { taken: -200, used: 0 },
        depositsHeld: { total: -200 },
        differences: [],
      });
      expect(listAttentionItems(till.open, "en").length).toBeGreaterThan(0);
      expect(listOrdersForLater(till.till)).toEqual([]);
    }
  });

  test("doesn't hold up the close of the day, which its deposit outlasts", async () => {
    const { counter } = await deposited();
    valueOf(
      await closeDay(
        { ...counter.open, mesh: () => undefined },
        { day: DAY, asked: "4", without: [] },
      ),
    );
    expect(report(counter)).toMatchObject({ depositsHeld: { total: 200 }, differences: [] });
  });
});
