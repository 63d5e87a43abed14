import { createDecipheriv, scryptSync } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import {
  createKey,
  putKeyAside,
  readKeptKeys,
  wrappedKey,
} from "../../../src/ledger/key/ledger-key.ts";
import { createPassphrase } from "../../../src/ledger/key/passphrase.ts";
import { StoreError } from "../../../src/ledger/store-error.ts";
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

const TEXT = "Käse und Brötchen";
const kept = wrappedKey.make(
  { type: "passphrase", passphrase: createPassphrase(TEXT) },
  { random: createSeededRandom("wrapped"), access: { credential: () => undefined } },
);
const wrapped = JSON.parse(kept.text) as {
  readonly kdf: {
    readonly N: number;
    readonly r: number;
    readonly p: number;
    readonly salt: string;
  };
  readonly nonce: string;
  readonly key: string;
};

describe("a key under a passphrase", () => {
  test("can be opened by hand as docs/ledger.md says", () => {
    const { N, r, p, salt } = wrapped.kdf;
    const derived = scryptSync(TEXT.normalize("NFKC"), Buffer.from(salt, "hex"), 32, {
      N,
      r,
      p,
      maxmem: 2 ** 28,
    });
    const sealed = Buffer.from(wrapped.key, "hex");
    const decipher = createDecipheriv("aes-256-gcm", derived, Buffer.from(wrapped.nonce, "hex"));
    decipher.setAAD(Buffer.from("tillmesh/ledger-key/1\0"));
    decipher.setAuthTag(sealed.subarray(32));
    const key = Buffer.concat([decipher.update(sealed.subarray(0, 32)), decipher.final()]);

    expect({ N, r, p }).toEqual({ N: 131_072, r: 8, p: 1 });
    expect(key.toString("hex")).toBe(unlock(TEXT));
  });

  test("opens however the same signs were composed", () => {
    expect(unlock(TEXT.normalize("NFD"))).toBe(unlock(TEXT.normalize("NFC")));
  });

  test.each(["Käse und Brötchen ", "käse und Brötchen", ""])("is refused to %j", (other) => {
    expect(refusalOf(kept.text, other)).toBe("store/wrong-passphrase");
  });

  test("that was bent is refused like a wrong passphrase", () => {
    const bent = kept.text.replace(wrapped.key, `00${wrapped.key.slice(2)}`);

    expect(refusalOf(bent, TEXT)).toBe("store/wrong-passphrase");
  });

  test.each([
    ["N", '"N":131072', '"N":1073741824'],
    ["N that is no power of two", '"N":131072', '"N":131071'],
    ["r", '"r":8', '"r":1024'],
    ["version", '"version":1', '"version":2'],
  ])("with a strange %s is not even tried", (_, ours, theirs) => {
    expect(wrappedKey.read(kept.text.replace(ours, theirs))).toBeUndefined();
  });
});

function unlock(passphrase: string, text = kept.text): string | undefined {
  return wrappedKey
    .read(text)
    ?.unlock({ passphrase: createPassphrase(passphrase), credential: () => undefined });
}

function refusalOf(text: string, passphrase: string): string {
  try {
    unlock(passphrase, text);
    return "opened";
  } catch (cause) {
    if (cause instanceof StoreError) return cause.type;
    throw cause;
  }
}
