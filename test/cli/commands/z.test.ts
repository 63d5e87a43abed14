/** Zs at the command line: listed, shown and printed again, of this till and of a day gone by. */

import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

test("a Z that was closed is listed, shown and printed twice as the same paper", async () => {
  const store = await shopCopy();
  function mia(...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env: MIA });
  }
  function ravi(...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env: RAVI });
  }
  await mia("drawer", "open", "100");
  await mia("sell", "croissant", "--cash", "5");
  await ravi("close");

  const listed = await ravi("z", "list", "--json");
  const shown = await ravi("z", "show", "a-01");
  const recorded = await ravi("z", "show", "A-1", "--json");

  expect(JSON.parse(listed.stdout)).toMatchObject({
    zs: [{ name: "A-1", series: "A", no: 1, total: 260, grandTotal: 260 }],
  });
  expect(JSON.parse((await mia("z", "list", "--json")).stdout)).toMatchObject({
    zs: [{ name: "A-1", total: null, grandTotal: null }],
  });
  expect(shown.stdout).toMatch(/^ +Z A-1$/mu);
  expect(shown.stdout).toMatch(/^TOTAL EUR +2\.60$/mu);
  expect(JSON.parse(recorded.stdout)).toMatchObject({
    z: { name: "A-1", figures: { sales: 260, "tender/cash/count": 1 }, language: "en" },
  });
  expect(await mia("z", "show", "A-1")).toEqual(
    refused(4, "Mia may not see reports: ask someone who may."),
  );

  await ravi("settings", "set", "language", "de");
  for (const _ of [1, 2]) expect((await ravi("z", "print", "A-1")).code).toBe(0);
  const roll = await readFile(`${store}.paper/receipt.txt`, "utf8");
  const papers = roll.split(/^- - - 8<.*\n/mu).filter((paper) => paper.includes("Z A-1\n"));
  expect(papers).toHaveLength(2);
  expect(papers[0]).toBe(papers[1]);
  expect(`${papers[0]?.trim()}`).toContain(shown.stdout.split("\n").slice(1, 9).join("\n"));
});
