/** The slip of a tab by card: what the guest's card holds, and no money that was paid. */

import { type BusinessDay } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { localDate } from "../../domain/text/locale.ts";
import { type PrintDocument } from "../document.ts";
import { paperWords } from "../paper-words.ts";
import { type ReceiptOptions } from "./receipt-document.ts";
import { centred, demoBlocks } from "./text-block.ts";

export interface TabSlip {
  /** The number of the order. */
  readonly order: string;
  /** The terminal, as it is called. */
  readonly terminal: string;
  readonly sum: MinorUnits;
  /** The last day on which it is held; undefined for what nobody knows. */
  readonly until: BusinessDay | undefined;
  /** Whether the shop is a training. */
  readonly training: boolean;
}

export function tabSlipToDocument(
  { order, terminal, sum, until, training }: TabSlip,
  { formatMoney, locale = "en" }: Pick<ReceiptOptions, "formatMoney" | "locale">,
): PrintDocument {
  const { slip, receipt } = paperWords(locale);
  return {
    kind: "report",
    blocks: [
      ...demoBlocks({ demo: training, training }, receipt),
      centred(order, { bold: true }),
      centred(terminal),
      centred(slip.noReceipt),
      { type: "rule" },
      { type: "row", left: slip.reserved, right: formatMoney(sum) },
      ...(until === undefined
        ? []
        : [centred(slip.reservedUntil({ day: localDate(until, locale) }))]),
      { type: "cut" },
    ],
  };
}
