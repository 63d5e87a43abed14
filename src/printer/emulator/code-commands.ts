/** Barcodes and QR codes as a printer is asked for them: what it is told first, and then to print. */

import { loadQrBase } from "../seldom-packages.ts";
import { barcodeBars, SYMBOLOGIES } from "./barcode-bars.ts";
import {
  type Command,
  hex,
  isLineStart,
  isOn,
  leftOf,
  print,
  type PrinterState,
} from "./printer-state.ts";

const DIGITS = ["none", "above", "below", "both"] as const;
const LEVELS = ["L", "M", "Q", "H"] as const;
/** A barcode whose end never comes must not swallow all that follows. */
const BARCODE_BYTES_MAX = 257;

export const CODE_COMMANDS: ReadonlyArray<readonly [string, Command]> = [
  ["GS 48", { length: 1, run: setDigits }],
  [
    "GS 66",
    { length: 1, run: (printer, [font]) => look(printer, { digitsFont: isOn(font) ? "B" : "A" }) },
  ],
  [
    "GS 68",
    { length: 1, run: (printer, [dots = 0]) => look(printer, { heightDots: Math.max(1, dots) }) },
  ],
  ["GS 77", { length: 1, run: setModule }],
  ["GS 6B", { length: barcodeLength, run: printBarcode }],
];

function look(printer: PrinterState, change: Partial<PrinterState["barcode"]>): void {
  printer.barcode = { ...printer.barcode, ...change };
}

function setDigits(printer: PrinterState, [value = 0]: Uint8Array): void {
  const digits = DIGITS[value >= 0x30 ? value - 0x30 : value];
  if (digits === undefined) printer.complain(`GS H ${value} out of range`);
  else look(printer, { digits });
}

function setModule(printer: PrinterState, [dots = 0]: Uint8Array): void {
  if (dots >= 1 && dots <= 6) look(printer, { moduleDots: dots });
  else printer.complain(`GS w ${dots} out of range`);
}

/** Form A ends with a zero, form B begins with a count. */
function barcodeLength(bytes: Uint8Array): number | undefined {
  const [form, count] = bytes;
  if (form === undefined) return undefined;
  if (form >= 0x41) return count === undefined ? undefined : 2 + count;
  const end = bytes.subarray(0, BARCODE_BYTES_MAX).indexOf(0, 1);
  if (end !== -1) return end + 1;
  return bytes.length < BARCODE_BYTES_MAX ? undefined : BARCODE_BYTES_MAX;
}

function printBarcode(printer: PrinterState, args: Uint8Array): void {
  const [form = 0] = args;
  const symbology = SYMBOLOGIES[form >= 0x41 ? form - 0x41 : form];
  if (symbology === undefined) {
    printer.complain(`GS k ${hex(form)} out of range`);
    return;
  }
  const data = String.fromCharCode(...(form >= 0x41 ? args.subarray(2) : args.subarray(1, -1)));
  const { moduleDots, ...looks } = printer.barcode;
  const bars = barcodeBars(symbology, data, moduleDots);
  const width = bars?.dots.reduce((sum, dots) => sum + dots, 0) ?? 0;
  if (bars === undefined) printer.complain(`no ${symbology}: ${data}`);
  else if (width > printer.areaDots)
    printer.complain(`too wide for the paper: ${symbology} ${data}`);
  else if (!isLineStart(printer)) printer.complain("GS k within a line has no effect");
  else {
    const leftDots = leftOf(printer, width);
    const read = { symbology, data: bars.text, barDots: bars.dots };
    print(printer, { type: "barcode", ...read, ...looks, leftDots });
  }
}

/** Function 67 sets the size of a module, 69 how much may be worn off, 80 stores, 81 prints. */
export function runQrFunction(printer: PrinterState, code: number, data: Uint8Array): void {
  const [value = 0] = data;
  if (code === 0x43) setQr(printer, { moduleDots: Math.min(16, Math.max(1, value)) });
  else if (code === 0x45) setQr(printer, { level: LEVELS[value - 0x30] ?? printer.qr.level });
  else if (code === 0x50) setQr(printer, { data: [...data.subarray(1)] });
  else if (code === 0x51) printQr(printer);
  else if (code !== 0x41) printer.complain(`unknown command GS ( 6B ${hex(code)}`);
}

function setQr(printer: PrinterState, change: Partial<PrinterState["qr"]>): void {
  printer.qr = { ...printer.qr, ...change };
}

function printQr(printer: PrinterState): void {
  const { data, level, moduleDots } = printer.qr;
  const modules = qrModules(data, level);
  const width = (modules?.length ?? 0) * moduleDots;
  if (modules === undefined) printer.complain(`no QR code of ${data.length} bytes`);
  else if (width > printer.areaDots) printer.complain("too wide for the paper: QR code");
  else if (!isLineStart(printer)) printer.complain("a QR code within a line has no effect");
  else {
    const leftDots = leftOf(printer, width);
    print(printer, { type: "qr", data: textOf(data), modules, moduleDots, leftDots });
  }
}

function qrModules(
  data: ReadonlyArray<number>,
  level: PrinterState["qr"]["level"],
): ReadonlyArray<ReadonlyArray<boolean>> | undefined {
  if (data.length === 0) return undefined;
  try {
    return loadQrBase()
      .QR(Buffer.from(data), level)
      .map((row) => row.map((module) => module !== 0));
  } catch {
    // More than the largest one holds.
    return undefined;
  }
}

/** Bytes are what a code holds; most of them are meant as UTF-8. */
function textOf(data: ReadonlyArray<number>): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(data));
  } catch {
    return String.fromCharCode(...data);
  }
}
