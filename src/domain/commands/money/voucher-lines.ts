/** The lines of an order that are vouchers: typed by their amount, or products of the catalogue. */

import { err, ok, type Result } from "../../base/result.ts";
import { type LineAdded } from "../../events/line-events.ts";
import { type Product } from "../../goods/catalogue.ts";
import { type MinorUnits, oneUnit, type Thousandths } from "../../money/amounts.ts";
import { pricingRuleNumber } from "../../money/pricing-rule.ts";
import { type DecisionContext } from "../decision.ts";
import { isQuantity, LINE_GROSS_MAX } from "../order/priceable.ts";
import { type Refusal } from "../refusal.ts";

type VoucherContext = Pick<DecisionContext, "vouchers" | "rules">;

interface VoucherWish {
  /** The product's; empty for one that was typed by its amount. */
  readonly sku: string;
  readonly name: string;
  readonly amount: MinorUnits;
}

/**
 * Returns the line of one voucher. The limit of a line asks nothing of it: what is usual for goods says nothing of a
 * gift.
 */
export function voucherLine(
  { vouchers, rules }: VoucherContext,
  { sku, name, amount }: VoucherWish,
): Result<LineAdded, Refusal> {
  if (vouchers?.() === undefined) return err({ type: "voucher/no-key" });
  if (amount <= 0 || amount > LINE_GROSS_MAX) return err({ type: "voucher/amount", amount });
  return ok({
    sku,
    name,
    kitchen: name,
    quantity: oneUnit,
    unit: amount,
    by: "open",
    taxes: { counter: [], delivery: [], "dine-in": [], takeaway: [] },
    rule: pricingRuleNumber(rules.pricing),
    station: "",
    course: 1,
    held: false,
    service: null,
    seat: 0,
    note: "",
    modifiers: [],
  });
}

/** Returns a line for each piece of a product that is a voucher: each has a code of its own. */
export function linesOfVoucher(
  context: VoucherContext,
  {
    product,
    quantity,
    price,
  }: {
    readonly product: Product;
    readonly quantity: Thousandths;
    /** As it was typed; undefined takes the product's. */
    readonly price?: MinorUnits | undefined;
  },
): Result<ReadonlyArray<LineAdded>, Refusal> {
  const { sku, name, openPrice, active } = product;
  if (!active) return err({ type: "product/inactive", name });
  if (!isQuantity(quantity, "each")) return err({ type: "quantity/invalid", name, quantity });
  if (openPrice && price === undefined) return err({ type: "price/needed", name });
  if (!openPrice && price !== undefined) return err({ type: "line/fixed", name, deed: "priced" });
  const line = voucherLine(context, { sku, name, amount: price ?? product.price });
  if (!line.ok) return line;
  const { value } = line;
  return ok(Array.from({ length: quantity / oneUnit }, () => value));
}
