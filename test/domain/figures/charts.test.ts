/** Accounts of a country's bookkeepers, and what a shop's rules change of them. */

import { describe, expect, test } from "vitest";

import { type ChartName, chartNamed, CHARTS } from "../../../src/domain/figures/charts.ts";
import {
  ACCOUNT_NAMES,
  type AccountName,
  type Accounts,
  createAccounts,
  isAccountRule,
} from "../../../src/domain/figures/journal-accounts.ts";

const PARTS = { till: "A", drawer: "1", tender: "Voucher", category: "Tea", staff: "4" };

function accountsOf(chart: ChartName, ...rules: ReadonlyArray<string>): Accounts {
  return createAccounts(rules, chartNamed(chart));
}

describe("a chart", () => {
  test.each(CHARTS)("%s has an account for each name, which a rule could say as well", (chart) => {
    const accounts = accountsOf(chart);
    const named = ACCOUNT_NAMES.flatMap((name) =>
      ["USt 19%", "USt 19% exempt", "VAT 5.5%"].map((rate) => ({
        name,
        account: accounts(name, { ...PARTS, rate }).account,
      })),
    );
    const isOwn = chart === "plain" ? /^[a-z]+:/u : /^\d{3,5} /u;

    expect(named.filter(({ name, account }) => !isAccountRule(`${name}=${account}`))).toEqual([]);
    expect(named.filter(({ account }) => !isOwn.test(account))).toEqual([]);
  });

  test.for<[ChartName, string, string, string]>([
    ["skr03", "USt 19%", "8400", "8400"],
    ["skr03", "MwSt. 7%", "8300", "8300"],
    ["skr03", "VAT 21%", "8200", "1770"],
    ["skr03", "A 19%, B 7%", "8200", "1770"],
    ["skr03", "USt 19% exempt", "8100", "8400"],
    ["skr04", "USt 19%", "4400", "4400"],
    ["skr04", "USt 7%", "4300", "4300"],
    ["skr04", "USt 0%", "4200", "3800"],
    ["pcg", "TVA 10%", "707", "44571"],
  ])("%s books %s on %s, and its tax on %s", ([chart, rate, sales, tax]) => {
    const accounts = accountsOf(chart);
    expect(numberOf(accounts, "sales", rate)).toBe(sales);
    const owed = rate.endsWith(" exempt") ? rate.slice(0, -" exempt".length) : rate;
    expect(numberOf(accounts, "tax", owed)).toBe(tax);
  });

  test("gives way to the shop's rules, and the tax that goes with turnover follows it", () => {
    const accounts = accountsOf("skr03", "sales/USt 19%=8401", "card=1361");
    expect(numberOf(accounts, "sales", "USt 19%")).toBe("8401");
    expect(numberOf(accounts, "tax", "USt 19%")).toBe("8401");
    expect(numberOf(accounts, "card", "")).toBe("1361");
    const apart = accountsOf("skr03", "sales/USt 19%=8200", "tax/USt 19%=1776");
    expect(numberOf(apart, "tax", "USt 19%")).toBe("1776");
  });
});

function numberOf(accounts: Accounts, name: AccountName, rate: string): string {
  return accounts(name, { ...PARTS, rate }).account.replace(/[ :].*$/u, "");
}
