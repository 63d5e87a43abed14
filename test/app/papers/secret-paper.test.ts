/** What opens a shop gets onto the virtual paper of a shop for trying things, and of no other. */

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { codeSlip, printSlip } from "../../../src/app/papers/invite-slip.ts";
import { printSecret, secretPaperAtText } from "../../../src/app/papers/secret-paper.ts";
import { ownPrinters } from "../../../src/app/printing/printer-drive.ts";
import { err } from "../../../src/domain/base/result.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { type Cafe, cafeCopies } from "../../support/cafe.ts";

const CODE = "ABCD-EFGH-JKMN-PQRS-T";
const newCafe = cafeCopies();
const newDemo = cafeCopies({ demo: true });

test("the code of an invitation stays off the files of a real shop", async () => {
  const cafe = await newCafe();
  const open = cafe.open();

  expect(await printSlip(open, codeSlip(open, CODE))).toEqual(err({ type: "in-software" }));
  expect(await filesWithCode(cafe)).toEqual([]);
});

test("it is on virtual paper of the demo, which says so", async () => {
  const demo = await newDemo();
  const open = demo.open();

  const where = await printSlip(open, codeSlip(open, CODE));

  if (!where.ok) throw new Error("No printer has put it on paper.");
  expect(secretPaperAtText(where.value)).toMatch(/^is on virtual paper, in the clear: \S+$/u);
  expect(await filesWithCode(demo)).not.toEqual([]);
});

test("it says what it is, until when it is good and what to do, and has a code for either scanner", async () => {
  const demo = await newDemo();
  const { documentFor } = codeSlip(demo.open(), CODE);

  const { blocks } = documentFor({ columns: 48 });

  expect(blocks.filter(({ type }) => type === "qr" || type === "code")).toEqual([
    { type: "qr", text: "ABCDEFGHJKMNPQRST" },
    { type: "code", symbology: "code128", data: "ABCDEFGHJKMNPQRST" },
  ]);
  const text = blocks.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("\n");
  expect(text).toMatch(
    /^Café Kade\nInvitation of one more till\nGood for one box, until \d\d:\d\d\nABCD EFGH\nJKMN PQRS T\nOn the new box: till run, then 3\. /u,
  );
});

test("a line code that is wider than the paper is not on it", async () => {
  const demo = await newDemo();
  const { documentFor } = codeSlip(demo.open(), CODE);

  const { blocks } = documentFor({ columns: 32 });

  expect(blocks.filter(({ type }) => type === "code")).toEqual([]);
  expect(blocks.filter(({ type }) => type === "qr")).toHaveLength(1);
});

test("a printer that is off is named as the one that printed no slip", async () => {
  const demo = await newDemo();
  const open = demo.open();
  const [own] = ownPrinters(open.till.ledger);
  if (own === undefined) throw new Error("The demo has no printer.");
  // A port of nobody.
  const off = { ...own, connection: { type: "network", host: "127.0.0.1", port: 1 } as const };
  const paper = { ...codeSlip(open, CODE), till: open.till.ledger.identity.key.device, demo: true };

  expect(await printSecret(demo.dir, { ...paper, printers: [off] })).toEqual(
    err({ type: "failed", printer: own.name }),
  );
  expect(await printSecret(demo.dir, { ...paper, printers: [] })).toEqual(
    err({ type: "no-printer" }),
  );
});

test("a printer of the kitchen, or of another till, puts nothing secret on paper", async () => {
  const demo = await newDemo();
  const open = demo.open();
  const till = open.till.ledger.identity.key.device;
  const [own] = ownPrinters(open.till.ledger);
  if (own === undefined) throw new Error("The demo has no printer.");
  const inKitchen = { ...own, till, prints: [], stations: ["kitchen"] };
  const other = "2".repeat(26) as DeviceId;
  const handedHere = { ...own, till: other, driver: till };
  const paper = { ...codeSlip(open, CODE), till, demo: true };

  const printed = await printSecret(demo.dir, { ...paper, printers: [inKitchen, handedHere] });

  expect(printed).toEqual(err({ type: "no-printer" }));
  expect(await filesWithCode(demo)).toEqual([]);
  const here = { ...own, till, stations: ["kitchen"] };
  const beside = await printSecret(demo.dir, { ...paper, printers: [inKitchen, here] });
  expect(beside).toMatchObject({ ok: true, value: { printer: own.name } });
});

/** Of the store, and of the paper beside it. */
async function filesWithCode({ dir }: Cafe): Promise<ReadonlyArray<string>> {
  const files = await readdir(path.dirname(dir), { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => {
        const name = path.join(file.parentPath, file.name);
        return { name, text: await readFile(name, "latin1") };
      }),
  );
  return texts
    .filter(({ text }) => text.replaceAll(/\s/gu, "").includes(CODE.replaceAll("-", "")))
    .map(({ name }) => name);
}
