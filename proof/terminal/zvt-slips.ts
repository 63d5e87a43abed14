/** The papers that a simulated terminal has a till print. */

import { type Printed, type SlipCopy } from "../../src/card/zvt/printed.ts";
import { type StatusInformation } from "../../src/card/zvt/status-information.ts";
import { type TerminalFault } from "./zvt-faults.ts";

const HEADS: Readonly<Record<SlipCopy, string>> = {
  merchant: "Händlerbeleg",
  customer: "Kundenbeleg",
  administration: "Kassenschnitt",
};

export interface SlipsWish {
  readonly copies: ReadonlyArray<SlipCopy>;
  readonly faults?: ReadonlySet<TerminalFault>;
  /** A line of its own at the end, such as that it is a copy. */
  readonly foot?: string;
}

/** Of a test card, which no bank has given to anybody; no line of a paper has all of it. */
const PARTED_NUMBER = ["4111 1111", "1111 1111"];

/** Returns the papers of a transaction or of an end of day. */
export function slipsOf(
  { amount = 0, receipt, trace, brand, last4 }: StatusInformation,
  { copies, faults = new Set(), foot }: SlipsWish,
): ReadonlyArray<Printed> {
  return copies.map((copy) => ({
    lines: [
      `   ${HEADS[copy]}`,
      ...(receipt === undefined ? [] : [`Beleg-Nr. ${String(receipt).padStart(4, "0")}`]),
      `Trace-Nr. ${String(trace ?? 0).padStart(6, "0")}`,
      ...(brand === undefined ? [] : [`${brand}  ####${last4 ?? ""}`]),
      ...(faults.has("full-number") ? PARTED_NUMBER : []),
      "",
      `Betrag      ${(amount / 100).toFixed(2)}`,
      ...(faults.has("signature") && copy === "merchant"
        ? ["", "Unterschrift:", "", "______"]
        : []),
      ...(foot === undefined ? [] : [foot]),
    ],
    copy,
    isEnd: true,
  }));
}
