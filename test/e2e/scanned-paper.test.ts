/**
 * What a scanner reads on our paper: barcodes and QR codes as the printer in software draws them, in
 * dots, and looked at by a program that knows nothing of us.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { type Block } from "../../src/printer/document.ts";
import { encodeDocument } from "../../src/printer/encoding/encoder.ts";
import { careful, epson80 } from "../../src/printer/encoding/profile.ts";
import { qrPicture } from "../../src/printer/encoding/qr-picture.ts";
import { rollToSvg } from "../../src/printer/roll-svg.ts";
import { codesIn, whyNoCodeReader } from "../support/code-reader.ts";
import { printOn } from "../support/emulated-paper.ts";

const ESC = 0x1b;
const GS = 0x1d;

/** What a scanner says, the form of GS k, and its data. UPC-A and UPC-E are EAN-13 in disguise. */
const CODES: ReadonlyArray<readonly [string, number, string]> = [
  ["EAN-13:0590123412342", 67, "059012341234"],
  ["EAN-13:1590123412341", 67, "159012341234"],
  ["EAN-13:2590123412340", 67, "259012341234"],
  ["EAN-13:3590123412349", 67, "359012341234"],
  ["EAN-13:4590123412348", 67, "459012341234"],
  ["EAN-13:5590123412347", 67, "559012341234"],
  ["EAN-13:6590123412346", 67, "659012341234"],
  ["EAN-13:7590123412345", 67, "7590123412345"],
  ["EAN-13:8590123412344", 67, "8590123412344"],
  ["EAN-13:9590123412343", 67, "9590123412343"],
  ["EAN-8:96385074", 68, "9638507"],
  ["EAN-8:12345670", 68, "12345670"],
  ["EAN-13:0036000291452", 65, "03600029145"],
  ["EAN-13:0725272730706", 65, "725272730706"],
  ["EAN-13:0012000003455", 66, "123450"],
  ["EAN-13:0023100004563", 66, "02345613"],
  ["EAN-13:0034200005671", 66, "03420000567"],
  ["EAN-13:0045600000784", 66, "456783"],
  ["EAN-13:0056780000099", 66, "567894"],
  ["EAN-13:0067890000053", 66, "678905"],
  ["EAN-13:0078901000061", 66, "078901000061"],
  ["EAN-13:0089012000079", 66, "890127"],
  ["EAN-13:0090123000087", 66, "901238"],
  ["EAN-13:0001234000095", 66, "012349"],
  ["CODE-39:0123456789ABCDE", 69, "0123456789ABCDE"],
  ["CODE-39:FGHIJKLMNOPQRST", 69, "*FGHIJKLMNOPQRST*"],
  ["CODE-39:UVWXYZ -.$/+%", 69, "UVWXYZ -.$/+%"],
  ["I2/5:01234567891357902468", 70, "01234567891357902468"],
  ["Codabar:A0123456789B", 71, "A0123456789B"],
  ["Codabar:C-$:/.+D", 71, "c-$:/.+d"],
  ["CODE-93:0123456789ABCDEFGHIJKLM", 72, "0123456789ABCDEFGHIJKLM"],
  ["CODE-93:NOPQRSTUVWXYZ-. $/+%", 72, "NOPQRSTUVWXYZ-. $/+%"],
  ["CODE-93:abcdefghijklm", 72, "abcdefghijklm"],
  ["CODE-93:nopqrstuvwxyz", 72, "nopqrstuvwxyz"],
  [`CODE-93:!"#&'()*,:;<`, 72, `!"#&'()*,:;<`],
  ["CODE-93:=>?@[\\]^", 72, "=>?@[\\]^"],
  ["CODE-93:_`{|}~", 72, "_`{|}~"],
  ["CODE-128:A\u{1}B\u{1F}C", 73, "{AA\u{1}B\u{1F}C"],
  ["CODE-128:AaBb12", 73, "{AA{SaB{Bb{C\u{C}"],
  ...["B", "C"].flatMap(allOfSet),
];

test("every sign of every barcode, and QR codes of all sizes", async ({ skip }) => {
  const reason = whyNoCodeReader();
  skip(reason !== undefined, reason);
  const texts = ["https://example.org/r/Ä?x=1", "0123456789", "PLAIN TEXT"];
  const paper = printOn(48, [
    ...bytesOf([ESC, 0x61, 1, GS, 0x68, 40, GS, 0x77, 2, GS, 0x48, 2]),
    ...CODES.flatMap(([, form, data]) => bytesOf(barcode(form, data), "\n")),
    ...texts.flatMap((text, index) => bytesOf(qr(text, 0x30 + index, 3 + index), "\n")),
  ]);

  const read = await codesIn(rollToSvg(paper.entries, { columns: 48 }));

  const expected = [...CODES.map(([code]) => code), ...texts.map((text) => `QR-Code:${text}`)];
  expect(paper.complaints).toEqual([]);
  expect(expected.filter((code) => !read.has(code))).toEqual([]);
  expect(read.size).toBe(expected.length);
});

