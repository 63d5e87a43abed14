/**
 * ESC/POS as a table from intent to bytes: our own, because the library that we declare is wrong in
 * several of them (it never selects a code page, and its size command cancels bold).
 */

export const LINE_FEED = 0x0a;

/**
 * Back to the printer's defaults, which differ by DIP switch: so out of the two-byte mode in which
 * some printers start (after every reset), and ASCII without national variants.
 */
export const initialise: ReadonlyArray<number> = [0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x52, 0x00];

export function selectCodePage(page: number): ReadonlyArray<number> {
  return [0x1b, 0x74, page];
}

export function bold(on: boolean): ReadonlyArray<number> {
  return [0x1b, 0x45, on ? 1 : 0];
}

export function inverse(on: boolean): ReadonlyArray<number> {
  return [0x1d, 0x42, on ? 1 : 0];
}

/** GS ! and not ESC !, which would set bold and underline along with the size. */
export function characterSize(doubleWidth: boolean, doubleHeight: boolean): ReadonlyArray<number> {
  return [0x1d, 0x21, (doubleWidth ? 0x10 : 0) | (doubleHeight ? 0x01 : 0)];
}

export function feedLines(lines: number): ReadonlyArray<number> {
  return [0x1b, 0x64, lines];
}

/** Centres what follows; only valid at the start of a line. */
export function centre(on: boolean): ReadonlyArray<number> {
  return [0x1b, 0x61, on ? 1 : 0];
}

/** 80 dots high, modules of 2 dots, digits below. */
export const barcodeLook: ReadonlyArray<number> = [0x1d, 0x68, 80, 0x1d, 0x77, 2, 0x1d, 0x48, 2];

export function ean13(digits: string): ReadonlyArray<number> {
  return [0x1d, 0x6b, 67, digits.length, ...Array.from(digits, (digit) => digit.charCodeAt(0))];
}

/** Model 2, modules of 8 dots (a millimetre), and a quarter of it may be worn off. */
export function qrCode(text: string): ReadonlyArray<number> {
  const data = Array.from(text, (sign) => sign.charCodeAt(0));
  return [
    qrFunction(0x41, [0x32, 0]),
    qrFunction(0x43, [8]),
    qrFunction(0x45, [0x32]),
    qrFunction(0x50, [0x30, ...data]),
    qrFunction(0x51, [0x30]),
  ].flat();
}

function qrFunction(code: number, data: ReadonlyArray<number>): ReadonlyArray<number> {
  const length = data.length + 2;
  return [0x1d, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, code, ...data];
}

/** A picture of less than 256 rows, each of the same number of bytes, a dot for each bit. */
export function raster(rows: ReadonlyArray<ReadonlyArray<number>>): ReadonlyArray<number> {
  return [0x1d, 0x76, 0x30, 0, rows[0]?.length ?? 0, 0, rows.length, 0, ...rows.flat()];
}

/** Feeds the last line past the cutter before it cuts partially. */
export function feedAndCut(feedUnits: number): ReadonlyArray<number> {
  return [0x1d, 0x56, 0x42, feedUnits];
}

/** Pin 2, 50 ms on, 500 ms off. */
export const drawerPulse: ReadonlyArray<number> = [0x1b, 0x70, 0x00, 0x19, 0xfa];
