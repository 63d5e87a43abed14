/** The shop's logo: set on one till, at the head of every till's receipts, and small enough for a ledger. */

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { rollPath } from "../../src/app/printer-drive.ts";
import { changeLogo, drawLogo, readLogoFile, shopLogo } from "../../src/app/shop-logo.ts";
import { findPaper } from "../../src/app/shown-paper.ts";
import { enrolBar } from "../support/cafe-bar.ts";
import { cafeCopies, MIA } from "../support/cafe.ts";
import { createDice } from "../support/dice.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../support/shop.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
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
  expect(drawLogo(bar.till)).toEqual([]);
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
  expect(drawLogo(till)).toEqual(["██"]);
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

async function packed(bitmap: string): Promise<string> {
  const file = path.join(await temporaryFolder(), "logo.pbm");
  await writeFile(file, `${bitmap}\n`);
  return valueOf(readLogoFile(file));
}
