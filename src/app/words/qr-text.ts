/** A QR code as text, two of its rows in a line: for a terminal that is light on dark. */

import { loadQrBase } from "../../printer/lazy-packages.ts";

/** Readers want a rim of that many modules. */
const RIM = 2;
const LIGHT = { both: "█", upper: "▀", lower: "▄", none: " " };

export function qrLines(text: string): ReadonlyArray<string> {
  const code = loadQrBase().QR(text, "M");
  const size = code.length + 2 * RIM;

  function isLight(row: number, column: number): boolean {
    return (code[row - RIM]?.[column - RIM] ?? 0) === 0;
  }

  return Array.from({ length: Math.ceil(size / 2) }, (_, line) =>
    Array.from({ length: size }, (__, column) => {
      const upper = isLight(2 * line, column);
      const lower = 2 * line + 1 < size && isLight(2 * line + 1, column);
      if (upper) return lower ? LIGHT.both : LIGHT.upper;
      return lower ? LIGHT.lower : LIGHT.none;
    }).join(""),
  );
}
