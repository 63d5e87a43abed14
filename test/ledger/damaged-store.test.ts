/**
 * A byte that has changed anywhere in the store's files: the till opens with every receipt that it
 * gave out, or says that its store is damaged. It never goes on with less, and never calls it a bug.
 *
 * In the log a changed byte can't be told from a write that a power cut tore: what comes after it is
 * gone, and what is there is sound and without a gap. The anchor beside the database still knows better:
 * no number is given a second time.
 *
 * Size: both.
 */

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";

import { openTill } from "../../src/app/open-till.ts";
import { systemCalendar } from "../../src/app/system/calendar.ts";
import { storeFault } from "../../src/cli/store-fault.ts";
import { receiptTag } from "../../src/domain/folds/order-sums.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { cafeCopies } from "../support/cafe.ts";
import { proofRuns } from "../support/proof-runs.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testRandom } from "../support/test-random.ts";
import { sealAll } from "../support/upkeep.ts";

const cafeCopy = cafeCopies();

const RUNS = { small: 10, whole: 40 };
const RECEIPTS = 6;
const DAMAGED = 7;
/** What the café holds fills some dozens of segments. */
const CUT = { events: 10, bytes: 1_000_000 };

const STORES: ReadonlyArray<readonly [name: string, kind: StoreKind]> = [
  ["a store of rows", { isPacked: false }],
  ["a store of segments", { isPacked: true }],
];

test.each(STORES)(
  "a changed byte in any page of %s is refused, or harms nothing",
  async (_, kind) => {
    const { bytes, told } = await soldStore(kind);
    const at = fc.nat({ max: bytes.db.length - 1 });

    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 255 }), (offset, mask) => {
        const found = told({ ...bytes, db: flipped(bytes.db, offset, mask) });
        if (found.refused) return;
        expect(found).toMatchObject({ refused: false, receipts: RECEIPTS });
      }),
      { numRuns: proofRuns(RUNS) },
    );
  },
);

test.each(STORES)(
  "a changed byte in the log of %s leaves the receipts before it",
  async (_, kind) => {
    const { bytes, told } = await soldStore(kind);
    const at = fc.nat({ max: bytes.wal.length - 1 });

    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 255 }), (offset, mask) => {
        const found = told({ ...bytes, wal: flipped(bytes.wal, offset, mask) });
        if (found.refused) return;
        expect(found.receipts).toBeLessThanOrEqual(RECEIPTS);
      }),
      { numRuns: proofRuns(RUNS) },
    );
  },
);

test("no changed byte in the log makes a till with its anchor give a number again", async () => {
  const { bytes, anchor, told } = await soldStore();
  const at = fc.nat({ max: bytes.wal.length - 1 });

  expect(told({ ...bytes, anchor })).toMatchObject({ receipts: RECEIPTS, sold: "A-000007" });
  fc.assert(
    fc.property(at, fc.integer({ min: 1, max: 255 }), (offset, mask) => {
      const found = told({ ...bytes, wal: flipped(bytes.wal, offset, mask), anchor });
      if (found.refused) return;
      // Whatever is lost, its numbers belong to the incarnation before.
      expect(found.sold).toMatch(
        found.receipts === RECEIPTS ? /^A-000007$/u : /^A2[A-Z]{2}-000001$/u,
      );
    }),
    { numRuns: proofRuns(RUNS) },
  );
});

test("a database that was cut anywhere is refused, or has every receipt", async () => {
  const { bytes, told } = await soldStore();

  fc.assert(
    fc.property(fc.nat({ max: bytes.db.length - 1 }), (length) => {
      const found = told({ ...bytes, db: bytes.db.subarray(0, length) });
      if (found.refused) return;
      expect(found.receipts).toBe(RECEIPTS);
    }),
    { numRuns: proofRuns(RUNS) },
  );
});

interface StoreKind {
  readonly isPacked: boolean;
}

