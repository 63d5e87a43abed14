/** A voucher is sold at one till and redeemed at another, and nobody redeems it twice. */

import { describe, expect, test } from "vitest";

import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { refund, refundBesides } from "../../../src/app/orders/refund.ts";
import { sellVoucher } from "../../../src/app/orders/sell-voucher.ts";
import { createUnseenSession } from "../../../src/app/register/unseen-session.ts";
import { type Till } from "../../../src/app/till/till.ts";
import {
  createVoucherCovers,
  gatherPurse,
  voucherPurse,
} from "../../../src/app/vouchers/purse-rights.ts";
import {
  blockVoucher,
  cashOutVoucher,
  replaceVoucher,
  takeVoucher,
  voucherByCode,
  voucherNamed,
  voucherView,
} from "../../../src/app/vouchers/vouchers.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { requireRedeemable } from "../../../src/domain/commands/money/redeem-voucher.ts";
import { inCash } from "../../../src/domain/commands/order/ring-up.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { linesBack } from "../../../src/domain/order/lines-back.ts";
import { voucherCode, voucherNumber } from "../../../src/domain/vouchers/voucher-code.ts";
import { payOrder } from "../../support/acts.ts";
import { answerFirst, itemsOf } from "../../support/answer-item.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { createManualClock, type ManualClock } from "../../support/manual-clock.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";
import { testRandom } from "../../support/test-random.ts";
import { meet, type TillAt } from "../../support/two-tills.ts";
import {
  gather,
  leftOf,
  payByVoucher,
  rightsAt,
  sellOne,
  tillsWithSecrets,
} from "../../support/voucher-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["FLAT-WHITE", "CROISSANT"].includes(sku) });
const DAY = CAFE_DAY as BusinessDay;
const FLAT_WHITE = 360;

async function twoOfThem(limit = "0") {
  const tills = await tillsWithSecrets(await newCafe());
  const { counter, bar } = tills;
  valueOf(changeSetting(counter.till, RAVI, { key: "voucher-limit", texts: [limit] }));
  meet(counter, bar);
  return tills;
}

function tiesOut(till: Till): void {
  expect(dayReport(till, DAY).differences).toEqual([]);
}

