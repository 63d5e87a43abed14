/** What an acquirer's settlement says otherwise than the tills, of one business day. */

import { capturedCard } from "../domain/balance/card-payments.ts";
import { type BusinessDay } from "../domain/identity.ts";
import { type LedgerView } from "../domain/ledger-view.ts";
import { settledDay } from "../domain/terminals/acquirer.ts";
import { type PlacedPayment } from "../domain/terminals/card-ledger.ts";
import { readTerminal } from "../domain/terminals/terminals.ts";
import { type Difference } from "./difference.ts";

/** Returns each payment that the acquirer lacks, each that no till knows, and each of another sum. */
export function acquirerDifferences(view: LedgerView, day: BusinessDay): ReadonlyArray<Difference> {
  const { lines, missing } = settledDay(view, day);
  return [
    ...lines.flatMap(({ row, payment, moved = 0 }): ReadonlyArray<Difference> => {
      if (payment === undefined) {
        const of = String(row.receipt ?? "");
        const about = { type: "acquirer/unknown", terminal: row.terminal, of } as const;
        return [{ check: "cards", about, expected: 0, found: row.gross }];
      }
      if (moved === row.gross) return [];
      const about = { type: "acquirer/sum", ...placeOf(view, payment) } as const;
      return [{ check: "cards", about, expected: moved, found: row.gross }];
    }),
    ...missing.map(({ payment, moved }): Difference => {
      const about = { type: "acquirer/missing", ...placeOf(view, payment) } as const;
      return { check: "cards", about, expected: moved, found: 0 };
    }),
  ];
}

function placeOf(view: LedgerView, { order, started, payment }: PlacedPayment) {
  const { id } = started.terminal;
  const number = view.state("order", order).opened?.number;
  const receipt = capturedCard(payment)?.ref?.receipt;
  return { terminal: readTerminal(view, id)?.name ?? id, of: number ?? String(receipt ?? "") };
}
