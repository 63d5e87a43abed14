import { chownSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import {
  foundLedger,
  hasLedger,
  openLedger,
  type StoreDeps,
} from "../../src/ledger/open-ledger.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { createShop, FOUNDING, NOON_MS, SHEET_KEY } from "../support/shop.ts";
import { storeFaultOf } from "../support/store-fault.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const WHAT = { ...FOUNDING, sheetKey: SHEET_KEY, sheetSealKey: SHEET_KEY };
/** The user whom every system has. */
const NOBODY = 65_534;

describe("founding a shop", () => {
  test("makes a ledger that opens again, with the shop's first words in it", async () => {
    const dir = await temporaryFolder();
    foundLedger(dir, WHAT, depsOf()).close();

    const ledger = openLedger(dir, depsOf());

    expect(ledger.founding()).toMatchObject({ name: FOUNDING.name, code: "A", demo: false });
    expect(ledger.day()).toBe(FOUNDING.firstDay);
    expect(verifyLedger(ledger).ok).toBe(true);
    ledger.close();
  });

  test("twice in one folder is refused, and the first shop is untouched", () => {
    using shop = createShop();
    const { shop: name } = shop.a.ledger().identity;

    expect(storeFaultOf(() => foundLedger(shop.a.dir, WHAT, depsOf())).type).toBe("store/exists");
    shop.a.reopen();
    expect(shop.a.ledger().identity.shop).toBe(name);
  });

  test("that ended half-way can be done again", async () => {
    const dir = await temporaryFolder();
    const broken: StoreDeps = {
      ...depsOf(),
      clock: {
        nowMs: () => {
          throw new Error("The power is gone.");
        },
        after: () => () => undefined,
      },
    };

    expect(() => foundLedger(dir, WHAT, broken)).toThrow("The power is gone.");
    expect(storeFaultOf(() => openLedger(dir, depsOf())).type).toBe("store/not-a-ledger");
    const ledger = foundLedger(dir, WHAT, depsOf());

    expect(ledger.founding()?.name).toBe(FOUNDING.name);
    ledger.close();
  });

  test("that ended in the middle of writing its key can be done again", async () => {
    const dir = await temporaryFolder();
    writeFileSync(path.join(dir, "ledger.key"), "12ab");

    const ledger = foundLedger(dir, WHAT, depsOf());

    expect(hasLedger(dir)).toBe(true);
    ledger.close();
  });

  test("never throws a key away that a ledger which was moved may need", async () => {
    const dir = await temporaryFolder();
    foundLedger(dir, WHAT, depsOf()).close();
    const [file, away] = [path.join(dir, "ledger.db"), path.join(dir, "moved.db")];
    renameSync(file, away);
    foundLedger(dir, WHAT, depsOf("another")).close();
    rmSync(file);
    renameSync(away, file);

    const ledger = openLedger(dir, depsOf());

    expect(verifyLedger(ledger).ok).toBe(true);
    ledger.close();
  });
});

describe("opening a folder", () => {
  test("without a ledger says so", async () => {
    const dir = await temporaryFolder();

    expect(storeFaultOf(() => openLedger(dir, depsOf())).type).toBe("store/not-a-ledger");
  });

  test("without its key says so, and makes no other one", () => {
    using shop = createShop();
    const b = shop.join("B");
    rmSync(path.join(b.dir, "ledger.key"));

    expect(storeFaultOf(() => openLedger(b.dir, depsOf())).message).toContain("is missing");
    expect(storeFaultOf(() => foundLedger(b.dir, WHAT, depsOf())).type).toBe("store/wrong-key");
  });
});

function depsOf(seed = "founding"): StoreDeps {
  return {
    clock: createManualClock(NOON_MS),
    random: createSeededRandom(seed),
    offsetMinutes: () => 60,
  };
}

test.runIf(process.getuid?.() === 0)("root works on no store of another user", async () => {
  const dir = await temporaryFolder();
  foundLedger(dir, WHAT, depsOf()).close();
  chownSync(dir, NOBODY, NOBODY);

  const fault = storeFaultOf(() => openLedger(dir, depsOf()));

  expect(fault).toMatchObject({
    type: "store/unreadable",
    facts: { trouble: "not-yours", place: dir, code: "nobody" },
  });
  chownSync(dir, 0, 0);
  openLedger(dir, depsOf()).close();
});
