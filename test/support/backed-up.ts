/** Backups of a café in a test: one run to one place, and the shop restored from what lies there. */

import { mkdir } from "node:fs/promises";
import path from "node:path";

import { expect } from "vitest";

import { createBackupBook } from "../../src/app/backup/backup-book.ts";
import { findCopies } from "../../src/app/backup/backup-copies.ts";
import { type BackupPlace } from "../../src/app/backup/backup-place.ts";
import { addPlace, openPlace } from "../../src/app/backup/backup-places.ts";
import { backUp } from "../../src/app/backup/backups.ts";
import { dayReportToJson } from "../../src/app/day/day-report-json.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { restoreShop } from "../../src/app/founding/restore-shop.ts";
import { type OpenTill, openTill } from "../../src/app/open-till.ts";
import { systemCalendar } from "../../src/app/system/calendar.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { copyFolder } from "../../src/ledger/recovery/backup-format.ts";
import { parseRecoveryCode, type RecoveryCode } from "../../src/ledger/recovery/recovery-code.ts";
import { type Cafe, CAFE_DAY, cafeCopies } from "./cafe.ts";
import { createManualClock, type ManualClock } from "./manual-clock.ts";
import { sellGoods } from "./sell-goods.ts";
import { valueOf } from "./shop.ts";
import { testRandom } from "./test-random.ts";

const NAME = "stick";

export interface BackedUpCafe {
  readonly cafe: Cafe;
  readonly open: OpenTill;
  /** Where the files of the copy lie. */
  readonly folder: string;
  /** The stick. */
  readonly root: string;
  /** Backs up; a place of the test's own may stand between. */
  readonly run: (
    between?: (place: BackupPlace) => BackupPlace,
    ending?: AbortSignal,
  ) => ReturnType<typeof backUp>;
  readonly restore: (from?: ReadonlyArray<string>) => Promise<RestoredCafe>;
}

export interface RestoredCafe {
  readonly clock: ManualClock;
  readonly result: Awaited<ReturnType<typeof restoreShop>>;
  readonly store: string;
  /** Closed by whoever opens it. */
  readonly open: () => OpenTill;
}

/** Cafés that sell coffee alone and have packed some segments of it and more, unless said otherwise. */
export function packedCafes(sales = 16): () => Promise<Cafe> {
  return cafeCopies({
    sells: ({ plu }) => plu === "100",
    cut: { events: 60, bytes: 1_000_000 },
    before: (open) => {
      for (let count = 0; count < sales; count += 1) sellCoffee(open);
    },
  });
}

/** A café with a stick that is a place for backups. */
export async function backedUpCafe(cafe: Cafe): Promise<BackedUpCafe> {
  const open = cafe.open();
  const { ledger } = open.till;
  const root = path.join(path.dirname(cafe.dir), NAME);
  await mkdir(root, { recursive: true });
  const book = createBackupBook(ledger);
  const deps = { dir: cafe.dir, ledger, book, clock: cafe.clock, random: testRandom };
  const { place } = valueOf(await addPlace(deps, NAME, { type: "folder", folder: root }));
  return {
    cafe,
    open,
    root,
    folder: path.join(root, copyFolder(ledger.identity.key.device)),
    run: async (between = (place) => place, ending = new AbortController().signal) => {
      const result = await backUp({
        ledger,
        book,
        id: place.id,
        place: between(openPlace(deps, place, ending)),
        clock: cafe.clock,
        random: testRandom,
        deviceName: open.till.deviceName(),
        ending,
      });
      if (result.ok) book.setState(place.id, { verified: result.value });
      return result;
    },
    restore: (from = [root]) => restoreInto(cafe, from),
  };
}

let restoredCount = 0;

/** A new box beside the old one. */
export async function restoreInto(
  { dir, clock, recoveryCode, cut }: Pick<Cafe, "dir" | "clock" | "recoveryCode" | "cut">,
  from: ReadonlyArray<string>,
): Promise<RestoredCafe> {
  restoredCount += 1;
  const store = `${dir}.restored-${restoredCount}`;
  const code = codeFrom(recoveryCode);
  const deps = {
    clock: createManualClock(clock.nowMs()),
    random: testRandom,
    offsetMinutes: systemCalendar.offsetMinutes,
    ...(cut === undefined ? {} : { tuning: { cut } }),
  };
  const folders = await findCopies(from);
  const result = await restoreShop({ dir: store, folders, code, deviceName: "New box" }, deps);
  return { result, store, clock: deps.clock, open: () => openTill(store, deps) };
}

export function codeFrom(text: string): RecoveryCode {
  return valueOf(parseRecoveryCode(text));
}

/** One cheap sale. */
export function sellCoffee({ till }: OpenTill): void {
  sellGoods(till, ["100"], { cash: 500 });
}

/** What a day of a shop says, to the byte. */
export function dayText({ till }: OpenTill): string {
  const report = dayReport(till, CAFE_DAY as BusinessDay);
  return JSON.stringify(dayReportToJson(report, till, []));
}

/** What was restored is the same shop, whole. */
export async function expectRestored(
  restored: RestoredCafe,
  day: string,
  damage: ReadonlyArray<string> = [],
): Promise<void> {
  const value = valueOf(restored.result);
  expect(value).toMatchObject({ damage, missing: [], refusedSecrets: 0 });
  const open = restored.open();
  try {
    expect(dayText(open)).toBe(day);
  } finally {
    await open.close();
  }
}
