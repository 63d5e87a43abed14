/**
 * A till in a process of its own is killed at each durable step of a card payment, and once more of what is like
 * it. The next process finds out what became of the payment, and the bank and the ledger agree.
 *
 * Size: proof.
 */

import { type ChildProcess } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

import { type TerminalFault } from "../../proof/terminal/zvt-faults.ts";
import { listCards } from "../../src/app/cards/card-list.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { openTill, type OpenTill } from "../../src/app/open-till.ts";
import { rollPath } from "../../src/app/printing/printer-drive.ts";
import { settlementsOf } from "../../src/domain/terminals/settlements.ts";
import { type Finished, refused } from "../support/commands.ts";
import {
  gatedNexo,
  type GatedNexo,
  gatedZvt,
  type Stop,
  type WireStep,
} from "../support/gated-terminals.ts";
import { startNode } from "../support/node-process.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { RAVI, start, WAIT } from "../support/simulated-shop.ts";
import { tillHere as ask } from "../support/till-here.ts";

const served: { zvt?: Awaited<ReturnType<typeof gatedZvt>>; nexo?: GatedNexo } = {};

beforeAll(async () => {
  served.zvt = await gatedZvt();
  served.nexo = await gatedNexo();
});

afterAll(async () => {
  await served.zvt?.close();
  await served.nexo?.close();
});

const shopCopy = shopCopies(async (store) => {
  const { zvt, nexo } = terminals();
  const root = path.join(path.dirname(store), "root.pem");
  const key = path.join(path.dirname(store), "key");
  writeFileSync(root, nexo.root);
  writeFileSync(key, nexo.passphrase);
  const at = `at=127.0.0.1:${zvt.port}`;
  await valid(
    ask(["card", "add", "main", "driver=zvt", at, "wait=0", "--store", store], { env: RAVI }),
  );
  const words = ["card", "add", "desk", ...nexo.fields, `ca=${root}`, "wait=0", "--key-file", key];
  await valid(ask([...words, "--store", store], { env: RAVI }));
});

function terminals() {
  const { zvt, nexo } = served;
  if (zvt === undefined || nexo === undefined) throw new Error("No terminal is there yet.");
  return { zvt, nexo };
}

async function valid(asked: Promise<Finished>): Promise<void> {
  expect(await asked).toMatchObject({ code: 0 });
}

type Driver = "zvt" | "nexo";

/** What the shop's ledger and the bank say of its cards. */
interface Books {
  readonly open: OpenTill;
  readonly store: string;
  readonly run: (...words: ReadonlyArray<string>) => Promise<Finished>;
  readonly states: () => ReadonlyArray<string>;
  readonly bank: () => number;
  readonly daysEnded: () => number;
}

interface Killing {
  readonly driver?: Driver;
  /** What is done before, in the shop's words. */
  readonly before?: ReadonlyArray<ReadonlyArray<string>>;
  readonly faults?: ReadonlyArray<TerminalFault>;
  readonly words: ReadonlyArray<string>;
  readonly stop: readonly [WireStep, "lost" | "told"] | "first-byte";
  /** What goes wrong at the terminal from then on. */
  readonly afterwards?: ReadonlyArray<TerminalFault>;
}

const SELL = ["sell", "2*flat white", "--card", "--terminal"];
const ZVT = { words: [...SELL, "main"] };
const NEXO = { words: [...SELL, "desk"], driver: "nexo" } as const;

/** Runs the command until it is killed. */
async function killed({
  driver = "zvt",
  before = [],
  faults = [],
  words,
  stop,
  afterwards = [],
}: Killing): Promise<Books> {
  const { zvt, nexo } = terminals();
  const [terminal, other] = [zvt.renew(), nexo.renew()];
  const store = await shopCopy();

  function run(...asked: ReadonlyArray<string>): Promise<Finished> {
    return ask([...asked, "--store", store], { env: RAVI });
  }

  for (const asked of before) await valid(run(...asked));
  terminal.set(faults);
  const child = startKilled([...words, "--store", store], stop);
  if (stop !== "first-byte") {
    const [at, how] = stop;
    const kill: Stop = { at, passes: how === "told", kill: () => child.kill("SIGKILL") };
    terminals()[driver].stopAt(kill);
  }
  expect(await endOf(child)).toBe("SIGKILL");
  await vi.waitFor(() => expect(terminal.isAtRest()).toBe(true), WAIT);
  terminal.set(afterwards);
  const open = openTill(store);
  onTestFinished(() => open.close());
  return {
    open,
    store,
    run,
    states: () => cardsIn(open).map(({ state }) => state),
    bank: () => (driver === "zvt" ? sumOf(terminal.books()) : sumOf(other.books())),
    daysEnded: terminal.daysEnded,
  };
}

