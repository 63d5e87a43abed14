/**
 * Makes src/printer/unifont.bin.br from GNU Unifont as Debian packs it (docs/printed-scripts.md):
 *
 *   apt-get download unifont=1:15.0.01-2 && dpkg-deb -x unifont_*.deb there
 *   node scripts/unifont.mjs there/usr/share/unifont/unifont.hex
 *
 * The file: how many ranges, as a number of four bytes; then each range as its first and its last
 * character and the width of its glyphs in bytes, two bytes each; then the glyphs of all of them, 16
 * rows each. Numbers begin with their lowest byte. The whole is packed by brotli.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const TARGET = new URL("../src/printer/unifont.bin.br", import.meta.url);
const ROWS = 16;

const source = process.argv[2];
if (source === undefined) throw new Error("Say where unifont.hex is.");

const glyphs = readFileSync(source, "utf8")
  .trim()
  .split("\n")
  .map((line) => line.split(":"))
  .map(([code, bitmap]) => ({
    code: Number.parseInt(code, 16),
    bitmap: Buffer.from(bitmap, "hex"),
  }))
  .filter(({ code }) => !isControl(code));

const packed = brotliCompressSync(Buffer.concat([rangesOf(glyphs), ...glyphs.map(bitmapOf)]), {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  },
});
writeFileSync(TARGET, packed);
process.stdout.write(`${glyphs.length} glyphs in ${packed.length} bytes\n`);

/** The font draws them as boxes with their names, which no paper needs. */
function isControl(code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code <= 0xf8ff);
}

function bitmapOf({ bitmap }) {
  return bitmap;
}

function rangesOf(sorted) {
  const ranges = [];
  for (const { code, bitmap } of sorted) {
    const widthBytes = bitmap.length / ROWS;
    const last = ranges.at(-1);
    if (last?.to === code - 1 && last.widthBytes === widthBytes) last.to = code;
    else ranges.push({ from: code, to: code, widthBytes });
  }
  const table = Buffer.alloc(4 + 6 * ranges.length);
  table.writeUInt32LE(ranges.length);
  for (const [index, { from, to, widthBytes }] of ranges.entries()) {
    const at = 4 + 6 * index;
    table.writeUInt16LE(from, at);
    table.writeUInt16LE(to, at + 2);
    table.writeUInt16LE(widthBytes, at + 4);
  }
  return table;
}
