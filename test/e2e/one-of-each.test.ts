/**
 * One of each kind of trouble that a shop has with its box, as real processes: its disk is full, it burns. Other files
 * have more of them.
 */

import { cp, mkdir, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { MIA, refused } from "../support/commands.ts";
import { quickenPins } from "../support/quick-pins.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { fillDisk, smallDisk } from "../support/small-disk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

const shopCopy = shopCopies();

test("a full disk refuses the sale in one sentence, and sells on when there is room", async (ctx) => {
  const disk = smallDisk(await temporaryFolder());
  if (disk.whyNot !== undefined) ctx.skip(disk.whyNot);
  const store = path.join(disk.folder, "shop");
  const filler = path.join(disk.folder, "filler");
  await cp(await shopCopy(), store, { recursive: true });
  await fillDisk(filler);

  const tried = await till(saleOn(store), { env: MIA });
  await truncate(filler, 0);
  const sold = await tillHere(saleOn(store), { env: MIA });

  expect(tried).toEqual(refused(7, "The disk is full, and nothing was written: make room on it."));
  expect(sold.stdout).toContain("Receipt A-000001");
  expect(await tillHere(["verify", "--store", store])).toMatchObject({ code: 0 });
});

test("a box that burnt is restored from its backup by its sheet, and the new one sells on", async () => {
  const folder = await temporaryFolder();
  const [store, fresh, stick, codeFile] = ["old/shop", "new/shop", "stick", "code"].map((name) =>
    path.join(folder, name),
  ) as [string, string, string, string];
  await mkdir(stick);
  const init = await tillHere(["init", "--fixture", "cafe", "--store", store, "--json"]);
  const { recoveryCode } = JSON.parse(init.stdout) as { readonly recoveryCode: string };
  await quickenPins(store);
  await writeFile(codeFile, recoveryCode);
  const sold = await tillHere(saleOn(store), { env: MIA });
  await tillHere(["backup", "add", "--store", store, "--name", "stick", "--folder", stick], {
    env: { TILL_STAFF: "4", TILL_PIN: "4444" },
  });

  const backedUp = await till(["backup", "--store", store]);
  await rm(path.dirname(store), { recursive: true });
  const restore = ["restore", "--from", stick, "--store", fresh, "--code-file", codeFile];
  const restored = await till(restore);
  const paper = await tillHere(["print", "show", "A-000001", "--store", fresh]);
  const goesOn = await tillHere(saleOn(fresh), { env: MIA });

  expect(sold.stdout).toContain("Receipt A-000001");
  expect(backedUp.stdout).toMatch(/^stick: whole, \d+ files, .*read back and compared\.$/mu);
  expect(restored).toMatchObject({ code: 0, stderr: "" });
  expect(paper.stdout).toContain("A-000001");
  expect(goesOn.stdout).toMatch(/^Receipt ZZ[A-Z]{4}-000001$/mu);
});

function saleOn(store: string): ReadonlyArray<string> {
  return ["sell", "latte", "--cash", "10", "--store", store];
}
