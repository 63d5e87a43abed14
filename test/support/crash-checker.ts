/**
 * Checks a share of the states that a power cut could leave behind, as a process of its own:
 * `node crash-checker.ts JOB`, where JOB is a `CrashJob` as JSON. Prints a `CrashReport`.
 *
 * Of every state: the ledger opens, and its database as SQLite sees it is, byte by byte, one that was
 * looked at in full (before that: it is looked at now); the receipts are those that had been told,
 * and at most one more; one more command is committed. In full is: each receipt with its lines, its
 * payment and its paper, everything that `till verify` checks (so that what was flushed is equal to a
 * fold of everything), another sale, and all receipts again after that.
 */

import { hash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { openTill, type OpenTill } from "../../src/app/open-till.ts";
import { systemCalendar } from "../../src/app/system/calendar.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { ok } from "../../src/domain/base/result.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { openLedger, type StoreDeps } from "../../src/ledger/open-ledger.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { CRASH_CUT, type CrashJob, type CrashReport, isLedgerFile } from "./crash-job.ts";
import { type CrashPoint, crashPointsOf } from "./crash-points.ts";
import { type Files } from "./disk-model.ts";
import { parseRecording } from "./disk-recording.ts";
import { createManualClock } from "./manual-clock.ts";
import { memoryFolder } from "./memory-folder.ts";
import { sellGoods } from "./sell-goods.ts";
import { TODAY, valueOf } from "./shop.ts";
import { receiptsOf, type SoldReceipt } from "./sold-receipts.ts";

const PROBLEMS_MAX = 10;
/** An hour after the scripted day. */
const CLOCK = createManualClock(1_795_181_520_000 + 2 * 3_600_000);
const DEPS: StoreDeps = {
  clock: CLOCK,
  random: systemRandom,
  offsetMinutes: systemCalendar.offsetMinutes,
  tuning: { cut: CRASH_CUT },
};

const report = await runJob(JSON.parse(process.argv[2] ?? "") as CrashJob);
process.stdout.write(JSON.stringify(report));

async function runJob(job: CrashJob): Promise<CrashReport> {
  const { log, folder, before, share, shares, neighbours } = job;
  const initial = new Map([["ledger.db", readFileSync(path.join(before, "ledger.db"))]]);
  const text = readFileSync(log, "utf8");
  const points = crashPointsOf(initial, parseRecording(text, { folder, isWatched: isLedgerFile }));
  const checker = createChecker(before);
  const problems: string[] = [];
  let index = 0;
  let checked = 0;
  for (const point of points.each()) {
    const isOurs = Math.floor(index / neighbours) % shares === share;
    index += 1;
    if (!isOurs) continue;
    checked += 1;
    const problem = await checker.problemOf(point);
    if (problem !== undefined) problems.push(`${point.name}: ${problem}`);
    if (problems.length >= PROBLEMS_MAX) break;
  }
  checker.close();
  const { changes, states } = points;
  return { changes, states, checked, problems, ...checker.counts() };
}

function createChecker(before: string) {
  const root = mkdtempSync(path.join(memoryFolder(), "tillmesh-crash-"));
  const dir = path.join(root, "shop");
  mkdirSync(dir);
  copyFileSync(path.join(before, "ledger.key"), path.join(dir, "ledger.key"));
  /** By the hash of a database that was looked at in full. */
  const receiptsByImage = new Map<string, number>();

  async function check({ files, toldMin, toldMax }: CrashPoint): Promise<void> {
    const found = files();
    place(dir, found);
    const ledger = openLedger(dir, DEPS);
    const image = hash("sha1", ledger.db.serialize());
    const known = receiptsByImage.get(image);
    if (known === undefined) ledger.close();
    else sellOn(ledger);
    const receipts = known ?? (await checkInFull(dir, found));
    receiptsByImage.set(image, receipts);
    if (receipts < toldMax || receipts > toldMin + 1) {
      throw new Error(`${receipts} receipts are there, ${toldMin} to ${toldMax} were told.`);
    }
  }

  return {
    problemOf: async (point: CrashPoint): Promise<string | undefined> => {
      try {
        await check(point);
        return undefined;
      } catch (cause) {
        return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
      }
    },
    counts: () => ({
      checkedInFull: receiptsByImage.size,
      receiptsMax: Math.max(0, ...receiptsByImage.values()),
    }),
    close: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function place(dir: string, files: Files): void {
  // The anchor of the state before would be evidence that this one has lost something.
  for (const name of ["ledger.db", "ledger.db-wal", "ledger.db-shm", "anchor"]) {
    rmSync(path.join(dir, name), { force: true });
  }
  for (const [name, bytes] of files) writeFileSync(path.join(dir, name), bytes);
}

/** The cheapest command that there is; it folds what others stored, as every command does. */
function sellOn(ledger: Ledger): void {
  const streams = [toStreamId("day", TODAY)];
  const body = { how: "person" } as const;
  const events = [{ kind: "day/began", streams, body } as const];
  valueOf(ledger.commit({ by: "4", name: "sell on", decide: () => ok({ events }) }));
  ledger.close();
}

/** Returns how many receipts there are. */
async function checkInFull(dir: string, files: Files): Promise<number> {
  // As it was found: opening has made it clean.
  place(dir, files);
  const open = openTill(dir, DEPS);
  const receipts = checkReceipts(open);
  checkState(open.till.ledger);
  sellGoods(open.till, ["espresso"], { cash: 10_000 });
  await open.close();

  const again = openTill(dir, DEPS);
  const after = checkReceipts(again);
  if (after !== receipts + 1) throw new Error(`Sold on: ${after} receipts after ${receipts}.`);
  again.till.ledger.close();
  return receipts;
}

/** Among other things: the folded state, flushed or not, is that of a fold of everything. */
function checkState(ledger: Ledger): void {
  const { findings } = verifyLedger(ledger);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
}

/** Each with its lines, its payment and its paper; numbered from one on without a gap. */
function checkReceipts(open: OpenTill): number {
  const receipts = receiptsOf(open.till.ledger);
  const numbers = receipts.map(({ body }) => body.no).toSorted((a, b) => a - b);
  if (numbers.some((no, index) => no !== index + 1)) {
    throw new Error(`The receipts are ${numbers.join(", ")}.`);
  }
  for (const receipt of receipts) checkWhole(open, receipt);
  return receipts.length;
}

function checkWhole({ jobs }: OpenTill, { id, body, order }: SoldReceipt): void {
  const lines = body.items.map(({ line }) => order.linesById[line]?.added?.name);
  const paid = body.uses.map(({ payment }) => order.paymentsById[payment]?.captured?.amount ?? 0);
  const papers = jobs.ofDocument(id);
  if (order.opened === null || lines.length === 0 || lines.includes(undefined)) {
    throw new Error(`Receipt ${body.no} lacks lines.`);
  }
  if (paid.reduce<number>((sum, amount) => sum + amount, 0) !== body.total) {
    throw new Error(`Receipt ${body.no} over ${body.total} lacks payments.`);
  }
  if (papers.length !== 1) throw new Error(`Receipt ${body.no} has ${papers.length} papers.`);
}
