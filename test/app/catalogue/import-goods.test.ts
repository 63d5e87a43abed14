/** A sheet of products written to a real ledger: differences only, and all of them or none. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parseSheet, sheetToCsv } from "../../../src/app/catalogue/catalogue-file.ts";
import {
  importGoods,
  type ImportOptions,
  prepareImport,
  type PreparedImport,
} from "../../../src/app/catalogue/import-goods.ts";
import { type ImportEnds } from "../../../src/app/catalogue/import-sheet.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { type Product } from "../../../src/domain/goods/catalogue.ts";
import { toGoodsSheet } from "../../../src/domain/office/goods-sheet.ts";
import { isContested } from "../../../src/domain/state/register.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { randomGoods, withProducts } from "../../support/random-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const CODES = "sku,barcodes";

describe("an import", () => {
  test("writes what differs, in one transaction, and nothing a second time", async () => {
    const open = (await newCafe()).open();
    const before = eventsIn(open);
    const text =
      "sku,name,price,category,tax class\nOLIVES,Olives,3.5,shop,grocery\nCOFFEE,Coffee,2.9,coffee,food\n";

    const done = run(open, text);
    const again = prepare(open, text);

    expect(eventsIn(open) - before).toBe(2);
    expect(done.changes).toMatchObject({ added: [{}], changed: [{}], unchanged: [] });
    expect(productOf(open, "OLIVES")).toMatchObject({ name: "Olives", price: 350, active: true });
    expect(productOf(open, "COFFEE")).toMatchObject({ price: 290, plu: "100" });
    expect(again.events).toEqual([]);
    expectWell(open);
  });

  test("replaces what was written before: no field is in dispute afterwards", async () => {
    const open = (await newCafe()).open();
    run(open, "sku,price\nCOFFEE,2.9\n");

    run(open, "sku,price\nCOFFEE,3\n");

    const { fields } = open.till.ledger.read((view) => view.state("cat", "product/COFFEE"));
    const price = fields["price"];
    expect(price === undefined || isContested(price)).toBe(false);
    expect(price?.open).toHaveLength(1);
  });

  test("adds and takes away barcodes, also one that was there before", async () => {
    const open = (await newCafe()).open();
    const steps = ["40170725", "4006381333931 40170725", "4006381333931", "", "40170725"];

    const codes = steps.map((step) => {
      run(open, `${CODES}\nCOFFEE,${step}\n`);
      return productOf(open, "COFFEE")?.barcodes.join(" ");
    });

    expect(codes).toEqual(["40170725", "40170725 4006381333931", "4006381333931", "", "40170725"]);
    expectWell(open);
  });

  test("of many products is one batch, with progress, and the export is the same again", async () => {
    const open = (await newCafe()).open();
    const rows = Array.from({ length: 250 }, (_, at) => `N${at},No ${at},1.50,shop,grocery`);
    const told: Array<readonly [number, number]> = [];
    const text = ["sku,name,price,category,tax class", ...rows].join("\n");

    run(open, text, { onProgress: (done, total) => told.push([done, total]) });

    expect(told).toEqual([
      [100, 250],
      [200, 250],
      [250, 250],
    ]);
    expect(productOf(open, "N249")).toMatchObject({ name: "No 249", price: 150 });
    const exported = sheetToCsv(toGoodsSheet(open.till.catalogue(), open.till.currency));
    expect(prepare(open, exported).events).toEqual([]);
    expectWell(open);
  });

  test("is taken in by another process, which tells whoever watches that it takes a while", async () => {
    const cafe = await newCafe();
    const [open, register] = [cafe.open(), cafe.open()];
    const rows = Array.from({ length: 250 }, (_, at) => `N${at},No ${at},1.50,shop,grocery`);
    run(open, ["sku,name,price,category,tax class", ...rows].join("\n"));
    let told = 0;
    register.till.ledger.db.onLongWork(() => (told += 1));

    register.till.ledger.read(() => undefined);

    // Once for each part of the batch but its end.
    expect(told).toBe(2);
  });

  test("makes of any catalogue any other one, through the file", async () => {
    const open = (await newCafe()).open();

    fc.assert(
      fc.property(
        randomGoods.filter((goods) => goods.length > 0),
        (goods) => {
          const text = sheetToCsv(toGoodsSheet(withProducts(goods), open.till.currency));
          run(open, text, { deactivateMissing: true });

          const there = open.till.catalogue().productsBySku;
          const inFile = new Set(goods.map(({ sku }) => sku));
          expect(goods.map(({ sku }) => plain(there.get(sku)))).toEqual(goods.map(plain));
          const others = [...there.values()].filter(({ sku }) => !inFile.has(sku));
          expect(others.filter(({ active }) => active)).toEqual([]);
          expect(prepare(open, text).events).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
    expectWell(open);
  });

  test("takes off the card what the sheet has not, when that is wished", async () => {
    const open = (await newCafe()).open();
    const done = run(open, "sku,price\nCOFFEE,2.80\n", { deactivateMissing: true });

    expect(done.changes.deactivated.length).toBeGreaterThan(90);
    const sold = [...open.till.catalogue().productsBySku.values()].filter(({ active }) => active);
    expect(sold.map(({ sku }) => sku)).toEqual(["COFFEE"]);
  });

  test("needs somebody who may change the catalogue", async () => {
    const open = (await newCafe()).open();
    const before = eventsIn(open);
    const rows = rowsOf("sku,price\nCOFFEE,9\n");
    const prepared = prepare(open, "sku,price\nCOFFEE,9\n");

    const done = importGoods(open, MIA, { rows, prepared, deactivateMissing: false });

    expect(faultOf(done)).toMatchObject({ type: "permission/missing", permission: "catalogue" });
    expect(eventsIn(open)).toBe(before);
  });

  test("is compared anew with a catalogue that changed after the comparison", async () => {
    const cafe = await newCafe();
    const [open, other] = [cafe.open(), cafe.open()];
    const text = "sku,price,plu\nCOFFEE,2.90,100\n";
    const prepared = prepare(open, text);
    run(other, "sku,price\nCOFFEE,2.90\n");

    const done = importGoods(open, RAVI, {
      rows: rowsOf(text),
      prepared,
      deactivateMissing: false,
    });

    expect(valueOf(done).events).toEqual([]);
    expect(valueOf(done).changes.unchanged).toHaveLength(1);

    const clash = "sku,plu\nESPRESSO,7777\n";
    const late = prepare(open, clash);
    run(other, "sku,plu\nCOFFEE,7777\n");
    const refused = importGoods(open, RAVI, {
      rows: rowsOf(clash),
      prepared: late,
      deactivateMissing: false,
    });

    expect(faultOf(refused)).toMatchObject({ type: "sheet/wrong", problems: [{ column: "plu" }] });
    expect(productOf(open, "ESPRESSO")?.plu).toBe("101");
  });
});

function prepare(open: OpenTill, text: string): PreparedImport {
  return valueOf(prepareImport(open.till, rowsOf(text), { deactivateMissing: false }));
}

function run(open: OpenTill, text: string, wish: Partial<RunWish> = {}): PreparedImport {
  const rows = rowsOf(text);
  const { deactivateMissing = false, onProgress = () => undefined } = wish;
  const prepared = valueOf(prepareImport(open.till, rows, { deactivateMissing }));
  return valueOf(importGoods(open, RAVI, { rows, prepared, onProgress, deactivateMissing }));
}

type RunWish = ImportOptions & Required<ImportEnds>;

function rowsOf(text: string) {
  return valueOf(parseSheet(Buffer.from(text)));
}

/** In which order barcodes were added says nothing. */
function plain(product: Product | undefined): object {
  return { ...product, barcodes: product?.barcodes.toSorted() };
}

function productOf({ till }: OpenTill, sku: string): Product | undefined {
  return till.catalogue().productsBySku.get(sku);
}

function eventsIn({ till: { ledger } }: OpenTill): number {
  return ledger.heads().get(ledger.identity.origin)?.seq ?? 0;
}

function expectWell({ till }: OpenTill): void {
  expect(verifyLedger(till.ledger)).toMatchObject({ ok: true });
}
