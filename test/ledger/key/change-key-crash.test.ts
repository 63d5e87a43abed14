/** A power cut at every write, sync and new name of a change of the key; docs/testing.md says how. Size: whole. */

import { hash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect, onTestFinished, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { createPassphrase } from "../../../src/ledger/key/passphrase.ts";
import { openLedger, type StoreDeps } from "../../../src/ledger/open-ledger.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { type CrashPoint, crashPointsOf } from "../../support/crash-points.ts";
import { type Files } from "../../support/disk-model.ts";
import { parseRecording, straceWords } from "../../support/disk-recording.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { sellOne, sellOneOn } from "../../support/one-sale.ts";
import { createShop, NOON_MS } from "../../support/shop.ts";
import { whyNoStrace } from "../../support/strace.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { NODE, runProcess } from "../../support/till-process.ts";
import { sealAll } from "../../support/upkeep.ts";

const CHANGE = fileURLToPath(new URL("../../support/key-change.ts", import.meta.url));
const PASSPHRASE = "correct horse battery staple";
const SALES = 3;
/** So that some of them are packed. */
const CUT = { events: 5, bytes: 1_000_000 };
/** Far fewer would mean that the recording overlooks something. */
const CHANGES_MIN = 50;
const PATIENCE_MS = 600_000;

test("a power cut while the key is changed leaves a store that opens under one of the two, with all that was sold", async (ctx) => {
  const reason = whyNoStrace();
  if (reason !== undefined) ctx.skip(reason);
  const before = await storeWithLog();
  const dir = path.join(await realpath(await temporaryFolder()), "shop");
  await cp(before, dir, { recursive: true });
  const log = path.join(await temporaryFolder(), "strace.log");

  const words = [...straceWords(log), NODE, CHANGE, dir, PASSPHRASE];
  const changed = await runProcess("strace", words, { timeoutMs: PATIENCE_MS });

  expect(changed).toMatchObject({ code: 0, stdout: "done\n" });
  const events = parseRecording(readFileSync(log, "utf8"), { folder: dir, isWatched });
  const points = crashPointsOf(filesOf(before), events);
  const checker = createChecker(before);
  const problems = [...points.each()].flatMap((point) => checker.problemOf(point) ?? []);
  expect(problems).toEqual([]);
  expect(points.changes).toBeGreaterThan(CHANGES_MIN);
  expect(checker.kinds()).toEqual(new Set(["old", "new"]));
});

/** As a power cut leaves it: with a log that has to be read first. */
async function storeWithLog(): Promise<string> {
  const folder = await temporaryFolder();
  using shop = createShop("shop", { cut: CUT });
  for (let sold = 1; sold < SALES; sold += 1) sellOne(shop.a);
  await sealAll(shop.a.ledger());
  sellOne(shop.a);
  // The anchor is written when nobody waits.
  shop.a.clock.advance(0);
  for (const [name, bytes] of filesOf(shop.a.dir)) writeFileSync(path.join(folder, name), bytes);
  expect(readdirSync(folder)).toContain("ledger.db-wal");
  return folder;
}

function isWatched(file: string): boolean {
  // The index of the WAL is made anew by whoever opens the store first.
  return file.startsWith("ledger.") && !file.endsWith("-shm");
}

/** Besides those that locks are. */
function filesOf(dir: string): Files {
  const names = readdirSync(dir).filter((name) => isWatched(name) || name === "anchor");
  return new Map(names.map((name) => [name, readFileSync(path.join(dir, name))]));
}

function createChecker(before: string) {
  const dir = mkdtempSync(path.join(tmpdir(), "tillmesh-crash-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const deps: StoreDeps = {
    clock: createManualClock(NOON_MS),
    random: createSeededRandom("after the power cut"),
    offsetMinutes: () => 60,
    tuning: { cut: CUT },
    keys: { passphrase: createPassphrase(PASSPHRASE), credential: () => undefined },
  };
  const oldKey = readFileSync(path.join(before, "ledger.key"), "utf8").trim();
  const looked = new Set<string>();
  const kinds = new Set<string>();
  const anchor = readFileSync(path.join(before, "anchor"));
  place(dir, filesOf(before));
  const expected = contentOf(dir, deps);
  expect(expected.segments).not.toEqual([]);

  function check({ files, toldMin }: CrashPoint): void {
    const found = files();
    // A copy that is not in its place yet changes nothing; what is left of it has to go all the same.
    const state = ["ledger.db", "ledger.db-wal", "ledger.db-journal", "ledger.key"].map((name) =>
      hash("sha1", found.get(name) ?? ""),
    );
    const known = `${state.join(" ")} ${found.has("ledger.db.next")}`;
    if (looked.has(known)) return;
    looked.add(known);
    place(dir, new Map([...found, ["anchor", anchor]]));
    expect(contentOf(dir, deps)).toEqual(expected);
    const text = readFileSync(path.join(dir, "ledger.key"), "utf8");
    const kind = text.includes(oldKey) ? "old" : "new";
    kinds.add(kind);
    if (toldMin > 0) expect(kind).toBe("new");
    // Nothing of the other key is left.
    expect(text.trim().split("\n")).toHaveLength(1);
    expect(readdirSync(dir).filter((name) => name.includes(".next"))).toEqual([]);
    sellOn(dir, deps);
  }

  return {
    kinds: () => kinds,
    problemOf: (point: CrashPoint): string | undefined => {
      try {
        check(point);
        return undefined;
      } catch (cause) {
        return `${point.name}: ${cause instanceof Error ? cause.message : String(cause)}`;
      }
    },
  };
}

function place(dir: string, files: Files): void {
  for (const name of readdirSync(dir)) rmSync(path.join(dir, name));
  for (const [name, bytes] of files) writeFileSync(path.join(dir, name), bytes);
}

/** All that was ever written, who speaks, and that it holds together. */
function contentOf(dir: string, deps: StoreDeps) {
  const ledger = openLedger(dir, deps);
  try {
    return {
      origin: ledger.identity.origin,
      findings: verifyLedger(ledger).findings,
      rows: ledger.db.prepare("SELECT arrival, origin, last, hash FROM tx").all(),
      segments: ledger.db.prepare("SELECT arrival, origin, last, hash FROM segment").all(),
    };
  } finally {
    ledger.close();
  }
}

function sellOn(dir: string, deps: StoreDeps): void {
  const ledger = openLedger(dir, deps);
  try {
    expect(sellOneOn(ledger, "A")).toBe(`A-00000${SALES + 1}`);
  } finally {
    ledger.close();
  }
}