describe("a voucher", () => {
  test("that one till sold is redeemed at another, once its money has come there", async () => {
    const { counter, bar } = await twoOfThem();
    const { id, code } = sellOne(counter, 2500);
    meet(counter, bar);
    expect(valueOf(voucherByCode(bar.till, code)).id).toBe(id);
    expect(faultOf(payByVoucher(bar, id))).toMatchObject({
      type: "voucher/none-here",
      here: 0,
      other: { has: 2500 },
    });

    gather(bar, counter, id);
    const { order } = valueOf(payByVoucher(bar, id));
    expect(order.status).toBe("paid");
    meet(counter, bar);
    expect([leftOf(counter, id), leftOf(bar, id)]).toEqual([2500 - FLAT_WHITE, 2500 - FLAT_WHITE]);
    expect(faultOf(payByVoucher(counter, id))).toMatchObject({ type: "voucher/none-here" });
    tiesOut(counter.till);
    tiesOut(bar.till);
  });

  test("is no sale when it is sold, and a tender when it is redeemed", async () => {
    const { counter } = await twoOfThem();
    const { id } = sellOne(counter, 2500);
    valueOf(payByVoucher(counter, id));
    const report = dayReport(counter.till, DAY);
    expect(report).toMatchObject({
      sales: FLAT_WHITE,
      vouchersSold: [{ year: 2026, count: 1, amount: 2500 }],
      vouchersRedeemed: [{ year: 2026, count: 1, amount: FLAT_WHITE }],
      vouchersOpen: { total: 2500 - FLAT_WHITE },
      differences: [],
    });
    expect(report.tenders.map(({ method, kept }) => [method, kept])).toEqual([
      ["cash", 2500],
      ["voucher", FLAT_WHITE],
    ]);
  });

  test("pays what it has, and the rest is paid otherwise", async () => {
    const { counter } = await twoOfThem();
    const { id } = sellOne(counter, 300);
    const { order, receipts } = valueOf(payByVoucher(counter, id, { payment: inCash(minor(60)) }));
    expect(order.status).toBe("paid");
    expect(receipts.at(-1)?.payments.map(({ method, amount }) => [method, amount])).toEqual([
      ["voucher", 300],
      ["cash", 60],
    ]);
    expect(voucherView(counter.till, id)).toMatchObject({ left: 0, standing: "spent" });
    expect(faultOf(payByVoucher(counter, id))).toEqual({
      type: "voucher/empty",
      number: voucherNumber(id),
    });
    tiesOut(counter.till);
  });

  test("pays what this till may redeem of it apart from the others, and the rest is paid otherwise", async () => {
    const { counter, bar } = await twoOfThem("2.00");
    const { id } = sellOne(counter, 2500);
    meet(counter, bar);
    const { receipts } = valueOf(payByVoucher(bar, id, { payment: inCash(minor(700)) }));
    expect(
      receipts.at(-1)?.payments.map(({ method, amount, change }) => [method, amount, change]),
    ).toEqual([
      ["voucher", 200, 0],
      ["cash", 160, 540],
    ]);
    meet(counter, bar);
    expect(leftOf(counter, id)).toBe(2300);
    tiesOut(bar.till);
  });

  test("buys no voucher", async () => {
    const { counter } = await twoOfThem();
    const { id } = sellOne(counter, 2500);
    const bought = sellVoucher(counter.till, MIA, {
      amount: minor(1000),
      payment: { type: "voucher", voucher: id, name: "Voucher" },
    });
    expect(faultOf(bought)).toEqual({ type: "voucher/buys-voucher" });
    expect(leftOf(counter, id)).toBe(2500);
  });

  test("is topped up", async () => {
    const { counter } = await twoOfThem();
    const { id } = sellOne(counter, 500);
    valueOf(
      sellVoucher(counter.till, MIA, {
        amount: minor(1000),
        payment: inCash(minor(1000)),
        tops: id,
      }),
    );
    expect(leftOf(counter, id)).toBe(1500);
    tiesOut(counter.till);
  });

  test("gets the money of goods back that come back, and the shop owes it again", async () => {
    const { counter } = await twoOfThem();
    const { id } = sellOne(counter, 2500);
    const { receipts } = valueOf(payByVoucher(counter, id));
    const back = refund(counter.till, RAVI, {
      number: receipts[0]?.number ?? "",
      parts: [],
      method: "voucher",
      reason: "cold",
    });
    valueOf(back);
    expect(leftOf(counter, id)).toBe(2500);
    expect(dayReport(counter.till, DAY)).toMatchObject({
      vouchersRedeemed: [],
      vouchersOpen: { total: 2500 },
      differences: [],
    });
  });

  test("gets its money back whatever is asked for, and cash goes out for what was paid in cash", async () => {
    const { counter } = await twoOfThem();
    const { id } = sellOne(counter, 300);
    const { receipts } = valueOf(payByVoucher(counter, id, { payment: inCash(minor(60)) }));
    const number = receipts.at(-1)?.number ?? "";
    const how = { method: "cash", reason: "cold" } as const;
    const back = valueOf(refund(counter.till, RAVI, { number, parts: [], ...how }));
    expect(back.payments.map(({ method, amount }) => [method, amount])).toEqual([
      ["voucher", -300],
      ["cash", -60],
    ]);
    expect(leftOf(counter, id)).toBe(300);
    tiesOut(counter.till);
  });

  test("is named before the refund as what the money goes back onto, and none of that is cash", async () => {
    const { counter } = await twoOfThem();
    const { till, open } = counter;
    const { id } = sellOne(counter, 360);
    const { receipts } = valueOf(payByVoucher(counter, id));
    const number = receipts.at(-1)?.number ?? "";
    const deps = { till, open, actor: RAVI, random: testRandom, prepare: () => ok(undefined) };
    const session = createUnseenSession(deps);
    const receipt = valueOf(session.receipt(number));
    const lines = receipt.lines.flatMap((row) => linesBack(row, row.left));

    const quote = valueOf(session.refundFor({ receipt, lines, method: "cash" }));
    expect(quote.parts.map(({ method, amount }) => [method, amount])).toEqual([["voucher", 360]]);
    const how = { method: "cash", reason: "cold" } as const;
    const besides = refundBesides(till, { number, parts: [], ...how });
    const said = [quote.notPaidInCash, besides.notPaidInCash];
    expect(said).toEqual([0, 0]);
  });

  test("is worth nothing before it is paid", async () => {
    const { counter } = await twoOfThem();
    const open = sellVoucher(counter.till, MIA, {
      amount: minor(2500),
      payment: { type: "none" },
    });
    expect(valueOf(open).made).toEqual([]);
    expect(dayReport(counter.till, DAY).vouchersOpen).toEqual({ total: 0 });
  });

  test("has a last day where the shop says so, and is refused after it", async () => {
    const { counter } = await twoOfThem();
    valueOf(changeSetting(counter.till, RAVI, { key: "voucher-months", texts: ["3"] }));
    const { id } = sellOne(counter, 2500);
    expect(voucherView(counter.till, id).state.issued?.until).toBe("2027-02-20");
    const [last, after] = ["2027-02-20", "2027-02-21"].map((day) =>
      counter.till.ledger.read((view) => requireRedeemable({ view, day: day as BusinessDay }, id)),
    );
    expect(last?.ok).toBe(true);
    expect(after).toEqual({
      ok: false,
      fault: { type: "voucher/expired", number: voucherNumber(id), until: "2027-02-20" },
    });
  });
});

