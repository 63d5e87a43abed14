/** A payment in cash without a tip, as most tests need it. */

import { type Decision, type DecisionContext } from "../../src/domain/commands/decision.ts";
import { decideCash } from "../../src/domain/commands/money/pay-order.ts";
import { type MinorUnits, zeroMinor } from "../../src/domain/money/amounts.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";

export function decidePayCash(
  context: DecisionContext,
  order: OrderState,
  tendered: MinorUnits,
): Decision {
  return decideCash(context, order, { tendered, tip: zeroMinor });
}
