/**
 * Which device files are opened as a printer. A path comes out of the ledger, where another till may
 * have written it: neither a file of this box, nor a disk, nor the terminal that somebody types at
 * must ever get the bytes of a paper. Some devices do something as soon as they are opened, so that
 * the name decides before anything is.
 */

import { constants } from "node:fs";
import { type FileHandle, open, realpath } from "node:fs/promises";

import { type PrinterTrouble } from "../../domain/printer-trouble.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { codeOf, troubleOfCode } from "./channel.ts";

/** As the kernel names them: printers on USB and parallel ports, and serial ports of any make. */
const PRINTER_NODE = /^\/dev\/(?:(?:usb\/|usb)?lp|tty(?:[A-Z][A-Za-z]*|[a-z]{2,})|rfcomm)\d+$/u;

export interface PrinterNode {
  readonly handle: FileHandle;
  /** Without links. */
  readonly path: string;
}

export function isPrinterNode(node: string): boolean {
  return PRINTER_NODE.test(node);
}

/** Non-blocking, for both ways. */
export async function openPrinterNode(
  path: string,
  isFit: (node: string) => boolean = isPrinterNode,
): Promise<Result<PrinterNode, PrinterTrouble>> {
  try {
    const node = await realpath(path);
    if (!isFit(node)) return err("no-printer-device");
    const { O_RDWR, O_NONBLOCK, O_NOCTTY, O_NOFOLLOW } = constants;
    const handle = await open(node, O_RDWR | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
    // Whoever writes to a device that is not plugged in makes an ordinary file of its name.
    if ((await handle.stat()).isCharacterDevice()) return ok({ handle, path: node });
    await handle.close();
    return err("no-printer-device");
  } catch (error) {
    return err(troubleOfCode(codeOf(error)));
  }
}
