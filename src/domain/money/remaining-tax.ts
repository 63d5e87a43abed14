/**
 * The taxes of what no receipt covers yet, when an order is paid in pieces.
 *
 * What a receipt states is frozen. The rest is worked out from the whole, so that the receipts of an
 * order add up to its tax whatever the pieces, and each cent that rounding moved stands in the last.
 */

import { minor, type MinorUnits, subtractMinor, sumMinor, zeroMinor } from "./amounts.ts";
import {
  onPrices,
  sumTaxes,
  type TaxableLine,
  taxBill,
  type TaxRules,
  type TaxView,
} from "./tax.ts";

export interface RemainingTaxesInput extends TaxRules {
  /** The lines as receipts cover them. */
  readonly coveredLines: ReadonlyArray<TaxableLine>;
  /** The taxes that those receipts state, of all of them together. */
  readonly coveredTaxes: ReadonlyArray<TaxView>;
  readonly remainingLines: ReadonlyArray<TaxableLine>;
}

export interface RemainingTaxes {
  readonly taxes: ReadonlyArray<TaxView>;
  /** The amount still to pay. */
  readonly total: MinorUnits;
}

/**
 * All taxes of what no receipt covers yet, so that the receipts of one order add up to its tax in
 * whatever pieces it is paid. Covered figures are frozen; each cent that rounding moved stands in
 * the rest. Throws as `taxBill` does. Source: docs/rules/arithmetic.md, R9 and R10.
 */
export function remainingTaxes(input: RemainingTaxesInput): RemainingTaxes {
  const lines = [...input.coveredLines, ...input.remainingLines];
  const whole = taxBill({ lines, half: input.half, rounding: input.rounding });
  const taxes = sumTaxes([...whole.taxes, ...input.coveredTaxes.map(negated)]);
  return {
    taxes,
    total: minor(sumMinor(input.remainingLines, (line) => line.amount) + onPrices(taxes)),
  };
}

/** Returns the tax with the signs turned round. */
export function negated(tax: TaxView): TaxView {
  const { net, tax: amount, exempt } = tax;
  return {
    ...tax,
    net: subtractMinor(zeroMinor, net),
    tax: subtractMinor(zeroMinor, amount),
    ...(exempt === undefined ? {} : { exempt: subtractMinor(zeroMinor, exempt) }),
  };
}
