/**
 * Weeks of a shop with two tills that often don't hear each other, as files for bookkeepers: each of them comes to
 * what the till's own reports of these days say, to the cent.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { datevFile } from "../../../src/app/books/datev-file.ts";
import { journalOf } from "../../../src/app/day/day-journal.ts";
import { dayReports } from "../../../src/app/day/day-report.ts";
import { settingDraft } from "../../../src/app/founding/shop-drafts.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { CHARTS } from "../../../src/domain/figures/charts.ts";
import { rateName } from "../../../src/domain/figures/facts.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { datevBalances, readDatev } from "../../support/datev-reader.ts";
import { createDice } from "../../support/dice.ts";
import { hledger, journalText, whyNoHledger } from "../../support/hledger.ts";
import { weekCafes, playWeek } from "../../support/played-week.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { synchroniseLedgers } from "../../support/shop.ts";

const newWeekCafe = weekCafes();

test.each(Array.from({ length: proofRuns(2) }, (_, index) => index + 1))(
  "what DATEV reads comes to the reports of both tills (seed %i)",
  async (seed) => {
    const cafe = await newWeekCafe();
    const { till: a } = cafe.open();
    const { till: b } = await enrolBar(cafe, a);
    const days = playWeek(cafe, [a, b], { dice: createDice(seed) });
    const charts = CHARTS.map((chart) => {
      choose(a, settingDraft("chart", chart));
      return {
        chart,
        checked: whyNoHledger() ?? hledger(journalText(a, days), ["-s", "check"]).out,
      };
    });
    expect(charts).toEqual(CHARTS.map((chart) => ({ chart, checked: whyNoHledger() ?? "" })));
    choose(
      a,
      settingDraft("chart", "skr03"),
      settingDraft("datev", "29098/55003"),
      settingDraft("accounts", RULES),
    );
    synchroniseLedgers(a.ledger, b.ledger);

    const read = readBack(a, days);

    expect(read.bookings.length).toBeGreaterThan(20);
    expect(read.bookings).toEqual(readBack(b, days).bookings);
    for (const range of [days, ...days.map((day) => [day])]) {
      const balances = datevBalances(readBack(a, range));
      const expected = reported(a, range);
      const found = new Map(
        [...expected.keys()].map((account) => [account, balances.get(account)]),
      );
      expect(found).toEqual(expected);
    }
  },
);

/** An account of its own for what the reports say by itself. */
const RULES = [
  "sales/VAT 9%=8301",
  "sales/VAT 21%=8401",
  "tax/VAT 9%=1771",
  "tax/VAT 21%=1772",
  "card=1361",
];

function choose({ ledger }: Till, ...events: ReadonlyArray<ReturnType<typeof settingDraft>>): void {
  ledger.commit({ by: "", name: "set up", decide: () => ok({ events }) });
}

function readBack(till: Till, days: ReadonlyArray<BusinessDay>): ReturnType<typeof readDatev> {
  const file = datevFile(till, journalOf(till, days), 0);
  if (!file.ok) throw new Error(JSON.stringify(file.fault));
  return readDatev(file.value);
}

/** Returns what the reports of these days say, by account; nought is undefined, as no account has it. */
function reported(
  till: Till,
  days: ReadonlyArray<BusinessDay>,
): ReadonlyMap<string, number | undefined> {
  const sums = new Map(RULES.map((rule) => [rule.split("=")[0] ?? "", 0]));
  const voucher = { amount: 0 };
  for (const { taxes, tenders } of dayReports(till, days)) {
    for (const tax of taxes) {
      add(sums, `sales/${rateName(tax)}`, 0 - tax.net);
      add(sums, `tax/${rateName(tax)}`, 0 - tax.tax);
    }
    for (const { method, kept } of tenders) {
      if (method === "card") add(sums, "card", kept);
      if (method === "own-meal-voucher") voucher.amount += kept;
    }
  }
  const accounts = RULES.map((rule): [string, number] => {
    const [name = "", account = ""] = rule.split("=");
    return [account, sums.get(name) ?? 0];
  });
  return new Map(
    [...accounts, ["1500", voucher.amount] as const].map(([account, sum]) => [
      account,
      sum === 0 ? undefined : sum,
    ]),
  );
}

function add(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, (sums.get(name) ?? 0) + amount);
}
