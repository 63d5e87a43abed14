import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { keyCustody } from "../../../src/app/attention/key-custody.ts";
import { wrappedKey } from "../../../src/ledger/key/ledger-key.ts";
import { createPassphrase } from "../../../src/ledger/key/passphrase.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const PLAIN = "ab".repeat(32);
const CREDENTIAL = '{"version":1,"provider":"credential","name":"tillmesh-ledger"}';
const WRAPPED = wrappedKey.make(
  { type: "passphrase", passphrase: createPassphrase("a passphrase") },
  { random: createSeededRandom("custody"), access: { credential: () => undefined } },
).text;

const ALL = { disk: true, off: true, running: true };

test.each([
  { kept: PLAIN, tpm: true, thief: ALL, says: "The key lies beside the ledger" },
  {
    kept: WRAPPED,
    tpm: false,
    thief: { disk: false, off: false, running: true },
    says: "switched off can read nothing; as it runs, everything",
  },
  { kept: CREDENTIAL, tpm: false, thief: ALL, says: "has no TPM" },
  {
    kept: CREDENTIAL,
    tpm: true,
    thief: { disk: false, off: true, running: true },
    says: "the disk alone can read nothing",
  },
])("a thief is told of: $says", async ({ kept, tpm, thief, says }) => {
  const dir = await storeWith(`${kept}\n`);

  const custody = keyCustody(dir, {}, tpm);

  expect(custody).toMatchObject({ tpm, thief, interrupted: false });
  expect(custody.sentence).toContain(says);
});

test("a passphrase in a file on the same box protects nothing, unless that file is in memory", async () => {
  const dir = await storeWith(`${WRAPPED}\n`);

  const onDisk = keyCustody(dir, { passphraseFile: fileURLToPath(import.meta.url) });
  const inMemory = keyCustody(dir, { passphraseFile: "/dev/shm" });

  expect(onDisk.thief).toEqual(ALL);
  expect(onDisk.sentence).toContain("The passphrase lies on this box");
  expect(inMemory.thief.disk).toBe(false);
});

test("of a passphrase that systemd hands over nobody knows where it lies", async () => {
  const dir = await storeWith(`${WRAPPED}\n`);

  const custody = keyCustody(dir, { isCredential: true });

  expect(custody.thief).toEqual(ALL);
  expect(custody.sentence).toBe(
    "Systemd hands over the passphrase: unless somebody types it after each start, whoever takes this box can read everything.",
  );
});

test("a change that was cut short is told", async () => {
  const dir = await storeWith(`${PLAIN}\n${WRAPPED}\n`);

  expect(keyCustody(dir, {})).toMatchObject({ provider: "file", interrupted: true });
});

async function storeWith(text: string): Promise<string> {
  const dir = await temporaryFolder();
  await writeFile(path.join(dir, "ledger.key"), text);
  await writeFile(path.join(dir, "ledger.db"), Buffer.alloc(4096));
  return dir;
}
