/**
 * Printer models as data: how wide they are, which code pages they have under which numbers, which
 * commands they obey. Same-looking printers differ, so a profile lists only what its makers' manuals
 * say, or what people measured; what nobody knows is left to a probe of the printer.
 */

import { NO_ABILITIES, type PrinterAbilities } from "../../domain/printers/printer-abilities.ts";
import { type CodePageName } from "./code-pages.ts";

export interface PageSelection {
  readonly page: CodePageName;
  /** The `n` of `ESC t n` on this model. */
  readonly select: number;
}

/** The abilities by the maker's documentation. Undefined is not known: the printer is asked. */
export type DocumentedAbilities = {
  readonly [Ability in keyof PrinterAbilities]: boolean | undefined;
};

export interface PrinterProfile {
  readonly name: string;
  /** The models' names, as a person who sets a printer up looks for them. */
  readonly models: string;
  /** Characters of font A on a line, each 12 dots wide: 48 on 80 mm paper, 32 on 58 mm. */
  readonly columns: number;
  /** The characters on a line in font B, which is smaller. */
  readonly columnsFontB: number;
  readonly dotsPerLine: number;
  /** The code pages in order of preference: a character is taken from the first page that has it. */
  readonly codePages: ReadonlyArray<PageSelection>;
  /** `tear`: no cutter, so the paper is fed to where a hand tears it off. */
  readonly cut: "partial" | "full" | "tear";
  /** Vertical motion units between the last line and the cut, beyond the cutter's distance. */
  readonly cutFeedUnits: number;
  /** Whether the model prints barcodes itself; otherwise they are sent as a picture. */
  readonly barcodes: boolean;
  /** Whether the model draws QR codes itself; otherwise they are sent as a picture. */
  readonly qrCodes: boolean;
  /** How it takes pictures: row by row (`GS v 0`), or eight rows at a time in columns (`ESC *`). */
  readonly pictures: "rows" | "columns";
  /** `mode`: for want of `GS !`, sizes are set along with weight and underline (`ESC !`). */
  readonly sizes: "size" | "mode";
  /** White on black. */
  readonly inverse: boolean;
  /** A second colour, such as the other half of an impact printer's ribbon. */
  readonly red: boolean;
  /** `drawer-port`: a bell where a drawer would be plugged in. */
  readonly buzzer: "epson" | "clone" | "drawer-port" | undefined;
  /** To the magnet of a drawer. */
  readonly pulse: { readonly onMs: number; readonly offMs: number };
  readonly abilities: DocumentedAbilities;
}

/** This number is the same on every printer of which a table was found. */
const CP437: PageSelection = { page: "cp437", select: 0 };
const CP850: PageSelection = { page: "cp850", select: 2 };
/** Most printers have it here; KR-306 and YHD-8390 have it at 14, Wincor TH230 at 6. */
const CP858: PageSelection = { page: "cp858", select: 19 };
const CP1252: PageSelection = { page: "cp1252", select: 16 };
const CP852: PageSelection = { page: "cp852", select: 18 };
const CP866: PageSelection = { page: "cp866", select: 17 };

/** escpos-printer-db (CC BY 4.0, fe07c81): TM-T88V, TM-T20II and III, TM-T70II alike. */
const EPSON_PAGES: ReadonlyArray<PageSelection> = [
  CP858,
  CP1252,
  CP852,
  CP866,
  { page: "cp857", select: 13 },
  { page: "cp1253", select: 47 },
  { page: "cp1251", select: 46 },
];

const NOT_KNOWN: DocumentedAbilities = {
  processId: undefined,
  fence: undefined,
  status: undefined,
  asb: undefined,
  counter: undefined,
};

