/** How the recovery sheet gets to paper. Its code goes through no queue and into no file unasked. */

import { type Result } from "../../domain/base/result.ts";
import {
  codeRows,
  type RecoverySheet,
  sheetToDocument,
} from "../../printer/documents/sheet-document.ts";
import { type FoundedSheet } from "../founding/found-shop.ts";
import { type FileFault, writeAtomically } from "../system/write-atomically.ts";
import { paperText } from "./paper-text.ts";
import { printSecret, type SecretPaperAt } from "./secret-paper.ts";

/** Prints the sheet on the till's receipt printer; undefined when none has printed it. */
export async function printSheet(
  dir: string,
  { sheet, till, printers }: FoundedSheet,
): Promise<SecretPaperAt | undefined> {
  const printed = await printSecret(dir, {
    documentFor: () => sheetToDocument(sheet),
    till,
    printers,
    demo: sheet.demo,
  });
  return printed.ok ? printed.value : undefined;
}

/**
 * Writes the sheet as text into a file that only its owner reads, for a printer that the till does
 * not have.
 */
export function writeSheet(
  sheet: RecoverySheet,
  file: string,
): Promise<Result<boolean, FileFault>> {
  return writeAtomically(file, (write) => write(sheetText(sheet)));
}

/** Returns the lines that a person copies by hand. */
export function sheetRows({ code }: RecoverySheet): ReadonlyArray<string> {
  return codeRows(code);
}

function sheetText(sheet: RecoverySheet): string {
  const { kind, blocks } = sheetToDocument(sheet);
  const words = blocks.filter(({ type }) => type !== "qr" && type !== "cut");
  return paperText({ kind, blocks: words }, undefined);
}