describe("a code", () => {
  test("is in no event, and nobody says whether one was nearly right", async () => {
    const { counter } = await twoOfThem();
    const { code } = sellOne(counter, 2500);
    const digits = code.slice(1);
    const stored = counter.till.ledger
      .missingFor([])
      .map((bytes) => Buffer.from(bytes).toString("utf8"))
      .join("");
    expect(stored).toContain("voucher/issued");
    expect(stored).not.toContain(digits);
    const other = `${digits.startsWith("1") ? "2" : "1"}${digits.slice(1)}`;
    expect(faultOf(voucherByCode(counter.till, other))).toEqual({ type: "voucher/mistyped" });
  });

  test("that nobody sold is tried a few times, and then has to wait", async () => {
    const { counter } = await twoOfThem();
    const { code } = sellOne(counter, 2500);
    const unknown = voucherCode(Uint8Array.from({ length: 12 }, () => 7));
    for (let tries = 0; tries < 5; tries += 1) {
      expect(faultOf(voucherByCode(counter.till, unknown))).toEqual({ type: "voucher/unknown" });
    }
    expect(faultOf(voucherByCode(counter.till, code))).toMatchObject({ type: "voucher/wait" });
    counter.passOnWall(5000);
    expect(voucherByCode(counter.till, code).ok).toBe(true);
  });
});

