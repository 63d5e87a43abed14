import { type Decision, type DecisionContext } from "../../src/domain/commands/decision.ts";
import { decideCard } from "../../src/domain/commands/money/pay-order.ts";
import { type MinorUnits, zeroMinor } from "../../src/domain/money/amounts.ts";
import { type OrderState } from "../../src/domain/state/order-state.ts";

/** Pays by card on a terminal that stands beside the till and has said yes, without a tip; without an amount all that is due. */
export function decidePayCard(
  context: DecisionContext,
  order: OrderState,
  amount: MinorUnits | undefined,
): Decision {
  return decideCard(context, order, { amount, tip: zeroMinor });
}
