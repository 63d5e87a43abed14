/** One voucher that two tills, which don't hear each other, took money for: the guest has two codes, and 20.00 are held. */

import { expect, test } from "vitest";

import { listAttentionItems } from "../../../src/app/attention/attention-items.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { listVouchers } from "../../../src/app/vouchers/vouchers.ts";
import { sumMinor } from "../../../src/domain/money/amounts.ts";
import { performOn } from "../../support/acts.ts";
import {
  answer,
  asked,
  beginBillsApart,
  books,
  card,
  cash,
  DAY,
  itemsAt,
} from "../../support/bills-apart.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { RAVI } from "../../support/stock-acts.ts";
import { meet, type TillAt } from "../../support/two-tills.ts";
import { payByVoucher } from "../../support/voucher-acts.ts";

const apart = beginBillsApart();
const TOKEN = { goods: ["token"], a: [cash(1000)], b: [cash(1000)] } as const;

function codes({ till }: TillAt, standing: "open" | "blocked" = "open"): ReadonlyArray<string> {
  return listVouchers(till, "all")
    .filter((voucher) => voucher.standing === standing)
    .map(({ number }) => number);
}

function answers(till: TillAt): ReadonlyArray<string> {
  return itemsAt(till).flatMap((item) => item.answers.map(({ answer: which }) => which));
}

/** Redeems from the voucher that this till made. */
function redeem(till: TillAt): string {
  const { origin } = till.till.ledger.identity;
  const own = listVouchers(till.till, "open").find(({ state }) => state.issued?.till === origin);
  if (own === undefined) throw new Error("The till has made no voucher.");
  valueOf(payByVoucher(till, own.id, { goods: ["croissant"] }));
  return own.number;
}

/** What the day says of vouchers, and what of it was called rounding. */
function owed({ till }: TillAt) {
  const { vouchersSold, vouchersBack, vouchersOpen, rounding } = dayReport(till, DAY);
  return {
    sold: sumMinor(vouchersSold, ({ amount }) => amount),
    back: sumMinor(vouchersBack, ({ amount }) => amount),
    open: vouchersOpen.total,
    rounding,
  };
}

test("one code is blocked with the money that goes back", async () => {
  const { tills } = await apart(TOKEN);
  for (const till of tills) expect(codes(till)).toHaveLength(2);
  answer(tills[0], "give-back");
  meet(...tills);

  for (const till of tills) {
    expect(codes(till)).toHaveLength(1);
    expect(codes(till, "blocked")).toHaveLength(1);
    expect(asked(till)).toEqual([]);
    expect(books(till)).toMatchObject({ held: 1000, differences: [] });
    expect(owed(till)).toEqual({ sold: 2000, back: -1000, open: 1000, rounding: 0 });
  }
});

test("a code that was redeemed elsewhere meanwhile is asked about, though it was given back", async () => {
  const { tills } = await apart(TOKEN);
  answer(tills[0], "give-back");
  const blocked = codes(tills[0], "blocked");
  const taken = listVouchers(tills[1].till, "open").find(({ number }) => blocked.includes(number));
  if (taken === undefined) throw new Error("The bar doesn't know the code.");
  valueOf(payByVoucher(tills[1], taken.id, { goods: ["croissant"] }));
  meet(...tills);

  for (const till of tills) {
    expect(listAttentionItems(till.open, "en").map(({ kind }) => kind)).toContain(
      "voucher/overspent",
    );
  }
});

test("the answer names the code, which is the one of the receipt that goes back", async () => {
  const { tills } = await apart(TOKEN);
  const [said] = itemsAt(tills[0])[0]?.answers ?? [];
  answer(tills[0], "give-back");
  expect(said?.text).toBe(
    `give back 10.00 in cash, voucher ${codes(tills[0], "blocked")[0] ?? ""} blocked`,
  );
});

test("a code that was redeemed from stays, and the other one is blocked", async () => {
  for (const at of [0, 1] as const) {
    const { tills } = await apart(TOKEN);
    const used = redeem(tills[at]);
    meet(...tills);
    answer(tills[0], "give-back");
    meet(...tills);
    for (const till of tills) expect(codes(till)).toEqual([used]);
  }
});

test("no money goes back once both were redeemed from, and that is right", async () => {
  const { tills } = await apart(TOKEN);
  for (const till of tills) redeem(till);
  meet(...tills);
  for (const till of tills) expect(answers(till)).toEqual(["settle"]);
  const [item] = itemsAt(tills[0]);
  const { subject } = item ?? {};
  const receipt = subject?.type === "order" ? subject.fact.subject : undefined;
  const order = subject?.type === "order" ? subject.order : "";
  if (receipt === undefined) throw new Error("Nothing is asked of a receipt.");
  const back = { act: "refund", receipt, lines: [], method: "cash", reason: "twice" } as const;
  expect(faultOf(performOn(tills[0].till, RAVI, { ...back, what: "beyond", order }))).toEqual({
    type: "voucher/used",
  });

  answer(tills[0], "settle");
  meet(...tills);
  for (const till of tills) {
    expect(listAttentionItems(till.open, "en")).toEqual([]);
    expect(codes(till)).toHaveLength(2);
    expect(books(till)).toMatchObject({ held: 2520, differences: [] });
  }
});

test("answered at both tills apart, one code stays, and the money that is missing is asked for", async () => {
  const { tills } = await apart(TOKEN);
  for (const till of tills) answer(till, "give-back");
  meet(...tills);
  for (const till of tills) {
    expect(codes(till)).toHaveLength(1);
    expect(asked(till)).toEqual([[-1000, -1000]]);
  }
  answer(tills[1], "issue-again");
  meet(...tills);
  for (const till of tills) {
    expect(asked(till)).toEqual([]);
    expect(codes(till)).toHaveLength(1);
    expect(books(till)).toMatchObject({ held: 1000, differences: [] });
    expect(owed(till)).toEqual({ sold: 2000, back: -1000, open: 1000, rounding: 0 });
  }
});

test("a voucher that one till sold twice by two lines is none of these", async () => {
  const { tills } = await apart({ goods: ["token", "token"], a: [card(2000)], b: [] });
  for (const till of tills) expect([codes(till).length, asked(till)]).toEqual([2, []]);
});
