/**
 * A QR code as a picture, for printers that draw none themselves.
 *
 * A module is a byte wide, all black or all white: a picture of other bytes could hold a command that
 * printers obey even in the middle of one.
 */

import qrBase from "qr-image/lib/qr-base.js";

const QUIET_MODULES = 4;
const BLACK = 0xff;
const WHITE = 0;

/** Rows of modules with the quiet zone around them. A quarter of it may be worn off. */
export function qrRows(text: string): ReadonlyArray<ReadonlyArray<number>> {
  const modules = qrBase.QR(text, "Q").map((row) => row.map((on) => (on ? BLACK : WHITE)));
  const side = Array.from({ length: QUIET_MODULES }, () => WHITE);
  const blank = Array.from({ length: modules.length + 2 * QUIET_MODULES }, () => WHITE);
  const edge = Array.from({ length: QUIET_MODULES }, () => blank);
  return [...edge, ...modules.map((row) => side.concat(row, side)), ...edge];
}
