import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import {
  joinRecords,
  type Manifest,
  openManifest,
  readManifestHead,
  sealManifest,
  splitRecords,
} from "../../../src/ledger/recovery/backup-format.ts";
import { newBackupKey } from "../../../src/ledger/recovery/backup-seal.ts";
import { backupSource } from "../../../src/ledger/recovery/backup-source.ts";
import { newRecoveryCode, recoveryKeysOf } from "../../../src/ledger/recovery/recovery-code.ts";
import { createShop } from "../../support/shop.ts";

const random = createSeededRandom("format");

describe("records", () => {
  test("come apart as they were put together", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (records) => {
        const apart = [...splitRecords(joinRecords(records))];

        expect(apart.map(toHex)).toEqual(records.map(toHex));
      }),
    );
  });

  test("that are cut short give those that are whole", () => {
    const joined = joinRecords([Buffer.from("one"), Buffer.from("two")]);

    for (let length = 0; length < joined.length; length += 1) {
      const whole = [...splitRecords(joined.subarray(0, length))].map(String);
      expect(whole).toEqual(length < 7 ? [] : ["one"]);
    }
  });
});

describe("a manifest", () => {
  test("says without any key which shop it is of, and nothing else of it", async () => {
    const { manifest, sealed, key } = await sealedManifest();

    const { shop, device, sheetSealKey, ephemeral } = readManifestHead(sealed) ?? {};
    expect({ shop, device, sheetSealKey, ephemeral }).toEqual({
      shop: manifest.founding.shop,
      device: manifest.device,
      sheetSealKey: manifest.founding.sheetSealKey,
      ephemeral: key.ephemeral,
    });
    expect(sealed.includes(manifest.founding.name)).toBe(false);
    expect(sealed.includes(manifest.deviceName)).toBe(false);
  });

  test("opens with the key, and not as that of the other slot", async () => {
    const { manifest, sealed, key } = await sealedManifest();
    const { shop } = manifest.founding;

    expect(await openManifest(sealed, { slot: "a", key: key.key, shop })).toEqual(manifest);
    expect(await openManifest(sealed, { slot: "b", key: key.key, shop })).toBeUndefined();
  });

  test("does not open when its first line was changed", async () => {
    const { manifest, sealed, key } = await sealedManifest();
    const { shop } = manifest.founding;
    const changed = Buffer.from(sealed);
    changed.write(changed.includes("}\n") ? " " : "}", changed.indexOf("}\n") - 1);

    expect(await openManifest(changed, { slot: "a", key: key.key, shop })).toBeUndefined();
  });

  test.each(["", "\n", "{}\n", "tail", '{"format":"tillmesh/backup"}\n', "[\n"])(
    "is not read from %j",
    (text) => {
      expect(readManifestHead(Buffer.from(text))).toBeUndefined();
    },
  );
});

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

async function sealedManifest() {
  using shop = createShop();
  const source = backupSource(shop.a.ledger());
  if (source === undefined) throw new Error("The shop is not founded.");
  const { sheetSealKey } = recoveryKeysOf(newRecoveryCode(random));
  const key = newBackupKey({ shop: source.founding.shop, sheetSealKey }, random);
  const manifest: Manifest = {
    generation: 7,
    at: 1_795_181_520_000,
    device: shop.a.device,
    deviceName: "Front counter",
    founding: source.founding,
    heads: [...source.heads],
    segments: [],
    tail: { size: 100, sha256: source.heads[0]?.hash ?? ("" as never) },
    secrets: [],
    words: [],
  };
  return { manifest, key, sealed: await sealManifest(manifest, { slot: "a", key, random }) };
}
