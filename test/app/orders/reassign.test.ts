/** A paid order that was booked for another person: sales and tips move to who served it, on the day of the word. */

import { describe, expect, test } from "vitest";

import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { closeDay } from "../../../src/app/day/close-evening.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { performBeside } from "../../../src/app/orders/perform-act.ts";
import { poolTips } from "../../../src/app/people/tip-pool.ts";
import { type Actor } from "../../../src/app/till/till.ts";
import { tipAccounts } from "../../../src/domain/drawer/tip-accounts.ts";
import { moneyDayTag } from "../../../src/domain/folds/order-sums.ts";
import { type BusinessDay, streamName, type StreamId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { addDays } from "../../../src/domain/text/civil-time.ts";
import { soldOn } from "../../../src/report/sales/sold-day.ts";
import { payOrder, performOn } from "../../support/acts.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { meet, type TillAt, twoTills } from "../../support/two-tills.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["CROISSANT"].includes(sku) });
const RAVI = { number: "4", name: "Ravi" };
const DAY = CAFE_DAY as BusinessDay;
const DAY_MS = 86_400_000;
const WHY = "Mia was still logged in";

/** Five croissants, 13.00, with a tip of 1.00 by card, booked for Mia, and known at both tills. */
async function counters() {
  const cafe = await newCafe();
  const tills = await twoTills(cafe);
  const { order } = sellGoods(tills.counter.till, ["5*croissant"]);
  const payment = { type: "card", amount: minor(1400), tip: minor(100) } as const;
  valueOf(payOrder(tills.counter.till, MIA, { order: order.number, payment }));
  meet(tills.counter, tills.bar);
  return { ...tills, cafe, order: "A-000001" };
}

interface Word {
  readonly order: string;
  readonly to: string;
  readonly from?: string;
  readonly reason?: string;
}

function reassign({ till }: TillAt, { order, to, from, reason = WHY }: Word, by: Actor = RAVI) {
  return performOn(till, by, {
    act: "reassign",
    order,
    to,
    reason,
    ...(from === undefined ? {} : { from }),
  });
}

function soldBy({ till }: TillAt, day = DAY): ReadonlyArray<readonly [string, number]> {
  return dayReport(till, day)
    .servers.filter(({ sales }) => sales !== 0)
    .map(({ staff, sales }) => [staff, sales]);
}

function tipsBy({ till }: TillAt, day = DAY): ReadonlyArray<readonly [string, number]> {
  return dayReport(till, day)
    .tips.filter(({ amount }) => amount !== 0)
    .map(({ staff, amount }) => [staff, amount]);
}

