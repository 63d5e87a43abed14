/** A line of an order that may still change, and the events that change it. */

import { type Draft } from "../events/kinds.ts";
import { type LineChanged } from "../events/order-events.ts";
import { lineStream } from "../folds/order-fold.ts";
import { type LineFields, type OrderState } from "../folds/order-state.ts";
import { openWriteIds } from "../folds/register.ts";
import { type EventId } from "../identity.ts";
import { isAllHere } from "../line-places.ts";
import { type MinorUnits, sumMinor, type Thousandths, zeroMinor } from "../money/amounts.ts";
import { type LineBalance, orderBalance } from "../order-balance.ts";
import { discountsOf } from "../order-discount.ts";
import { itemsOf } from "../paid-parts.ts";
import { type Permission } from "../people/permission.ts";
import { discountLine, lineGross } from "../pricing.ts";
import { err, ok, type Result } from "../result.ts";
import { type DecisionContext, requirePermission, requireShortText } from "./decision.ts";
import { type Refusal } from "./refusal.ts";

/** A line that may still change: known, not voided, nothing of it paid here. */
export function openLine(
  context: DecisionContext,
  order: OrderState,
  { line, permission }: { readonly line: EventId; readonly permission: Permission },
): Result<LineBalance, Refusal> {
  const found = unvoidedLine(context, order, { line, permission });
  if (!found.ok || found.value.covered === 0) return found;
  const type = found.value.rest === 0 ? "line/paid" : "line/part-paid";
  return err({ type, name: found.value.line.added?.name ?? "" });
}

/** The same of which something may be paid. */
export function unvoidedLine(
  context: DecisionContext,
  order: OrderState,
  { line, permission }: { readonly line: EventId; readonly permission: Permission },
): Result<LineBalance, Refusal> {
  const balance = orderBalance(order).lines.find(({ id }) => id === line);
  if (balance === undefined) return err({ type: "line/unknown" });
  const name = balance.line.added?.name ?? "";
  if (balance.voided) return err({ type: "line/voided", name });
  const allowed = requirePermission(context, permission);
  return allowed.ok ? ok(balance) : allowed;
}

/** What is written of a whole line would change other bills too. */
export function requireAllHere(
  { gathered }: OrderState,
  { id, line }: LineBalance,
): Result<undefined, Refusal> {
  const where = gathered?.linesById[id];
  return where === undefined || isAllHere(where)
    ? ok(undefined)
    : err({ type: "line/elsewhere-too", name: line.added?.name ?? "" });
}

/** What it costs is on this bill alone, and no other one had a share of it. */
export function requireOwnPrice(
  order: OrderState,
  balance: LineBalance,
): Result<undefined, Refusal> {
  const whole = requireAllHere(order, balance);
  if (!whole.ok || paidOf(order, balance.id) === 0) return whole;
  return err({ type: "line/part-paid", name: balance.line.added?.name ?? "" });
}

/** What receipts cover of a line on whichever bill, before the order's discount. */
export function paidOf(order: OrderState, line: EventId): MinorUnits {
  return sumMinor(itemsOf(order, line), ({ gross }) => gross);
}

/**
 * Of a line that is to be so much, on all bills together: other bills may have paid some of it, and that
 * stays ordered.
 */
export function requireUnpaid(
  order: OrderState,
  { id, line, unitPrice, discount, comesBack }: LineBalance,
  quantity: Thousandths,
): Result<undefined, Refusal> {
  const paid = paidOf(order, id);
  if (comesBack || paid === 0) return ok(undefined);
  const { half } = orderBalance(order).rule;
  const gross = lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity, half });
  const { net } = discountLine(gross, discountsOf(discount), half);
  const name = line.added?.name ?? "";
  return net < paid ? err({ type: "line/part-paid", name }) : ok(undefined);
}

/** What makes more money go out, for goods that come back, takes the right to take goods back besides. */
export function requireForLine(
  context: DecisionContext,
  { permission, comesBack }: { readonly permission: Permission; readonly comesBack: boolean },
): Result<undefined, Refusal> {
  const allowed = requirePermission(context, permission);
  return allowed.ok && comesBack ? requirePermission(context, "return") : allowed;
}

/** Why there is less of a line: what somebody knows of never goes without. */
export function readReason(
  text = "",
  { knownBy, name }: { readonly knownBy: "kitchen" | "guest" | undefined; readonly name: string },
): Result<string, Refusal> {
  const reason = text.trim();
  if (knownBy !== undefined && reason === "") return err({ type: "reason/needed", name, knownBy });
  const fits = requireShortText("reason", reason);
  return fits.ok ? ok(reason) : fits;
}

/** Fields of a line, over what they say now. */
export function changeOf(
  order: OrderState,
  { id, line }: LineBalance,
  { set, reason = "" }: { readonly set: LineChanged["set"]; readonly reason?: string },
): Draft {
  const fields = Object.keys(set) as ReadonlyArray<keyof LineFields>;
  const over = Object.fromEntries(fields.map((field) => [field, openWriteIds(line.fields[field])]));
  const body = { line: id, set, over, reason };
  return { kind: "order/line-changed", streams: [lineStream(order, id)], body };
}
