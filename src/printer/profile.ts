/**
 * Printer models as data: how wide they are, which code pages they have under which numbers, how
 * they cut. Same-looking printers differ, so a profile lists only what its model is known to do.
 */

import { type CodePageName } from "./code-pages.ts";

export interface PageSelection {
  readonly page: CodePageName;
  /** The `n` of `ESC t n` on this model. */
  readonly select: number;
}

export interface PrinterProfile {
  readonly name: string;
  /** Characters of font A on a line: 48 on 80 mm paper, 32 on 58 mm. */
  readonly columns: number;
  /** In order of preference: a character is taken from the first page that has it. */
  readonly codePages: ReadonlyArray<PageSelection>;
  /** Whether the model prints EAN-13; otherwise the digits appear as text. */
  readonly barcodes: boolean;
  /** Whether the model draws QR codes itself; otherwise they are sent as a picture. */
  readonly qrCodes: boolean;
  /** Vertical motion units between the last line and the cut, beyond the cutter's distance. */
  readonly cutFeedUnits: number;
}

/** Epson TM-T20II, T70II, T88V and later, m30: 80 mm. */
export const epson80: PrinterProfile = {
  name: "epson-80",
  columns: 48,
  codePages: [
    { page: "cp858", select: 19 },
    { page: "cp1252", select: 16 },
  ],
  barcodes: true,
  qrCodes: true,
  cutFeedUnits: 3,
};

/** An unknown 80 mm printer: only what nearly every clone does. */
export const generic80: PrinterProfile = {
  name: "generic",
  columns: 48,
  codePages: [
    { page: "cp858", select: 19 },
    { page: "cp437", select: 0 },
  ],
  barcodes: true,
  qrCodes: false,
  cutFeedUnits: 3,
};

/** The same on 58 mm paper. Many of these print no barcodes at all. */
export const generic58: PrinterProfile = {
  ...generic80,
  name: "generic-58",
  columns: 32,
  barcodes: false,
};

const PROFILES_BY_NAME: ReadonlyMap<string, PrinterProfile> = new Map(
  [epson80, generic80, generic58].map((profile) => [profile.name, profile]),
);

/** The profile of that name, or undefined: the caller knows whom to tell. */
export function profileNamed(name: string): PrinterProfile | undefined {
  return PROFILES_BY_NAME.get(name);
}
