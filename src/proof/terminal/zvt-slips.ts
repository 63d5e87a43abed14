/** The papers that a simulated terminal has a till print. */

import { type Printed, type SlipCopy } from "../../card/zvt/printed.ts";
import { type StatusInformation } from "../../card/zvt/status-information.ts";

const HEADS: Readonly<Record<SlipCopy, string>> = {
  merchant: "Händlerbeleg",
  customer: "Kundenbeleg",
  administration: "Kassenschnitt",
};

/** Returns the papers of a transaction or of an end of day. */
export function slipsOf(
  { amount = 0, receipt, trace, brand, last4 }: StatusInformation,
  ...copies: ReadonlyArray<SlipCopy>
): ReadonlyArray<Printed> {
  return copies.map((copy) => ({
    lines: [
      `   ${HEADS[copy]}`,
      ...(receipt === undefined ? [] : [`Beleg-Nr. ${String(receipt).padStart(4, "0")}`]),
      `Trace-Nr. ${String(trace ?? 0).padStart(6, "0")}`,
      ...(brand === undefined ? [] : [`${brand}  ####${last4 ?? ""}`]),
      "",
      `Betrag      ${(amount / 100).toFixed(2)}`,
    ],
    copy,
    isEnd: true,
  }));
}
