/** A store that is made beside another one has its key kept in the same way. */

import { writeFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { depsToFoundAlike, depsToOpen } from "../../../src/app/backup/store-keys.ts";
import { NO_ACCESS, type Protection } from "../../../src/ledger/key/key-provider.ts";
import { makeKey } from "../../../src/ledger/key/ledger-key.ts";
import { createPassphrase } from "../../../src/ledger/key/passphrase.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testRandom } from "../../support/test-random.ts";

const TEXT = "twelve or more signs";

async function storeUnder(protection: Protection): Promise<string> {
  const dir = await temporaryFolder();
  const { text } = makeKey(protection, { random: testRandom, access: NO_ACCESS });
  writeFileSync(path.join(dir, "ledger.key"), `${text}\n`);
  return dir;
}

test("a key file beside a key file, and a passphrase beside a passphrase", async () => {
  const plain = await storeUnder({ type: "file" });
  const locked = await storeUnder({ type: "passphrase", passphrase: createPassphrase(TEXT) });
  const passphrase = createPassphrase(TEXT);
  const deps = { ...depsToOpen({ credentialsDir: undefined }), keys: { ...NO_ACCESS, passphrase } };

  expect(depsToFoundAlike(plain, deps).protection).toEqual({ type: "file" });
  expect(depsToFoundAlike(locked, deps).protection).toEqual({ type: "passphrase", passphrase });
});

test("a credential beside a credential, under the same name", async () => {
  const dir = await temporaryFolder();
  const access = { credential: () => "a".repeat(64) };
  const protection = { type: "credential", name: "tillmesh-ledger" } as const;
  const { text } = makeKey(protection, { random: testRandom, access });
  writeFileSync(path.join(dir, "ledger.key"), `${text}\n`);
  const deps = depsToOpen({ credentialsDir: undefined });

  expect(depsToFoundAlike(dir, deps).protection).toEqual(protection);
});
