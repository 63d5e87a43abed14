/** A paper that shows whether a printer works, before there is a shop. */

import { existsSync, rmSync } from "node:fs";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { isInSoftware } from "../../domain/events/printer-connection.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import { type Printer } from "../../domain/printers/printers.ts";
import { type PrintDocument } from "../../printer/document.ts";
import { openChannel } from "../../printer/transports/open-transport.ts";
import { probePrinter } from "../../printer/transports/probe-printer.ts";
import { paperDir, paperFile, printDirectly } from "../printing/printer-drive.ts";
import { learned } from "../printing/printer-finding.ts";
import { systemClock } from "../system/clock.ts";

export interface TestPapers {
  /** A printer that is one is asked first what it can. */
  readonly print: (
    printer: Printer,
    lines: ReadonlyArray<string>,
  ) => Promise<Result<TriedPrinter, TestFault>>;
  /** Away with them, where no other paper lay before. */
  readonly takeBack: () => void;
}

/** A printer with the abilities it reported, and the file of the paper where it is a software printer. */
export interface TriedPrinter {
  readonly printer: Printer;
  readonly file: string | undefined;
}

export type TestFault =
  | { readonly type: "file"; readonly file: string }
  /** Undefined where it can't be said what keeps it from printing. */
  | { readonly type: "trouble"; readonly trouble: PrinterTrouble | undefined };

/** `dir` is the store to be. */
export function createTestPapers(dir: string): TestPapers {
  const folder = paperDir(dir);
  const wasThere = existsSync(folder);
  return {
    print: (printer, lines) =>
      isInSoftware(printer.connection)
        ? printToFile(dir, printer, toDocument(lines))
        : printForReal(dir, printer, toDocument(lines)),
    takeBack: () => {
      if (!wasThere) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function printToFile(
  dir: string,
  printer: Printer,
  document: PrintDocument,
): Promise<Result<TriedPrinter, TestFault>> {
  const file = paperFile(dir, printer);
  const delivered = await printDirectly(dir, printer, document);
  return delivered.ok ? ok({ printer, file }) : err({ type: "file", file });
}

async function printForReal(
  dir: string,
  printer: Printer,
  document: PrintDocument,
): Promise<Result<TriedPrinter, TestFault>> {
  const { connection } = printer;
  if (isInSoftware(connection)) throw new Error("A printer in software is asked nothing.");
  const probed = await probePrinter(openChannel(connection, { clock: systemClock }), systemClock);
  if (!probed.ok) return err({ type: "trouble", trouble: probed.fault });
  const learnedPrinter = await learned(probed.value, printer);
  const delivered = await printDirectly(dir, learnedPrinter, document);
  if (delivered.ok) return ok({ printer: learnedPrinter, file: undefined });
  return err({ type: "trouble", trouble: delivered.fault.trouble });
}

function toDocument([head = "", ...lines]: ReadonlyArray<string>): PrintDocument {
  return {
    kind: "report",
    blocks: [
      { type: "text", text: head, align: "center", style: { bold: true, doubleHeight: true } },
      { type: "rule" },
      ...lines.map((text) => ({ type: "text", text }) as const),
      { type: "cut" },
    ],
  };
}
