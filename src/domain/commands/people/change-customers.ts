/**
 * Decisions about customers. What they are called and how they are reached comes sealed; only whether
 * it may be written is decided here.
 */

import { err, ok, type Result } from "../../base/result.ts";
import { type CustomerSet } from "../../events/customer-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { type StreamId, toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { readCustomer } from "../../people/customers.ts";
import { openWriteIds } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";

type CustomerContext = Pick<DecisionContext, "view" | "staff">;

/** `id` is random, and the key under which `set` is sealed is named by it. */
export function decideAddCustomer(
  context: CustomerContext,
  { id, set }: { readonly id: string; readonly set: CustomerSet["set"] },
): Decision {
  const allowed = requirePermission(context, "customer");
  if (!allowed.ok) return allowed;
  const grouped = requireToGroup(context, set);
  if (!grouped.ok) return grouped;
  return ok([customerAdded(id, { ...set, active: true })]);
}

export function customerAdded(id: string, set: CustomerSet["set"]): Draft {
  return { kind: "customer/set", streams: [streamOf(id)], body: { set, over: {} } };
}

export function decideChangeCustomer(
  context: CustomerContext,
  { id, set }: { readonly id: string; readonly set: CustomerSet["set"] },
): Decision {
  const known = requireKnown(context, id);
  if (!known.ok) return known;
  if (Object.keys(set).length === 0) return err({ type: "customer/same" });
  const grouped = requireToGroup(context, set);
  if (!grouped.ok) return grouped;
  return ok([customerChanged(context.view, id, set)]);
}

export function customerChanged(view: LedgerView, id: string, set: CustomerSet["set"]): Draft {
  const { fields } = view.state("customer", id);
  const over = Object.fromEntries(
    Object.keys(set).map((field) => [field, openWriteIds(fields[field])]),
  );
  return { kind: "customer/set", streams: [streamOf(id)], body: { set, over } };
}

/** For ever, and in all that was written before: whoever may look customers up may not do that yet. */
export function decideEraseCustomer(context: CustomerContext, id: string): Decision {
  const known = requireKnown(context, id);
  if (!known.ok) return known;
  const allowed = requirePermission(context, "erase");
  if (!allowed.ok) return allowed;
  return ok([{ kind: "customer/erased", streams: [streamOf(id)], body: {} }]);
}

/**
 * Refuses a change of a customer's group without the right to change prices, since a group sets the
 * prices of all they will ever buy. Naming the customer on an order needs no such right.
 */
export function requireToGroup(
  context: Pick<DecisionContext, "staff">,
  { group }: CustomerSet["set"],
): Result<undefined, Refusal> {
  return group === undefined ? ok(undefined) : requirePermission(context, "price");
}

function requireKnown(context: CustomerContext, id: string): Result<undefined, Refusal> {
  const allowed = requirePermission(context, "customer");
  if (!allowed.ok) return allowed;
  const customer = readCustomer(context.view, id);
  if (customer === undefined) return err({ type: "customer/unknown", text: id });
  return customer === "erased" ? err({ type: "customer/erased" }) : ok(undefined);
}

function streamOf(id: string): StreamId {
  return toStreamId("customer", id);
}
