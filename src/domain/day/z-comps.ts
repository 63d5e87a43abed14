/**
 * The comps on receipts: how often and for how much of each kind, as a Z records them, and line by line with the taxes
 * of the goods. A comp that is not paid, or not ended with a receipt of zero, is still open.
 */

import { writtenKind } from "../balance/comps.ts";
import { type LineBalance, orderBalance } from "../balance/order-balance.ts";
import { type Contribution } from "../base/contribution.ts";
import { type CompKind } from "../events/discount-events.ts";
import { type ReceiptItem } from "../events/order-events.ts";
import { counted } from "../figures/day-sums.ts";
import { type BusinessDay, type Origin } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type MinorUnits, sumMinor } from "../money/amounts.ts";
import { type Tax } from "../money/tax.ts";
import { registerValue } from "../state/register.ts";

type Item = Pick<ReceiptItem, "birth" | "line" | "at" | "gross" | "off" | "offWrite">;

interface Comp {
  readonly kind: CompKind;
  /** At the prices of the goods. */
  readonly amount: MinorUnits;
}

interface CompOfLine extends Comp {
  /** The taxes of the goods; those of a line that is no longer known are none. */
  readonly taxes: ReadonlyArray<Tax>;
}

/** Returns the comps at the prices of the goods; a line counts as one, and so does a whole order. */
export function compContributionsOf(
  view: LedgerView,
  {
    items,
    day,
    till,
  }: { readonly items: ReadonlyArray<Item>; readonly day: BusinessDay; readonly till: Origin },
): ReadonlyArray<Contribution> {
  const lines = items.flatMap((item) => ofLine(view, item));
  const orders = [...Map.groupBy(items, ({ offWrite }) => offWrite).values()].flatMap((own) => {
    const [comp] = own.flatMap((item) => ofOrder(view, item));
    return comp === undefined ? [] : [{ ...comp, amount: sumMinor(own, ({ off }) => off) }];
  });
  return [...lines, ...orders].flatMap(({ kind, amount }) =>
    counted("comp", { till, day }, { kind, amount }),
  );
}

/** Returns the comps line by line, also of an order that was given away as a whole. */
export function compsOfLines(
  view: LedgerView,
  items: ReadonlyArray<Item>,
): ReadonlyArray<CompOfLine> {
  return items.flatMap((item) => {
    const taxes = lineOf(view, item)?.taxes ?? [];
    return [...ofLine(view, item), ...ofOrder(view, item)].map(({ kind, amount }) => ({
      kind,
      amount,
      taxes,
    }));
  });
}

function ofLine(view: LedgerView, item: Item): ReadonlyArray<Comp> {
  const found = lineOf(view, item);
  const kind = found && registerValue(found.line.fields.discount)?.kind;
  return found === undefined || kind === undefined ? [] : [{ kind, amount: found.off }];
}

function ofOrder(view: LedgerView, { at, off, offWrite }: Item): ReadonlyArray<Comp> {
  const kind = writtenKind(view.state("order", at), offWrite);
  return kind === undefined ? [] : [{ kind, amount: off }];
}

function lineOf(view: LedgerView, { birth, line: id }: Item): LineBalance | undefined {
  return orderBalance(view.state("order", birth)).lines.find((line) => line.id === id);
}