/** Sends itself the signal where a start would leave it: a byte before would not be durable, one after be told. */
const AT_FIRST_BYTE = `
import { Socket } from "node:net";
const { write } = Socket.prototype;
Socket.prototype.write = function (bytes, ...rest) {
  if (bytes[0] === 6 && bytes[1] === 1) process.kill(process.pid, "SIGKILL");
  return write.call(this, bytes, ...rest);
};`;

function startKilled(words: ReadonlyArray<string>, stop: Killing["stop"]): ChildProcess {
  const hook = `--import=data:text/javascript,${encodeURIComponent(AT_FIRST_BYTE)}`;
  return start(words, { ...RAVI, ...(stop === "first-byte" ? { NODE_OPTIONS: hook } : {}) });
}

function endOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? code));
  });
}

function cardsIn({ till }: OpenTill) {
  return listCards(till, till.days().now);
}

function sumOf(
  books: ReadonlyArray<{
    readonly act: string;
    readonly amount: number;
    readonly isReversed: boolean;
  }>,
): number {
  return books.reduce((sum, { act, amount, isReversed }) => {
    if (isReversed || act === "reserve") return sum;
    // Only ZVT's bank has sums without a sign.
    return act === "refund" && amount > 0 ? sum - amount : sum + amount;
  }, 0);
}

/** Another process is there, and looks after what is open. */
async function restarted({ open, store, states }: Books): Promise<void> {
  const node = startNode(store);
  await vi.waitFor(() => {
    expect(states()).not.toContain("open");
    expect(lastSettled(open)).not.toBe("open");
  }, WAIT);
  node.kill("SIGKILL");
  await node.exit;
}

function lastSettled({ till }: OpenTill): string | undefined {
  return till.ledger.read((view) => settlementsOf(view, "main")).at(-1)?.state;
}

/** The bank and the ledger have the same money, which ties out. */
function expectAgreement({ open, bank }: Books): void {
  expect(moneyIn(open)).toBe(bank());
  expect(dayReport(open.till, open.till.days().now)).toMatchObject({ differences: [] });
}

function moneyIn(open: OpenTill): number {
  const taken = cardsIn(open).filter(({ act, state }) => state === "captured" && act !== "reserve");
  return taken.reduce((sum, payment) => sum + payment.sum, 0);
}

/** `last`: what became of the last payment; nothing for none. `bank`: what the bank has by then. */
type Row = readonly [step: string, killing: Killing, last: string | undefined, bank: number];

const PAYMENTS: ReadonlyArray<Row> = [
  ["before its start is durable", { ...ZVT, stop: ["at-rest", "lost"] }, undefined, 0],
  ["when its start is durable and no byte has left", { ...ZVT, stop: "first-byte" }, "declined", 0],
  ["when its start is lost on the way", { ...ZVT, stop: ["start", "lost"] }, "declined", 0],
  ["when its start is told, and taken back", { ...ZVT, stop: ["start", "told"] }, "declined", 0],
  [
    "when its start is told, and kept",
    { ...ZVT, faults: ["keeps"], stop: ["start", "told"] },
    "captured",
    720,
  ],
  ["after the terminal's yes, and taken back", { ...ZVT, stop: ["result", "lost"] }, "declined", 0],
  [
    "after the terminal's yes, and kept",
    { ...ZVT, faults: ["keeps"], stop: ["result", "lost"] },
    "captured",
    720,
  ],
  ["when the till's yes is lost", { ...ZVT, stop: ["taken", "lost"] }, "declined", 0],
  ["when the till's yes is told", { ...ZVT, stop: ["taken", "told"] }, "captured", 720],
  ["before it is captured", { ...ZVT, stop: ["completion", "lost"] }, "captured", 720],
  [
    "before it is captured, and forgotten",
    { ...ZVT, stop: ["completion", "lost"], afterwards: ["no-memory"] },
    "unknown",
    720,
  ],
  ["when its start is lost, by Nexo", { ...NEXO, stop: ["start", "lost"] }, "declined", 0],
  ["when its start is told, by Nexo", { ...NEXO, stop: ["start", "told"] }, "captured", 720],
  ["before it is captured, by Nexo", { ...NEXO, stop: ["result", "lost"] }, "captured", 720],
];

/** All of it back is a reversal. */
const REVERSE = {
  before: [ZVT.words],
  words: ["refund", "A-000001", "--card", "--reason", "was cold"],
};
/** A part of it is a refund, which names no payment. */
const REFUND = {
  before: [ZVT.words],
  words: ["refund", "A-000001", "1", "--card", "--reason", "was cold"],
};

