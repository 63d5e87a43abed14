/** A voucher on paper: whoever has its code redeems it, so it is printed once. */

import { type Block, type PrintDocument } from "../document.ts";
import { paperWords } from "../paper-words.ts";
import { type ReceiptOptions } from "./receipt-document.ts";
import { centred, demoBlocks } from "./text-block.ts";

export interface VoucherPaper {
  readonly shopName: string;
  readonly head: ReadonlyArray<string>;
  readonly number: string;
  /** As a scanner reads it. */
  readonly code: string;
  /** As people read it out. */
  readonly codeText: string;
  /** What it is worth, as it is shown. */
  readonly amount: string;
  /** The last day on which it is redeemed, as it is shown; undefined for ever. */
  readonly until: string | undefined;
  readonly demo: boolean;
  readonly training: boolean;
}

export function voucherToDocument(
  { shopName, head, number, code, codeText, amount, until, demo, training }: VoucherPaper,
  { locale = "en" }: Pick<ReceiptOptions, "locale">,
): PrintDocument {
  const words = paperWords(locale);
  const { voucher } = words;
  const big = { bold: true, doubleHeight: true, doubleWidth: true } as const;
  const validity = until === undefined ? [] : [centred(voucher.until({ day: until }))];
  const blocks: ReadonlyArray<Block> = [
    ...demoBlocks({ demo, training }, words.receipt),
    centred(shopName, { bold: true }),
    ...head.map((line) => centred(line)),
    { type: "rule" },
    centred(voucher.title, { bold: true }),
    centred(amount, big),
    { type: "feed", lines: 1 },
    { type: "qr", text: code },
    { type: "feed", lines: 1 },
    centred(codeText, { bold: true }),
    centred(voucher.number({ number })),
    ...validity,
    { type: "rule" },
    centred(voucher.care),
    { type: "cut" },
  ];
  return { kind: "report", blocks };
}
