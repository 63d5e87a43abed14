import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { createKey, putKeyAside, readKeptKeys } from "../../../src/ledger/key/ledger-key.ts";
import { createPassphrase } from "../../../src/ledger/key/passphrase.ts";
import { StoreError } from "../../../src/ledger/store-error.ts";
import { createSeededRandom } from "../../../src/sim/dice.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const KEY = "ab".repeat(32);
const DEPS = { random: createSeededRandom("key"), access: { credential: () => undefined } };

describe("the file of the key", () => {
  test.each([
    ["no key", "holds no key"],
    [`${KEY}\nno key`, "holds no key"],
    [`${KEY}\n${KEY}\n${KEY}`, "holds no key"],
    ['{"version":1,"provider":"credential","name":"../shadow"}', "holds no key"],
    ['{"version":2,"provider":"moon"}', "newer tillmesh"],
  ])("with %j in it is refused", async (text, says) => {
    const dir = await temporaryFolder();
    writeFileSync(path.join(dir, "ledger.key"), text);

    expect(() => readKeptKeys(dir)).toThrow(says);
  });

  test("may end its lines in either way", async () => {
    const dir = await temporaryFolder();
    writeFileSync(path.join(dir, "ledger.key"), `${KEY}\r\n`);

    expect(readKeptKeys(dir).map(({ text }) => text)).toEqual([KEY]);
  });

  test("of a ledger that was moved away is not used for one that shall be kept in another way", async () => {
    const dir = await temporaryFolder();
    writeFileSync(path.join(dir, "ledger.key"), `${KEY}\n`);
    const wanted = { type: "passphrase", passphrase: createPassphrase("a passphrase") } as const;

    expect(() => createKey(dir, wanted, DEPS)).toThrow(StoreError);
    expect(readFileSync(path.join(dir, "ledger.key"), "utf8")).toBe(`${KEY}\n`);
  });

  test("is put aside under a name that is free", async () => {
    const dir = await temporaryFolder();
    for (const text of ["first", "second"]) {
      writeFileSync(path.join(dir, "ledger.key"), text);
      putKeyAside(dir);
    }
    putKeyAside(dir);

    expect(existsSync(path.join(dir, "ledger.key"))).toBe(false);
    expect(readFileSync(path.join(dir, "ledger.key.old"), "utf8")).toBe("first");
    expect(readFileSync(path.join(dir, "ledger.key.old2"), "utf8")).toBe("second");
  });
});