test("a QR code that came as a picture", async ({ skip }) => {
  const reason = whyNoCodeReader();
  skip(reason !== undefined, reason);
  const paper = printOn(48, qrAsPicture("picture of a code"));

  expect(await codesIn(rollToSvg(paper.entries, { columns: 48 }))).toEqual(
    new Set(["QR-Code:picture of a code"]),
  );
});

const ASCII = Array.from({ length: 95 }, (_, at) => String.fromCharCode(0x20 + at));
/** No code begins or ends with a blank, which no list of codes would show. */
const SIGNS = [ASCII.slice(1, 20), ASCII.slice(20, 39), ASCII.slice(39, 58), ASCII.slice(58, 77)];
const OWN_CODES: ReadonlyArray<readonly [string, Block]> = [
  ["EAN-13:9800000000410", { type: "barcode", ean13: "9800000000410" }],
  ["EAN-13:4006381333931", { type: "code", symbology: "ean13", data: "4006381333931" }],
  ["EAN-8:96385074", { type: "code", symbology: "ean8", data: "96385074" }],
  ["EAN-13:0036000291452", { type: "code", symbology: "upca", data: "036000291452" }],
  ...[...SIGNS, ASCII.slice(77)].map((signs): readonly [string, Block] => [
    `CODE-128:${signs.join("")}`,
    { type: "code", symbology: "code128", data: signs.join("") },
  ]),
  ["QR-Code:TILLMESH TEST", { type: "qr", text: "TILLMESH TEST" }],
];

test.for([
  ["by the printer", epson80],
  ["as pictures", careful],
] as const)("every code of a document, drawn %s", async ([, profile], { skip }) => {
  const reason = whyNoCodeReader();
  skip(reason !== undefined, reason);
  const blocks = OWN_CODES.flatMap(([, code]): ReadonlyArray<Block> => [
    code,
    { type: "feed", lines: 2 },
  ]);
  const paper = printOn(48, encodeDocument({ kind: "report", blocks }, profile).bytes);

  const read = await codesIn(rollToSvg(paper.entries, { columns: 48 }));

  expect(read).toEqual(new Set(OWN_CODES.map(([code]) => code)));
});

type Parts = ReadonlyArray<number | string | ReadonlyArray<number>>;

/** Text in bytes of one code page, whatever it is. */
function bytesOf(...parts: Parts): ReadonlyArray<number> {
  return parts.flatMap((part) => (typeof part === "string" ? asciiOf(part) : part));
}

function asciiOf(text: string): ReadonlyArray<number> {
  return Array.from(text, (sign) => sign.charCodeAt(0));
}

function barcode(form: number, data: string): ReadonlyArray<number> {
  return [GS, 0x6b, form, data.length, ...asciiOf(data)];
}

/** Each sign of a set of CODE128, in codes that the paper is wide enough for. */
function allOfSet(set: string): ReadonlyArray<readonly [string, number, string]> {
  const values = Array.from({ length: set === "C" ? 100 : 95 }, (_, value) => value);
  return Array.from({ length: 5 }, (_, fifth) => {
    const some = values.slice(fifth * 20, fifth * 20 + 20);
    if (set === "C") {
      const digits = some.map((value) => String(value).padStart(2, "0")).join("");
      return [`CODE-128:${digits}`, 73, `{C${String.fromCharCode(...some)}`] as const;
    }
    const signs = String.fromCharCode(...some.map((value) => value + 32));
    return [`CODE-128:${signs}`, 73, `{B${signs.replaceAll("{", "{{")}`] as const;
  });
}

function qr(text: string, level: number, moduleDots: number): ReadonlyArray<number> {
  const data = [...Buffer.from(text)];
  return [
    qrFunction(0x43, moduleDots),
    qrFunction(0x45, level),
    qrFunction(0x50, 0x30, ...data),
    qrFunction(0x51, 0x30),
  ].flat();
}

function qrAsPicture(text: string): ReadonlyArray<number> {
  const { widthDots, rows } = qrPicture(text);
  const dots = rows.flatMap((row) => [...row]);
  return [GS, 0x76, 0x30, 0, widthDots / 8, 0, rows.length & 0xff, rows.length >> 8, ...dots];
}

function qrFunction(code: number, ...data: ReadonlyArray<number>): ReadonlyArray<number> {
  return [GS, 0x28, 0x6b, data.length + 2, 0, 0x31, code, ...data];
}
