/** A paper that shows whether a printer works, before there is a shop. */

import { existsSync, rmSync } from "node:fs";

import { type Printer } from "../domain/printers.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { type PrintDocument } from "../printer/document.ts";
import { paperDir, paperFile, printDirectly } from "./printer-drive.ts";

export interface TestPapers {
  /** Both ways out name the file. */
  readonly print: (
    printer: Printer,
    lines: ReadonlyArray<string>,
  ) => Promise<Result<string, string>>;
  /** Away with them, where no other paper lay before. */
  readonly takeBack: () => void;
}

/** `dir` is the store to be. */
export function createTestPapers(dir: string): TestPapers {
  const folder = paperDir(dir);
  const wasThere = existsSync(folder);
  return {
    print: async (printer, lines) => {
      const delivered = await printDirectly(dir, printer, toDocument(lines));
      const file = paperFile(dir, printer);
      return delivered.ok ? ok(file) : err(file);
    },
    takeBack: () => {
      if (!wasThere) rmSync(folder, { recursive: true, force: true });
    },
  };
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
