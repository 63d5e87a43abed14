/** Runs a vector's case on the functions of the domain: what is given, as data, to what comes out. */

import { z } from "zod";

import { orderDiscount } from "../../src/domain/balance/order-discount.ts";
import { parseScaleLabel, usualScaleRules, weighedGoods } from "../../src/domain/goods/barcode.ts";
import {
  type Discount,
  discountLine,
  lineGross,
  serviceCharge,
} from "../../src/domain/goods/pricing.ts";
import { allocate, splitEvenly } from "../../src/domain/money/allocate.ts";
import {
  milliPercent,
  milliPercentSchema,
  minor,
  minorUnitsSchema,
  sumMinor,
  thousandths,
  thousandthsSchema,
  zeroMinor,
} from "../../src/domain/money/amounts.ts";
import { roundCash, settleCash } from "../../src/domain/money/cash-rounding.ts";
import { currenciesByCode } from "../../src/domain/money/currency.ts";
import { divideRounded } from "../../src/domain/money/rounding.ts";
import { type Tax, taxBill } from "../../src/domain/money/tax.ts";
import { idOf } from "../support/told.ts";

const half = z.enum(["up", "even"]).default("up");
const direction = z.enum(["nearest", "up", "down"]);

const discount: z.ZodType<Discount> = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("percent"), rate: milliPercentSchema }),
  z.strictObject({ type: z.literal("amount"), amount: minorUnitsSchema }),
]);

const tax: z.ZodType<Tax> = z.strictObject({
  label: z.string(),
  rate: milliPercentSchema,
  included: z.boolean(),
  onTopOf: z.array(z.string()).default([]),
});

const billInput = z.strictObject({
  lines: z.array(
    z.strictObject({
      unitPrice: minorUnitsSchema,
      quantity: thousandthsSchema.default(thousandths(1000)),
      taxes: z.array(tax),
    }),
  ),
  orderDiscount: discount.default({ type: "amount", amount: zeroMinor }),
  half,
  rounding: z.enum(["order", "line"]).default("order"),
});

function runBill(input: unknown): object {
  const { lines, orderDiscount: given, half, rounding } = billInput.parse(input);
  const values = lines.map((line) => lineGross({ ...line, modifiersPerUnit: zeroMinor, half }));
  // A refund is the mirror of its sale; beside what is sold, goods that come back bear nothing of it.
  const direction = values.some((value) => value > 0) ? 1 : -1;
  const discounts = orderDiscount({
    write: writeOf(given),
    lines: values.map((value) => ({ remaining: minor(Math.max(0, value * direction)), items: [] })),
    half,
  }).map((off) => off * direction);
  const bill = taxBill({
    lines: lines.map(({ taxes }, place) => ({
      taxes,
      amount: minor((values[place] ?? 0) - (discounts[place] ?? 0)),
    })),
    half,
    rounding,
  });
  return {
    net: bill.net,
    tax: bill.tax,
    total: bill.total,
    taxes: bill.taxes.map(({ tax }) => tax),
    lineTotals: bill.lines.map(({ total }) => total),
    discounts,
  };
}

function writeOf(given: Discount) {
  const none = { rate: milliPercent(0), amount: zeroMinor };
  const value =
    given.type === "percent" ? { ...none, rate: given.rate } : { ...none, amount: given.amount };
  return { id: idOf("A", 1), value };
}

function runDivide(input: unknown): number {
  const given = z.strictObject({ numerator: z.int(), denominator: z.int(), half }).parse(input);
  return divideRounded(given.numerator, given.denominator, given.half);
}

function runAllocate(input: unknown): ReadonlyArray<number> {
  const given = z.strictObject({ total: minorUnitsSchema, weights: z.array(z.int()) }).parse(input);
  return allocate(given.total, given.weights);
}

function runSplit(input: unknown): ReadonlyArray<number> {
  const given = z.strictObject({ total: minorUnitsSchema, parts: z.int() }).parse(input);
  return splitEvenly(given.total, given.parts);
}

function runLineDiscounts(input: unknown): number {
  const given = z
    .strictObject({ gross: minorUnitsSchema, discounts: z.array(discount), half })
    .parse(input);
  return discountLine(given.gross, given.discounts, given.half).net;
}

