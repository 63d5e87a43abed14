import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { type Draft } from "../../src/domain/events/kinds.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { entryName } from "../../src/domain/prices/catalogue-view.ts";
import { sellUntilKilled } from "../support/killed-till.ts";
import { cafe, createShop, FOUNDING, type TestTill } from "../support/shop.ts";

const STAFF = ["Rosalinde Ünlü", "日本 花子"];
/** Ciphertext is random bytes: a needle of three letters turns up in a megabyte of them by chance. */
const NEEDLE_LENGTH_MIN = 6;
const GOODS = cafe()
  .products.map(({ name }) => name)
  .filter((name) => name.length >= NEEDLE_LENGTH_MIN);
const SECRETS = [FOUNDING.name, FOUNDING.deviceName, ...STAFF, ...GOODS];

describe("the files of a till whose power was cut", () => {
  test("say nothing to whoever has no key", async () => {
    using shop = createShop();
    shop.a.write(...GOODS.slice(0, 50).map(productNamed), ...STAFF.map(personNamed));
    shop.a.ledger().flush();

    await sellUntilKilled({ dir: shop.a.dir, seed: 1, sales: 20 });

    const files = filesOf(shop.a);
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["ledger.db", "ledger.db-wal", "ledger.key"]),
    );
    expect(files.flatMap((file) => leaksOf(file, SECRETS))).toEqual([]);
  });

  test.each(["utf8", "utf16le", "utf16be"])("would be caught if they did in %s", (encoding) => {
    const bytes = encodings(`… ${FOUNDING.name} …`)[encoding] ?? Buffer.alloc(0);

    expect(leaksOf({ name: "a file", bytes }, SECRETS)).toContain(
      `a file: ${FOUNDING.name} in ${encoding}`,
    );
  });
});

function productNamed(name: string, index: number): Draft {
  return {
    kind: "product/set",
    streams: [toStreamId("cat", entryName("product", `P${index}`))],
    body: { set: { name, kitchenName: name }, over: {} },
  };
}

function personNamed(name: string, index: number): Draft {
  return {
    kind: "staff/set",
    streams: [toStreamId("staff", String(index))],
    body: { set: { name: { k: "", c: name } }, over: {} },
  };
}

interface StoredFile {
  readonly name: string;
  readonly bytes: Buffer;
}

function filesOf({ dir }: TestTill): ReadonlyArray<StoredFile> {
  return readdirSync(dir).map((name) => ({ name, bytes: readFileSync(path.join(dir, name)) }));
}

function leaksOf({ name, bytes }: StoredFile, secrets: ReadonlyArray<string>): string[] {
  return secrets.flatMap((secret) =>
    Object.entries(encodings(secret)).flatMap(([encoding, needle]) =>
      bytes.includes(needle) ? [`${name}: ${secret} in ${encoding}`] : [],
    ),
  );
}

function encodings(text: string): Readonly<Record<string, Buffer>> {
  return {
    utf8: Buffer.from(text, "utf8"),
    utf16le: Buffer.from(text, "utf16le"),
    utf16be: Buffer.from(text, "utf16le").swap16(),
  };
}