describe("a paid order that was booked for another person", () => {
  test("counts for who served it, with its tip, and the day ties out", async () => {
    const { counter, order } = await counters();
    expect([soldBy(counter), tipsBy(counter)]).toEqual([[["1", 1300]], [["1", 100]]]);

    valueOf(reassign(counter, { order, to: "4" }));

    expect([soldBy(counter), tipsBy(counter)]).toEqual([[["4", 1300]], [["4", 100]]]);
    expect(counter.till.ledger.read(tipAccounts)).toEqual([{ staff: "4", amount: 100 }]);
    expect(dayReport(counter.till, DAY)).toMatchObject({ sales: 1300, differences: [] });
  });

  test("moves on the day of the word; a day that is closed stays as it was", async () => {
    const { counter, cafe, order } = await counters();
    const { till, open } = counter;
    valueOf(
      await closeDay(
        { till, clock: open.clock, mesh: () => undefined },
        { day: DAY, asked: "4", without: [] },
      ),
    );
    const before = dayReport(till, DAY);
    cafe.clock.advance(DAY_MS);
    const next = addDays(DAY, 1);
    valueOf(till.beginDay(RAVI));

    valueOf(reassign(counter, { order, to: "4" }));

    const after = dayReport(till, DAY);
    expect([after.servers, after.tips, after.closing.zs]).toEqual([
      before.servers,
      before.tips,
      before.closing.zs,
    ]);
    expect(soldBy(counter, next)).toEqual([
      ["1", -1300],
      ["4", 1300],
    ]);
    expect(tipsBy(counter, next)).toEqual([
      ["1", -100],
      ["4", 100],
    ]);
    expect(dayReport(till, next).differences).toEqual([]);
  });

  test("is said with a reason by who may, of who has something of it", async () => {
    const { counter, order } = await counters();

    expect(faultOf(reassign(counter, { order, to: "4" }, MIA))).toMatchObject({
      type: "permission/missing",
      permission: "return",
    });
    expect(faultOf(reassign(counter, { order, to: "4", reason: " " }))).toEqual({
      type: "correction/reason-needed",
    });
    expect(faultOf(reassign(counter, { order, to: "99" }))).toEqual({
      type: "staff/unknown",
      staff: "99",
    });
    expect(faultOf(reassign(counter, { order, to: "1" }))).toEqual({ type: "correction/same" });
    expect(faultOf(reassign(counter, { order, to: "1", from: "4" }))).toEqual({
      type: "reassign/nothing",
      staff: "4",
    });
    const { order: unpaid } = sellGoods(counter.till, ["croissant"]);
    expect(faultOf(reassign(counter, { order: unpaid.number, to: "4" }))).toEqual({
      type: "correction/no-payment",
    });
  });

  test("goes back to whom it was by another word", async () => {
    const { counter, order } = await counters();
    valueOf(reassign(counter, { order, to: "4" }));

    valueOf(reassign(counter, { order, to: "1" }));

    expect([soldBy(counter), tipsBy(counter)]).toEqual([[["1", 1300]], [["1", 100]]]);
  });

  test("gives back for who served it", async () => {
    const { counter, order } = await counters();
    valueOf(reassign(counter, { order, to: "4" }));

    const receipt = counter.till.ledger.read((view) => {
      const stream = view.tagged(moneyDayTag(DAY))[0] ?? "";
      return view.state("order", streamName(stream as StreamId)).receipts[0]?.id;
    });
    if (receipt === undefined) throw new Error("There is no receipt.");
    const back = { receipt, lines: [], method: "cash", reason: "stale" } as const;
    valueOf(performOn(counter.till, RAVI, { act: "refund", order, ...back }));

    expect(soldBy(counter)).toEqual([]);
    const { papers, reassigned = [] } = counter.till.ledger.read((view) => soldOn(view, DAY));
    expect(papers.flatMap(({ items }) => items.map(({ server, net }) => [server, net]))).toEqual([
      ["1", 1300],
      ["4", -1300],
    ]);
    expect(
      reassigned.flatMap(({ items }) => items.map(({ server, net }) => [server, net])),
    ).toEqual([
      ["1", -1300],
      ["4", 1300],
    ]);
  });

  test("leaves a tip that a pool has shared out", async () => {
    const { counter, order } = await counters();
    const { till } = counter;
    valueOf(performOn(till, RAVI, { act: "reassign", order, to: "4", reason: WHY }));
    for (const name of ["clock-in", "clock-out"] as const) {
      if (name === "clock-out") counter.passOnWall(3_600_000);
      valueOf(performBeside(till, MIA, { act: name }));
    }
    const asked = {
      from: DAY,
      to: DAY,
      by: "hours",
      points: new Map(),
      drawer: undefined,
    } as const;
    valueOf(poolTips(till, RAVI, asked));

    valueOf(reassign(counter, { order, to: "1" }));

    expect(soldBy(counter)).toEqual([["1", 1300]]);
    expect(tipsBy(counter)).toEqual([["4", 100]]);
    expect(till.ledger.read(tipAccounts)).toEqual([]);
  });
});

describe("two tills that say whose an order is apart", () => {
  test("have said it once where they say the same", async () => {
    const { counter, bar, order } = await counters();
    valueOf(reassign(counter, { order, to: "4" }));
    valueOf(reassign(bar, { order, to: "4" }));
    meet(counter, bar);

    for (const till of [counter, bar]) {
      expect([soldBy(till), tipsBy(till)]).toEqual([[["4", 1300]], [["4", 100]]]);
      expect(till.till.ledger.read(tipAccounts)).toEqual([{ staff: "4", amount: 100 }]);
      expect(dayReport(till.till, DAY).differences).toEqual([]);
      expect(listAttentionItems(till.open, "en")).toEqual([]);
    }
  });

  test("have the last word of the two hold where they differ", async () => {
    const { counter, bar, order } = await counters();
    valueOf(reassign(counter, { order, to: "4" }));
    bar.passOnWall(1000);
    valueOf(reassign(bar, { order, to: "2" }));
    meet(counter, bar);

    for (const till of [counter, bar]) {
      expect([soldBy(till), tipsBy(till)]).toEqual([[["2", 1300]], [["2", 100]]]);
      expect(dayReport(till.till, DAY).differences).toEqual([]);
    }
    valueOf(reassign(counter, { order, to: "1" }));
    expect([soldBy(counter), tipsBy(counter)]).toEqual([[["1", 1300]], [["1", 100]]]);
  });

  test("tie out where a day was closed in between", async () => {
    const { counter, bar, order } = await counters();
    valueOf(reassign(counter, { order, to: "4" }));
    valueOf(reassign(bar, { order, to: "4" }));
    const without = [{ device: counter.till.ledger.identity.key.device, reason: "in the cellar" }];
    const { till, open } = bar;
    valueOf(
      await closeDay(
        { till, clock: open.clock, mesh: () => undefined },
        { day: DAY, asked: "4", without },
      ),
    );
    meet(counter, bar);

    expect(tipsBy(bar)).toEqual([["4", 100]]);
    expect(dayReport(till, DAY).differences).toEqual([]);
  });
});
