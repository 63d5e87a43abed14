import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { applyKey } from "../../../src/ledger/database.ts";
import { changeKey } from "../../../src/ledger/key/change-key.ts";
import { type KeyAccess, type Protection } from "../../../src/ledger/key/key-provider.ts";
import { createPassphrase } from "../../../src/ledger/key/passphrase.ts";
import { openLedger, type StoreDeps } from "../../../src/ledger/open-ledger.ts";
import { storeErrorOf } from "../../../src/ledger/store-error.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { sellOne } from "../../support/one-sale.ts";
import { createShop, NOON_MS, type TestTill } from "../../support/shop.ts";
import { storeFaultOf } from "../../support/store-fault.ts";
import { sealAll } from "../../support/upkeep.ts";

const ONE = createPassphrase("the first passphrase");
const OTHER = createPassphrase("the second passphrase");
const CREDENTIALS: Readonly<Record<string, string>> = {
  first: "11".repeat(32),
  second: "22".repeat(32),
  empty: "",
};
const NOBODY: KeyAccess = { credential: () => undefined };
const SYSTEMD: KeyAccess = { credential: (name) => CREDENTIALS[name] };

describe("a change of the key", () => {
  test("keeps all that was written, packed or not, and who speaks", async () => {
    using shop = createShop("packed", { cut: { events: 5, bytes: 1_000_000 } });
    const { a } = shop;
    sellOne(a);
    await sealAll(a.ledger());
    sellOne(a);
    const before = contentOf(a);

    a.whileClosed(() => change(a.dir, { type: "file" }));

    expect(contentOf(a)).toEqual(before);
    expect(verifyLedger(a.ledger()).ok).toBe(true);
    expect(before.segments).not.toEqual([]);
    expect(sellOne(a)).toBe("A-000003");
    expect(a.ledger().identity.origin).toBe(before.origin);
  });

  test("makes a key that the old one has nothing to do with", () => {
    using shop = createShop();
    const { a } = shop;
    const oldKey = keyFileOf(a);

    a.whileClosed(() => change(a.dir, { type: "file" }));

    expect(keyFileOf(a)).toMatch(/^[0-9a-f]{64}$/u);
    expect(keyFileOf(a)).not.toBe(oldKey);
    expect(opens(a.dir, oldKey)).toBe(false);
  });

  test("leads from each provider to each other one", () => {
    using shop = createShop();
    const { a } = shop;
    sellOne(a);
    const before = contentOf(a);
    const steps: ReadonlyArray<readonly [Protection, KeyAccess]> = [
      [
        { type: "passphrase", passphrase: ONE },
        { ...NOBODY, passphrase: ONE },
      ],
      [
        { type: "passphrase", passphrase: OTHER },
        { ...NOBODY, passphrase: OTHER },
      ],
      [{ type: "credential", name: "first" }, SYSTEMD],
      [{ type: "credential", name: "second" }, SYSTEMD],
      [
        { type: "passphrase", passphrase: ONE },
        { ...NOBODY, passphrase: ONE },
      ],
      [{ type: "file" }, NOBODY],
    ];

    a.whileClosed(() => {
      let access = NOBODY;
      for (const [wanted, next] of steps) {
        change(a.dir, wanted, { ...access, credential: SYSTEMD.credential });
        openLedger(a.dir, depsOf(next)).close();
        access = next;
      }
    });

    expect(contentOf(a)).toEqual(before);
  });

  test("leaves nothing beside the store, and the file its owner's alone", () => {
    using shop = createShop();
    const { a } = shop;
    const files: string[] = [];

    a.whileClosed(() => {
      change(a.dir, { type: "file" });
      files.push(...readdirSync(a.dir));
    });

    expect(files.toSorted()).toEqual([
      "anchor",
      "duties.lock",
      "ledger.db",
      "ledger.key",
      "turn.lock",
    ]);
    expect(statSync(path.join(a.dir, "ledger.key")).mode & 0o777).toBe(0o600);
  });

  test("is refused while another connection is open, and changes nothing", () => {
    using shop = createShop();
    const { a } = shop;
    const oldKey = keyFileOf(a);

    const fault = storeFaultOf(() => change(a.dir, { type: "file" }));

    expect(fault.type).toBe("store/locked");
    expect(fault.message).toContain("close the register first");
    expect(keyFileOf(a)).toBe(oldKey);
    expect(sellOne(a)).toBe("A-000001");
  });

  test("to the key that it has is refused", () => {
    using shop = createShop();
    const { a } = shop;
    const refusals: string[] = [];

    a.whileClosed(() => {
      change(a.dir, { type: "credential", name: "first" }, SYSTEMD);
      refusals.push(
        storeFaultOf(() => change(a.dir, { type: "credential", name: "first" }, SYSTEMD)).type,
      );
      change(a.dir, { type: "file" }, SYSTEMD);
    });

    expect(refusals).toEqual(["store/same-key"]);
  });

  test.each([
    ["missing", "store/no-credential"],
    ["empty", "store/wrong-key"],
  ])("to a credential that is %s is refused, and changes nothing", (name, type) => {
    using shop = createShop();
    const { a } = shop;

    a.whileClosed(() => {
      expect(storeFaultOf(() => change(a.dir, { type: "credential", name }, SYSTEMD)).type).toBe(
        type,
      );
    });

    expect(sellOne(a)).toBe("A-000001");
  });

  test("leaves those who waited for the store with a refusal, not with the old file", () => {
    using shop = createShop();
    const { a } = shop;
    const refusals: Array<string | undefined> = [];

    a.whileClosed(() => {
      const late = new Database(path.join(a.dir, "ledger.db"));
      applyKey(late, keyFileOf(a));
      change(a.dir, { type: "file" });
      try {
        late.pragma("journal_mode=WAL");
      } catch (cause) {
        refusals.push(storeErrorOf(cause)?.type);
      }
      late.close();
    });

    expect(refusals).toEqual(["store/locked"]);
    expect(sellOne(a)).toBe("A-000001");
  });
});

