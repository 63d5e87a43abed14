/** `till stock labels` as people type it: whose labels, out of which printer, and why not. */

import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { listen, portOf } from "../../../proof/ports/listening.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { book, keep, RAVI, setProduct } from "../../support/stock-acts.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tillHere as ask } from "../../support/till-here.ts";

const newCafe = cafeCopies({
  sells: ({ sku }) => ["CROISSANT", "FLAT-WHITE", "LATTE"].includes(sku),
  before: (open) => {
    keep(open.till);
    setProduct(open.till, "CROISSANT", { barcodes: "4006381333931" });
  },
});

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function labels(dir: string, ...words: ReadonlyArray<string>): Promise<Said> {
  return ask(["stock", "labels", ...words, "--store", dir], {
    env: { TILL_STAFF: "4", TILL_PIN: "4444" },
  });
}

test("labels of named goods come out of the receipt printer", async () => {
  const { dir } = await newCafe();
  const { code, stdout } = await labels(dir, "CROISSANT", "latte", "--copies", "2");

  expect([code, stdout]).toEqual([0, "4 labels.\n"]);
});

test("labels for a label printer are one format each, with how often", async () => {
  const { dir } = await newCafe();
  const { code, stdout } = await labels(dir, "CROISSANT", "LATTE", "--copies", "3", "--zpl", "-");

  expect(code).toBe(0);
  expect(stdout.match(/\^XA/gu)).toHaveLength(2);
  expect(stdout.match(/\^PQ3/gu)).toHaveLength(2);
  expect(stdout).toContain("^FDCroissant^FS");
  expect(stdout).toContain("^FD2.60 €^FS");
  expect(stdout).toContain("^FD400638133393^FS");
  // Goods without a code are found by their SKU.
  expect(stdout).toContain("^FD>:LATTE^FS");
});

test("they go into a file, and to a printer by its address", async () => {
  const { dir } = await newCafe();
  const file = path.join(await temporaryFolder(), "labels.zpl");
  const got: Buffer[] = [];
  const server = createServer((socket) => socket.on("data", (bytes) => got.push(bytes)));
  await listen(server, { host: "127.0.0.1", port: 0 });
  onTestFinished(() => void server.close());
  const to = `127.0.0.1:${portOf(server)}`;
  const said = await labels(dir, "CROISSANT", "--zpl", file, "--to", to);

  expect([said.code, said.stdout, said.stderr]).toEqual([0, "1 label.\n", ""]);
  expect(readFileSync(file, "utf8")).toMatch(/^\^XA[^]*\^XZ\n$/u);
  expect(Buffer.concat(got).toString()).toBe(readFileSync(file, "utf8"));
});

test("a category, what was received and what has another price can be meant", async () => {
  const cafe = await newCafe();
  const open = cafe.open();
  cafe.clock.advance(86_400_000);
  open.till.beginDay(RAVI);
  book(open, { type: "receive", sku: "CROISSANT", quantity: 1_000_000 });
  setProduct(open.till, "LATTE", { price: "4.10" });
  const day = open.till.days().now;
  await open.close();

  async function skus(...words: ReadonlyArray<string>): Promise<ReadonlyArray<unknown>> {
    const { stdout } = await labels(cafe.dir, ...words, "--json");
    const said = JSON.parse(stdout) as { readonly labels: ReadonlyArray<{ sku: string }> };
    return said.labels.map(({ sku }) => sku);
  }

  expect(await skus("--category", "coffee")).toEqual(["FLAT-WHITE", "LATTE"]);
  expect(await skus("--received", day)).toEqual(["CROISSANT"]);
  expect(await skus("--priced", day)).toEqual(["LATTE"]);
  expect(await skus("flat white", "--received", day)).toEqual(["FLAT-WHITE", "CROISSANT"]);
});

test.each([
  [[], "Of what? Name articles, or --category, --received or --priced."],
  [["CROISSANT", "--copies", "0"], '"0" is no number of copies: 1 to 999.'],
  [["CROISSANT", "--size", "big"], '"big" is no size: width x height in mm, 15 to 200: 50x30.'],
  [["CROISSANT", "--dpi", "72"], '"72" is no resolution: 203, 300, 600.'],
  [
    ["CROISSANT", "--to", "no printer"],
    '"no printer" is no address of a printer: such as 192.0.2.7:9100 or /dev/usb/lp1.',
  ],
  [
    ["CROISSANT", "--zpl", "/dev/null"],
    '"/dev/null" is no file: --to sends to a printer, --zpl - to the standard output.',
  ],
  [
    ["CROISSANT", "--zpl", "-", "--json"],
    "The standard output has room for one: --zpl - without --json and --to.",
  ],
  [["--category", "coffee", "--category", "coffee", "--copies", "999"], undefined],
])("%j is said to be wrong in a sentence", async (words, sentence) => {
  const { dir } = await newCafe();
  const { code, stderr } = await labels(
    dir,
    ...words,
    ...(sentence === undefined ? ["--zpl", "-"] : []),
  );

  expect([code, stderr]).toEqual(sentence === undefined ? [0, ""] : [2, `${sentence}\n`]);
});

test("a printer that is not there is named, and so is a code without room", async () => {
  const { dir } = await newCafe();
  const gone = await labels(dir, "CROISSANT", "--to", "127.0.0.1:1");
  expect(gone.code).toBe(6);
  expect(gone.stderr).toContain("The label printer at 127.0.0.1:1 did not take them: ");
  const small = await labels(dir, "CROISSANT", "--zpl", "-", "--size", "20x15");

  expect(small.stderr).toBe("Croissant: its barcode has no room on such a label.\n");
  expect(small.stdout).toContain("^FDCROISSANT^FS");
});
