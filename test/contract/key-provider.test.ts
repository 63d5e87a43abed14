/** What every way of keeping the ledger's key promises. */

import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { credentialKey } from "../../src/ledger/key/credential-key.ts";
import { type KeptKey, type KeyAccess, KEY } from "../../src/ledger/key/key-provider.ts";
import { plainKey, wrappedKey } from "../../src/ledger/key/ledger-key.ts";
import { createPassphrase } from "../../src/ledger/key/passphrase.ts";
import { StoreError } from "../../src/ledger/store-error.ts";

const PASSPHRASE = createPassphrase("correct horse battery staple");
const SEALED = "0123456789abcdef".repeat(4);
const NOBODY: KeyAccess = { credential: () => undefined };

const PROVIDERS: ReadonlyArray<{
  readonly name: KeptKey["provider"];
  readonly access: KeyAccess;
  readonly make: (seed: string) => KeptKey;
  readonly read: (text: string) => KeptKey | undefined;
}> = [
  {
    name: "file",
    access: NOBODY,
    make: (seed) => plainKey.make({ type: "file" }, depsOf(seed, NOBODY)),
    read: plainKey.read,
  },
  {
    name: "passphrase",
    access: { ...NOBODY, passphrase: PASSPHRASE },
    make: (seed) =>
      wrappedKey.make({ type: "passphrase", passphrase: PASSPHRASE }, depsOf(seed, NOBODY)),
    read: wrappedKey.read,
  },
  {
    name: "credential",
    access: { credential: systemd },
    make: (seed) =>
      credentialKey.make(
        { type: "credential", name: "tillmesh-ledger" },
        depsOf(seed, { credential: systemd }),
      ),
    read: credentialKey.read,
  },
];

describe.each(PROVIDERS)("a key kept by $name", ({ name, access, make, read }) => {
  test("is the same when its line is read again", () => {
    const made = make("one");

    const again = read(made.text);

    expect(again?.provider).toBe(name);
    expect(again?.unlock(access)).toBe(made.unlock(access));
    expect(made.unlock(access)).toMatch(KEY);
    expect(made.text).not.toContain("\n");
  });

  test("is not taken for another provider's", () => {
    const { text } = make("one");

    for (const other of PROVIDERS) {
      expect(other.read(text)?.provider).toBe(other.name === name ? name : undefined);
    }
  });

  test("is not read from anything else", () => {
    const { text } = make("one");

    for (const bent of ["", "null", "[]", "12", text.slice(1), text.slice(0, -1)]) {
      expect(read(bent)).toBeUndefined();
    }
  });
});

describe.each(PROVIDERS.filter(({ name }) => name !== "file"))(
  "a key kept by $name",
  (provider) => {
    test("is not in its line, and nobody without the means gets at it", () => {
      const made = provider.make("one");

      expect(made.text).not.toContain(made.unlock(provider.access));
      expect(() => made.unlock(NOBODY)).toThrow(StoreError);
    });
  },
);

describe.each(PROVIDERS.filter(({ name }) => name !== "credential"))(
  "a key kept by $name",
  ({ access, make }) => {
    test("is new each time", () => {
      expect(make("one").unlock(access)).not.toBe(make("another").unlock(access));
    });
  },
);

function systemd(name: string): string | undefined {
  return name === "tillmesh-ledger" ? `${SEALED}\n` : undefined;
}

function depsOf(seed: string, access: KeyAccess) {
  return { random: createSeededRandom(seed), access };
}
