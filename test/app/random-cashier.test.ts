/**
 * A cashier who presses anything: nothing typed, no order and no cent is ever lost. docs/testing.md says
 * what is looked at; `npm run cashier -- --keys 20000 --seed 7` plays another run.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { settingDraft } from "../../src/app/founding/shop-drafts.ts";
import { ok } from "../../src/domain/base/result.ts";
import { businessDaySchema } from "../../src/domain/identity.ts";
import { askCooking } from "../support/ask-cooking.ts";
import { CAFE_DAY, cafeCopies } from "../support/cafe.ts";
import { countKinds } from "../support/cashier-books.ts";
import { ASKED, runCashier } from "../support/cashier-run.ts";
import { whyNoHledger, wrongInJournal } from "../support/hledger.ts";
import { setting } from "../support/one-setting.ts";
import { till } from "../support/till-process.ts";

const newCafe = cafeCopies({
  before: ({ till: first }) => {
    askCooking(first);
    // Nobody is away for ten minutes here.
    const tenders = [
      { digit: 1, id: "own-meal-voucher", name: "Meal voucher" },
      { digit: 3, id: "own-lunch-card", name: "Lunch card" },
    ];
    const events = [
      setting(1, "lock-after"),
      settingDraft("rates", [{ currency: "USD", rate: 92_345_678 }]),
      settingDraft("tenders", tenders),
    ];
    first.ledger.commit({ by: "", name: "set lock-after", decide: () => ok({ events }) });
  },
});

/** What must have come about in a run that is long enough: else it has shown nothing of it. */
const LONG_KEYS = 20_000;
const KINDS = [
  "order/opened",
  "order/changed",
  "order/discounted",
  "order/line-added",
  "order/line-changed",
  "order/line-discounted",
  "order/line-voided",
  "order/line-voided approved",
  "ticket/issued",
  "ticket/printed",
  "payment/captured",
  "payment/corrected",
  "payment/corrected approved",
  "receipt/issued",
  "refund/issued",
  "refund/issued approved",
  "order/return-taken",
  "order/return-taken approved",
  "order/return-ended",
  "product/left-set",
  "product/set",
  "shift/clocked-in",
  "shift/clocked-out",
];
const SENTENCES = [
  /^Paid [\d.]+ in cash\. Receipt/u,
  /^Paid [\d.]+ by card\. Receipt/u,
  /taken in cash, [\d.]+ left\.$/u,
  /taken by card, [\d.]+ left\.$/u,
  / by card\? F12 or Enter/u,
  /^Paid [\d.]+ in cash\. Given: 50\.00 USD = 46\.17\./u,
  /^(?:Paid [\d.]+ by|[\d.]+ taken by) (?:Meal voucher|Lunch card)/u,
  /^Give back [\d.]+ in cash\. Refund/u,
  /is parked\./u,
  /^A\d+ is here/u,
  /is printed once more/u,
  /^\d+ papers? (?:is|are) being printed/u,
  /taken off\.$/u,
  /is off again\./u,
  /is back\./u,
  /sold out, on every till/u,
  /there again\.$/u,
  /: choose Cooking\.$/u,
  /^1 × (?:Burger|Steak|T-bone) \+ /u,
  /is kept until after the payment/u,
  /: how was it really paid\? Esc leaves it as it is\.$/u,
  / is put right: /u,
  /^Unknown code/u,
  /^Wrong PIN/u,
  /^Locked: no key/u,
  /: PIN, then Enter\.$/u,
  /^Not approved: nothing was changed\.$/u,
  /^Nothing is called/u,
  / is an option: /u,
];
/** So many keys make a sale, at the least. */
const KEYS_PER_RECEIPT_MAX = 200;

test(`${ASKED.keys} keys at random lose nothing`, async () => {
  const floor = await runCashier({ ...ASKED, newCafe });

  const counts = countKinds(floor.till().till);
  const said = [...floor.messages];
  const isLong = ASKED.keys >= LONG_KEYS;
  const unsaid = SENTENCES.filter((sentence) => !said.some((text) => sentence.test(text)));
  expect(isLong ? KINDS.filter((kind) => !counts.has(kind)) : []).toEqual([]);
  expect(isLong ? unsaid : []).toEqual([]);
  const receipts = counts.get("receipt/issued") ?? 0;
  expect(receipts).toBeGreaterThanOrEqual(Math.floor(ASKED.keys / KEYS_PER_RECEIPT_MAX));

  const { dir, till: own } = floor.till();
  // Skipped where there is no hledger: the test of the journal says so.
  const inJournal =
    whyNoHledger() === undefined ? wrongInJournal(own, [businessDaySchema.parse(CAFE_DAY)]) : [];
  expect(inJournal).toEqual([]);
  await floor.close();
  const reconciled = await till(["reconcile", "--store", dir, "--day", CAFE_DAY]);
  const wrong = reconciled.stdout.split("\n").filter((line) => line.startsWith("! "));
  // Whoever presses at random leaves a drawer open, or closes one that differs.
  expect(wrong.filter((line) => !line.startsWith("! drawers: "))).toEqual([]);
  expect(reconciled.code).toBe(wrong.length === 0 ? 0 : 1);
  expect((await till(["verify", "--store", dir])).code).toBe(0);
});
