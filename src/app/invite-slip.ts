/** The code of an invitation as a person reads it from a screen, and as a scanner does from a slip. */

import { type PrintDocument } from "../printer/document.ts";
import { bigLetters } from "../tui/big-letters.ts";
import { type OpenTill } from "./open-till.ts";
import { ownPrinters } from "./printer-drive.ts";
import { printSecret, type SecretPlace } from "./secret-paper.ts";

export interface CodeSlip {
  /** In letters that are read across a counter. */
  readonly rows: ReadonlyArray<string>;
  readonly document: PrintDocument;
}

export function codeSlip({ till }: Pick<OpenTill, "till">, code: string): CodeSlip {
  const big = { bold: true, doubleHeight: true, doubleWidth: true } as const;
  const groups = code.split("-");
  return {
    rows: bigLetters(code),
    document: {
      kind: "report",
      blocks: [
        { type: "text", text: till.founding.name, align: "center", style: { bold: true } },
        { type: "feed", lines: 1 },
        { type: "text", text: groups.slice(0, 2).join(" "), align: "center", style: big },
        { type: "text", text: groups.slice(2).join(" "), align: "center", style: big },
        { type: "feed", lines: 1 },
        { type: "qr", text: code.replaceAll("-", "") },
        { type: "cut" },
      ],
    },
  };
}

/** On the shop's printer; undefined when none has put it on paper. */
export function printSlip(
  { dir, till }: Pick<OpenTill, "dir" | "till">,
  { document }: Pick<CodeSlip, "document">,
): Promise<SecretPlace | undefined> {
  const { demo } = till.founding;
  return printSecret(dir, { document, printers: ownPrinters(till.ledger), demo });
}
