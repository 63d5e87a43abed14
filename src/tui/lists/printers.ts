/** How each printer is. */

import { readOnly } from "../rows/list-row.ts";
import { printerFields } from "../rows/status-fields.ts";
import { type ListKind, opening } from "./list-kind.ts";

export const printersList = {
  opens: { printers: opening("printers") },
  title: ({ lists }) => lists.printers,
  rows: (till) => {
    const printers = printerFields(till);
    const texts = printers.length === 0 ? [till.words.status.noPrinter] : printers;
    return texts.map((text) => readOnly(text));
  },
} as const satisfies ListKind<"printers">;