/** Epson's thermal printers for 80 mm paper at 203 dpi: TM-T20II, T70II, m30 and others. */
export const epson80: PrinterProfile = {
  name: "epson-80",
  models: "Epson, 80 mm",
  columns: 48,
  columnsFontB: 64,
  dotsPerLine: 576,
  codePages: EPSON_PAGES,
  cut: "partial",
  cutFeedUnits: 3,
  barcodes: true,
  qrCodes: true,
  pictures: "rows",
  sizes: "size",
  inverse: true,
  red: false,
  buzzer: undefined,
  pulse: { onMs: 50, offMs: 500 },
  // Epson's page on GS ( H names more models than have it: each printer is asked.
  abilities: { processId: undefined, fence: true, status: true, asb: true, counter: undefined },
};

/** An unknown 80 mm printer: only what nearly every clone does. */
export const generic80: PrinterProfile = {
  ...epson80,
  name: "generic",
  models: "Any printer, 80 mm",
  codePages: [CP858, CP437],
  qrCodes: false,
  abilities: NOT_KNOWN,
};

/** The generic profile for 58 mm paper. Many of these print no barcodes at all (POS-5890). */
export const generic58: PrinterProfile = {
  ...generic80,
  name: "generic-58",
  models: "Any printer, 58 mm",
  columns: 32,
  columnsFontB: 42,
  dotsPerLine: 384,
  barcodes: false,
};

/**
 * A clone of which nothing is known, not even what it does with commands that it lacks: pictures in
 * place of codes, and of letters that the one page lacks that all have under the same number.
 */
export const careful: PrinterProfile = {
  ...generic80,
  name: "careful",
  models: "Unknown, 80 mm: prints nothing that only some understand",
  codePages: [CP437],
  barcodes: false,
};

/** The careful profile for 58 mm paper. */
export const careful58: PrinterProfile = {
  ...generic58,
  name: "careful-58",
  models: "Unknown, 58 mm: prints nothing that only some understand",
  codePages: [CP437],
};

/** Impact, for kitchens: no size command, no QR codes, no pictures by rows; black and red. */
const epsonU220: PrinterProfile = {
  ...epson80,
  name: "epson-tm-u220",
  models: "Epson TM-U220 (impact, 76 mm)",
  // The figures are its specification's: font A has 9 x 9 dots, font B 7 x 9, on 400 half dots.
  columns: 33,
  columnsFontB: 40,
  dotsPerLine: 400,
  // TM-U220A specification, page 67.
  codePages: [CP858, CP1252, CP852, CP866, CP850],
  barcodes: false,
  qrCodes: false,
  pictures: "columns",
  sizes: "mode",
  inverse: false,
  red: true,
  buzzer: "drawer-port",
  // Its programming guide has no GS ( H and no GS g 2.
  abilities: { processId: false, fence: true, status: true, asb: true, counter: false },
};

/** escpos-printer-db (CC BY 4.0, fe07c81): clones that have the pages under numbers of their own. */
const CLONES: ReadonlyArray<PrinterProfile> = [
  {
    ...generic80,
    name: "rongta",
    models: "Rongta RP326, RP332",
    codePages: [CP858, CP1252, CP852, { page: "cp866", select: 7 }, { page: "cp1251", select: 6 }],
    barcodes: false,
  },
  {
    ...generic80,
    name: "munbyn",
    models: "Munbyn ITPP047",
    codePages: [CP858, CP852, CP866, { page: "cp1252", select: 6 }],
    barcodes: false,
  },
  {
    ...generic80,
    name: "kr-306",
    models: "KR-306, YHD-8390",
    codePages: [
      { page: "cp858", select: 14 },
      { page: "cp1252", select: 11 },
      { page: "cp852", select: 13 },
      { page: "cp866", select: 12 },
    ],
    barcodes: false,
  },
  {
    ...generic80,
    name: "wincor-th230",
    models: "Wincor Nixdorf TH230",
    codePages: [
      { page: "cp858", select: 6 },
      { page: "cp1252", select: 8 },
      { page: "cp852", select: 2 },
      { page: "cp866", select: 7 },
    ],
    barcodes: false,
  },
  {
    ...generic58,
    name: "pos-5890",
    models: "ZJ POS-5890, Netum NT-5890K, P822D",
    codePages: [CP858, CP1252, CP852, CP866, { page: "cp1251", select: 73 }],
  },
];

