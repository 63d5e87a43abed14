/** The café of the fixture as a real store with a clock that tests move, opened as often as wanted. */

import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, onTestFinished } from "vitest";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { loadFixture } from "../../src/app/catalogue/fixtures.ts";
import { foundShop } from "../../src/app/founding/found-shop.ts";
import { openTill, type OpenTill } from "../../src/app/open-till.ts";
import { systemCalendar } from "../../src/app/system/calendar.ts";
import { type MachineRun } from "../../src/app/system/set-clock.ts";
import { type ShopFixture } from "../../src/domain/founding/shop-fixture.ts";
import { milliPercent } from "../../src/domain/money/amounts.ts";
import { type Random } from "../../src/domain/ports.ts";
import { type Cut } from "../../src/ledger/log/segment.ts";
import { type StoreDeps } from "../../src/ledger/open-ledger.ts";
import { createManualClock, type ManualClock } from "./manual-clock.ts";
import { onceARun } from "./once-a-run.ts";
import { QUICK_PINS } from "./quick-pins.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { testRandom } from "./test-random.ts";
import { sealAll } from "./upkeep.ts";

/** 2026-11-20, 14:32 in Rotterdam. */
export const CAFE_START_MS = 1_795_181_520_000;
export const CAFE_DAY = "2026-11-20";

export { MIA } from "./mia.ts";

/** Beside the store, for those who copy it. */
const RECOVERY_CODE = "recovery-code";

export interface Cafe {
  readonly dir: string;
  readonly clock: ManualClock;
  /** On its recovery sheet. */
  readonly recoveryCode: string;
  readonly cut: Cut | undefined;
  /** One more till object on the store; it is closed with the test. `run`: of the machine. */
  readonly open: (run?: MachineRun) => OpenTill;
  /** The same on a store elsewhere, such as another till's. */
  readonly openAt: (dir: string) => OpenTill;
}

export interface CafeOptions {
  /** Another shop of the fixtures. */
  readonly fixture?: string;
  /** Only these are sold: a small card makes a small store. */
  readonly sells?: (product: ShopFixture["products"][number]) => boolean;
  /** Food bears 21 % in the house and 9 % away, as in countries where the service counts. */
  readonly taxesByService?: boolean;
  /** Prices are without their taxes. */
  readonly taxesOnTop?: boolean;
  readonly demo?: boolean;
  /** A PIN takes as long to check as in shops. */
  readonly slowPins?: boolean;
  /** Its prices are the same numbers in it. */
  readonly currency?: string;
  /** What has happened there before each test. */
  readonly before?: (open: OpenTill) => void;
  /** Where chains become segments; what has happened before is packed. */
  readonly cut?: Cut;
  /** The folder that its stores lie in. */
  readonly root?: string;
  /** When it was founded; its clock goes on from there. */
  readonly startMs?: number;
}

/**
 * Founds it once: for all files of a run, where nothing has happened in it before; each test gets a copy of its
 * own.
 */
export function cafeCopies(options: CafeOptions = {}): () => Promise<Cafe> {
  const { before, sells, cut, root = tmpdir(), startMs = CAFE_START_MS } = options;
  const founded = { dir: "" };

  const isShared = before === undefined && sells === undefined && options.root === undefined;

  beforeAll(async () => {
    if (isShared) {
      founded.dir = await onceARun(nameOf(options), (folder) => foundIn(folder, options, ofRun()));
    } else {
      founded.dir = await mkdtemp(path.join(root, "tillmesh-"));
      await foundIn(founded.dir, options, testRandom);
    }
  });

  afterAll(async () => {
    if (!isShared) await rm(founded.dir, { recursive: true, force: true });
  });

  return async () => {
    const folder = await temporaryFolder(root);
    await cp(founded.dir, folder, { recursive: true });
    const dir = path.join(folder, "shop");
    const clock = createManualClock(startMs);
    return {
      dir,
      clock,
      recoveryCode: await readFile(path.join(folder, RECOVERY_CODE), "utf8"),
      cut,
      open: (run) => openForTest(dir, depsOf({ clock, cut }), run),
      openAt: (other) => openForTest(other, depsOf({ clock, cut })),
    };
  };
}

/** The same shop for each file, whichever comes first. */
function ofRun(): Random {
  return createSeededRandom("café of the run");
}

/** Whatever its files ask for alike. */
function nameOf(options: CafeOptions): string {
  const asked = createHash("sha256").update(JSON.stringify(options)).digest("hex");
  return `founded-${asked.slice(0, 16)}`;
}

async function foundIn(
  folder: string,
  {
    fixture: name = "cafe",
    sells = () => true,
    taxesByService = false,
    taxesOnTop = false,
    demo = false,
    slowPins = false,
    currency = "EUR",
    before,
    cut,
    startMs = CAFE_START_MS,
  }: CafeOptions,
  random: Random,
): Promise<void> {
  const fixture = loadFixture(name);
  if (!fixture.ok) throw new Error(fixture.fault.sentence);
  const dir = path.join(folder, "shop");
  const shop = { ...fixture.value.shop, currency };
  const products = fixture.value.products.filter(sells);
  const { taxClasses: usual } = fixture.value;
  const classes = taxesByService ? usual.map(dearerInHouse) : usual;
  const taxClasses = taxesOnTop ? classes.map(onTopOfPrices) : classes;
  const deps = depsOf({ clock: createManualClock(startMs), cut, random });
  const { recoveryCode } = await foundShop(
    {
      dir,
      fixture: { ...fixture.value, shop, products, taxClasses },
      deviceName: "Front counter",
      demo,
      ...(slowPins ? {} : { pinCost: QUICK_PINS }),
    },
    deps,
  );
  await writeFile(path.join(folder, RECOVERY_CODE), recoveryCode);
  const open = openTill(dir, deps);
  before?.(open);
  await sealAll(open.till.ledger);
  await open.close();
}

type TaxClass = ShopFixture["taxClasses"][number];

function dearerInHouse(taxClass: TaxClass): TaxClass {
  if (taxClass.id !== "food") return taxClass;
  const house = [{ label: "VAT 21%", rate: milliPercent(21_000), included: true }];
  const taxesByService = { ...taxClass.taxesByService, counter: house, "dine-in": house };
  return { ...taxClass, taxesByService };
}

function onTopOfPrices(taxClass: TaxClass): TaxClass {
  const services = Object.entries(taxClass.taxesByService).map(([service, taxes]) => [
    service,
    taxes.map((tax) => Object.assign({}, tax, { included: false })),
  ]);
  const taxesByService = Object.fromEntries(services) as TaxClass["taxesByService"];
  return { ...taxClass, taxesByService };
}

function openForTest(dir: string, deps: StoreDeps, run?: MachineRun): OpenTill {
  const opened = openTill(dir, deps, { run });
  let closing: Promise<void> | undefined;
  function close(): Promise<void> {
    closing ??= opened.close();
    return closing;
  }
  onTestFinished(close);
  return { ...opened, close };
}

const SMALL_DISK = { freeBytes: 64 * 1024 * 1024, totalBytes: 64 * 1024 * 1024 };

function depsOf({
  clock,
  cut,
  random = testRandom,
}: {
  readonly clock: ManualClock;
  readonly cut: Cut | undefined;
  readonly random?: Random;
}): StoreDeps {
  return {
    clock,
    random,
    offsetMinutes: systemCalendar.offsetMinutes,
    // What is put aside of it is written again and again: on a real disk that is much.
    diskSpace: () => SMALL_DISK,
    ...(cut === undefined ? {} : { tuning: { cut } }),
  };
}
