/**
 * The recovery sheet: the one paper that opens the shop again when every till is gone. Made to be
 * copied by hand, and to be understood years later by somebody who has never seen it.
 */

import { type WallTime } from "../domain/views.ts";
import { type Block, type PrintDocument } from "./document.ts";
import { formatWallTime } from "./wall-time.ts";

export interface RecoverySheet {
  readonly shopName: string;
  /** The shop's id: its fingerprint. */
  readonly shop: string;
  /** Eight groups of four characters and one that checks them, with dashes between. */
  readonly code: string;
  readonly at: WallTime;
  readonly demo: boolean;
}

const BIG = { bold: true, doubleHeight: true, doubleWidth: true } as const;

const PURPOSE =
  "This code opens the shop again when every till is lost, stolen or broken. Whoever has it is the owner: show it to nobody.";

const CARE: ReadonlyArray<string> = [
  "1. This paper fades. Copy the code by hand or photocopy it today, and keep two copies.",
  "2. Keep them out of the shop, away from its tills and its backups.",
  "3. Check each copy: till recovery check. The single last character shows a slip of the pen.",
  "4. All tills are gone? On a new box: till restore. The page docs/recovery.md has the steps.",
];

export function sheetToDocument(sheet: RecoverySheet): PrintDocument {
  const { date, time } = formatWallTime(sheet.at);
  return {
    kind: "report",
    blocks: [
      ...demoBlocks(sheet),
      text(" RECOVERY SHEET ", { align: "center", style: { ...BIG, inverse: true } }),
      text(sheet.shopName, { align: "center", style: { bold: true, doubleHeight: true } }),
      text(`Shop ${inGroups(sheet.shop)}`),
      text(`Made ${date} ${time}`),
      { type: "rule", double: true },
      text(PURPOSE),
      { type: "feed", lines: 1 },
      ...codeRows(sheet.code).map((row) => text(row, { align: "center", style: BIG })),
      { type: "feed", lines: 1 },
      { type: "qr", text: sheet.code.replaceAll("-", "") },
      { type: "rule" },
      ...CARE.map((sentence) => text(sentence)),
      ...demoBlocks(sheet),
      { type: "cut" },
    ],
  };
}

/** Two groups on a line: so they fit in big letters on narrow paper, and copy without slips. */
export function codeRows(code: string): ReadonlyArray<string> {
  const groups = code.split("-");
  return groups.flatMap((group, index) =>
    index % 2 === 0 ? [[group, groups[index + 1] ?? ""].join(" ").trimEnd()] : [],
  );
}

function inGroups(shop: string): string {
  return (shop.match(/.{1,4}/gu) ?? []).join(" ");
}

function demoBlocks({ demo }: RecoverySheet): ReadonlyArray<Block> {
  return demo ? [text(" DEMO ", { align: "center", style: { bold: true, inverse: true } })] : [];
}

function text(
  words: string,
  look: Pick<Extract<Block, { type: "text" }>, "align" | "style"> = {},
): Block {
  return { type: "text", text: words, ...look };
}
