import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { type ShopId } from "../../../src/domain/identity.ts";
import {
  newBackupKey,
  openBackupKey,
  openFile,
  sealFile,
  type SealedFor,
} from "../../../src/ledger/recovery/backup-seal.ts";
import {
  newRecoveryCode,
  recoveryKeysOf,
  recoverySecretsOf,
} from "../../../src/ledger/recovery/recovery-code.ts";

const SHOP = "a".repeat(26) as ShopId;
const OTHER_SHOP = "b".repeat(26) as ShopId;
const random = createSeededRandom("backup");
const sheet = newRecoveryCode(random);
const otherSheet = newRecoveryCode(random);
const to: SealedFor = { shop: SHOP, sheetSealKey: recoveryKeysOf(sheet).sheetSealKey };
const key = newBackupKey(to, random);
const FILE = { shop: SHOP, name: "tail-a" };

describe("the key of backups", () => {
  test("comes back from what every copy carries, with the sheet", () => {
    const { ephemeral, sealed } = key;

    expect(openBackupKey({ ephemeral, sealed }, to, recoverySecretsOf(sheet).sealKey)).toBe(
      key.key,
    );
  });

  test("does not come back with another shop's sheet", () => {
    expect(openBackupKey(key, to, recoverySecretsOf(otherSheet).sealKey)).toBeUndefined();
  });

  test("does not come back as that of another shop", () => {
    const as = { ...to, shop: OTHER_SHOP };

    expect(openBackupKey(key, as, recoverySecretsOf(sheet).sealKey)).toBeUndefined();
  });

  test("is another one for each device, also of one shop", () => {
    expect(newBackupKey(to, random).key).not.toBe(key.key);
  });
});

describe("a sealed file", () => {
  test("opens as what it was, whatever that is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (plain) => {
        const file = await sealFile(key.key, FILE, { plain, random });

        expect(await openFile(key.key, FILE, file)).toEqual(Buffer.from(plain));
      }),
    );
  });

  test("does not open with any one bit changed, nor when it is cut anywhere", async () => {
    const plain = Buffer.from("What was sold on this day.");
    const file = await sealFile(key.key, FILE, { plain, random });
    const bent = Array.from({ length: file.length * 8 }, (_, bit) => {
      const copy = Buffer.from(file);
      copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      return copy;
    });
    const cut = Array.from({ length: file.length }, (_, length) => file.subarray(0, length));

    const opened = await Promise.all(
      [...bent, ...cut].map((damaged) => openFile(key.key, FILE, damaged)),
    );

    expect(opened.filter((plain) => plain !== undefined)).toEqual([]);
  });

  test.each([
    ["under another name", { ...FILE, name: "tail-b" }],
    ["as another shop's", { ...FILE, shop: OTHER_SHOP }],
  ])("does not open %s", async (_, as) => {
    const file = await sealFile(key.key, FILE, { plain: Buffer.from("sold"), random });

    expect(await openFile(key.key, as, file)).toBeUndefined();
  });

  test("shows nothing of what it holds", async () => {
    const plain = Buffer.from("Flat white ".repeat(100));
    const file = await sealFile(key.key, FILE, { plain, random });

    expect(file.includes("white")).toBe(false);
  });
});
