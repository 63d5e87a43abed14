/** Labels out of a receipt printer: a scanner that knows nothing of us reads their codes. */

import { expect, test } from "vitest";

import { documentToJson } from "../../../src/printer/document.ts";
import {
  type GoodsLabel,
  labelsToDocuments,
} from "../../../src/printer/documents/label-document.ts";
import { encodeDocument } from "../../../src/printer/encoding/encoder.ts";
import { careful58, epson80 } from "../../../src/printer/encoding/profile.ts";
import { rollToSvg } from "../../../src/printer/roll-svg.ts";
import { codesIn, whyNoCodeReader } from "../../support/code-reader.ts";
import { printOn } from "../../support/emulated-paper.ts";

const BREAD: GoodsLabel = {
  name: "Sourdough bread",
  price: "12.90 €/kg",
  sku: "BREAD",
  code: { symbology: "ean13", data: "4006381333931" },
};
const TEA: GoodsLabel = {
  name: "Tea",
  price: "2.60 €",
  sku: "TEA",
  code: { symbology: "ean8", data: "96385074" },
};
const SOUP: GoodsLabel = {
  name: "Soup",
  price: "",
  sku: "SOUP-OF-DAY",
  code: { symbology: "code128", data: "SOUP-OF-DAY" },
};

test.each([
  ["80 mm", epson80, "12.90 €/kg"],
  // There the sign of the euro makes the price a picture.
  ["58 mm", careful58, "[image"],
])("each label on %s paper has its code, and is cut off", async (_paper, profile, price) => {
  const [document, ...others] = labelsToDocuments([BREAD, TEA, SOUP, TEA]);
  if (document === undefined) throw new Error("There is no paper.");
  const { bytes, lost } = encodeDocument(document, profile);
  const { entries, text, complaints } = printOn(profile.columns, bytes);

  expect(others).toEqual([]);
  expect([lost, complaints]).toEqual([[], []]);
  expect(entries.filter(({ type }) => type === "cut")).toHaveLength(4);
  for (const part of ["Sourdough bread", price, "BREAD", "Soup"]) {
    expect(text).toContain(part);
  }
  if (whyNoCodeReader() !== undefined) return;
  expect(await codesIn(rollToSvg(entries, { columns: profile.columns }))).toEqual(
    new Set(["EAN-13:4006381333931", "EAN-8:96385074", "CODE-128:SOUP-OF-DAY"]),
  );
});

test("thousands of labels are several papers, none too long for the queue", () => {
  const documents = labelsToDocuments(Array.from({ length: 1201 }, () => BREAD));

  expect(documents).toHaveLength(3);
  for (const document of documents) expect(() => documentToJson(document)).not.toThrow();
});
