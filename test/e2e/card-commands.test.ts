/**
 * `till card …` as programs and people type it: its documents, its exit codes, and its refusals in one sentence.
 *
 * Size: whole.
 */

import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

import { expect, onTestFinished, test, vi } from "vitest";

import { closed, listen, portOf } from "../../proof/ports/listening.ts";
import { type SimulatedTerminal } from "../../proof/terminal/zvt-terminal.ts";
import { type ListedCard } from "../../src/app/cards/card-list.ts";
import { type Finished, MIA, PROJECT, refused } from "../support/commands.ts";
import { servedTerminal } from "../support/served-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { RAVI, start, WAIT } from "../support/simulated-shop.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

const shopCopy = shopCopies();
const ACQUIRER = path.join(PROJECT, "fixtures/acquirer");
const MAPPING = path.join(ACQUIRER, "mapping.json");

interface Shop {
  readonly store: string;
  readonly terminal: SimulatedTerminal;
  readonly port: number;
  readonly run: (...words: ReadonlyArray<string>) => Promise<Finished>;
  /** The document of a command that is done. */
  readonly json: (...words: ReadonlyArray<string>) => Promise<unknown>;
}

/** A shop with a terminal as `main`. */
async function openShop(): Promise<Shop> {
  const { terminal, port, close } = await servedTerminal();
  onTestFinished(close);
  const store = await shopCopy();

  function run(...words: ReadonlyArray<string>): Promise<Finished> {
    return tillHere([...words, "--store", store], { env: RAVI });
  }

  await run("card", "add", "main", "driver=zvt", `at=127.0.0.1:${port}`, "wait=0");
  return {
    store,
    terminal,
    port,
    run,
    json: async (...words) => {
      const done = await run(...words, "--json");
      expect(done).toMatchObject({ code: 0 });
      return JSON.parse(done.stdout) as unknown;
    },
  };
}

test("a terminal that is simulated and added as people type it takes a sale by card", async () => {
  const port = String(await freePort());
  const simulating = start(["card", "simulate", "zvt", "--port", port]);
  let said = "";
  simulating.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
  await vi.waitFor(() => {
    expect(said).toContain(`listens on 127.0.0.1:${port}.`);
  }, WAIT);
  const store = await shopCopy();
  const at = ["--store", store];
  const add = ["card", "add", "main", "driver=zvt", `at=127.0.0.1:${port}`];

  expect(await tillHere([...add, ...at], { env: RAVI })).toMatchObject({ code: 0 });
  const sold = await till(["sell", "2*flat white", "--card", ...at], { env: MIA });
  expect(sold.code).toBe(0);
  expect(sold.stdout).toContain("Receipt A-000001");
  const listed = await tillHere(["card", "list", "--json", ...at]);
  expect(JSON.parse(listed.stdout)).toMatchObject({
    payments: [{ order: "A1", terminal: "main", state: "captured", sum: 720 }],
  });
});

test("order pay and order collect ask the terminal, as a sale does; by hand is said", async () => {
  const { terminal, run, json } = await openShop();
  await run("order", "open", "croissant");
  const paid = await json("order", "pay", "A1", "--card", "--tip", "0.40");
  expect(paid).toMatchObject({
    payment: { method: "card", amount: 260, tip: 40 },
    receipts: [{ number: "A-000001" }],
  });

  await run("order", "open", "2*flat white");
  await run("order", "split", "A2", "--evenly", "2");
  const part = await run("order", "pay", "A2", "--card", "--part", "2");
  expect(part.stderr).toContain("3.60");
  expect(part.stdout).toContain("Receipt A-000002");

  await run("order", "open", "croissant");
  await run("order", "due", "A3", "23:30");
  await run("order", "pay", "A3", "--card", "--amount", "1");
  expect(await json("order", "collect", "A3", "--card")).toMatchObject({ collected: "A-000003" });

  terminal.set(["decline"]);
  await run("order", "open", "croissant");
  expect(await run("order", "pay", "A4", "--card")).toMatchObject({ code: 5 });
  const byHand = await run("order", "pay", "A4", "--card", "--by-hand", "--slip", "0471");
  expect(byHand).toMatchObject({ code: 0 });
  expect(byHand.stderr).toBe("Card booked by hand: this till's terminal was not asked.\n");

  const { payments } = (await json("card", "list")) as { payments: ReadonlyArray<ListedCard> };
  expect(payments.map(({ order, terminal: at, state, sum }) => [order, at, state, sum])).toEqual([
    ["A1", "main", "captured", 300],
    ["A2", "main", "captured", 360],
    ["A3", "main", "captured", 100],
    ["A3", "main", "captured", 160],
    ["A4", "main", "declined", 260],
    ["A4", null, "captured", 260],
  ]);
});

