/** Decisions about what is taken off a line or an order: within the limit of who gives it, and why. */

import { lineAt, ordersOnBill } from "../../balance/line-places.ts";
import { type LineBalance, orderBalance } from "../../balance/order-balance.ts";
import { discountsOf } from "../../balance/order-discount.ts";
import { paidItemsOf } from "../../balance/paid-items.ts";
import { err, ok, type Result } from "../../base/result.ts";
import {
  DISCOUNT_GOODS_MAX,
  DISCOUNT_SKUS_MAX,
  type GivenDiscount,
  type OrderDiscount,
} from "../../events/discount-events.ts";
import { type Draft } from "../../events/kinds.ts";
import { type Permission } from "../../events/permission.ts";
import { knownReceipts, lineStream, orderStream } from "../../folds/order-fold.ts";
import { type Catalogue } from "../../goods/catalogue.ts";
import { namedGoods } from "../../goods/named-goods.ts";
import { discountLine, lineGross } from "../../goods/pricing.ts";
import { type EventId } from "../../identity.ts";
import { allocate } from "../../money/allocate.ts";
import {
  milliPercent,
  minor,
  type MinorUnits,
  sumMinor,
  thousandths,
  zeroMinor,
} from "../../money/amounts.ts";
import { type HalfRule } from "../../money/rounding.ts";
import { readCatalogue } from "../../prices/catalogue-view.ts";
import { type LineState, type OrderState, openedId } from "../../state/order-state.ts";
import { openWriteIds, type Register, registerValue } from "../../state/register.ts";
import { type Decision, type DecisionContext, requirePermission } from "../decision.ts";
import { type Refusal } from "../refusal.ts";
import {
  type GivenOff,
  isUnder,
  readDiscountReason,
  requireWithinLimit,
} from "./discount-limit.ts";
import { paidOf, requireAllHere, unvoidedLine } from "./open-line.ts";

/**
 * Takes something off what a line costs, or nothing any more. It replaces what was taken off before. Of
 * goods that come back it takes its share off what is given for them; of a line of which a share is paid,
 * off what is left of it.
 */
export function decideDiscountLine(
  context: DecisionContext,
  order: OrderState,
  command: GivenOff & { readonly line: EventId },
): Decision {
  const discountNow = order.linesById[command.line]?.fields.discount;
  const permission = permissionFor(command, discountNow);
  const found = unvoidedLine(context, order, {
    line: command.line,
    permission,
    deed: "discounted",
  });
  if (!found.ok) return found;
  const whole = requireAllHere(order, found.value);
  if (!whole.ok) return whole;
  const { line } = found.value;
  const part = discountablePart(order, found.value);
  const { discount, isUndo = false } = command;
  const name = line.added?.name ?? "";
  const written = isUndo ? discount : part.written(discount);
  if (!part.isOpen(command, written)) return err({ type: "line/paid", name });
  // The discount that somebody takes back to was given on the whole line.
  const gross = isUndo ? part.whole : part.gross;
  if (discount !== null && (gross <= 0 || discount.amount > gross)) {
    return err({ type: "discount/too-much", name, gross });
  }
  const within = requireGiven(context, command, gross);
  if (!within.ok) return within;
  const reason = readDiscountReason(context, command, gross);
  if (!reason.ok) return reason;
  const over = openWriteIds(line.fields.discount);
  const streams = [lineStream(order, command.line)];
  const body = { line: command.line, discount: written, over, reason: reason.value };
  return ok([{ kind: "order/line-discounted", streams, body }]);
}

interface DiscountablePart {
  /** The price that a discount is taken off; above zero also for goods that come back. */
  readonly gross: MinorUnits;
  /** The price of the line including what was paid of it. */
  readonly whole: MinorUnits;
  /** Returns the discount to write on the whole line, so that this part gets the given one. */
  readonly written: (discount: GivenDiscount | null) => GivenDiscount | null;
  /** Whether something of it is left to pay, or was before it was given away. */
  readonly isOpen: (given: GivenOff, written: GivenDiscount | null) => boolean;
}

function discountablePart(order: OrderState, balance: LineBalance): DiscountablePart {
  const { id, kind } = balance;
  const paid = paidOf(order, id);
  if (paid === 0) {
    const gross = minor(Math.abs(balance.gross));
    return { gross, whole: gross, written: (discount) => discount, isOpen: () => true };
  }
  const { half } = orderBalance(order).rule;
  const whole = wholeGross(balance, half);
  const costNow = costsWith(whole, balance.discount, half);
  const isLeft = kind.side > 0 && costNow > paid;
  const unpaid = balance.discount === null ? whole - paid : whole * (1 - sharePaid(order, id));
  const gross = minor(isLeft ? Math.max(costNow - paid, Math.round(unpaid)) : 0);
  return {
    gross,
    whole,
    written: (discount) => {
      const amount = minor(whole - paid - costsWith(gross, discount, half));
      if (discount !== null) return { ...discount, rate: milliPercent(0), amount };
      return amount === 0 ? null : { rate: milliPercent(0), amount };
    },
    isOpen: ({ isUndo = false }, written) =>
      isUndo
        ? sharePaid(order, id) < 1 - SHARE_LEAST && costsWith(whole, written, half) >= paid
        : isLeft,
  };
}

/** Returns the price of the line on all bills, before its discount. */
function wholeGross({ line, unitPrice }: LineBalance, half: HalfRule): MinorUnits {
  const quantity = registerValue(line.fields.quantity) ?? thousandths(0);
  return lineGross({ unitPrice, modifiersPerUnit: zeroMinor, quantity, half });
}

