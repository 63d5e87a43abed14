import fc from "fast-check";
import { expect, test } from "vitest";

import { encodeDocument } from "../../../src/printer/encoding/encoder.ts";
import { epson80, generic58 } from "../../../src/printer/encoding/profile.ts";
import { qrPicture } from "../../../src/printer/encoding/qr-picture.ts";
import { printOn } from "../../support/emulated-paper.ts";

const CODE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ1";
/** Dots across 58 mm paper. */
const NARROW_DOTS = 384;
const texts = fc.string({
  unit: fc.constantFrom(...Array.from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+./:-")),
  minLength: 1,
  maxLength: 60,
});

test("a QR code is square, fits on narrow paper and has a quiet zone around it", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { widthDots, rows } = qrPicture(text);
      const edges = [rows.slice(0, 32), rows.slice(-32)].flat();
      const sides = rows.flatMap((row) => [row.slice(0, 4), row.slice(-4)]);

      expect(rows).toHaveLength(widthDots);
      expect(new Set(rows.map((row) => row.length * 8))).toEqual(new Set([widthDots]));
      expect(widthDots).toBeLessThanOrEqual(NARROW_DOTS);
      expect([edges, sides].flat().every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test("a printer that can draws it itself, another one gets the picture in pieces", () => {
  const document = { kind: "report", blocks: [{ type: "qr", text: CODE }] } as const;

  const drawn = printOn(48, encodeDocument(document, epson80).bytes);
  const sent = printOn(32, encodeDocument(document, generic58).bytes);

  expect([drawn.complaints, sent.complaints]).toEqual([[], []]);
  expect(drawn.entries).toMatchObject([{ type: "qr", data: CODE }]);
  expect(sent.entries).toHaveLength(4);
  expect(sent.entries.every(({ type }) => type === "image")).toBe(true);
});
