/** docs/backup.md says enough: a reader that was written from it reads what the program writes. */

import { hash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { backedUpCafe, packedCafes, sellCoffee } from "../support/backed-up.ts";
import { readCopy } from "../support/backup-reader.ts";

const newCafe = packedCafes();

test("a copy holds every segment and transaction of the ledger, byte by byte", async () => {
  const { cafe, open, folder, run } = await backedUpCafe(await newCafe());
  sellCoffee(open);
  await run();

  const { manifest, records } = readCopy(folder, "a", cafe.recoveryCode);

  const { ledger } = open.till;
  expect(manifest.segments.length).toBeGreaterThan(1);
  expect(records.map(toHex).toSorted()).toEqual(
    ledger
      .pieces()
      .map((piece) => toHex(piece.bytes()))
      .toSorted(),
  );
  expect(manifest.heads).toEqual(
    [...ledger.heads()].map(([origin, { seq, hash }]) => ({ origin, seq, hash })),
  );
  expect(manifest.secrets).toEqual(ledger.secrets.rows());
  expect(manifest.founding).toEqual(ledger.founding());
});

test("the manifest names all files with their sizes, and there are no others", async () => {
  const { cafe, folder, run } = await backedUpCafe(await newCafe());
  await run();

  const { manifest } = readCopy(folder, "a", cafe.recoveryCode);

  const sizes = new Map(
    readdirSync(folder).map((name) => [name, statSync(path.join(folder, name)).size]),
  );
  const tail = readFileSync(path.join(folder, "tail-a"));
  expect(manifest.tail).toEqual({ size: tail.length, sha256: hash("sha256", tail) });
  expect(sizes.get("place")).toBe(17);
  for (const { hash, size } of manifest.segments) expect(sizes.get(`segment-${hash}`)).toBe(size);
  expect(sizes.size).toBe(manifest.segments.length + 3);
});

test("nobody reads it with another code", async () => {
  const { cafe, folder, run } = await backedUpCafe(await newCafe());
  await run();
  const other = cafe.recoveryCode.startsWith("7") ? "8" : "7";

  expect(() => readCopy(folder, "a", other + cafe.recoveryCode.slice(1))).toThrow(
    /unable to authenticate data/u,
  );
});

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
