/**
 * Three processes on one store, two of them selling at full speed, each of them killed again and
 * again: no number twice, no order paid twice, no paper lost or doubled without its mark, and there
 * is always one that prints. `TILL_PROOF_RUNS` says how often one is killed.
 *
 * Size: whole.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { expect, onTestFinished, test, vi } from "vitest";

import { dayReport } from "../../src/app/day/day-report.ts";
import { openTill, type OpenTill } from "../../src/app/open-till.ts";
import { listOrders } from "../../src/app/orders/orders.ts";
import { rollPath } from "../../src/app/printing/printer-drive.ts";
import { eventIdSchema } from "../../src/domain/identity.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { shortTicketId } from "../../src/printer/documents/ticket-document.ts";
import { type SpoolJob } from "../../src/printer/spool/spool-store.ts";
import { cafeCopies } from "../support/cafe.ts";
import { createDice } from "../support/dice.ts";
import { proofRuns } from "../support/proof-runs.ts";
import { REPRINT_MARK } from "../support/reprint-mark.ts";
import { NODE } from "../support/till-process.ts";

const newCafe = cafeCopies();

const TILL_LOOP = fileURLToPath(new URL("../support/till-loop.ts", import.meta.url));
const KILLS = proofRuns(3);
/** Of one kill, on a machine that has other things to do. */
const PATIENCE_MS = 45_000;
const SEED = 20_261_120;
/** More jobs than are made. */
const ALL = 1_000_000;

test("three processes that are killed at any time number, sell and print everything once", async () => {
  const { dir } = await newCafe();
  const dice = createDice(SEED);
  const told: string[] = [];
  const floor = await Promise.all(
    (["sells", "sells", "watches"] as const).map((role, place) => work({ dir, role, place })),
  );

  const victims: number[] = [];
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const sales = told.length + 1 + dice.nat(30);
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(sales), patience(5));
    // Each of the three in turn, so that whoever has the printers is among them.
    if (victims.length === 0) victims.push(...dice.shuffle([...floor.keys()]));
    const place = victims.pop() ?? 0;
    const role = floor[place]?.role ?? "sells";
    await floor[place]?.kill();
    await expectPaper(dir);
    floor[place] = await work({ dir, role, place: floor.length * kill + place });
  }
  for (const worker of floor) await worker.kill();

  const open = openTill(dir);
  onTestFinished(open.close);
  await open.printing.settle();
  expectNumbersOnce(open, told);
  expectOrdersPaidOnce(open);
  await expectPapersOnce(open, dir);
  expect(verifyLedger(open.till.ledger)).toMatchObject({ ok: true, findings: [] });

  function work(options: Omit<Parameters<typeof startWorker>[0], "tell">): Promise<Worker> {
    return startWorker({ ...options, tell: (line) => told.push(line) });
  }
});

interface Worker {
  readonly role: "sells" | "watches";
  readonly kill: () => Promise<void>;
}

