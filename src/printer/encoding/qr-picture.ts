/** A QR code as a picture, for printers that draw none themselves. */

import { loadQrBase } from "../lazy-packages.ts";
import { type DotPicture } from "./dot-picture.ts";

const QUIET_MODULES = 4;
/** A module is a byte wide, about a millimetre, and as high. */
const MODULE_DOTS = 8;
const BLACK = 0xff;
const WHITE = 0;

/** Draws the code with its quiet zone. It can be read with a quarter worn off. */
export function qrPicture(text: string): DotPicture {
  const modules = loadQrBase()
    .QR(text, "Q")
    .map((row) => row.map((on) => (on ? BLACK : WHITE)));
  const side = Array.from({ length: QUIET_MODULES }, () => WHITE);
  const blank = Array.from({ length: modules.length + 2 * QUIET_MODULES }, () => WHITE);
  const edge = Array.from({ length: QUIET_MODULES }, () => blank);
  const rows = [...edge, ...modules.map((row) => side.concat(row, side)), ...edge];
  return {
    widthDots: blank.length * MODULE_DOTS,
    rows: rows.flatMap((row) => Array.from({ length: MODULE_DOTS }, () => Uint8Array.from(row))),
  };
}
