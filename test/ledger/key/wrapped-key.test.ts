import { createDecipheriv, scryptSync } from "node:crypto";

import { describe, expect, test } from "vitest";

import { wrappedKey } from "../../../src/ledger/key/ledger-key.ts";
import { createPassphrase } from "../../../src/ledger/key/passphrase.ts";
import { StoreError } from "../../../src/ledger/store-error.ts";
import { createSeededRandom } from "../../../src/sim/dice.ts";

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