/** Resolves once it is open. */
async function startWorker({
  dir,
  role,
  place,
  tell,
}: {
  readonly dir: string;
  readonly role: Worker["role"];
  readonly place: number;
  readonly tell: (line: string) => void;
}): Promise<Worker> {
  const words = [TILL_LOOP, dir, String(SEED + place), role];
  const child = spawn(NODE, words, { stdio: ["ignore", "pipe", "pipe"] });
  const complaint = listen(child, (line) => {
    if (line !== "open") tell(line);
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  await Promise.race([once(child.stdout, "data"), once(child, "close")]);
  return {
    role,
    kill: async () => {
      const closed = once(child, "close");
      child.kill("SIGKILL");
      if (child.exitCode === null) await closed;
      expect(complaint()).toBe("");
    },
  };
}

/** What it says, line by line; a line that was cut off was not told. Returns its complaints so far. */
function listen({ stdout, stderr }: ChildProcess, onLine: (line: string) => void): () => string {
  let complaint = "";
  let rest = "";
  stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  stdout?.setEncoding("utf8").on("data", (text: string) => {
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
  return () => complaint;
}

/** Whoever is dead prints nothing more: what comes out from now on is somebody else's work. */
async function expectPaper(dir: string): Promise<void> {
  const before = await rollLength(dir);
  await vi.waitFor(async () => expect(await rollLength(dir)).toBeGreaterThan(before), patience(5));
}

async function rollLength(dir: string): Promise<number> {
  try {
    return (await stat(rollPath(dir, "receipt"))).size;
  } catch {
    // Nothing has come out yet.
    return 0;
  }
}

function patience(interval: number) {
  return { timeout: PATIENCE_MS, interval };
}

function expectNumbersOnce({ till }: OpenTill, told: ReadonlyArray<string>): void {
  const orders = listOrders(till, { day: till.days().now, openOnly: false });
  const numbers = orders.flatMap(({ receipts }) => receipts).toSorted();

  expect(numbers).toEqual(numbers.map((_, index) => `A-${String(index + 1).padStart(6, "0")}`));
  expect(new Set(told).size).toBe(told.length);
  expect(new Set(told).difference(new Set(numbers))).toEqual(new Set());
  // At most one for each kill was durable and not told yet; three were killed at the end.
  expect(numbers.length - told.length).toBeLessThanOrEqual(KILLS + 3);
  expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length);
}

/** Two that reach for one order must not both have it. */
function expectOrdersPaidOnce({ till }: OpenTill): void {
  const orders = listOrders(till, { day: till.days().now, openOnly: false });

  expect(orders.filter(({ receipts }) => receipts.length > 1)).toEqual([]);
  expect(orders.flatMap(({ attention }) => attention)).toEqual([]);
  expect(dayReport(till, till.days().now)).toMatchObject({ attention: [], differences: [] });
}

async function expectPapersOnce({ till, jobs }: OpenTill, dir: string): Promise<void> {
  const all = jobs.latest(ALL);
  const documents = all.map(({ documentId }) => documentId);
  const rolls = await Promise.all(
    ["receipt", "kitchen"].map((printer) => readFile(rollPath(dir, printer), "utf8")),
  );
  const papers = rolls.flatMap((roll) => roll.split("8<"));
  const numbersById = new Map(
    till.ledger.read((view) =>
      listOrders(till, { day: till.days().now, openOnly: false }).flatMap(({ id }) =>
        view.state("order", id).receipts.map((receipt) => [receipt.id, receipt.body.no] as const),
      ),
    ),
  );

  expect(new Set(documents).size).toBe(documents.length);
  for (const job of all) {
    const id = eventIdSchema.parse(job.documentId);
    const name =
      job.kind === "ticket"
        ? `Ticket ${shortTicketId(id)} `
        : `Receipt A-${String(numbersById.get(id)).padStart(6, "0")}`;
    expectPaperOnce(
      job,
      papers.filter((paper) => paper.includes(name)),
    );
  }
  // Only what a kill has cut short was ever in doubt.
  expect(all.reduce((sum, { doubts }) => sum + doubts, 0)).toBeLessThanOrEqual(2 * (KILLS + 3));
}

function expectPaperOnce(job: SpoolJob, copies: ReadonlyArray<string>): void {
  const [, ...again] = copies;
  if (job.kind === "ticket") {
    expect(job.state).toBe("printed");
    expect(copies.length).toBeGreaterThanOrEqual(1);
    expect(copies.length).toBeLessThanOrEqual(1 + job.doubts);
    expect(again.every((copy) => copy.includes(REPRINT_MARK))).toBe(true);
    return;
  }
  // It is on paper for certain, or a person is asked.
  expect(job.state).toBe(job.doubts === 0 ? "printed" : "uncertain");
  expect(copies.length).toBeLessThanOrEqual(1);
  if (job.doubts === 0) expect(copies).toHaveLength(1);
}
