/** `till reconcile --journal` at the command line: a bookkeeper's file, and their own accounts in it. Size: whole. */

import { describe, expect, test } from "vitest";

import { MIA, refused } from "../support/commands.ts";
import { balances, hledger, whyNoHledger } from "../support/hledger.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const why = whyNoHledger();

describe("a journal", () => {
  test("is refused with one sentence where it can't be what was asked for", async () => {
    const store = await shopCopy();
    function journal(...words: ReadonlyArray<string>) {
      return till(["reconcile", "--journal", ...words, "--store", store]);
    }

    expect(await journal("--json")).toEqual(
      refused(2, "Say --journal or --json: a journal is text."),
    );
    expect(await journal("--to", "soon")).toEqual(
      refused(2, '--to "soon" is no day: today, or such as 2026-11-19.'),
    );
    const early = await journal("--day", "2026-01-02", "--to", "2026-01-01");
    expect(early).toEqual(refused(2, "--to 2026-01-01 comes before --day 2026-01-02."));
    const long = await journal("--day", "2020-01-01", "--to", "2026-01-01");
    expect(long).toEqual(refused(2, "At most 367 days at once."));
    expect(await till(["reconcile", "--to", "2026-01-01", "--store", store])).toEqual(
      refused(2, "--to goes with --journal: a report is of one day."),
    );
    expect((await journal("--day", "2999-01-01")).code).toBe(2);
  });

  test("is for who may see reports as long as a drawer is not counted", async () => {
    const store = await shopCopy();
    const words = ["reconcile", "--journal", "--store", store];
    expect((await till(["drawer", "open", "100", "--store", store], { env: RAVI })).code).toBe(0);

    const blind = await till(words);
    expect(blind).toMatchObject({ code: 4, stdout: "" });
    expect(blind.stderr).toMatch(
      /^A drawer of [\d-]{10} is not counted yet: .*\(--staff NUMBER\)\.\n$/u,
    );
    expect((await till(words, { env: RAVI })).stdout).toMatch(
      /^ +assets:float:A:1 +EUR -100\.00/mu,
    );
  });

  test("goes into the shop's own accounts once it has said them", async () => {
    const store = await shopCopy();
    function set(...rules: ReadonlyArray<string>) {
      return till(["settings", "set", "accounts", ...rules, "--store", store], { env: RAVI });
    }

    expect((await set("cards=1360")).stderr).toContain(
      '"cards=1360" is no rule for accounts: such as card=1360',
    );
    expect((await set("card=1360", "sales/VAT 21%=8400, tax=1776")).code).toBe(0);
    await till(["sell", "2*croissant", "--card", "--store", store], { env: MIA });
    const { code, stdout } = await till(["reconcile", "--journal", "--store", store]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^account 1360 {2}; type:A$/mu);
    const listed = await till(["settings", "list", "--store", store]);
    expect(listed.stdout).toMatch(/^accounts +card=1360 \/ sales\/VAT 21%=8400 \/ tax=1776$/mu);
    expect((await set("none")).code).toBe(0);
    expect((await till(["reconcile", "--journal", "--store", store])).stdout).not.toContain("1360");
  });

  test.skipIf(why !== undefined)(
    `is what hledger reads, the same each time${why === undefined ? "" : `: ${why}`}`,
    async () => {
      const store = await shopCopy();
      await till(["sell", "2*croissant", "--cash", "20", "--store", store], { env: MIA });
      const words = ["reconcile", "--journal", "--store", store];

      const first = await till(words);
      const again = await till(words);

      expect(first).toMatchObject({ code: 0, stderr: "" });
      expect(again.stdout).toBe(first.stdout);
      expect(hledger(first.stdout, ["-s", "check"])).toEqual({ code: 0, out: "" });
      expect(balances(first.stdout, "assets")).toEqual({ "assets:cash:A": "EUR 5.20" });
    },
  );
});