/** Nobody listens there now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await listen(server, { host: "127.0.0.1", port: 0 });
  const port = portOf(server);
  await closed(server);
  return port;
}

test.each([
  { signals: ["SIGTERM"], code: 143 },
  { signals: ["SIGINT", "SIGINT"], code: 130 },
] as const)(
  "$signals ends a sale at once whose terminal says nothing that is whole",
  async (by) => {
    const { store, terminal, run } = await openShop();
    // Whatever it answers is within a frame whose end never comes.
    terminal.set(["long-length"]);
    const selling = start(["sell", "croissant", "--card", "--store", store], RAVI);
    let said = "";
    selling.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
    const left = new Promise((resolve) => selling.once("exit", resolve));
    await vi.waitFor(() => {
      expect(terminal.faults()).toEqual([]);
    }, WAIT);

    const before = performance.now();
    for (const signal of by.signals) {
      selling.kill(signal);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }

    expect(await left).toBe(by.code);
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(said).toContain("its payment is open. till card query A1 asks");
    const listed = await run("card", "list", "--json");
    expect(JSON.parse(listed.stdout)).toMatchObject({ payments: [{ order: "A1", state: "open" }] });
  },
);

test("card list says the state of each payment of the day", async () => {
  const { terminal, run, json } = await openShop();
  await run("sell", "croissant", "--card");
  terminal.set(["decline"]);
  await run("sell", "flat white", "--card");
  terminal.set(["drop-before-result", "no-memory"]);
  expect(await run("sell", "2*flat white", "--card")).toMatchObject({ code: 5 });
  await run("card", "said", "A3", "no");
  terminal.set(["drop-before-result", "no-memory"]);
  expect(await run("sell", "2*flat white", "--card")).toMatchObject({ code: 5 });

  const { payments } = (await json("card", "list")) as { payments: ReadonlyArray<ListedCard> };
  expect(payments.map(({ order, act, state, sum }) => [order, act, state, sum])).toEqual([
    ["A1", "pay", "captured", 260],
    ["A2", "pay", "declined", 360],
    ["A3", "pay", "untaken", 720],
    ["A4", "pay", "unknown", 720],
  ]);
  expect(payments.map(({ receipt, why }) => [receipt, why])).toEqual([
    [471, null],
    [null, null],
    [null, null],
    [null, "no-memory"],
  ]);
  expect(await json("card", "list", "--day", "2020-02-02")).toMatchObject({
    day: "2020-02-02",
    payments: [],
  });
});

test("card test says whether a terminal is there, and takes no money", async () => {
  const { terminal, run, json } = await openShop();
  expect(await json("card", "test", "main")).toEqual({
    id: "main",
    state: "ready",
    receipt: 470,
    trouble: null,
  });

  terminal.set(["busy"]);
  expect((await run("card", "test", "main", "--json")).code).toBe(6);
  await run("card", "set", "main", `at=127.0.0.1:${await freePort()}`);
  expect((await run("card", "test", "main", "--json")).code).toBe(6);
  expect(terminal.books()).toEqual([]);
});

test("card status and settle have the sums of a terminal's day", async () => {
  const { run, json, terminal } = await openShop();
  await run("sell", "2*flat white", "--card");
  const status = { id: "main", isDrivenHere: true, unknown: { count: 0, sum: 0 } };
  expect(await json("card", "status")).toMatchObject({
    currency: "EUR",
    terminals: [{ ...status, lastEnd: null, waiting: { count: 1, sum: 720 } }],
  });

  expect(await json("card", "settle")).toMatchObject({
    id: "main",
    state: "done",
    totals: {
      terminal: 720,
      tills: 720,
      brands: [{ brand: "girocard", terminal: 720, terminalCount: 1, tills: 720, tillsCount: 1 }],
    },
  });
  expect(await json("card", "status")).toMatchObject({
    terminals: [
      { ...status, lastEnd: { state: "done", amount: 720 }, waiting: { count: 0, sum: 0 } },
    ],
  });
  expect(terminal.daysEnded()).toBe(1);
});

test("card settle ends with 1 where the terminal has other sums than the tills", async () => {
  const { run, terminal } = await openShop();
  terminal.set(["drop-before-result", "keeps", "no-memory"]);
  await run("sell", "2*flat white", "--card");
  await run("card", "said", "A1", "no");

  const settled = await run("card", "settle", "main", "--json");
  expect(settled.code).toBe(1);
  expect(JSON.parse(settled.stdout)).toMatchObject({
    totals: { terminal: 720, tills: 0 },
  });
});

test("card import says what an acquirer settled, once", async () => {
  const { run, json } = await openShop();
  const words = ["card", "import", path.join(ACQUIRER, "november.csv"), "--mapping", MAPPING];
  const sums = { currency: "EUR", payments: 4, gross: 102_750, fees: 36 };

  expect(await json(...words)).toEqual({ done: "imported", ...sums });
  expect(await json(...words)).toEqual({ done: "unchanged", ...sums });
  expect(await run(...words)).toMatchObject({
    code: 0,
    stdout: "That settlement was imported before: nothing was changed.\n",
  });
});

test("card tabs says what each tab holds, and what may still be ordered on it", async () => {
  const { run, json } = await openShop();
  expect(await json("card", "tabs")).toEqual({ currency: "EUR", tabs: [] });
  await run("order", "open", "croissant");
  expect(await json("card", "tab", "open", "A1", "10")).toMatchObject({
    order: { number: "A1", due: 260 },
  });

  expect(await json("card", "tabs")).toMatchObject({
    tabs: [{ order: "A1", terminal: "main", state: "open", sum: 1000, left: 740, receipt: 471 }],
  });
});

test("card refund has the terminal give back what an order has too much of", async () => {
  const { run, json, terminal } = await openShop();
  await run("order", "open", "flat white", "croissant");
  await run("card", "pay", "A1", "--amount", "2.60");
  for (const line of ["2", "1"]) await run("order", "void", "A1", line, "--reason", "left");

  expect(await json("card", "refund", "A1")).toMatchObject({
    order: { number: "A1", due: 0 },
    totals: { tooMuch: 0 },
  });
  expect(terminal.books()).toMatchObject([{ act: "pay", amount: 260, isReversed: true }]);
  expect(await run("card", "refund", "A1")).toEqual(refused(5, "Nothing is to be given back."));
});

test("a terminal that can't reverse is asked for a refund the next time, as the first refusal says", async () => {
  const { run, json, terminal } = await openShop();
  await run("order", "open", "flat white", "croissant");
  await run("card", "pay", "A1", "--amount", "2.60");
  for (const line of ["2", "1"]) await run("order", "void", "A1", line, "--reason", "left");
  terminal.set(["no-reversal"]);

  const kept = await run("card", "refund", "A1");
  expect(kept).toMatchObject({
    code: 5,
    stderr: expect.stringContaining("with --reason, asks it for a refund of 2.60") as string,
  });
  expect(await json("card", "refund", "A1", "--reason", "left")).toMatchObject({
    totals: { tooMuch: 0 },
  });
  expect(terminal.books().map(({ act }) => act)).toEqual(["pay", "refund"]);
});

/** A word that begins with `/` is a file in the folder of the shop; `MAPPING` is that of the fixtures. */
const REFUSED: ReadonlyArray<readonly [words: string, code: number, sentence: string]> = [
  ["card test desk", 3, "There is no card terminal desk: one of main."],
  [
    "card add main driver=zvt at=127.0.0.1:1",
    5,
    "There is a card terminal main already: choose another name.",
  ],
  [
    "card add Desk! driver=zvt at=127.0.0.1:1",
    2,
    "“Desk!” names no card terminal: small letters and digits, with hyphens between.",
  ],
  ["card add desk driver=opi at=127.0.0.1:1", 2, "driver is zvt / nexo, not “opi”."],
  ["card add desk driver=zvt", 2, "Say where it is: at=192.0.2.7:20007."],
  [
    "card add desk driver=zvt at=127.0.0.1:70000",
    2,
    "at is 192.0.2.7:20007, not “127.0.0.1:70000”.",
  ],
  ["card set main wait=soon", 2, "wait is 0 … 300, not “soon”."],
  [
    "card set main colour=red",
    2,
    "“colour” is no field of a card terminal: name, driver, at, password, poiid, key, keyversion, ca, bound, repeats, wait, tabs, slips.",
  ],
  ["card set main password=12", 2, "password is 000000, not “12”."],
  ["card remove desk", 3, "There is no card terminal desk: one of main."],
  ["card list --day yesterday", 2, '--day "yesterday" is no day: today, or such as 2026-11-19.'],
  ["card pay A9", 3, "There is no order A9: `till order list` shows them all."],
  ["card pay A1 --amount many", 2, '--amount "many" is no amount: such as 20 or 17.50.'],
  ["card pay A1 --terminal desk", 3, "There is no card terminal desk: one of main."],
  ["card refund A9", 3, "There is no order A9: `till order list` shows them all."],
  ["card refund A1 --amount many", 2, '--amount "many" is no amount: such as 20 or 17.50.'],
  ["card query A1", 3, "There is no card payment A1: till card list shows them."],
  ["card said A1 perhaps", 2, "<answer> is yes / no, not “perhaps”."],
  ["card said A1 yes", 3, "There is no card payment A1: till card list shows them."],
  ["card settle desk", 3, "There is no card terminal desk: one of main."],
  ["card take main", 2, "main is driven by this till already."],
  ["card tab open A1", 2, "Say how much is reserved: the setting tab-sum has no usual sum."],
  [
    "card tab book A1",
    5,
    "The order has no tab by card: open one by :cardtab, or till card tab open.",
  ],
  [
    "card import /none.csv --mapping MAPPING",
    2,
    "/none.csv can't be read (ENOENT); nothing was imported.",
  ],
  [
    "card import /text.csv --mapping /none.json",
    2,
    "“/none.json” is no mapping: a JSON object with date, terminal and gross, each the name of a column.",
  ],
  [
    "card import /text.csv --mapping /mapping.json",
    2,
    "“/mapping.json” is no mapping: a JSON object with date, terminal and gross, each the name of a column.",
  ],
  [
    "card import /text.csv --mapping MAPPING",
    2,
    "The sheet has no column “Transaktionsdatum”, which the mapping names.",
  ],
  ["card simulate opi", 2, "<driver> is zvt / nexo, not “opi”."],
  ["card simulate zvt --port many", 2, "--port is a whole number, not “many”."],
  ["card simulate zvt --delay long", 2, "--delay is a whole number, not “long”."],
];

test("what can't be done is refused in one sentence, and nothing is asked of the terminal", async () => {
  const { store, terminal } = await openShop();
  const folder = path.dirname(store);
  writeFileSync(path.join(folder, "text.csv"), "no sheet at all\n");
  writeFileSync(path.join(folder, "mapping.json"), "{}");
  await tillHere(["order", "open", "croissant", "--store", store], { env: RAVI });

  const said = await Promise.all(
    REFUSED.map(async ([words]) => {
      const typed = words
        .split(" ")
        .map((word) => (word === "MAPPING" ? MAPPING : word.replace(/^\//u, `${folder}/`)));
      const at = words.startsWith("card simulate") ? [] : ["--store", store];
      const { code, stdout, stderr } = await tillHere([...typed, ...at], { env: RAVI });
      expect([words, stdout]).toEqual([words, ""]);
      return [words, code, stderr.replaceAll(folder, "").trimEnd()];
    }),
  );
  expect(said).toEqual(REFUSED);
  expect(terminal.books()).toEqual([]);
});
