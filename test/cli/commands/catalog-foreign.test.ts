/** The files of other systems come into a shop: what they can't say is asked, and the same file again changes nothing. */

import { globSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const FOLDER = path.resolve("fixtures/imports");
const FILES = globSync("*.{csv,xlsx}", { cwd: FOLDER }).toSorted();

interface Understood {
  readonly written: boolean;
  readonly added: ReadonlyArray<string>;
  readonly goods: number;
  readonly questions: ReadonlyArray<{
    readonly type: "tax" | "prices" | "category";
    readonly word?: string;
  }>;
  readonly problems: ReadonlyArray<object>;
}

test.each(FILES)("%s comes in with an answer per question, and once", async (name) => {
  const { run, understood } = await shop();
  const file = path.join(FOLDER, name);

  const asked = await understood(file, "--dry-run");
  const answers = ["--answer", "prices=with-tax", ...asked.questions.flatMap(answerTo)];
  const first = await understood(file, ...answers);
  const again = await run("catalog", "import", file, ...answers);

  expect(asked).toMatchObject({ written: false, problems: [] });
  // At most one for each word of a tax, and two more.
  expect(asked.questions.filter(({ type }) => type !== "tax").length).toBeLessThanOrEqual(2);
  expect(first).toMatchObject({ written: true, questions: [], problems: [] });
  expect(first.added).toHaveLength(first.goods);
  expect(again.stdout).toContain(`Nothing to write: 0 added, 0 changed, ${first.goods} unchanged.`);
});

function answerTo({ type, word = "" }: Understood["questions"][number]): ReadonlyArray<string> {
  if (type === "tax") return ["--answer", `tax:${word}=food`];
  return type === "category" ? ["--answer", "category=coffee"] : [];
}

test("what is doubtful and what is asked is said, and nothing is written", async () => {
  const { run } = await shop();
  const before = await run("catalog", "export");

  const asked = await run("catalog", "import", path.join(FOLDER, "loyverse.csv"));

  expect(asked.code).toBe(2);
  expect(asked.stdout.split("\n")).toEqual([
    "Loyverse: 14 rows, 12 goods, 3 doubtful.",
    'Which tax class is what the file calls Reduced (9%)? --answer "tax:Reduced (9%)=CLASS", one of alcohol, food, goods, grocery, untaxed.',
    'Which tax class is what the file calls VAT (23%)? --answer "tax:VAT (23%)=CLASS", one of alcohol, food, goods, grocery, untaxed.',
    'Which tax class is what bears no tax in the file? --answer "tax:-=CLASS", one of alcohol, food, goods, grocery, untaxed.',
    "Do the file's prices hold the tax? What says 3.20 costs a guest 3.20, or 3.49: --answer prices=with-tax or --answer prices=without-tax.",
    "",
  ]);
  expect(asked.stderr.split("\n")).toEqual([
    "row 6, In stock [Harbour Street]: less than nothing is in stock; made all the same",
    "row 11, Barcode: the check digit of 9520000001057 is wrong, so it has no barcode; made all the same",
    "row 15, SKU: PC is the code of row 12 already; left out",
    "Nothing is read of: Description, Track stock, Low stock [Harbour Street].",
    "4 questions are open: nothing was imported.",
    "",
  ]);
  expect(await run("catalog", "export")).toEqual(before);
});

test("prices without the tax come in with it, and goods are sold by their own codes", async () => {
  const { run } = await shop();
  const answers = ["tax:VAT (23%)=goods", "tax:Reduced (9%)=food", "tax:-=food"];

  const file = path.join(FOLDER, "loyverse.csv");
  await run("catalog", "import", file, "--answer", ...answers, "prices=without-tax");
  const sold = await run("sell", "9520000001018", "--cash", "100");
  const listed = await run("catalog", "list", "mug");

  // 12.50 and 21 %.
  expect(sold.stdout).toMatch(/^ {2}Total +15\.13 EUR$/mu);
  expect(listed.stdout).toMatch(/Blue +16\.94 +retail +MUG-BL\n.*White +16\.94 +retail +MUG-WH/u);
});

test("doubtful rows are written beside their reason, and come in once they are mended", async () => {
  const { run } = await shop();
  const out = path.join(await temporaryFolder(), "doubts.csv");
  const answers = ["--answer", "tax:VAT (23%)=goods", "tax:Reduced (9%)=food", "tax:-=food"];
  const wish = [...answers, "prices=with-tax"];

  await run("catalog", "import", path.join(FOLDER, "loyverse.csv"), ...wish, "--doubts", out);
  const doubts = await readFile(out, "utf8");
  await writeFile(out, doubts.replace("again,PC,", "again,PC2,"));
  const mended = await run("catalog", "import", out, ...wish);

  expect(doubts.split("\r\n").map((line) => line.split(",").at(-1))).toEqual([
    "doubt",
    "In stock [Harbour Street]: less than nothing is in stock",
    ' so it has no barcode"',
    "SKU: PC is the code of row 12 already",
    "",
  ]);
  expect(mended.stdout).toContain("Imported: 1 added, ");
});

test("an answer, a system and a file that can't be are refused in a sentence", async () => {
  const { run } = await shop();
  const folder = await temporaryFolder();
  const old = path.join(folder, "goods.xls");
  await writeFile(old, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]));
  const file = path.join(FOLDER, "sumup.csv");

  expect(await run("catalog", "import", old)).toEqual(
    refused(2, `${old} is a workbook of before 2007: save it as .xlsx or CSV.`),
  );
  expect(await run("catalog", "import", file, "--answer", "prices=maybe")).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^"prices=maybe" is no answer: say tax:WORD=CLASS, /u) as unknown,
  });
  expect(await run("catalog", "import", file, "--from", "abacus")).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^"abacus" is no system whose files are known: /u) as unknown,
  });
  expect(await run("catalog", "import", file, "--from", "toast")).toEqual(
    refused(2, `${file} doesn't have the heads that files of Toast have.`),
  );
});

async function shop() {
  const store = await shopCopy();
  async function run(...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env: RAVI });
  }
  async function understood(file: string, ...words: ReadonlyArray<string>): Promise<Understood> {
    const { stdout } = await run("catalog", "import", file, "--json", ...words);
    return JSON.parse(stdout) as Understood;
  }
  return { run, understood };
}
