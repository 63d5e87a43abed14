/** The code of an invitation as a person reads it from a screen, and as a scanner does from a slip. */

import { type Result } from "../../domain/base/result.ts";
import { type Printer } from "../../domain/printers/printers.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { clockTextAt } from "../../domain/text/clock-text.ts";
import { type Block, type PrintDocument } from "../../printer/document.ts";
import { codeWidthDots } from "../../printer/encoding/code-picture.ts";
import { COLUMN_DOTS } from "../../printer/encoding/text-picture.ts";
import { paperWords } from "../../printer/paper-words.ts";
import { bigLetters, codeLines } from "../../tui/terminal/big-letters.ts";
import { lookAtInvitation } from "../mesh/mesh-invitation.ts";
import { type OpenTill } from "../open-till.ts";
import { ownPrinters } from "../printing/printer-drive.ts";
import { type NoSecretPaper, printSecret, type SecretPaperAt } from "./secret-paper.ts";

export interface CodeSlip {
  /** The code in letters that can be read across a counter. */
  readonly rows: ReadonlyArray<string>;
  readonly documentFor: (printer: Pick<Printer, "columns">) => PrintDocument;
}

export function codeSlip(
  { till, clock }: Pick<OpenTill, "till" | "clock">,
  code: string,
): CodeSlip {
  const { invitation: words } = paperWords(
    till.ledger.read((view) => readSetting(view, "language")),
  );
  const big = { bold: true, doubleHeight: true, doubleWidth: true } as const;
  const [upper, lower] = codeLines(code);
  const data = code.replaceAll("-", "");
  const endsAtMs = lookAtInvitation(till.ledger, clock.nowMs())?.endsAtMs ?? clock.nowMs();
  const time = clockTextAt(endsAtMs, till.offsetMinutes);
  return {
    rows: [...bigLetters(upper), "", ...bigLetters(lower)],
    documentFor: ({ columns }) => ({
      kind: "report",
      blocks: [
        { type: "text", text: till.founding.name, align: "center", style: { bold: true } },
        { type: "text", text: words.title, align: "center" },
        { type: "text", text: words.until({ time }), align: "center" },
        { type: "feed", lines: 1 },
        { type: "text", text: upper.replaceAll("-", " "), align: "center", style: big },
        { type: "text", text: lower.replaceAll("-", " "), align: "center", style: big },
        { type: "feed", lines: 1 },
        { type: "qr", text: data },
        ...lineCode(data, columns),
        { type: "feed", lines: 1 },
        { type: "text", text: words.how, align: "center" },
        { type: "cut" },
      ],
    }),
  };
}

/** For a scanner that reads lines and no squares. Paper of 58 mm is too narrow for it: the code is typed there. */
function lineCode(data: string, columns: number): ReadonlyArray<Block> {
  const symbology = "code128";
  if (codeWidthDots(symbology, data) > columns * COLUMN_DOTS) return [];
  return [
    { type: "feed", lines: 1 },
    { type: "code", symbology, data },
  ];
}

/** Prints the slip on the till's receipt printer; returns why not, where none has printed it. */
export function printSlip(
  { dir, till }: Pick<OpenTill, "dir" | "till">,
  { documentFor }: Pick<CodeSlip, "documentFor">,
): Promise<Result<SecretPaperAt, NoSecretPaper>> {
  const { ledger, founding } = till;
  return printSecret(dir, {
    documentFor,
    till: ledger.identity.key.device,
    printers: ownPrinters(ledger),
    demo: founding.demo,
  });
}
