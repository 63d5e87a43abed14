/**
 * The comps as a Z records them: how often and for how much of each kind, by their receipts. A comp
 * that is not paid, or not ended with a receipt of zero, is still open.
 */

import { writtenKind } from "../balance/comps.ts";
import { orderBalance } from "../balance/order-balance.ts";
import { type Contribution } from "../contribution.ts";
import { type ReceiptItem } from "../events/order-events.ts";
import { counted } from "../figures/day-sums.ts";
import { type BusinessDay, type Origin } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { sumMinor } from "../money/amounts.ts";
import { registerValue } from "../state/register.ts";

type Item = Pick<ReceiptItem, "birth" | "line" | "at" | "gross" | "off" | "offWrite">;

/** Returns the comps at the prices of the goods; a line counts as one, and so does a whole order. */
export function compContributionsOf(
  view: LedgerView,
  {
    items,
    day,
    till,
  }: { readonly items: ReadonlyArray<Item>; readonly day: BusinessDay; readonly till: Origin },
): ReadonlyArray<Contribution> {
  const lines = items.flatMap(({ birth, line: id }) => {
    const found = orderBalance(view.state("order", birth)).lines.find((line) => line.id === id);
    const kind = found === undefined ? undefined : registerValue(found.line.fields.discount)?.kind;
    return kind === undefined || found === undefined ? [] : [{ kind, amount: found.off }];
  });
  const orders = [...Map.groupBy(items, ({ offWrite }) => offWrite)].flatMap(([write, own]) => {
    const [first] = own;
    const kind =
      first === undefined ? undefined : writtenKind(view.state("order", first.at), write);
    return kind === undefined ? [] : [{ kind, amount: sumMinor(own, ({ off }) => off) }];
  });
  return [...lines, ...orders].flatMap((comp) => counted("comp", { till, day }, comp));
}
