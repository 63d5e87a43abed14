/** Names of a bookkeeper's accounts, and the rules by which a shop says its own. */

import { describe, expect, test } from "vitest";

import {
  accountPart,
  createAccounts,
  isAccountRule,
} from "../../../src/domain/figures/journal-accounts.ts";

describe("an account", () => {
  const drawer = { till: "A", drawer: "1" };

  test("is the usual one, without the parts that there are none of", () => {
    const accounts = createAccounts([]);

    expect(accounts("cash", drawer)).toEqual({ account: "assets:cash:A:1", type: "C" });
    expect(accounts("cash", { till: "A" }).account).toBe("assets:cash:A");
    expect(accounts("tips", { staff: "" }).account).toBe("liabilities:tips");
  });

  test("is what the rule says that says most about it, and of two alike the first", () => {
    const accounts = createAccounts([
      "sales=8000",
      "sales/VAT 9%=8300:<category>",
      "sales/vat 9%/tea=8301",
      "sales/VAT 9%/Tea=8302",
      "cash=1000:<till>",
    ]);
    const rate = "VAT 9%";

    expect(accounts("sales", { rate: "VAT 21%", category: "Tea" }).account).toBe("8000");
    expect(accounts("sales", { rate, category: "Cake" }).account).toBe("8300:Cake");
    expect(accounts("sales", { rate, category: "Tea" }).account).toBe("8301");
    expect(accounts("cash", drawer).account).toBe("1000:A");
    expect(accounts("safe").account).toBe("assets:safe");
  });

  test("keeps what would part accounts or begin a comment out of its parts", () => {
    expect(accountPart(" Tea:  hot; 3/4,\tnew ")).toBe("Tea hot 3 4 new");
    const { account } = createAccounts([])("sales", { rate: "A: 9%", category: "  " });
    expect(account).toBe("income:sales:A 9%");
  });
});

describe("a rule", () => {
  test.each([
    "card=1360",
    "sales/VAT 9%=8300",
    "sales/VAT 21%/Beer=Erlöse:Bier (21%)",
    "cash=assets:cash:<till>",
  ])("%s is one", (rule) => {
    expect(isAccountRule(rule)).toBe(true);
  });

  test.each([
    "",
    "card",
    "card=",
    "=1360",
    "cards=1360",
    "card/A/B=1360",
    "card/=1360",
    "card=a::b",
    "card=a:",
    "card=two  blanks",
    "card=(virtual)",
    "card=[balanced]",
    "card=! pending",
    "card=a ; comment",
    "card=<till>",
    "card=a:<staff>",
    "card=a:<till",
    `card=${"a".repeat(120)}`,
  ])("%j is none", (rule) => {
    expect(isAccountRule(rule)).toBe(false);
  });
});
