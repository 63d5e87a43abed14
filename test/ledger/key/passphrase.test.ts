import { expect, test } from "vitest";

import { createPassphrase } from "../../../src/ledger/key/passphrase.ts";

const KDF = { N: 2 ** 14, r: 8, p: 1, salt: "00".repeat(16) };

test("a passphrase derives each key once", () => {
  const passphrase = createPassphrase("correct horse");

  // The very same bytes, not only equal ones.
  expect(passphrase.derive(KDF)).toBe(passphrase.derive({ ...KDF }));
});

test.each([{ salt: "01".repeat(16) }, { N: 2 ** 15 }, { r: 4 }, { p: 2 }])(
  "another %o makes another key",
  (other) => {
    const passphrase = createPassphrase("correct horse");

    expect(passphrase.derive({ ...KDF, ...other })).not.toEqual(passphrase.derive(KDF));
  },
);
