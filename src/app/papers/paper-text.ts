/** A paper as text: the bytes that its printer would get, read by a printer in software. */

import { type Printer } from "../../domain/printers/printers.ts";
import { type PrintDocument } from "../../printer/document.ts";
import { createEmulator } from "../../printer/emulator.ts";
import { type DotPicture } from "../../printer/encoding/dot-picture.ts";
import { layOut } from "../../printer/encoding/layout.ts";
import { rollToText } from "../../printer/roll.ts";
import { encodeFor } from "../printing/printer-drive.ts";

/** The columns of a printer that nobody has described. */
const USUAL_COLUMNS = 48;

/** Returns the text of a paper, laid out for so many columns, as a screen shows it. */
export function paperLines(document: PrintDocument, columns: number): ReadonlyArray<string> {
  return layOut(document, { columns }).flatMap((line) => {
    if (line.type === "code") return [line.data];
    return line.type === "text"
      ? [
          line.segments
            .map(({ text }) => text)
            .join("")
            .trimEnd(),
        ]
      : [];
  });
}

export function paperText(document: PrintDocument, printer: Printer | undefined): string {
  return readPaper(document, printer).text;
}

export interface ReadPaper {
  readonly text: string;
  /** Characters that are not on it as they were written, each once. */
  readonly lost: ReadonlyArray<string>;
}

export function readPaper(
  document: PrintDocument,
  printer: Printer | undefined,
  shopLogo?: DotPicture,
): ReadPaper {
  const columns = printer?.columns ?? USUAL_COLUMNS;
  const emulator = createEmulator({ columns });
  const { bytes, lost } = encodeFor(document, printer, shopLogo);
  emulator.write(bytes);
  return { text: rollToText(emulator.takeRoll(), columns), lost };
}