function runServiceCharge(input: unknown): number {
  const given = z
    .strictObject({ discounted: minorUnitsSchema, rate: milliPercentSchema, half })
    .parse(input);
  return serviceCharge(given.discounted, given.rate, given.half);
}

function runLine(input: unknown): number {
  const given = z
    .strictObject({ unitPrice: minorUnitsSchema, quantity: thousandthsSchema, half })
    .parse(input);
  return lineGross({ ...given, modifiersPerUnit: zeroMinor });
}

const payInput = z.strictObject({
  total: minorUnitsSchema,
  step: z.int(),
  direction,
  payments: z.array(
    z.discriminatedUnion("method", [
      z.strictObject({ method: z.literal("card"), amount: minorUnitsSchema }),
      z.strictObject({
        method: z.literal("cash"),
        tendered: minorUnitsSchema,
        /** Settles no more than what is given, although more is due. */
        part: z.boolean().default(false),
      }),
    ]),
  ),
});

/** Pays a bill with one payment after another, each of what the ones before left. */
function runPay(input: unknown): object {
  const { total, payments, ...rule } = payInput.parse(input);
  let due = total;
  const settled = payments.map((payment) => {
    const step =
      payment.method === "card"
        ? { cash: 0, paid: payment.amount, change: 0, rounding: 0 }
        : settleInCash(payment.part ? payment.tendered : due, payment.tendered, rule);
    due = minor(due - step.paid + step.rounding);
    return step;
  });
  return {
    due,
    cash: sumMinor(settled, ({ cash }) => cash),
    paid: sumMinor(settled, ({ paid }) => paid),
    change: sumMinor(settled, ({ change }) => change),
    rounding: sumMinor(settled, ({ rounding }) => rounding),
  };
}

type Rule = Pick<z.infer<typeof payInput>, "step" | "direction">;

function settleInCash(
  due: z.infer<typeof minorUnitsSchema>,
  tendered: z.infer<typeof minorUnitsSchema>,
  rule: Rule,
): {
  readonly cash: number;
  readonly paid: number;
  readonly change: number;
  readonly rounding: number;
} {
  const settlement = settleCash({ due, tendered, rule });
  if (!settlement.ok) throw new Error(`${settlement.fault.missing} is missing`);
  const { amount, change, rounding } = settlement.value;
  return { cash: amount, paid: amount, change, rounding };
}

function runCashStep(input: unknown): unknown {
  const { amount, tendered, ...rule } = z
    .strictObject({
      amount: minorUnitsSchema,
      step: z.int(),
      direction,
      tendered: minorUnitsSchema.optional(),
    })
    .parse(input);
  if (tendered === undefined) return roundCash(amount, rule);
  const settlement = settleCash({ due: amount, tendered, rule });
  return settlement.ok ? settlement.value : settlement.fault;
}

function runCurrencyStep(input: unknown): unknown {
  const given = z.strictObject({ currency: z.string() }).parse(input);
  return currenciesByCode.get(given.currency)?.cashStep;
}

function runScaleLabel(input: unknown): object {
  const given = z
    .strictObject({ code: z.string(), unitPrice: minorUnitsSchema, half })
    .parse(input);
  const label = parseScaleLabel(given.code, usualScaleRules);
  if (!label.ok) {
    const { fault } = label;
    return {
      fault: fault.type,
      checkDigit: fault.type === "barcode/wrong-check-digit" ? fault.expected : "",
    };
  }
  const { productCode } = label.value;
  return { productCode, ...weighedGoods(label.value, given.unitPrice, given.half) };
}

/** By the kind that a vector names. */
export const runnersByKind: ReadonlyMap<string, (input: unknown) => unknown> = new Map<
  string,
  (input: unknown) => unknown
>([
  ["allocate", runAllocate],
  ["bill", runBill],
  ["cash-step", runCashStep],
  ["currency-step", runCurrencyStep],
  ["divide", runDivide],
  ["line", runLine],
  ["line-discounts", runLineDiscounts],
  ["pay", runPay],
  ["scale-label", runScaleLabel],
  ["service-charge", runServiceCharge],
  ["split", runSplit],
]);