interface StoreBytes {
  readonly db: Buffer;
  readonly wal: Buffer;
  /** Left out, nothing tells that the store was ever more than it is. */
  readonly anchor?: Buffer;
}

type Told =
  | { readonly refused: true }
  | {
      readonly refused: false;
      /** Of the first series, before the next sale. */
      readonly receipts: number;
      /** The number of the next sale. */
      readonly sold: string | undefined;
    };

/** Three sales in the database and three in its log, as a power cut leaves them. */
async function soldStore({ isPacked }: StoreKind = { isPacked: false }): Promise<{
  readonly bytes: StoreBytes;
  readonly anchor: Buffer;
  readonly told: (bytes: StoreBytes) => Told;
}> {
  const { dir, clock } = await cafeCopy();
  const { offsetMinutes } = systemCalendar;
  const deps = { clock, random: testRandom, offsetMinutes, tuning: { cut: CUT } };
  const { till, close } = openTill(dir, deps);
  onTestFinished(close);
  const { ledger } = till;
  for (let sale = 1; sale <= RECEIPTS; sale += 1) {
    sellGoods(till, ["espresso"], { cash: 10_000 });
    if (isPacked) await sealAll(ledger);
    if (sale === RECEIPTS / 2) ledger.db.pragma("wal_checkpoint(TRUNCATE)");
  }
  expect(ledger.pieces().some((piece) => piece.isPacked)).toBe(isPacked);
  const bytes = {
    db: readFileSync(path.join(dir, "ledger.db")),
    wal: readFileSync(path.join(dir, "ledger.db-wal")),
  };
  // It is written at most once a second.
  clock.advance(1000);
  const anchor = readFileSync(path.join(dir, "anchor"));
  const copy = path.join(await temporaryFolder(), "shop");
  mkdirSync(copy);
  copyFileSync(path.join(dir, "ledger.key"), path.join(copy, "ledger.key"));
  return { bytes, anchor, told: (files) => tell(copy, files, deps) };
}

/** What a person is told who opens the store, looks at all of it, and sells. */
function tell(
  dir: string,
  { db, wal, anchor }: StoreBytes,
  deps: Parameters<typeof openTill>[1],
): Told {
  for (const file of ["ledger.db-wal", "ledger.db-shm", "anchor"])
    rmSync(path.join(dir, file), { force: true });
  writeFileSync(path.join(dir, "ledger.db"), db);
  writeFileSync(path.join(dir, "ledger.db-wal"), wal);
  if (anchor !== undefined) writeFileSync(path.join(dir, "anchor"), anchor);
  let ledger: Ledger | undefined;
  try {
    const { till } = openTill(dir, deps);
    ({ ledger } = till);
    const report = verifyLedger(ledger);
    if (!report.ok) return refusedWith(report.findings.map(({ sentence }) => sentence).join("\n"));
    const receipts = countReceipts(ledger);
    const [receipt] = sellGoods(till, ["espresso"], { cash: 10_000 }).receipts;
    const sold = receipt?.number;
    expect(countReceipts(ledger)).toBe(receipts + (sold?.startsWith("A-") === true ? 1 : 0));
    return { refused: false, receipts, sold };
  } catch (cause) {
    const { code, message } = storeFault(cause);
    expect(code).toBe(DAMAGED);
    return refusedWith(message);
  } finally {
    ledger?.close();
  }
}

function refusedWith(sentence: string): Told {
  expect(sentence).toContain("damaged");
  expect(sentence).not.toContain("bug in tillmesh");
  return { refused: true };
}

/** From the first number on; a gap would be found by the check of the numbers. */
function countReceipts(ledger: Ledger): number {
  let count = 0;
  while (ledger.read((view) => view.tagged(receiptTag("A", count + 1))).length > 0) count += 1;
  return count;
}

function flipped(bytes: Buffer, offset: number, mask: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[offset] = (copy[offset] ?? 0) ^ mask;
  return copy;
}
