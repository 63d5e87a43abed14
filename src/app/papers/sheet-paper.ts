/** How the recovery sheet gets to paper. Its code goes through no queue and into no file unasked. */

import { type Result } from "../../domain/result.ts";
import {
  codeRows,
  type RecoverySheet,
  sheetToDocument,
} from "../../printer/documents/sheet-document.ts";
import { type FoundedSheet } from "../founding/found-shop.ts";
import { type FileFault, writeAtomically } from "../write-atomically.ts";
import { paperText } from "./paper-text.ts";
import { printSecret, type SecretPaperAt } from "./secret-paper.ts";

/** On the till's printer of receipts; undefined when none has put it on paper. */
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