/** Every model that a shop can name, the ones for nobody in particular last. */
export const PROFILES: ReadonlyArray<PrinterProfile> = [
  {
    ...epson80,
    name: "epson-tm-t88",
    models: "Epson TM-T88V, VI, VII",
    columns: 42,
    columnsFontB: 56,
    dotsPerLine: 512,
    buzzer: "epson",
    abilities: { processId: true, fence: true, status: true, asb: true, counter: undefined },
  },
  {
    ...epson80,
    name: "epson-tm-t88iv",
    models: "Epson TM-T88IV",
    columns: 42,
    columnsFontB: 56,
    dotsPerLine: 512,
    codePages: [CP858, CP1252, CP852, CP866],
    // Programming guide 10.01, pages 425 and 475.
    abilities: { processId: true, fence: true, status: true, asb: true, counter: true },
  },
  {
    ...epson80,
    name: "epson-tm-t88iii",
    models: "Epson TM-T88II, TM-T88III",
    columns: 42,
    columnsFontB: 56,
    dotsPerLine: 512,
    // Technical reference guide of TM-T88II and III: QR codes and later pages came with TM-T88IV.
    codePages: [CP858, CP1252, CP866, { page: "cp1251", select: 6 }],
    qrCodes: false,
    abilities: { processId: false, fence: true, status: true, asb: true, counter: false },
  },
  { ...epson80, name: "epson-tm-t20", models: "Epson TM-T20II, T20III, T20X" },
  {
    ...epson80,
    name: "epson-tm-m30",
    models: "Epson TM-m30, m30II, m30III",
    // escpos-printer-db has no 858 for TM-m30III.
    codePages: [CP1252, ...EPSON_PAGES.filter(({ page }) => page !== "cp858" && page !== "cp1252")],
    buzzer: "epson",
  },
  epsonU220,
  epson80,
  {
    ...epson80,
    name: "star",
    models: "Star TSP100, TSP650, mC-Print, set to ESC/POS",
    codePages: [CP858, CP1252, CP437],
    qrCodes: false,
    abilities: NOT_KNOWN,
  },
  {
    ...epson80,
    name: "citizen",
    models: "Citizen CT-S",
    // escpos-printer-db: CT-S651.
    codePages: [CP858, CP1252, CP852, CP866, { page: "cp857", select: 8 }],
    abilities: {
      processId: undefined,
      fence: true,
      status: true,
      asb: undefined,
      counter: undefined,
    },
  },
  {
    ...epson80,
    name: "bixolon",
    models: "Bixolon SRP-330, SRP-350, SRP-S300",
    // escpos-printer-db: SRP-S300; the lists of commands of SRP-350plus and SRP-350II.
    codePages: [CP858, CP1252, CP852, CP866, { page: "cp1253", select: 47 }],
    qrCodes: false,
    abilities: { processId: false, fence: true, status: true, asb: true, counter: false },
  },
  {
    ...generic80,
    name: "clone-80",
    models: "Kitchen printer with a buzzer, 80 mm (Xprinter, Rongta, Munbyn and others)",
    barcodes: false,
    buzzer: "clone",
  },
  ...CLONES,
  generic80,
  generic58,
  careful,
  careful58,
];

const PROFILES_BY_NAME: ReadonlyMap<string, PrinterProfile> = new Map(
  PROFILES.map((profile) => [profile.name, profile]),
);

/** The profile of that name, or undefined: the caller knows whom to tell. */
export function profileNamed(name: string): PrinterProfile | undefined {
  return PROFILES_BY_NAME.get(name);
}

/** To go by until the printer itself was asked: what nobody knows of it is not tried. */
export function documentedAbilities({ abilities }: PrinterProfile): PrinterAbilities {
  const known = Object.entries(abilities).filter(([, can]) => can !== undefined);
  return { ...NO_ABILITIES, ...Object.fromEntries(known) };
}
