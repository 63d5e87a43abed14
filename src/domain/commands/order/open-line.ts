/** A line of an order that may still change, and the events that change it. */

import { isAllHere } from "../../balance/line-places.ts";
import { type LineBalance, orderBalance } from "../../balance/order-balance.ts";
import { discountsOf } from "../../balance/order-discount.ts";
import { paidItemsOf } from "../../balance/paid-items.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type LineChanged } from "../../events/order-events.ts";
import { type Permission } from "../../events/permission.ts";
import { lineStream } from "../../folds/order-fold.ts";
import { discountLine, lineGross } from "../../goods/pricing.ts";
import { type EventId } from "../../identity.ts";
import { type Deed, type LineKind } from "../../lines/line-kinds.ts";
import {
  minor,
  type MinorUnits,
  sumMinor,
  type Thousandths,
  zeroMinor,
} from "../../money/amounts.ts";
import { type LineFields, type OrderState } from "../../state/order-state.ts";
import { openWriteIds } from "../../state/register.ts";
import { type DecisionContext, isSure, requirePermission, requireShortText } from "../decision.ts";
import { type Refusal } from "../refusal.ts";

/** What somebody does to a line, with the right that it takes. */
interface DoneTo {
  readonly line: EventId;
  readonly permission: Permission;
  /** What the line's kind has to allow; null for what can be done to any line. */
  readonly deed: Deed | null;
}

/** A line that may still change: known, not voided, nothing of it paid here. */
export function openLine(
  context: DecisionContext,
  order: OrderState,
  done: DoneTo,
): Result<LineBalance, Refusal> {
  const found = unvoidedLine(context, order, done);
  if (!found.ok) return found;
  if (found.value.covered === 0 && !isPaidByCoupons(order, done.line)) return found;
  const type = found.value.remaining === 0 ? "line/paid" : "line/part-paid";
  return err({ type, name: found.value.line.added?.name ?? "" });
}

/** Returns a line that is not voided; something of it may be paid. */
export function unvoidedLine(
  context: DecisionContext,
  order: OrderState,
  { line, permission, deed }: DoneTo,
): Result<LineBalance, Refusal> {
  const balance = orderBalance(order).lines.find(({ id }) => id === line);
  if (balance === undefined) return err({ type: "line/unknown" });
  const name = balance.line.added?.name ?? "";
  if (balance.voided) return err({ type: "line/voided", name });
  const allowed = requirePermission(context, permission);
  if (!allowed.ok) return allowed;
  return deed === null ? ok(balance) : requireDeed(balance, deed);
}

/** Refuses what can't be done to lines of this kind. */
export function requireDeed(balance: LineBalance, deed: Deed): Result<LineBalance, Refusal> {
  // The price of a part is its share of the combo's, which was spread over what was chosen. A deposit that came with
  // goods goes where they go. A piece with a serial number is a line of its own.
  const { name = "", combo, with: goods, serial } = balance.line.added ?? {};
  const isFixed =
    goods !== undefined ||
    (deed === "priced" && combo !== undefined) ||
    (deed === "counted" && serial !== undefined);
  return balance.kind[deed] && !isFixed
    ? ok(balance)
    : err({ type: "line/fixed", name: combo?.name ?? name, deed });
}

/** Refuses a line that lies on other bills too: a change of the whole line would change those. */
export function requireAllHere(
  { gathered }: OrderState,
  { id, line }: LineBalance,
): Result<undefined, Refusal> {
  const where = gathered?.linesById[id];
  return where === undefined || isAllHere(where)
    ? ok(undefined)
    : err({ type: "line/elsewhere-too", name: line.added?.name ?? "" });
}

/** Refuses a line whose price is not of this bill alone, or of which another part has a share. */
export function requireOwnPrice(
  order: OrderState,
  balance: LineBalance,
): Result<undefined, Refusal> {
  const whole = requireAllHere(order, balance);
  if (!whole.ok || paidOf(order, balance.id) === 0) return whole;
  return err({ type: "line/part-paid", name: balance.line.added?.name ?? "" });
}