describe("a change of the passphrase that was cut short", () => {
  test("says of the old passphrase that it may be the other one, and opens with that", () => {
    using shop = createShop();
    const { a } = shop;
    const file = path.join(a.dir, "ledger.key");

    a.whileClosed(() => {
      change(a.dir, { type: "passphrase", passphrase: ONE });
      const old = readFileSync(file, "utf8");
      change(a.dir, { type: "passphrase", passphrase: OTHER }, { ...NOBODY, passphrase: ONE });
      writeFileSync(file, `${old}${readFileSync(file, "utf8")}`);

      const fault = storeFaultOf(() => openLedger(a.dir, depsOf({ ...NOBODY, passphrase: ONE })));
      expect(fault.type).toBe("store/wrong-passphrase");
      expect(fault.message).toContain("try the other one");
      openLedger(a.dir, depsOf({ ...NOBODY, passphrase: OTHER })).close();
      expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(1);
      change(a.dir, { type: "file" }, { ...NOBODY, passphrase: OTHER });
    });
  });
});

function change(dir: string, wanted: Protection, access: KeyAccess = NOBODY): void {
  const random = createSeededRandom(`change ${keyCount(dir)}`);
  changeKey(dir, () => wanted, { random, access });
}

/** Another one each time. */
function keyCount(dir: string): string {
  return readFileSync(path.join(dir, "ledger.key"), "utf8");
}

function depsOf(keys: KeyAccess): StoreDeps {
  return {
    clock: createManualClock(NOON_MS),
    random: createSeededRandom("open"),
    offsetMinutes: () => 60,
    keys,
  };
}

function keyFileOf({ dir }: TestTill): string {
  return readFileSync(path.join(dir, "ledger.key"), "utf8").trim();
}

function contentOf({ ledger, dir, clock }: TestTill) {
  // The anchor is written when nobody waits.
  clock.advance(0);
  const { db, identity } = ledger();
  return {
    origin: identity.origin,
    hasAnchor: existsSync(path.join(dir, "anchor")),
    transactions: db.prepare("SELECT * FROM tx ORDER BY arrival").all(),
    segments: db.prepare("SELECT * FROM segment ORDER BY arrival").all(),
    control: db.prepare("SELECT * FROM sealed_control ORDER BY arrival").all(),
    local: db.prepare("SELECT key FROM local ORDER BY key").all(),
    secrets: db.prepare("SELECT * FROM secret_value ORDER BY id").all(),
  };
}

function opens(dir: string, key: string): boolean {
  const db = new Database(path.join(dir, "ledger.db"), { readonly: true });
  try {
    applyKey(db, key);
    db.prepare("SELECT count(*) FROM tx").get();
    return true;
  } catch {
    return false;
  } finally {
    db.close();
  }
}