function sharePaid(order: OrderState, line: EventId): number {
  return paidItemsOf(order, line).reduce((sum, { num, den }) => sum + num / den, 0);
}

/** The smallest share of a line: less than that is rounding, and nothing is left of it. */
const SHARE_LEAST = 0.001;

function costsWith(gross: MinorUnits, discount: GivenDiscount | null, half: HalfRule): MinorUnits {
  return discountLine(gross, discountsOf(discount), half).net;
}

/** A discount of an order as somebody gives it, or as it was. */
export interface OrderOff extends GivenOff {
  readonly discount: OrderDiscount | null;
}

/**
 * Decides a discount on all sold lines together, after their own discounts, or on those of the goods that
 * `on` names by SKU or category; receipts and returned goods stay as they were.
 */
export function decideDiscountOrder(
  context: DecisionContext & { readonly catalogue?: () => Catalogue },
  order: OrderState,
  command: OrderOff & { readonly on?: ReadonlyArray<string> | undefined },
): Decision {
  const permission = permissionFor(command, order.fields.discount);
  const allowed = requirePermission(context, permission);
  if (!allowed.ok) return allowed;
  const named = withGoods(context, order, command);
  if (!named.ok) return named;
  const discount = named.value;
  const { status, lines } = orderBalance(order);
  if (status === "paid" && !isAllGivenAway(order, command)) return err({ type: "order/paid" });
  const gross = sumMinor(lines.filter(isUnder(discount)), ({ remaining }) =>
    Math.max(0, remaining),
  );
  const name = discount?.goods?.names.join(", ") ?? "";
  if (gross === 0 && name !== "") return err({ type: "discount/none-of-it", name });
  if (discount !== null && (gross === 0 || discount.amount > gross)) {
    return err({ type: "discount/too-much", name, gross });
  }
  const within = requireGiven(context, command, gross);
  if (!within.ok) return within;
  const why = readDiscountReason(context, command, gross);
  if (!why.ok) return why;
  return ok(discounted(order, discount, why.value));
}

/** Returns the discount with the goods that somebody names; lines of older builds are named by their SKUs. */
function withGoods(
  {
    view,
    day,
    catalogue = () => readCatalogue(view, day),
  }: Parameters<typeof decideDiscountOrder>[0],
  { linesById }: OrderState,
  { discount, on = [] }: Parameters<typeof decideDiscountOrder>[2],
): Result<OrderDiscount | null, Refusal> {
  if (on.length === 0 || discount === null) return ok(discount);
  if (discount.kind !== undefined) return err({ type: "comp/by-line" });
  const goods = on.length > DISCOUNT_GOODS_MAX ? err("") : namedGoods(catalogue(), on);
  if (!goods.ok) return err({ type: "discount/no-goods", text: goods.fault });
  const { names, skus, categories } = goods.value;
  const { productsBySku } = catalogue();
  const older = Object.values<LineState>(linesById).flatMap(({ added }) => {
    if (added === null || added.category !== undefined) return [];
    const category = productsBySku.get(added.sku)?.category ?? "";
    return categories.includes(category) ? [added.sku] : [];
  });
  const all = [...new Set([...skus, ...older])].slice(0, DISCOUNT_SKUS_MAX);
  return ok({ ...discount, goods: { names, skus: all, categories } });
}

/** Whether a comp covers all of the order: no receipt shows it, so taking it back changes none. */
function isAllGivenAway({ fields, receipts }: OrderState, { isUndo = false }: GivenOff): boolean {
  const write = fields.discount.open.at(-1)?.id;
  const isSaid = receipts.some(({ body }) => body.items.some(({ offWrite }) => offWrite === write));
  return isUndo && write !== undefined && !isSaid;
}

/** Returns the discounts of each order on the bill: a rate is the same for all, an amount is shared. */
function discounted(
  order: OrderState,
  discount: OrderDiscount | null,
  reason: string,
): ReadonlyArray<Draft> {
  const orders = ordersOnBill(order);
  const lines = orderBalance(order).lines.filter(isUnder(discount));
  const rests = orders.map(({ opened }) =>
    sumMinor(lines, ({ id, remaining }) =>
      lineAt(order, id) === opened?.id ? Math.max(0, remaining) : 0,
    ),
  );
  const amounts = discount === null ? [] : allocate(discount.amount, rests);
  return orders.map((own, at): Draft => {
    const streams = [orderStream(openedId(own))];
    const given = discount && { ...discount, amount: amounts[at] ?? zeroMinor };
    const over = openWriteIds(own.fields.discount);
    const body = { discount: given, over, knows: knownReceipts(own), reason };
    return { kind: "order/discounted", streams, body };
  });
}

/** Giving goods away takes a right of its own, and so does taking that back. */
function permissionFor(
  { discount }: GivenOff,
  before: Register<GivenDiscount | null> | undefined,
): Permission {
  const given = discount ?? (before && registerValue(before));
  return given?.kind === undefined ? "discount" : "comp";
}

/**
 * Refuses a discount without right or reason; one that is taken back to was within the budget when
 * it was given.
 */
function requireGiven(
  context: DecisionContext,
  { discount, isUndo = false }: GivenOff,
  gross: MinorUnits,
): Result<undefined, Refusal> {
  if (isUndo && discount?.kind !== undefined) return ok(undefined);
  return requireWithinLimit(context, discount, gross);
}