describe("a lost voucher", () => {
  test("is blocked and replaced in one act, with what is left of it", async () => {
    const { counter } = await twoOfThem();
    const { id, code } = sellOne(counter, 2500);
    valueOf(payByVoucher(counter, id));
    const made = valueOf(replaceVoucher(counter.till, RAVI, { voucher: id, reason: "lost" }));
    const [next] = made;
    expect(next?.voucher).toMatchObject({ left: 2500 - FLAT_WHITE, standing: "open" });
    expect(voucherView(counter.till, id)).toMatchObject({ left: 0, standing: "blocked" });
    expect(faultOf(payByVoucher(counter, id))).toEqual({
      type: "voucher/blocked",
      number: voucherNumber(id),
      to: next?.voucher.number,
    });
    expect(next?.code).not.toBe(code);
    valueOf(payByVoucher(counter, next?.voucher.id ?? ""));
    tiesOut(counter.till);
  });

  test("that was redeemed apart meanwhile falls below zero by exactly that, and the new one stands", async () => {
    const { counter, bar } = await twoOfThem();
    const { id } = sellOne(counter, 2500);
    meet(counter, bar);
    gather(bar, counter, id);
    const [next] = valueOf(replaceVoucher(counter.till, RAVI, { voucher: id, reason: "lost" }));
    valueOf(payByVoucher(bar, id));
    meet(counter, bar);
    expect([leftOf(counter, id), leftOf(counter, next?.voucher.id ?? "")]).toEqual([
      0 - FLAT_WHITE,
      2500,
    ]);
  });

  test("that isn't wanted is paid out in cash by right, wholly and once, and the day ties out", async () => {
    const { counter, bar } = await twoOfThem("20.00");
    const { id } = sellOne(counter, 2500);
    valueOf(payByVoucher(counter, id));
    meet(counter, bar);
    const wish = { voucher: id, reason: "gift not wanted" };
    expect(faultOf(cashOutVoucher(counter.till, MIA, wish))).toMatchObject({
      type: "permission/missing",
    });
    expect(faultOf(cashOutVoucher(counter.till, RAVI, { ...wish, reason: " " }))).toEqual({
      type: "voucher/reason",
    });
    // The limit of the shop is for goods that a guest waits for, not for cash.
    expect(faultOf(cashOutVoucher(bar.till, RAVI, wish))).toMatchObject({
      type: "voucher/none-here",
      here: 0,
    });

    expect(valueOf(cashOutVoucher(counter.till, RAVI, wish))).toBe(2500 - FLAT_WHITE);
    expect(voucherView(counter.till, id)).toMatchObject({ left: 0, standing: "blocked" });
    expect(faultOf(cashOutVoucher(counter.till, RAVI, wish))).toMatchObject({
      type: "voucher/blocked",
    });
    meet(counter, bar);
    expect(faultOf(payByVoucher(bar, id))).toMatchObject({ type: "voucher/blocked" });
    const report = dayReport(counter.till, DAY);
    expect(report).toMatchObject({
      sales: FLAT_WHITE,
      vouchersRedeemed: [{ year: 2026, count: 2, amount: 2500 }],
      vouchersOpen: { total: 0 },
      otherwise: [{ tender: { method: "cash" }, amount: 2500 - FLAT_WHITE }],
    });
    expect(report.tenders.map(({ method, kept }) => [method, kept])).toEqual([
      ["cash", FLAT_WHITE],
      ["voucher", 2500],
    ]);
    tiesOut(counter.till);
    tiesOut(bar.till);
  });

  test("may only be blocked, and its number leads to it", async () => {
    const { counter } = await twoOfThem();
    const { id } = sellOne(counter, 2500);
    expect(
      faultOf(blockVoucher(counter.till, MIA, { voucher: id, reason: "stolen" })),
    ).toMatchObject({ type: "permission/missing" });
    valueOf(blockVoucher(counter.till, RAVI, { voucher: id, reason: "stolen" }));
    expect(valueOf(voucherNamed(counter.till, voucherNumber(id)))).toMatchObject({
      standing: "blocked",
      left: 2500,
    });
  });
});

/** A voucher of 25.00 that both know, of which the counter has redeemed 18.20 by right while they are apart. */
async function apart(limit: string) {
  const tills = await twoOfThem(limit);
  const { id } = sellOne(tills.counter, 2500);
  meet(tills.counter, tills.bar);
  valueOf(payByVoucher(tills.counter, id, { goods: ["7*croissant"] }));
  return { ...tills, id };
}

/**
 * V24: a card of 25.00 that is sold at the counter; 20.00 by right there, 15.00 at the bar. Source:
 * docs/rules/vouchers.md, G3.
 */
