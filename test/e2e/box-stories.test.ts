/**
 * The stories that real processes play, by what they leave in the books; and that they leave nothing else.
 *
 * Size: whole.
 */

import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";

import { expect, test, vi } from "vitest";

import { plainEnvironment } from "../support/commands.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { NODE, TILL } from "../support/till-process.ts";
import { tellStory, type ToldStory } from "../support/told-story.ts";

test("a sale goes on when the connection is pulled, and is on both tills once", async () => {
  const { tills, text } = await tellWithoutTrace(1);

  expect(text).toMatch(/^ +\d+\.\d s {2}~ {2}The cable between A and B is pulled\.$/mu);
  for (const { receipts, reports, attention } of tills) {
    expect(receipts).toEqual(["A-000001", "B-000001"]);
    expect(reports).toMatchObject([{ receipts: 2, sales: 1670, differences: [], attention: [] }]);
    expect(attention).toEqual([]);
  }
});

test("eighty sales that were stacked up are told once each, to the cent", async () => {
  const { tills } = await tellWithoutTrace(2);

  for (const { receipts, reports } of tills) {
    expect(receipts).toHaveLength(81);
    const [report] = reports;
    // 20 baskets of each of four kinds, and the cake before: by the prices of the café.
    expect(report).toMatchObject({ receipts: 81, sales: 20 * (420 + 660 + 900 + 1250) + 420 });
    expect(report?.tenders).toMatchObject([
      { method: "card", count: 41 },
      { method: "cash", count: 40 },
    ]);
    expect(report?.series).toMatchObject([
      { series: "A", first: 1, last: 41, missing: [] },
      { series: "B", first: 1, last: 40, missing: [] },
    ]);
  }
});

test("a till that is killed with papers and sales in its queue does both after it is back", async () => {
  const { tills, text } = await tellWithoutTrace(5);

  expect(text).toMatch(/The 5 papers that waited come out of A's printers\.$/mu);
  for (const { receipts, reports } of tills) {
    expect(receipts).toEqual(["A-000001", "A-000002", "A-000003", "B-000001", "B-000002"]);
    expect(reports).toMatchObject([
      { sales: 4710, differences: [], attention: [], openOrders: { count: 0 } },
    ]);
  }
});

test("whoever has seen enough ends it, and nothing stays behind", async () => {
  const data = await temporaryFolder();
  const child = spawn(NODE, [TILL, "demo", "--story", "2"], {
    env: { ...plainEnvironment(), TMPDIR: data },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let told = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (told += text));
  const exit = new Promise((resolve) => child.on("exit", (code) => resolve(code)));

  await vi.waitFor(() => expect(told).toContain("TLS over loopback"), { timeout: 45_000 });
  child.kill("SIGINT");

  expect(await exit).toBe(130);
  expect(told).not.toContain("What holds now");
  expect(await readdir(data)).toEqual([]);
});

async function tellWithoutTrace(number: number): Promise<ToldStory> {
  const data = await temporaryFolder();
  vi.stubEnv("TMPDIR", data);
  try {
    return await tellStory(number);
  } finally {
    vi.unstubAllEnvs();
    expect(await readdir(data)).toEqual([]);
  }
}
