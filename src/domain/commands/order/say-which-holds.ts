/** A person says which of the values holds that tills wrote apart. */

import { orderBalance } from "../../balance/order-balance.ts";
import { err, ok } from "../../base/result.ts";
import { type Exempt } from "../../events/exempt-events.ts";
import { type OrderChanged } from "../../events/order-events.ts";
import { type Service } from "../../goods/catalogue.ts";
import { saidApart, type SaidApart } from "../../order/said-apart.ts";
import { type AttentionFact, HANDLED_BY } from "../../state/attention.ts";
import { type OrderState } from "../../state/order-state.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { decideExemptBack } from "./exempt-order.ts";
import { changeOf } from "./open-line.ts";
import { decideSetService, headChange } from "./order-head.ts";

/** What one answer is enough for. Of quantities, prices, options and bills the kitchen and guests have to hear more. */
const CHOSEN_OF_ORDER = new Set<string>(["service", "name", "dueAt", "exempt"]);
const CHOSEN_OF_LINE = new Set<string>(["seat", "course", "service", "serial"]);

/** Returns the one field that a question is about, where a person may say which of its values holds. */
export function choosable(
  order: OrderState,
  fact: Pick<AttentionFact, "type" | "subject">,
): SaidApart | undefined {
  const [one, ...more] = saidApart(order, fact);
  if (one === undefined || more.length > 0) return undefined;
  const chosen = one.of === "order" ? CHOSEN_OF_ORDER : CHOSEN_OF_LINE;
  return chosen.has(one.field) ? one : undefined;
}

/** Whether the value can hold: an hour can't be promised any more once the order is paid, or its deposit kept. */
export function mayHold(order: OrderState, { field }: SaidApart, value: unknown): boolean {
  return field !== "dueAt" || value === "" || orderBalance(order).status !== "paid";
}

/** Writes one of them anew, over all that tills wrote. `at`: which, by the rising key of the writes. */
export function decideWhichHolds(
  context: DecisionContext,
  order: OrderState,
  { fact, at }: { readonly fact: AttentionFact; readonly at: number },
): Decision {
  const allowed = requirePermission(context, HANDLED_BY[fact.type].permission);
  if (!allowed.ok) return allowed;
  const apart = choosable(order, fact);
  const said = apart?.said[at];
  if (apart === undefined || said === undefined) return err({ type: "attention/none" });
  const set = { [apart.field]: said.value };
  if (apart.of === "line") {
    const balance = orderBalance(order).lines.find(({ id }) => id === fact.subject);
    if (balance === undefined) return err({ type: "attention/none" });
    return ok([changeOf(order, balance, { set })]);
  }
  if (apart.field === "service") return decideSetService(context, order, said.value as Service);
  if (apart.field === "exempt") {
    return decideExemptBack(context, order, said.value as Exempt | null);
  }
  if (!mayHold(order, apart, said.value)) return err({ type: "order/paid" });
  return ok([headChange(order, set as OrderChanged["set"])]);
}
