import { existsSync } from "node:fs";
import path from "node:path";

import { describe, expect, test, vi } from "vitest";

import { parseSheet } from "../../src/app/catalogue/catalogue-file.ts";
import { importGoods, prepareImport } from "../../src/app/catalogue/import-goods.ts";
import { type OpenTill } from "../../src/app/open-till.ts";
import { createRegisterPort } from "../../src/app/register/register-port.ts";
import { takeLock } from "../../src/ledger/exclusive-lock.ts";
import { cafeCopies } from "../support/cafe.ts";
import { PATIENCE } from "../support/patience.ts";
import { valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

test("the register puts room aside for a full disk, once it has the duties", async () => {
  const { dir, clock, open } = await newCafe();
  const duties = takeLock(dir, "duties");
  const opened = open();
  createRegisterPort(opened, { demoStaff: [] });
  function isBegun(): boolean {
    return existsSync(path.join(dir, "ballast.part"));
  }

  clock.advance(10_000);
  expect(isBegun()).toBe(false);
  duties?.release();
  clock.advance(10_000);

  await vi.waitFor(() => expect(isBegun()).toBe(true), PATIENCE);
  await opened.close();
  expect(isBegun()).toBe(false);
});

describe("a command", () => {
  const newSmallCut = cafeCopies({ cut: { events: 20, bytes: 1_000_000 } });

  test("leaves nothing of what it wrote to be packed, however much it was", async () => {
    const cafe = await newSmallCut();
    const importing = cafe.open();
    const before = importing.till.ledger.store.segments.count();
    importSheet(importing, sheetOf(900));
    await importing.close();

    const { ledger } = cafe.open().till;

    expect(ledger.store.segments.count() - before).toBeGreaterThan(4);
    expect(await ledger.seal()).toBe(false);
  });
});

function importSheet(open: OpenTill, text: string): void {
  const rows = valueOf(parseSheet(Buffer.from(text)));
  const wish = { rows, deactivateMissing: false, onProgress: () => undefined };
  const prepared = valueOf(prepareImport(open.till, rows, wish));
  valueOf(importGoods(open, RAVI, { ...wish, prepared }));
}

function sheetOf(count: number): string {
  const rows = Array.from({ length: count }, (_, at) => `SKU-${at},Tin ${at},1.50,shop,grocery`);
  return `sku,name,price,category,tax class\n${rows.join("\n")}\n`;
}
