/** How each printer is. */

import { readOnly } from "../rows/list-row.ts";
import { printerFields } from "../rows/status-fields.ts";
import { type ListKind } from "./list-kind.ts";

export const printersList = {
  title: ({ lists }) => lists.printers,
  rows: (till) => {
    const printers = printerFields(till);
    const texts = printers.length === 0 ? [till.words.status.noPrinter] : printers;
    return texts.map((text) => readOnly(text));
  },
} as const satisfies ListKind<"printers">;
