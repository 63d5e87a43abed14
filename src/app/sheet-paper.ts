/** How the recovery sheet gets to paper. Its code goes through no queue and into no file unasked. */

import { assertNever } from "../domain/assert-never.ts";
import { type Result } from "../domain/result.ts";
import { codeRows, type RecoverySheet, sheetToDocument } from "../printer/sheet-document.ts";
import { type FoundedSheet } from "./found-shop.ts";
import { paperText } from "./paper-text.ts";
import { type PrinterSetting } from "./papers.ts";
import { printDirectly, rollPath } from "./printer-drive.ts";
import { type FileFault, writeAtomically } from "./write-atomically.ts";

/** On the shop's printer: says where it came out, or undefined when none has put it on paper. */
export async function printSheet(
  dir: string,
  { sheet, printers }: FoundedSheet,
): Promise<string | undefined> {
  const fit = printers.filter((printer) => sheet.demo || leavesNoFile(printer));
  const printer = fit.find(({ prints }) => prints.includes("receipts")) ?? fit[0];
  if (printer === undefined) return undefined;
  const delivered = await printDirectly(dir, printer, sheetToDocument(sheet));
  if (!delivered.ok) return undefined;
  return leavesNoFile(printer)
    ? `came out of printer ${printer.name}`
    : `is on virtual paper, in the clear: ${rollPath(dir, printer.id)}`;
}

/** As text in a file that only its owner reads, for a printer that the till doesn't have. */
export function writeSheet(
  sheet: RecoverySheet,
  file: string,
): Promise<Result<boolean, FileFault>> {
  return writeAtomically(file, (write) => write(sheetText(sheet)));
}

/** What somebody copies by hand, line by line. */
export function sheetRows({ code }: RecoverySheet): ReadonlyArray<string> {
  return codeRows(code);
}

function sheetText(sheet: RecoverySheet): string {
  const { kind, blocks } = sheetToDocument(sheet);
  const words = blocks.filter(({ type }) => type !== "qr" && type !== "cut");
  return paperText({ kind, blocks: words }, undefined);
}

/**
 * The paper of a printer in software is a file in the clear, which anybody with the disk reads: fit
 * for the code of a shop that is for trying things, and of no other.
 */
function leavesNoFile({ type }: PrinterSetting): boolean {
  switch (type) {
    case "virtual":
    case "file":
      return false;
    default:
      return assertNever(type, "printer type");
  }
}
