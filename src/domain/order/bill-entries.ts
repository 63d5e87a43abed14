/** What a bill is dealt of: its lines, and behind them what is charged on top of these. */

import { registerValue } from "../folds/register.ts";
import { type EventId } from "../identity.ts";
import { type MinorUnits, zeroMinor } from "../money/amounts.ts";
import { type BorneTax } from "../money/tax.ts";
import { type OrderBalance } from "../order-balance.ts";
import { borneTaxes } from "../order-exempt.ts";

export interface BillEntry {
  readonly id: EventId;
  readonly taxes: ReadonlyArray<BorneTax>;
  readonly rest: MinorUnits;
  readonly restOff: MinorUnits;
  /** What receipts cover of it. */
  readonly standing: ReadonlyArray<{ readonly net: MinorUnits }>;
  /** 0 for none: what is charged is for all seats. */
  readonly seat: number;
}

export function billEntries({
  lines,
  charges,
  exempt,
}: Pick<OrderBalance, "lines" | "charges" | "exempt">): ReadonlyArray<BillEntry> {
  return [
    ...lines.map(({ id, taxes, rest, restOff, standing, line }) => {
      const seat = registerValue(line.fields.seat) ?? 0;
      return { id, taxes: borneTaxes(taxes, exempt), rest, restOff, standing, seat };
    }),
    ...charges.map(({ id, taxes, rest, covered }) => ({
      id,
      taxes: borneTaxes(taxes, exempt),
      rest,
      restOff: zeroMinor,
      standing: [{ net: covered }],
      seat: 0,
    })),
  ];
}