describe("tills apart", () => {
  test("redeem beyond their rights up to the limit, and no account falls below it", async () => {
    const { counter, bar, id } = await apart("20.00");
    valueOf(payByVoucher(bar, id, { goods: ["5*croissant"] }));
    meet(counter, bar);
    expect(leftOf(counter, id)).toBe(2500 - 7 * 260 - 5 * 260);
    expect(Object.values(rightsAt(counter, id)).toSorted((a, b) => a - b)).toEqual([-1300, 680]);
    tiesOut(counter.till);
  });

  test("redeem no more than the limit", async () => {
    const { bar, id } = await apart("10.00");
    const { order } = valueOf(payByVoucher(bar, id, { goods: ["5*croissant"] }));
    expect(order).toMatchObject({ status: "open", due: 300 });
    const more = { type: "voucher", voucher: id, name: "Voucher", amount: minor(100) } as const;
    expect(faultOf(payOrder(bar.till, MIA, { order: order.number, payment: more }))).toMatchObject({
      type: "voucher/none-here",
      here: 0,
    });
  });

  test("redeem nothing beyond their rights where the limit is zero", async () => {
    const { bar, id } = await apart("0");
    expect(faultOf(payByVoucher(bar, id))).toMatchObject({ type: "voucher/none-here", here: 0 });
  });

  test("are covered first when they meet, and then what is left is all redeemed where it is asked for", async () => {
    const { counter, bar, id } = await apart("20.00");
    valueOf(payByVoucher(bar, id, { goods: ["croissant"] }));
    meet(counter, bar);
    expect([counter, bar].flatMap(attentionAt)).toEqual([]);
    // The bar is short of 2.60, which the counter covers before it gives the rest.
    gather(bar, counter, id);
    const left = 2500 - 8 * 260;
    expect(voucherView(bar.till, id)).toMatchObject({ left, here: left });
    valueOf(payByVoucher(bar, id));
  });

  test("cover short accounts by themselves, as soon as a till with something sees them", async () => {
    const { counter, bar, id } = await apart("20.00");
    valueOf(payByVoucher(bar, id, { goods: ["croissant"] }));
    meet(counter, bar);
    const { till } = counter;
    const look = createVoucherCovers({ till, hasDuties: () => true, heard: () => [] });
    look();
    look();
    expect(Object.values(rightsAt(counter, id)).toSorted((a, b) => a - b)).toEqual([
      0,
      2500 - 8 * 260,
    ]);
    expect(attentionAt(counter)).toEqual([]);
  });

  test("leave a debt that a manager is asked about until somebody has seen it", async () => {
    const { counter, bar, id } = await apart("20.00");
    valueOf(payByVoucher(bar, id, { goods: ["5*croissant"] }));
    meet(counter, bar);
    expect(attentionAt(counter)).toEqual([
      `Voucher ${voucherNumber(id)}: 6.20 more redeemed than was paid for: Bar 13.00 (13.00 beyond its right); Front counter 18.20. Block it once you have seen it.`,
    ]);
    valueOf(blockVoucher(counter.till, RAVI, { voucher: id, reason: "seen" }));
    expect([attentionAt(counter), leftOf(counter, id)]).toEqual([[], -620]);
  });

  test("take what a dead till could redeem, and are told what it had redeemed meanwhile", async () => {
    const { counter, bar, id } = await apart("0");
    valueOf(takeVoucher(bar.till, RAVI, { voucher: id, from: "A" }));
    valueOf(payByVoucher(bar, id, { goods: ["croissant"] }));
    expect(leftOf(bar, id)).toBe(2500 - 260);
    meet(counter, bar);
    expect(leftOf(bar, id)).toBe(2500 - 8 * 260);
  });
});

/** One till ends the voucher, the other redeems from it before or after, and neither hears the other. */
async function endedApart(end: (till: Till, voucher: string) => void, isEndLast: boolean) {
  const { counter, bar } = await twoOfThem("20.00");
  const { id } = sellOne(counter, 2500);
  meet(counter, bar);
  const steps = [() => end(counter.till, id), () => valueOf(payByVoucher(bar, id))];
  for (const step of isEndLast ? steps.toReversed() : steps) {
    step();
    counter.passOnWall(60_000);
  }
  meet(counter, bar);
  return { counter, bar, id };
}

