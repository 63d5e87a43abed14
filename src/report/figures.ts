/** Sums of a day under their names, as Zs record them and folds keep them, read as what they count. */

import { parseTipKey } from "../domain/folds/order-sums.ts";
import {
  minor,
  type MinorUnits,
  milliPercent,
  type MilliPercent,
} from "../domain/money/amounts.ts";

export interface FiguresRead {
  readonly receipts: number;
  readonly sales: MinorUnits;
  readonly returned: { readonly count: number; readonly total: MinorUnits };
  readonly refunds: { readonly count: number; readonly total: MinorUnits };
  readonly rounding: MinorUnits;
  readonly taxes: ReadonlyArray<FigureTax>;
  /** Sales that owe no taxes, less what was refunded of them. */
  readonly exempt: MinorUnits;
  readonly tenders: ReadonlyArray<FigureTender>;
}

interface FigureTax {
  readonly label: string;
  readonly rate: MilliPercent;
  readonly included: boolean;
  readonly net: MinorUnits;
  readonly tax: MinorUnits;
  /** The tax that prices of exempt sales contain, and that nobody paid. */
  readonly exempt?: MinorUnits;
}

interface FigureTender {
  readonly method: string;
  readonly count: number;
  readonly amount: MinorUnits;
  /** The net amount, with rounding, refunds, corrections and tips. */
  readonly kept: MinorUnits;
}

type Sums = ReadonlyMap<string, number>;

export function readFigures(sums: Sums): FiguresRead {
  function sum(name: string): MinorUnits {
    return minor(sums.get(name) ?? 0);
  }
  return {
    receipts: sum("receipts"),
    sales: sum("sales"),
    returned: { count: sum("returns"), total: sum("returned") },
    refunds: { count: sum("refunds"), total: sum("refunded") },
    rounding: sum("rounding"),
    taxes: taxesOf(sums),
    exempt: sum("exempt"),
    tenders: tendersOf(sums),
  };
}

function taxesOf(sums: Sums): ReadonlyArray<FigureTax> {
  const found = new Set(
    [...sums.keys()].flatMap(
      (key) => /^(?<tax>tax\/.+)\/(?:base|tax|off)$/su.exec(key)?.groups?.["tax"] ?? [],
    ),
  );
  return [...found]
    .map((key) => {
      const [, rate = "0", how, ...label] = key.split("/");
      const tax = {
        label: label.join("/"),
        rate: milliPercent(Number(rate)),
        included: how === "included",
        net: minor(sums.get(`${key}/base`) ?? 0),
        tax: minor(sums.get(`${key}/tax`) ?? 0),
      };
      return how === "exempt"
        ? Object.assign(tax, { exempt: minor(sums.get(`${key}/off`) ?? 0) })
        : tax;
    })
    .toSorted((a, b) => b.rate - a.rate || (a.label < b.label ? -1 : 1));
}

const KEPT = ["amount", "rounding", "refunded", "corrected"] as const;

function tendersOf(sums: Sums): ReadonlyArray<FigureTender> {
  const named = new Map<string, number>();
  for (const [key, amount] of sums) {
    const tip = parseTipKey(key);
    const method = tip?.method ?? /^tender\/(?<method>.+)\/\w+$/u.exec(key)?.groups?.["method"];
    if (method === undefined) continue;
    named.set(method, (named.get(method) ?? 0) + (tip?.what === "amount" ? amount : 0));
  }
  return [...named]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([method, tips]) => ({
      method,
      count: sums.get(`tender/${method}/count`) ?? 0,
      amount: minor(sums.get(`tender/${method}/amount`) ?? 0),
      kept: minor(
        KEPT.reduce((kept, what) => kept + (sums.get(`tender/${method}/${what}`) ?? 0), tips),
      ),
    }));
}

/** Adds up sums of the same name. */
export function addFigures(
  parts: Iterable<Iterable<readonly [name: string, amount: number]>>,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const part of parts) {
    for (const [name, amount] of part) sums.set(name, (sums.get(name) ?? 0) + amount);
  }
  return sums;
}

const BESIDE = ["acts/", "comps/", "drawer/", "goods/", "sold-on/"];

/** Whether a day's kept sums and what Zs record have it both. */
export function isOfBoth(name: string): boolean {
  return !BESIDE.some((prefix) => name.startsWith(prefix));
}