/** Returns the amount that receipts cover of a line, on any bill and before the order's discount. */
export function paidOf(order: OrderState, line: EventId): MinorUnits {
  return sumMinor(paidItemsOf(order, line), ({ gross }) => gross);
}

/** Whether a receipt has a line that cost nothing in money because coupons or points paid for it. */
export function isPaidByCoupons(order: OrderState, line: EventId): boolean {
  return paidItemsOf(order, line).some(
    ({ gross, coupons = [] }) => gross === 0 && coupons.length > 0,
  );
}

/** Refuses a quantity below what bills have paid of the line; the paid quantity stays ordered. */
export function requireUnpaid(
  order: OrderState,
  { id, line, unitPrice, discount, kind }: LineBalance,
  quantity: Thousandths,
): Result<undefined, Refusal> {
  const paid = paidOf(order, id);
  if (kind.side < 0 || paid === 0) return ok(undefined);
  const { half } = orderBalance(order).rule;
  const gross = lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity, half });
  const { net } = discountLine(gross, discountsOf(discount), half);
  const name = line.added?.name ?? "";
  return net < paid ? err({ type: "line/part-paid", name }) : ok(undefined);
}

/**
 * Refuses without the right for a line; a change that makes it worth more also takes the right of its
 * kind, such as the one to take goods back. `kind`: null where it gets worth no more.
 */
export function requireForLine(
  context: DecisionContext,
  { permission, kind }: { readonly permission: Permission; readonly kind: LineKind | null },
): Result<undefined, Refusal> {
  const allowed = requirePermission(context, permission);
  const right = kind?.right ?? null;
  return allowed.ok && right !== null ? requirePermission(context, right) : allowed;
}

/** Refuses a line beyond the limit, as long as nobody has said that it is meant. */
export function requireUsualLine(
  context: Pick<DecisionContext, "lineLimit" | "sure">,
  { name, gross }: { readonly name: string; readonly gross: MinorUnits },
): Result<undefined, Refusal> {
  const limit = isSure(context, "line") ? zeroMinor : (context.lineLimit?.() ?? zeroMinor);
  return limit > 0 && Math.abs(gross) > limit
    ? err({ type: "line/unusual", name, gross })
    : ok(undefined);
}

/** Who has heard of a line: the kitchen, or the guest by a bill, or by a promotion that is paid in part. */
type Knower = Extract<Refusal, { readonly type: "reason/needed" }>["knownBy"];

/** Why there is less of a line: what somebody knows of never goes without. */
export function readReason(
  text = "",
  { knownBy, name }: { readonly knownBy: Knower | undefined; readonly name: string },
): Result<string, Refusal> {
  const reason = text.trim();
  if (knownBy !== undefined && reason === "") return err({ type: "reason/needed", name, knownBy });
  const fits = requireShortText("reason", reason);
  return fits.ok ? ok(reason) : fits;
}

/** Fields of a line, over what they say now. */
/** Returns the field that names what is taken back; none where nothing is. */
export function undoing(undoes: ReadonlyArray<EventId> = []): Pick<LineChanged, "undoes"> {
  return undoes.length === 0 ? {} : { undoes: [...undoes] };
}

export function changeOf(
  order: OrderState,
  { id, line }: LineBalance,
  {
    set,
    reason = "",
    wasted,
    breaks = 0,
    undoes = [],
  }: {
    readonly set: LineChanged["set"];
    readonly reason?: string;
    readonly wasted?: Thousandths | undefined;
    /** What paid goods keep of promotions that break by it. */
    readonly breaks?: number;
    /** The writes of less that it takes back. */
    readonly undoes?: ReadonlyArray<EventId> | undefined;
  },
): Draft {
  const fields = Object.keys(set) as ReadonlyArray<keyof LineFields>;
  const over = Object.fromEntries(fields.map((field) => [field, openWriteIds(line.fields[field])]));
  const body = {
    line: id,
    set,
    over,
    reason,
    ...(wasted === undefined ? {} : { wasted }),
    ...(breaks > 0 ? { breaks: minor(breaks) } : {}),
    ...undoing(undoes),
  };
  return { kind: "order/line-changed", streams: [lineStream(order, id)], body };
}
