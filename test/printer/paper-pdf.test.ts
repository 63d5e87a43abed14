/** A paper as a PDF, read back by its own objects: pages, letters and pictures. */

import { inflateSync } from "node:zlib";

import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from "@cantoo/pdf-lib";
import { expect, test } from "vitest";

import { type PrintDocument } from "../../src/printer/document.ts";
import { documentToPdf } from "../../src/printer/paper-pdf.ts";

const LETTERS = "ąćęłńóśźż ÄÖÜäöüß éèêëçœ ñ¿¡ ãõ ìò ĳ € שלום 日本";

test("each letter of a paper is text of the page, and drawn from the file's own font", async () => {
  const { texts, drawn } = await readBack([
    { type: "text", text: LETTERS },
    { type: "row", left: "Café", right: "12.40", style: { bold: true, doubleWidth: true } },
  ]);

  const shown = texts.join("\n");
  for (const letter of LETTERS.replaceAll(/[\s\u0590-\u05ff]/gu, ""))
    expect(shown).toContain(letter);
  expect(shown).toContain("םולש");
  expect(shown).toMatch(/Café +12\.40/u);
  // Bold letters are letters of their own: `Café12.40`, and the blanks between.
  const bold = new Set("Café 12.40").size;
  expect(drawn).toBe(new Set(LETTERS).size + bold);
});

test("barcodes and QR codes are pictures of the paper", async () => {
  const { pictures } = await readBack([
    { type: "barcode", ean13: "4006381333931" },
    { type: "qr", text: "ABC123" },
  ]);

  expect(pictures).toBe(2);
});

test("a paper longer than a page goes on on the next one", async () => {
  const { pages, texts } = await readBack(
    Array.from({ length: 3000 }, (_, at) => ({ type: "text", text: `line ${at}` }) as const),
  );

  expect(pages).toBeGreaterThan(1);
  expect(texts.filter((text) => text.startsWith("line "))).toHaveLength(3000);
});

test("more letters than a font has codes for are in several fonts", async () => {
  const text = Array.from({ length: 600 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join("");
  const { texts } = await readBack([{ type: "text", text }]);

  expect(texts.join("")).toBe(text);
});

test("the same paper is the same file", async () => {
  const [one, other] = [
    await pdfOf([{ type: "text", text: "a" }]),
    await pdfOf([{ type: "text", text: "a" }]),
  ];

  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
});

function pdfOf(blocks: PrintDocument["blocks"]): Promise<Uint8Array> {
  return documentToPdf({ kind: "receipt", blocks }, { columns: 48, title: "A-000001" });
}

async function readBack(blocks: PrintDocument["blocks"]) {
  const pdf = await PDFDocument.load(await pdfOf(blocks));
  const streams = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
    return object instanceof PDFRawStream ? [object] : [];
  });
  const resources = pdf.getPage(0).node.Resources();
  const fonts = resources?.lookup(PDFName.of("Font"), PDFDict);
  const maps = new Map(
    (fonts?.keys() ?? []).map((name) => {
      const font = fonts?.lookup(name, PDFDict);
      const map = font?.lookup(PDFName.of("ToUnicode"));
      return [
        name.decodeText(),
        lettersOf(map instanceof PDFRawStream ? textOf(map) : ""),
      ] as const;
    }),
  );
  const texts = pdf.getPages().flatMap(({ node }) => {
    const content = node.lookup(PDFName.of("Contents"));
    const drawn = content instanceof PDFRawStream ? textOf(content) : "";
    return Array.from(
      drawn.matchAll(/\/(?<font>F[0-9]+) [0-9]+ Tf <(?<codes>[0-9a-f]+)> Tj/gu),
    ).map(({ groups }) =>
      (groups?.["codes"]?.match(/../gu) ?? [])
        .map((code) => maps.get(groups?.["font"] ?? "")?.get(code) ?? "?")
        .join(""),
    );
  });
  return {
    texts,
    pages: pdf.getPageCount(),
    drawn: streams.filter((stream) => / d1(?:\n|$)/u.test(textOf(stream))).length,
    pictures: streams.filter(({ dict }) => dict.get(PDFName.of("Subtype")) === PDFName.of("Image"))
      .length,
  };
}

function lettersOf(map: string): ReadonlyMap<string, string> {
  const rows = map.matchAll(/^<(?<code>[0-9a-f]{2})> <(?<units>[0-9a-f]+)>$/gmu);
  return new Map(
    Array.from(rows, ({ groups }) => [
      groups?.["code"] ?? "",
      String.fromCharCode(
        ...(groups?.["units"]?.match(/.{4}/gu) ?? []).map((unit) => parseInt(unit, 16)),
      ),
    ]),
  );
}

function textOf(stream: PDFRawStream): string {
  const filter = stream.dict.get(PDFName.of("Filter"));
  const isPacked = filter instanceof PDFArray || filter === PDFName.of("FlateDecode");
  return Buffer.from(isPacked ? inflateSync(stream.contents) : stream.contents).toString("latin1");
}