const REVERSALS: ReadonlyArray<Row> = [
  ["when its start is lost on the way", { ...REVERSE, stop: ["start", "lost"] }, "declined", 720],
  [
    "after the terminal's yes, and taken back",
    { ...REVERSE, stop: ["result", "lost"] },
    "declined",
    720,
  ],
  ["when the till's yes is told", { ...REVERSE, stop: ["taken", "told"] }, "captured", 0],
];

const REFUNDS: ReadonlyArray<Row> = [
  ["when its start is lost on the way", { ...REFUND, stop: ["start", "lost"] }, "declined", 720],
  ["before it is written", { ...REFUND, stop: ["completion", "lost"] }, "captured", 360],
];

const BOOK = {
  before: [
    ["order", "open", "2*flat white"],
    ["card", "tab", "open", "A1", "50", "--terminal", "main"],
  ],
  words: ["card", "tab", "book", "A1"],
};

const BOOKINGS: ReadonlyArray<Row> = [
  ["when its start is lost on the way", { ...BOOK, stop: ["start", "lost"] }, "declined", 0],
  [
    "after the terminal's yes, and kept",
    { ...BOOK, faults: ["keeps"], stop: ["result", "lost"] },
    "captured",
    720,
  ],
  ["before it is written", { ...BOOK, stop: ["completion", "lost"] }, "captured", 720],
];

/** `again`: what a person does where it was not done. `whole`: what the bank has once it was. */
const TABLES = [
  { what: "payment", rows: PAYMENTS, again: ["card", "pay", "A1"], whole: 720 },
  { what: "reversal", rows: REVERSALS, again: REVERSE.words, whole: 0 },
  { what: "refund", rows: REFUNDS, again: REFUND.words, whole: 360 },
  { what: "booking of a tab", rows: BOOKINGS, again: BOOK.words, whole: 720 },
];

describe.each(TABLES)("a $what that a killed till began", ({ rows, again, whole }) => {
  test.each(rows)("%s is done once or not at all", async (...[, killing, last, bank]) => {
    const books = await killed(killing);
    expect(books.states().at(-1)).toBe(last === undefined ? undefined : "open");
    await restarted(books);

    expect([books.states().at(-1), books.bank()]).toEqual([last, bank]);
    if (last === "unknown") {
      await valid(books.run("card", "said", "A1", "yes", "--number", "471"));
    }
    expectAgreement(books);
    if (bank === whole) return;
    const at = again[1] === "pay" ? killing.words.slice(-2) : [];
    await valid(books.run(...again, ...at));
    expect([books.states().at(-1), books.bank()]).toEqual(["captured", whole]);
    expectAgreement(books);
  });
});

test("a till that is killed when a payment is captured prints its receipt afterwards", async () => {
  const books = await killed({ ...ZVT, stop: ["hung-up", "told"] });
  expect(books.states()).toEqual(["captured"]);
  const roll = rollPath(books.store, "receipt");
  const node = startNode(books.store);

  await vi.waitFor(() => {
    expect(existsSync(roll) ? readFileSync(roll, "utf8") : "").toContain("A-000001");
  }, WAIT);
  node.kill("SIGKILL");
  await node.exit;
  expectAgreement(books);
});

const SETTLE = { before: [ZVT.words], words: ["card", "settle", "main"] };
const NOT_AGAIN = "Nobody knows whether main has ended its day: look there; again tomorrow.";

/** How often the terminal has ended its day by then. */
const NIGHTS: ReadonlyArray<readonly [step: string, stop: Killing["stop"], ended: number]> = [
  ["when it is lost on the way", ["start", "lost"], 0],
  ["when it is told", ["start", "told"], 1],
  ["after the totals", ["result", "lost"], 1],
  ["before the totals are stored", ["completion", "lost"], 1],
];

test("an end of day that is not told before a till is killed is told by the next one", async () => {
  const books = await killed({ ...SETTLE, stop: ["at-rest", "lost"] });
  await restarted(books);

  expect([lastSettled(books.open), books.daysEnded()]).toEqual([undefined, 0]);
  await valid(books.run(...SETTLE.words));
  expect([lastSettled(books.open), books.daysEnded()]).toEqual(["done", 1]);
});

test.each(NIGHTS)(
  "an end of day of a till that is killed %s is unknown, and not told again",
  async (_, stop, ended) => {
    const books = await killed({ ...SETTLE, stop });
    await restarted(books);

    expect([lastSettled(books.open), books.daysEnded()]).toEqual(["unknown", ended]);
    expect(await books.run(...SETTLE.words)).toEqual(refused(5, NOT_AGAIN));
    expect([books.daysEnded(), moneyIn(books.open)]).toEqual([ended, books.bank()]);
  },
);
