/** The decision to print a guest's bill, which is no receipt. */

import { type OrderBalance, orderBalance } from "../../balance/order-balance.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { billStreams } from "../../folds/order-fold.ts";
import { subtractMinor } from "../../money/amounts.ts";
import { type BillPart, billParts } from "../../order/bill-parts.ts";
import { nextBillNumber } from "../../order/bills.ts";
import { isForLater } from "../../order/due-at.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import { onChargedOrder } from "./charge-order.ts";
import { onPromotedOrder } from "./promote-order.ts";
import { requireSerials } from "./serial-numbers.ts";
import { onTaxedOrder } from "./tax-order.ts";

/**
 * Prints a bill of the part that the context names, or else of all that is left; of a bill that is split one
 * for each part that nobody has paid, all charged as whoever pays is then. Bills are numbered within their
 * order.
 */
export function decidePrintBill(context: DecisionContext, order: OrderState): Decision {
  const allowed = requirePermission(context, "sell");
  if (!allowed.ok) return allowed;
  return onTaxedOrder(context, order, (own, taxed) =>
    onPromotedOrder(own, taxed, (next, promoted) =>
      onChargedOrder(next, promoted, ({ part }, charged) => printBill(charged, part)),
    ),
  );
}

function printBill(order: OrderState, part: string | undefined): Decision {
  const printed = billsToPrint(order, part);
  if (!printed.ok) return printed;
  const lines = printed.value.flatMap(({ balance }) => balance.lines);
  const said = isForLater(order) ? ok(undefined) : requireSerials(lines);
  if (!said.ok) return said;
  const first = nextBillNumber(order);
  const streams = [...billStreams(order)];
  const drafts = [...printed.value.entries()].map(([index, { part, balance }]): Draft => {
    const { due, remaining } = balance;
    const body = {
      no: first + index,
      ...(part === undefined ? {} : { part: { id: part.id, no: part.no, of: part.of } }),
      total: due,
      ...(due === remaining ? {} : { deposit: subtractMinor(remaining, due) }),
    };
    return { kind: "bill/printed", streams, body };
  });
  return ok(drafts);
}

/** The contents of one bill. */
export interface BillToPrint {
  /** The part of the bill; undefined for the remainder. */
  readonly part: BillPart | undefined;
  readonly balance: OrderBalance;
}

/** Returns the bills to print, or why none is; `id` names a part. */
export function billsToPrint(
  order: OrderState,
  id: string | undefined,
): Result<ReadonlyArray<BillToPrint>, Refusal> {
  const balance = orderBalance(order);
  if (balance.status === "paid") return err({ type: "order/paid" });
  const isEmpty = balance.lines.every(({ voided }) => voided);
  if (isEmpty) return err({ type: "bill/empty" });
  if (balance.remaining <= 0) return err({ type: "split/nothing" });
  const parts = billParts(order);
  const wanted = id === undefined ? parts : parts.filter((part) => part.id === id);
  const open = wanted.filter(({ receipt }) => receipt === undefined);
  if (id === undefined && open.length === 0) return ok([{ part: undefined, balance }]);
  if (open.length === 0) return err({ type: "split/part-paid" });
  const some = open.filter((part) => part.balance.remaining > 0);
  if (some.length === 0) return err({ type: "split/part-empty" });
  return ok(some.map((part) => ({ part, balance: part.balance })));
}
