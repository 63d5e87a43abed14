/** The points of a customer, as far as this till knows. */

import { usableOf } from "../../domain/stock/rights.ts";
import { pointsPurse, type PointsTotal, pointsTotal } from "../../domain/vouchers/points-rights.ts";
import { purseStanding } from "../../domain/vouchers/purse-rights.ts";
import { storedHere } from "../till/standing-here.ts";
import { type Till } from "../till/till.ts";

export interface CustomerPoints extends PointsTotal {
  /** Below zero where goods came back whose points were spent before. */
  readonly left: number;
  /** How many of them this till may spend by right. */
  readonly here: number;
}

/** Returns the points of a customer; undefined for one who never had any. */
export function pointsEverHad(
  till: Pick<Till, "ledger">,
  customer: string,
): CustomerPoints | undefined {
  const points = customerPoints(till, customer);
  return points.earned === 0 && points.spent === 0 && points.left === 0 ? undefined : points;
}

export function customerPoints({ ledger }: Pick<Till, "ledger">, customer: string): CustomerPoints {
  return ledger.read((view) => {
    const standing = purseStanding(pointsPurse(view, customer), storedHere(ledger));
    const { usable } = usableOf(standing, ledger.identity.origin);
    return { ...pointsTotal(view, customer), left: standing.level, here: usable };
  });
}
