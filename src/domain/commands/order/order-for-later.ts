/**
 * Orders for later, such as a cake for Saturday: when it is wanted, and that the guest collects it. What was paid
 * until then is a deposit; the receipt is issued on collection, at whichever till and day that is.
 */

import { waitingCards } from "../../balance/card-payments.ts";
import { ordersOnBill } from "../../balance/line-places.ts";
import { orderBalance } from "../../balance/order-balance.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Draft } from "../../events/kinds.ts";
import { type LineAdded } from "../../events/line-events.ts";
import { orderStream } from "../../folds/order-fold.ts";
import { type Service } from "../../goods/catalogue.ts";
import { oneUnit, sumMinor, zeroMinor } from "../../money/amounts.ts";
import { pricingRuleNumber } from "../../money/pricing-rule.ts";
import {
  dayOfDue,
  dueAtOf,
  isForLater,
  ownDueAt,
  timeOfDue,
  wallText,
} from "../../order/due-at.ts";
import { readTaxClass } from "../../prices/catalogue-view.ts";
import { readSetting } from "../../settings/settings.ts";
import { wallDate } from "../../settings/shop-time.ts";
import { type OrderState, openedId } from "../../state/order-state.ts";
import { emptyRegister } from "../../state/register.ts";
import { magnitude } from "../../text/quantity.ts";
import { stillAsked } from "../cards/card-beside.ts";
import {
  type Decision,
  type DecisionContext,
  isSure,
  requirePermission,
  requireReason,
} from "../decision.ts";
import { closeWhenEven } from "../money/settle-order.ts";
import { type Refusal } from "../refusal.ts";
import { chargesTakenOff } from "./charge-order.ts";
import { checkAgeAtHandOver } from "./check-age.ts";
import { withoutFollowers } from "./deposits.ts";
import { foldDrafts, shiftContext } from "./drafted-order.ts";
import { dueDrafts } from "./due-order.ts";
import { exemptionEnded } from "./exempt-order.ts";
import { decidePayment, type MadePayment } from "./ring-up.ts";
import { decideTakeOff } from "./take-off.ts";
import { taxesAnew } from "./tax-order.ts";

export interface Collection {
  /** How the rest is paid; undefined where nothing is left to pay. */
  readonly payment?: MadePayment | undefined;
  /** The rest is paid by another act: until then the order is one of now. */
  readonly isRestLater?: boolean | undefined;
}

/** The guest is there: the order is paid in full, and its receipt uses all that was paid before. */
export function decideCollect(
  context: DecisionContext,
  order: OrderState,
  { payment, isRestLater = false }: Collection,
): Decision {
  const allowed = requirePermission(context, "pay");
  if (!allowed.ok) return allowed;
  const waits = requireForLater(order);
  if (!waits.ok) return waits;
  const age = checkAgeAtHandOver(context, order);
  if (!age.ok) return age;
  const dues = dueDrafts(order, "", age.value);
  const now = ofNow(foldDrafts(context, order, dues));
  const collected = [...dues, ...taxesAnew(context, now)];
  const after = ofNow(foldDrafts(context, order, collected));
  const asked = requireTaxesSeen(context, now, after);
  if (!asked.ok) return asked;
  const { refundDue } = orderBalance(after);
  if (payment === undefined && refundDue > 0) {
    return isRestLater ? ok(collected) : err({ type: "payment/owes", refundDue });
  }
  // Nothing more is tendered for what deposits have paid.
  const wanted = payment ?? ({ type: "cash", tendered: zeroMinor } as const);
  const paid = decidePayment(shiftContext(context, collected.length), after, wanted);
  if (!paid.ok) {
    if (payment !== undefined || paid.fault.type !== "cash/too-little") return paid;
    return isRestLater ? ok(collected) : err({ type: "due/rest", due: paid.fault.due });
  }
  const isWhole = paid.value.some(({ kind }) => kind === "receipt/issued");
  if (payment !== undefined && !isWhole && refundDue === 0) {
    return err({ type: "due/rest", due: orderBalance(after).due });
  }
  return ok([...collected, ...paid.value]);
}

/**
 * Refuses other taxes on what was paid in full before, as long as nobody has said that they are seen: the guest pays
 * nothing more, so the shop bears the difference. Where prices don't contain the taxes, the rest says it.
 */
function requireTaxesSeen(
  context: Pick<DecisionContext, "sure">,
  before: OrderState,
  after: OrderState,
): Result<undefined, Refusal> {
  const [was, is] = [before, after].map((order) => {
    const { due, deposits, remainingTaxes } = orderBalance(order);
    const isPaid = due === 0 && deposits.length > 0;
    return { isPaid, tax: sumMinor(remainingTaxes, ({ tax }) => tax) };
  });
  const isAsked = was?.isPaid === true && is?.isPaid === true && was.tax !== is.tax;
  return isAsked && !isSure(context, "line")
    ? err({ type: "due/taxes", before: was.tax, after: is.tax })
    : ok(undefined);
}

export interface Forfeit {
  readonly reason: string;
  /** What papers call the deposits that are kept, in the shop's language. */
  readonly name: string;
}

