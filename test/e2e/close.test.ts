/** `till close` as people and timers run it: alone, with another till beside it, and at night. Size: whole. */

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { type Finished, MIA, refused } from "../support/commands.ts";
import { joinStore } from "../support/joined-stores.ts";
import { startNode } from "../support/node-process.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { tillHere as till } from "../support/till-here.ts";
import { clockAt, till as process } from "../support/till-process.ts";

const shopCopy = ownShopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const DAY_MS = 86_400_000;

const closeSchema = z.object({
  open: z.looseObject({
    orders: z.object({ count: z.int(), due: z.int() }),
    drawers: z.array(z.looseObject({ counted: z.boolean(), expected: z.int().nullable() })),
    tills: z.array(z.looseObject({ code: z.string() })),
  }),
  closed: z
    .looseObject({
      asked: z.string(),
      closes: z.int(),
      total: z.int(),
      zs: z.array(z.looseObject({ series: z.string(), no: z.int(), total: z.int() })),
      missing: z.array(z.looseObject({ code: z.string() })),
      withoutZ: z.array(z.string()),
      without: z.array(z.object({ till: z.string(), reason: z.string() })),
    })
    .nullable(),
});

const nightSchema = z.looseObject({
  id: z.string(),
  day: z.iso.date(),
  till: z.string(),
  exit: z.int(),
  close: z.looseObject({ total: z.int() }).nullable(),
  report: z.looseObject({ sales: z.looseObject({ total: z.int() }) }),
});

describe("a shop of one till", () => {
  test("is closed by whoever may not, with the word of somebody who may, and asked by them", async () => {
    const store = await shopCopy();
    await sell(store);
    const pins = path.join(path.dirname(store), "pin");
    const vouched = ["close", "--approver", "4", "--approver-pin-file", pins];
    await writeFile(pins, "4443");
    expect(await till([...vouched, "--store", store], { env: MIA })).toMatchObject({ code: 4 });
    await writeFile(pins, "4444");

    const { closed } = await json(vouched, store, { code: 0, env: MIA });

    expect(closed).toMatchObject({ asked: "4", total: 280 });
  });

  test("says what is open with what deals with it, and closes all the same", async () => {
    const store = await shopCopy();
    await sell(store);
    await till(["sell", "--store", store, "101"], { env: MIA });
    await till(["drawer", "open", "150", "--store", store], { env: MIA });

    const dry = await till(["close", "--dry-run", "--store", store]);

    expect(dry).toMatchObject({ code: 1, stderr: "" });
    expect(dry.stdout).toMatch(/^ {2}1 open order, \S+ due \(till order list --open\)$/mu);
    expect(dry.stdout).toMatch(
      /^ {2}Drawer A1, open since \d\d:\d\d \(Mia\), not counted \(till drawer count --drawer A1\)$/mu,
    );
    expect(await json(["close", "--dry-run"], store, { code: 1 })).toMatchObject({ closed: null });
    expect(
      (await json(["close", "--dry-run"], store, { code: 1, env: RAVI })).open.drawers,
    ).toMatchObject([{ expected: 15_000, counted: false }]);
    expect(await till(["close", "--store", store], { env: MIA })).toEqual(
      refused(4, "Mia may not see reports: ask someone who may."),
    );
    const vouched = ["close", "--approver", "4", "--store", store];
    expect(await till([...vouched, "--dry-run"], { env: MIA })).toMatchObject({ code: 2 });
    const done = await till(["close", "--store", store], { env: RAVI });
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).toMatch(/ is closed: 2\.80 EUR\.\n {2}Z A-1: 2\.80\n$/u);
    await sell(store);
    expect((await json(["close"], store, { code: 0, env: RAVI })).closed).toMatchObject({
      asked: "4",
      closes: 2,
      total: 560,
      zs: [
        { series: "A", no: 1, total: 280 },
        { series: "A", no: 2, total: 280 },
      ],
    });
  });

  test("refuses what it can't close, in one sentence", async () => {
    const store = await shopCopy();
    async function answer(...words: ReadonlyArray<string>): Promise<Finished> {
      return till(["close", "--store", store, ...words], { env: RAVI });
    }
    const without = ["--without", "A", "--reason", "fire"];

    expect(await answer("--day", "2099-01-01")).toEqual(refused(2, "2099-01-01 has not come yet."));
    expect(await answer("--day", "2020-01-01")).toEqual(
      refused(2, "The shop did not exist on 2020-01-01."),
    );
    expect(await answer("--day", "Friday")).toMatchObject({ code: 2, stdout: "" });
    expect(await answer("--without", "Z", "--reason", "fire")).toMatchObject({ code: 3 });
    expect(await answer("--without", "A")).toMatchObject({ code: 2, stdout: "" });
    expect(await answer(...without)).toMatchObject({ code: 5, stdout: "" });
    expect(await answer("--reason", "fire")).toMatchObject({ code: 2, stdout: "" });
    expect(await answer("--notify-command", "true")).toMatchObject({ code: 2, stdout: "" });
    expect(await answer("--nightly", "--dry-run")).toMatchObject({ code: 2, stdout: "" });
    expect((await json(["close", "--dry-run"], store, { code: 1 })).open).toMatchObject({
      closes: 0,
    });
  });
});

