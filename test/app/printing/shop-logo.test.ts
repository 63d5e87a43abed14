/** Logos: the shop's on every till's receipts, a printer's own on its own, and small enough for a ledger. */

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { findPaper } from "../../../src/app/papers/shown-paper.ts";
import {
  changePrinter,
  listPrinters,
  replacePrinter,
} from "../../../src/app/printing/printer-changes.ts";
import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import {
  changeLogo,
  drawLogo,
  readLogoFile,
  shopLogo,
} from "../../../src/app/printing/shop-logo.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { type PrinterWish } from "../../../src/domain/commands/office/change-printers.ts";
import { logoToText } from "../../../src/printer/encoding/logo.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { createDice } from "../../support/dice.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const ONE_DOT = logoToText({ widthDots: 8, rows: [Uint8Array.of(0x80)] });
const TWO_DOTS = logoToText({ widthDots: 8, rows: [Uint8Array.of(0xc0)] });
const ROWS = 240;
const ROW_BYTES = 48;

test("a logo is heard by the other tills, and stands at the head of their receipts", async () => {
  const cafe = await newCafe();
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);
  synchroniseLedgers(counter.till.ledger, bar.till.ledger);
  sellGoods(bar.till, ["100"], { cash: 280 });
  await bar.printing.settle();
  const before = await readFile(rollPath(bar.dir, "receipt"), "utf8");

  expect(changeLogo(counter.till, MIA, "")).toMatchObject({
    fault: { type: "permission/missing" },
  });
  valueOf(
    changeLogo(counter.till, RAVI, await packed("P1\n16 2\n1111111100000000\n0000000011111111")),
  );
  synchroniseLedgers(counter.till.ledger, bar.till.ledger);
  const { order } = sellGoods(bar.till, ["100"], { cash: 280 });
  await bar.printing.settle();
  const after = await readFile(rollPath(bar.dir, "receipt"), "utf8");

  expect(shopLogo(bar.till)).toMatchObject({ widthDots: 16, rows: [{ length: 2 }, { length: 2 }] });
  expect(before).not.toContain("[image 16 x 2]");
  expect(after.slice(before.length)).toContain("[image 16 x 2]");
  expect(findPaper(bar, order.receipts[0])?.text).toContain("[image 16 x 2]");

  valueOf(changeLogo(bar.till, RAVI, ""));
  expect(shopLogo(bar.till)).toBeUndefined();
  expect(drawLogo(shopLogo(bar.till))).toEqual([]);
});

test("a printer's own logo stands on its receipts instead of the shop's, until it is removed", async () => {
  const cafe = await newCafe();
  const { till, printing, dir, ...open } = cafe.open();
  valueOf(changeLogo(till, RAVI, await packed("P1\n16 1\n1111111100000000")));
  const own = await packed("P1\n8 3\n111111110000000011111111");
  const roll = rollPath(dir, "receipt");
  async function printed(): Promise<string> {
    const before = await readFile(roll, "utf8").catch(() => "");
    sellGoods(till, ["100"], { cash: 280 });
    await printing.settle();
    return (await readFile(roll, "utf8")).slice(before.length);
  }

  expect(await printed()).toContain("[image 16 x 1]");

  expect(changePrinter(till, MIA, withLogo(own))).toMatchObject({
    fault: { type: "permission/missing" },
  });
  valueOf(changePrinter(till, RAVI, withLogo(own)));
  const paper = await printed();
  expect(paper).toContain("[image 8 x 3]");
  expect(paper).not.toContain("[image 16 x 1]");
  expect(findPaper({ ...open, till, printing, dir }, undefined)?.text).toContain("[image 8 x 3]");
  expect(shopLogo(till)).toMatchObject({ widthDots: 16 });

  valueOf(changePrinter(till, RAVI, withLogo(undefined)));
  expect(await printed()).toContain("[image 16 x 1]");
  expect(changePrinter(till, RAVI, withLogo(undefined))).toMatchObject({
    fault: { type: "printer/same" },
  });
});

test("a spare that takes a printer's place has its logo, unless it has one of its own", async () => {
  const { till, ...open } = (await newCafe()).open();
  const said = { connection: { type: "virtual" } } as const;
  for (const id of ["spare", "last"]) {
    valueOf(changePrinter(till, RAVI, { id, isNew: true, said }));
  }
  valueOf(changePrinter(till, RAVI, withLogo(ONE_DOT)));
  valueOf(changePrinter(till, RAVI, { id: "last", isNew: false, said: { logo: TWO_DOTS } }));

  valueOf(replacePrinter({ ...open, till }, RAVI, { id: "receipt", by: "spare" }));
  expect(logosOf(till)).toMatchObject({ spare: ONE_DOT, last: TWO_DOTS });

  valueOf(replacePrinter({ ...open, till }, RAVI, { id: "spare", by: "last" }));
  expect(logosOf(till)).toMatchObject({ last: TWO_DOTS });
});

test("the largest and busiest logo fits, and is drawn on a screen by how dark it is", async () => {
  const { till } = (await newCafe()).open();
  const dice = createDice(7);
  const noise = Uint8Array.from({ length: ROWS * ROW_BYTES }, () => dice.nat(256));
  const file = path.join(await temporaryFolder(), "noise.pbm");
  await writeFile(file, Buffer.concat([Buffer.from(`P4\n${ROW_BYTES * 8} ${ROWS}\n`), noise]));

  valueOf(changeLogo(till, RAVI, valueOf(readLogoFile(file))));

  expect(shopLogo(till)?.rows).toHaveLength(ROWS);
  const half = await packed(`P1\n24 12\n${"111111111111000000000000".repeat(12)}`);
  valueOf(changeLogo(till, RAVI, half));
  expect(drawLogo(shopLogo(till))).toEqual(["██"]);
});

test("what is no picture, too large or not there is refused", async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, "logo.png");
  expect(readLogoFile(file)).toMatchObject({ fault: { type: "file/unreadable" } });
  await writeFile(file, "GIF89a");
  expect(readLogoFile(file)).toMatchObject({ fault: { type: "picture/unreadable" } });
  await writeFile(file, new Uint8Array(4 * 1024 * 1024 + 1));
  expect(readLogoFile(file)).toMatchObject({ fault: { type: "file/too-large" } });
});

function withLogo(logo: string | undefined): PrinterWish {
  return { id: "receipt", isNew: false, said: { logo } };
}

function logosOf(till: Till): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(listPrinters(till).map(({ id, logo }) => [id, logo]));
}

async function packed(bitmap: string): Promise<string> {
  const file = path.join(await temporaryFolder(), "logo.pbm");
  await writeFile(file, `${bitmap}\n`);
  return valueOf(readLogoFile(file));
}