/**
 * Nobody collected the order: its goods come off, and what was paid for it is the shop's, on a receipt of one line.
 * That money contains the taxes of the setting's class, also where prices don't.
 */
export function decideForfeit(
  context: DecisionContext,
  order: OrderState,
  { reason, name }: Forfeit,
): Decision {
  const allowed = requirePermission(context, "void");
  if (!allowed.ok) return allowed;
  const waits = requireForLater(order);
  if (!waits.ok) return waits;
  if (hasReceiptOfLater(order)) return err({ type: "forfeit/receipt" });
  if (sumMinor(orderBalance(order).deposits, ({ amount }) => amount) <= 0) {
    return err({ type: "forfeit/nothing" });
  }
  const [waiting] = waitingCards(order);
  if (waiting !== undefined) return err(stillAsked(context, waiting));
  const why = requireReason(reason, { type: "forfeit/reason" });
  if (!why.ok) return why;
  const taxes = taxesKept(context);
  if (!taxes.ok) return taxes;
  const off = allOff(context, order, why.value);
  if (!off.ok) return off;
  const over = requireHourOver(context, order);
  if (!over.ok) return over;
  const bare = foldDrafts(context, order, off.value);
  const line: Draft = {
    kind: "order/forfeit-added",
    streams: [orderStream(openedId(order))],
    body: {
      sku: "",
      name,
      kitchen: name,
      quantity: oneUnit,
      unit: orderBalance(bare).refundDue,
      by: "open",
      taxes: taxes.value,
      rule: pricingRuleNumber(context.rules.pricing),
      station: "",
      course: 1,
      held: false,
      service: null,
      seat: 0,
      note: "",
      modifiers: [],
      reason: why.value,
    },
  };
  const before = [...off.value, line];
  const kept = ofNow(foldDrafts(context, order, before));
  return ok([...before, ...closeWhenEven(shiftContext(context, before.length), kept)]);
}

/** Refuses as long as the guest may still come, unless somebody has said that nobody will: they called, say. */
function requireHourOver(
  context: Pick<DecisionContext, "sure" | "wall">,
  order: OrderState,
): Result<undefined, Refusal> {
  const { nowMs, offsetAt } = context.wall;
  const dueAt = dueAtOf(order);
  return !isSure(context, "line") && dueAt > wallText(nowMs, offsetAt)
    ? err({ type: "forfeit/early", day: dayOfDue(dueAt), time: timeOfDue(dueAt) })
    : ok(undefined);
}

/** Whether goods of those orders on the bill have a receipt that are still for later. */
function hasReceiptOfLater(order: OrderState): boolean {
  const later = new Set(
    ordersOnBill(order).flatMap((one) => (ownDueAt(one) === "" ? [] : [one.opened?.id])),
  );
  return order.receipts.some(({ body }) => body.items.some(({ at }) => later.has(at)));
}

/**
 * Takes off all goods and charges, which the kitchen hears, and makes it an order of now. Its buyer may owe no taxes,
 * but buys nothing: the shop owes them for what it keeps.
 */
function allOff(context: DecisionContext, order: OrderState, reason: string): Decision {
  const { lines, charges } = orderBalance(order);
  const voids = lines
    // What another order on the bill was collected with is its guest's.
    .filter(({ voided, covered }) => !voided && covered === 0)
    .map(({ id, quantity }) => ({ line: id, count: magnitude(quantity) }));
  const taken = decideTakeOff(context, order, { voids: withoutFollowers(order, voids), reason });
  if (!taken.ok) return taken;
  const uncharged = charges.length === 0 ? [] : chargesTakenOff(context, order, reason);
  return ok([...taken.value, ...uncharged, ...exemptionEnded(order), ...dueDrafts(order, "")]);
}

/** Returns the taxes that the money contains, none of them on top of another. */
function taxesKept({ view, day, at }: DecisionContext): Result<LineAdded["taxes"], Refusal> {
  const id = readSetting(view, "forfeit-class");
  const taxClass = id === "" ? undefined : readTaxClass(view, id, wallDate(day, at));
  if (id !== "" && taxClass === undefined) return err({ type: "forfeit/class", text: id });

  function kept(service: Service): LineAdded["taxes"][Service] {
    const taxes = taxClass?.taxesByService[service] ?? [];
    return taxes.map(({ label, rate }) => ({ label, rate, included: true }));
  }

  return ok({
    counter: kept("counter"),
    delivery: kept("delivery"),
    "dine-in": kept("dine-in"),
    takeaway: kept("takeaway"),
  });
}

/** Refuses an order that nobody collects: one of now, or one that was collected. */
export function requireForLater(order: OrderState): Result<undefined, Refusal> {
  if (orderBalance(order).status === "paid") return err({ type: "order/paid" });
  return isForLater(order) ? ok(undefined) : err({ type: "due/none" });
}

/** Returns the bill with all orders on it as orders of now: drafts are folded into the bill alone. */
function ofNow({ gathered, ...order }: OrderState): OrderState {
  if (gathered === undefined) return order;
  const orders = gathered.orders.map((one) => ({
    ...one,
    fields: { ...one.fields, dueAt: emptyRegister<string>() },
  }));
  return { ...order, gathered: { ...gathered, orders } };
}
