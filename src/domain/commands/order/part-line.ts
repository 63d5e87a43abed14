/** Pieces of a line that are to be made otherwise than the others: they become a line of their own. */

import { type LineBalance, orderBalance } from "../../balance/order-balance.ts";
import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type Catalogue, type TakenModifier } from "../../goods/catalogue.ts";
import { type EventId } from "../../identity.ts";
import { onItsSide } from "../../lines/line-kinds.ts";
import { type Thousandths } from "../../money/amounts.ts";
import { piecesOfRow } from "../../order/order-rows.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { type Decision, type DecisionContext } from "../decision.ts";
import { takeBack } from "../stock/take-left.ts";
import { usesOtherwise } from "../stock/take-stock.ts";
import { LINES_MAX } from "./add-goods.ts";
import { chooseModifiers } from "./choose-modifiers.ts";
import { foldDrafts, shiftContext, withTaken } from "./drafted-order.ts";
import { decideSetQuantity } from "./edit-order.ts";
import { anotherLine, whyOf } from "./line-again.ts";
import { openLine, requireOwnPrice } from "./open-line.ts";
import { decideSetModifiers } from "./set-modifiers.ts";

export interface PartRow {
  readonly catalogue: Catalogue;
  /** The newest line of a row, and the others, the oldest first. */
  readonly line: EventId;
  readonly also: ReadonlyArray<EventId>;
  readonly count: Thousandths;
  readonly modifiers: ReadonlyArray<TakenModifier>;
}

/**
 * Gives so many pieces of a row other options, the newest first. A line of which some stay as they
 * are is parted; one of which all go is changed as a whole.
 */
export function decidePartRow(
  context: DecisionContext,
  order: OrderState,
  { catalogue, line: newest, also, count, modifiers }: PartRow,
): Decision {
  const named = new Set([...also, newest]);
  // Another till may have taken some of them off.
  const lines = orderBalance(order).lines.filter(({ id, voided }) => named.has(id) && !voided);
  if (lines.length === 0) return err({ type: "line/unknown" });
  const drafts: Draft[] = [];
  let now = order;
  for (const piece of piecesOfRow({ lines }, count)) {
    const ahead = shiftContext(context, drafts.length);
    const decided = decidePart(withTaken(ahead, { before: order, order: now }), now, {
      ...piece,
      catalogue,
      modifiers,
    });
    if (!decided.ok) return decided;
    now = foldDrafts(ahead, now, decided.value);
    drafts.push(...decided.value);
  }
  return ok(drafts);
}

type Part = Omit<PartRow, "also">;

function decidePart(context: DecisionContext, order: OrderState, part: Part): Decision {
  const { catalogue, line: id, count, modifiers } = part;
  const found = openLine(context, order, { line: id, permission: "sell", deed: "split" });
  if (!found.ok) return found;
  const { quantity, line, kind } = found.value;
  const name = line.added?.name ?? "";
  const all = Math.abs(quantity);
  if (count > all || line.added?.by === "weight") {
    return err({ type: "quantity/invalid", name, quantity: count });
  }
  if (count === all) return decideSetModifiers(context, order, { catalogue, line: id, modifiers });
  const priced = requireOwnPrice(order, found.value);
  if (!priced.ok) return priced;
  const less = { line: id, quantity: onItsSide(kind, all - count) };
  const left = decideSetQuantity(context, order, less);
  if (!left.ok) return left;
  const ahead = shiftContext(context, left.value.length);
  const after = foldDrafts(context, order, left.value);
  const other = decideOther(withTaken(ahead, { before: order, order: after }), after, {
    ...part,
    parted: found.value,
    count: onItsSide(kind, count),
  });
  return other.ok ? ok([...left.value, ...other.value]) : other;
}

/** Adds the pieces as a line of their own: at the same price, with the same discount, as long a wait. */
function decideOther(
  context: DecisionContext,
  order: OrderState,
  {
    catalogue,
    line: id,
    count: quantity,
    modifiers: taken,
    parted,
  }: Part & { readonly parted: LineBalance },
): Decision {
  const { line } = parted;
  const { added } = line;
  const product = catalogue.productsBySku.get(added?.sku ?? "");
  if (added === null || product === undefined) return err({ type: "line/unknown" });
  if (Object.keys(order.linesById).length >= LINES_MAX) {
    return err({ type: "order/full", max: LINES_MAX });
  }
  const modifiers = chooseModifiers(catalogue, product, taken);
  if (!modifiers.ok) return modifiers;
  const counted = registerValue(line.fields.counted);
  const again = takeBack(context, line, { quantity, counted });
  if (!again.ok) return again;
  const streams = [orderStream(openedId(order))];
  const { uses: before, ...goods } = anotherLine(order, { id, line, added, quantity });
  const uses =
    usesOtherwise(context, parted, { modifiers: modifiers.value, quantity }) ??
    (before === undefined ? {} : { uses: before });
  const body = {
    ...goods,
    ...uses,
    modifiers: [...modifiers.value],
    ...(again.value === undefined ? {} : { counted: again.value }),
  };
  const drafts: Draft[] = [{ kind: parted.kind.bornBy, streams, body }];
  const discount = registerValue(line.fields.discount) ?? null;
  // An amount off stays with the line that it was given on.
  if (discount === null || discount.rate === 0) return ok(drafts);
  const reason = whyOf(order, line.fields.discount);
  const granted = { line: context.idAt(0), discount, over: [], reason };
  return ok([...drafts, { kind: "order/line-discounted", streams, body: granted }]);
}