describe("a shop of two tills", () => {
  test("is closed over the Zs of both, which the other makes by itself", async () => {
    const { a, b } = await connected();
    await sell(a);
    await sell(b);

    const done = await json(["close"], a, { code: 0, env: RAVI });

    expect(done.closed).toMatchObject({
      total: 560,
      zs: [{ series: "A" }, { series: "B" }],
      missing: [],
      withoutZ: [],
    });
    expect(done.open.tills).toEqual([]);
  });

  test("is closed once at night where both have a timer, and told of once", async () => {
    const { a, b } = await connected();
    await sell(a);
    await sell(b);
    const file = path.join(path.dirname(a), "told");
    const command = ["--notify-command", `cat >> '${file}'`];

    const [atA, atB] = await Promise.all([night(a, ...command), night(b, ...command)]);

    expect(atA).toMatchObject({ code: 0, stderr: "" });
    expect(atA.stdout).toMatch(/ is closed: 5\.60 EUR\.\n {2}Z A-1: 2\.80\n {2}Z B-1: 2\.80\n$/u);
    expect(atB).toMatchObject({ code: 0, stdout: "" });
    expect(atB.stderr).toMatch(/^A Front counter closes \d{4}-\d\d-\d\d\.\n$/u);
    const told = (await readFile(file, "utf8")).trimEnd().split("\n");
    expect(told.map((line) => nightSchema.parse(JSON.parse(line)).till)).toEqual(["A"]);
  });

  test("says who was not heard, and goes without it where a person says so", async () => {
    const a = await shopCopy();
    await joinStore(a, "B", "Bar");
    await sell(a);

    const done = await json(["close"], a, { code: 8, env: RAVI });
    const text = await till(["close", "--store", a], { env: RAVI });
    const without = ["close", "--without", "B", "--reason", "burnt down"];
    const gone = await json(without, a, { code: 0, env: RAVI });

    expect(done.closed?.missing).toMatchObject([{ code: "B" }]);
    expect(text.code).toBe(8);
    expect(text.stdout).toMatch(/^! Not heard: B Bar \(never heard\)\. Its Z comes by itself/mu);
    expect(gone.closed).toMatchObject({
      missing: [],
      without: [{ till: "B", reason: "burnt down" }],
      total: 280,
    });
    const report = await till(["reconcile", "--store", a]);
    expect(report).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("a night", () => {
  const newYesterday = ownShopCopies(async (store) => {
    await sell(store);
  });

  test("closes what is left, and hands the report on once", async () => {
    const store = await newYesterday();
    const file = path.join(path.dirname(store), "told");
    const command = ["--notify-command", `cat >> '${file}'`];

    const failed = await night(store, "--notify-command", "exit 3");
    const done = await night(store, ...command);
    const again = await night(store, ...command);

    expect(failed).toMatchObject({ code: 0 });
    expect(failed.stdout).toMatch(/is closed: 2\.80 EUR\.\n {2}Z A-1: 2\.80\n/u);
    expect(failed.stderr).toBe(
      "`exit 3` was not told: it ended with 3. The day is closed all the same.\n",
    );
    expect(done).toMatchObject({ code: 0 });
    expect(again).toEqual({ code: 0, stdout: "", stderr: "No day is left to close.\n" });
    const told = (await readFile(file, "utf8")).trimEnd().split("\n");
    expect(told).toHaveLength(1);
    expect(nightSchema.parse(JSON.parse(told[0] ?? ""))).toMatchObject({
      till: "A",
      exit: 0,
      close: null,
      report: { sales: { total: 280 } },
    });
  });

  test("exits as the report of the day does, and needs no PIN", async () => {
    const store = await newYesterday();
    await till(["drawer", "open", "150", "--store", store], { env: MIA });

    const done = await night(store, "--json", "--notify-command", "echo on its way");

    const { nights } = z.object({ nights: z.array(nightSchema) }).parse(JSON.parse(done.stdout));
    expect(nights).toMatchObject([
      { exit: 1, close: { total: 280, asked: "" }, notified: { type: "sent" } },
    ]);
    expect(done).toMatchObject({ code: 1, stderr: "on its way\n" });
  });
});

/** Two boxes with a node each, which hear each other. */
async function connected(): Promise<{ readonly a: string; readonly b: string }> {
  const a = await shopCopy();
  const b = await joinStore(a, "B", "Bar");
  const first = startNode(a);
  const [, port] = await first.says(/^takes links on port (\d+)$/mu);
  await till(["mesh", "add", `127.0.0.1:${port}`, "--store", b]);
  const second = startNode(b);
  await Promise.all([
    first.says(/^connected to B Bar$/mu),
    second.says(/^connected to A Front counter$/mu),
  ]);
  return { a, b };
}

function night(store: string, ...words: ReadonlyArray<string>): Promise<Finished> {
  const nodeOptions = clockAt(Date.now() + DAY_MS);
  return process(["close", "--nightly", "--store", store, ...words], { nodeOptions });
}

async function sell(store: string): Promise<void> {
  const sold = await till(["sell", "--store", store, "100", "--cash", "5"], { env: MIA });
  expect(sold).toMatchObject({ code: 0 });
}

async function json(
  words: ReadonlyArray<string>,
  store: string,
  { code, env = {} }: { readonly code: number; readonly env?: Readonly<Record<string, string>> },
) {
  const done = await till([...words, "--json", "--store", store], { env });
  expect(done).toMatchObject({ code, stderr: "" });
  return closeSchema.parse(JSON.parse(done.stdout));
}