describe("a voucher of which more went than was paid for", () => {
  const BOTH_ORDERS = [true, false];

  test.each(BOTH_ORDERS)(
    "is blocked by who has seen it (blocked before: %s)",
    async (isBlocked) => {
      const { counter, bar, id } = await endedApart((till, voucher) => {
        if (isBlocked) valueOf(cashOutVoucher(till, RAVI, { voucher, reason: "not wanted" }));
        else valueOf(payByVoucher({ till }, voucher, { goods: ["9*croissant"] }));
      }, true);
      const wanted = isBlocked ? "settle" : "block";
      const [item] = itemsOf(counter, "voucher/overspent");
      expect(item?.answers.map(({ answer }) => answer)).toEqual([wanted]);
      answerFirst(counter, "voucher/overspent", wanted);
      meet(counter, bar);

      for (const at of [counter, bar]) expect(attentionAt(at)).toEqual([]);
      expect(voucherView(bar.till, id).standing).toBe("blocked");
    },
  );

  test.each(BOTH_ORDERS)(
    "after it was replaced, is asked about and answered (replaced last: %s)",
    async (isLast) => {
      const { counter, bar, id } = await endedApart(
        (till, voucher) => valueOf(replaceVoucher(till, RAVI, { voucher, reason: "lost" })),
        isLast,
      );
      expect(attentionAt(bar)).toEqual([
        `Voucher ${voucherNumber(id)}: 3.60 more redeemed than was paid for: Bar 3.60 (3.60 beyond its right). It is blocked already.`,
      ]);
      answerFirst(bar, "voucher/overspent", "settle");
      meet(counter, bar);
      for (const at of [counter, bar]) expect(attentionAt(at)).toEqual([]);
    },
  );

  test.each(BOTH_ORDERS)(
    "after it was paid out or blocked, is asked about and answered (ended last: %s)",
    async (isLast) => {
      for (const end of [cashOutVoucher, blockVoucher]) {
        const { counter, bar } = await endedApart((till, voucher) => {
          valueOf(payByVoucher({ till }, voucher, { goods: ["9*croissant"] }));
          valueOf<unknown, unknown>(end(till, RAVI, { voucher, reason: "not wanted" }));
        }, isLast);
        expect(itemsOf(counter, "voucher/overspent")).toHaveLength(1);
        answerFirst(counter, "voucher/overspent", "settle");
        meet(counter, bar);
        for (const at of [counter, bar]) expect(attentionAt(at)).toEqual([]);
      }
    },
  );
});

describe("whoever redeems", () => {
  test("waits until the money of other tills is there, and no longer than 300 ms", async () => {
    const { counter, bar } = await twoOfThem();
    const { id } = sellOne(counter, 2500);
    meet(counter, bar);
    const clock = createManualClock();
    const asked: string[] = [];
    const waiting = gatherPurse(
      {
        till: bar.till,
        clock,
        askRights: (_, { of, quantity }) => asked.push(`${of} ${quantity}`),
      },
      voucherPurse(id),
    );
    expect(asked).toEqual([`voucher/${id} 2500`]);
    gather(bar, counter, id);
    await passed(clock, 15);
    await waiting;
    expect(voucherView(bar.till, id).here).toBe(2500);

    const inVain = gatherPurse(
      { till: counter.till, clock, askRights: () => undefined },
      voucherPurse(id),
    );
    await passed(clock, 300);
    await inVain;
    expect(voucherView(counter.till, id).here).toBe(0);
  });
});

/** Lets so much pass, with room for what each tick begins. */
async function passed(clock: ManualClock, ms: number): Promise<void> {
  for (let at = 0; at < ms; at += 15) {
    clock.advance(15);
    await Promise.resolve();
    await Promise.resolve();
  }
}

function attentionAt({ till, open }: TillAt): ReadonlyArray<string> {
  return listAttentionItems({ till, jobs: open.jobs }, "en")
    .filter(({ kind }) => kind.startsWith("voucher/"))
    .map(({ text }) => text);
}
