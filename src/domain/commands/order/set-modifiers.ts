/**
 * Other options of a line. What a line takes of the stock is frozen, so options that take other things make
 * another line in its place.
 */

import { type LineBalance } from "../../balance/order-balance.ts";
import { sentQuantity } from "../../balance/sent-pieces.ts";
import { err, ok } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type LineModifier } from "../../events/line-parts.ts";
import { lineStream, orderStream } from "../../folds/order-fold.ts";
import { type Catalogue, type TakenModifier } from "../../goods/catalogue.ts";
import { type EventId } from "../../identity.ts";
import { billedQuantity } from "../../order/bills.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { registerValue } from "../../state/register.ts";
import { type Decision, type DecisionContext } from "../decision.ts";
import { usesOtherwise } from "../stock/take-stock.ts";
import { LINES_MAX } from "./add-goods.ts";
import { chooseModifiers } from "./choose-modifiers.ts";
import { anotherLine, whyOf } from "./line-again.ts";
import { changeOf, openLine, requireForLine, requireOwnPrice } from "./open-line.ts";

export function decideSetModifiers(
  context: DecisionContext,
  order: OrderState,
  command: {
    readonly catalogue: Catalogue;
    readonly line: EventId;
    readonly modifiers: ReadonlyArray<TakenModifier>;
  },
): Decision {
  const { line: id } = command;
  const found = openLine(context, order, { line: id, permission: "sell", deed: "priced" });
  if (!found.ok) return found;
  const whole = requireOwnPrice(order, found.value);
  if (!whole.ok) return whole;
  const { line, kind } = found.value;
  const allowed = requireForLine(context, { permission: "sell", kind });
  if (!allowed.ok) return allowed;
  const product = command.catalogue.productsBySku.get(line.added?.sku ?? "");
  if (product === undefined) return err({ type: "line/unknown" });
  const chosen = chooseModifiers(command.catalogue, product, command.modifiers);
  if (!chosen.ok) return chosen;
  const modifiers = [...chosen.value];
  return (
    lineInstead(context, order, { found: found.value, modifiers }) ??
    ok([changeOf(order, found.value, { set: { modifiers } })])
  );
}

/**
 * Returns another line in the place of one; undefined where it takes the same of the stock, and once the
 * kitchen has it or a bill says it: what was made is used up, and what a bill says takes a right to void.
 */
function lineInstead(
  context: DecisionContext,
  order: OrderState,
  { found, modifiers }: { readonly found: LineBalance; readonly modifiers: LineModifier[] },
): Decision | undefined {
  const { id, line, kind, quantity } = found;
  const { added } = line;
  if (added === null || sentQuantity(order, id) > 0 || billedQuantity(line) > 0) return undefined;
  const uses = usesOtherwise(context, found, { modifiers, quantity });
  if (uses === undefined) return undefined;
  if (Object.keys(order.linesById).length >= LINES_MAX) {
    return err({ type: "order/full", max: LINES_MAX });
  }
  const { uses: _, ...again } = anotherLine(order, { id, line, added });
  const discount = registerValue(line.fields.discount) ?? null;
  const counted = registerValue(line.fields.counted);
  const ofEvening = counted === undefined ? {} : { counted };
  const body = { ...again, modifiers, ...uses, ...ofEvening, instead: id };
  const streams = [orderStream(openedId(order))];
  const voided = { line: id, reason: "", sent: false };
  const drafts: ReadonlyArray<Draft> = [
    { kind: "order/line-voided", streams: [lineStream(order, id)], body: voided },
    { kind: kind.bornBy, streams, body },
  ];
  if (discount === null) return ok(drafts);
  const reason = whyOf(order, line.fields.discount);
  const given = { line: context.idAt(1), over: [], discount, reason };
  return ok([...drafts, { kind: "order/line-discounted", streams, body: given }]);
}
