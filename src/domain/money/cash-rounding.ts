/**
 * Cash where the smallest coins are gone: only what is settled in cash is rounded, last, and the
 * difference is an amount of its own, neither tax nor discount. Source: docs/rules/arithmetic.md, R7.
 */

import { assertNever } from "../base/assert-never.ts";
import { err, ok, type Result } from "../base/result.ts";
import { minor, type MinorUnits, subtractMinor, zeroMinor } from "./amounts.ts";

export type CashDirection = "nearest" | "up" | "down";

export interface CashRule {
  /** The smallest coin in minor units; 0 or 1 where nothing is rounded. */
  readonly step: number;
  /** The direction of rounding, by magnitude also for refunds; an exact half of a step goes away from zero. */
  readonly direction: CashDirection;
}

/**
 * An amount to the step. Throws RangeError for a negative step. Source: docs/rules/arithmetic.md, R7 and R8;
 * fixtures/vectors/cash-rounding.json, C07, C09 and C13.
 */
export function roundCash(amount: MinorUnits, rule: CashRule): MinorUnits {
  if (!Number.isSafeInteger(rule.step) || rule.step < 0) {
    throw new RangeError(`Not a step of cash: ${rule.step}`);
  }
  if (rule.step < 2) return amount;
  const magnitude = Math.abs(amount);
  const rest = magnitude % rule.step;
  const down = magnitude - rest;
  const rounded = goesUp(rest, rule) ? down + rule.step : down;
  return minor(amount < 0 ? -rounded : rounded);
}

export interface CashTender {
  /** The amount that the cash has to settle: what is left of the bill, or what the guest pays of it in cash. */
  readonly due: MinorUnits;
  readonly tendered: MinorUnits;
  readonly rule: CashRule;
}

export interface CashSettlement {
  /** The amount that stays in the drawer. */
  readonly amount: MinorUnits;
  readonly change: MinorUnits;
  /** `amount` less what was due. */
  readonly rounding: MinorUnits;
}

export interface CashShortfall {
  readonly type: "cash/shortfall";
  /** The amount that would have settled it. */
  readonly needed: MinorUnits;
  readonly missing: MinorUnits;
}

/**
 * Takes cash for an amount. Exactly the unrounded amount is always accepted, without rounding, and so
 * is more than that where it is not enough for the rounded one: it settles the amount all the same. A
 * refund is the mirror: both amounts negative, `tendered` being what is handed out.
 *
 * A part payment settles what is given: pass that as `due`. Source: docs/rules/arithmetic.md, R7 and R8;
 * fixtures/vectors/cash-rounding.json.
 */
export function settleCash({
  due,
  tendered,
  rule,
}: CashTender): Result<CashSettlement, CashShortfall> {
  const rounded = roundCash(due, rule);
  const isExact = tendered === due || (due > 0 && tendered > due && tendered < rounded);
  const amount = isExact ? due : rounded;
  const change = minor(tendered - amount);
  const isShort = due < 0 ? change > 0 : change < 0;
  if (isShort)
    return err({
      type: "cash/shortfall",
      needed: amount,
      missing: subtractMinor(zeroMinor, change),
    });
  return ok({ amount, change, rounding: minor(amount - due) });
}

function goesUp(rest: number, rule: CashRule): boolean {
  switch (rule.direction) {
    case "nearest":
      return rest * 2 >= rule.step;
    case "up":
      return rest > 0;
    case "down":
      return false;
    default:
      return assertNever(rule.direction, "direction of cash rounding");
  }
}
