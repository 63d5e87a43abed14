/** The figures of a Z, sorted into what papers and lists say of them. */

import { type Figures } from "../events/day-events.ts";
import { type MoveKind, MOVES, SAFE_MOVES, type SafeMove } from "../events/drawer-events.ts";
import { parseSoldOnKey, parseTipKey } from "../folds/order-sums.ts";
import { actsIn, type ZAct } from "./z-acts.ts";
import { compsIn, type ZComp } from "./z-comps.ts";
import { parseGoodsKey } from "./z-goods.ts";

export interface ZTax {
  readonly label: string;
  /** The rate in 1/1000 %. */
  readonly rate: number;
  readonly base: number;
  readonly tax: number;
  /** The tax that prices contain and nobody paid, on sales that owe none. */
  readonly exempt?: number;
}

/** `amount` is what goods cost that were paid by it; `kept` is all that came by it, tips and rounding too. */
export interface ZTender {
  readonly method: string;
  readonly count: number;
  readonly amount: number;
  readonly rounding: number;
  readonly tips: number;
  readonly refunded: number;
  readonly corrected: number;
  readonly kept: number;
}

export interface ZLines {
  readonly receipts: number;
  readonly sales: number;
  readonly returns: number;
  readonly returned: number;
  readonly refunds: number;
  readonly refunded: number;
  readonly rounding: number;
  readonly taxes: ReadonlyArray<ZTax>;
  /** Sales that owe no taxes, less what was refunded of them. */
  readonly exempt: number;
  /** Cash first, then cards, then the others by their ids. */
  readonly tenders: ReadonlyArray<ZTender>;
  readonly tips: ReadonlyArray<{
    readonly method: string;
    readonly to: string;
    readonly amount: number;
  }>;
  /** Cash of other currencies; `worth` in the shop's own money. */
  readonly foreign: ReadonlyArray<{
    readonly currency: string;
    readonly count: number;
    readonly amount: number;
    readonly worth: number;
  }>;
  /** `own`, or ISO 4217. */
  readonly moved: ReadonlyArray<{
    readonly what: MoveKind;
    readonly currency: string;
    readonly count: number;
    readonly amount: number;
  }>;
  readonly noSales: ReadonlyArray<{ readonly staff: string; readonly count: number }>;
  /** How often a drawer was opened by its key. */
  readonly byKey: number;
  /** How often for a count, by whoever counted. */
  readonly toCount: ReadonlyArray<{ readonly staff: string; readonly count: number }>;
  readonly safe: ReadonlyArray<{
    readonly what: SafeMove;
    readonly currency: string;
    readonly amount: number;
  }>;
  readonly goods: ReadonlyArray<{ readonly category: string; readonly amount: number }>;
  readonly soldOn: ReadonlyArray<{ readonly staff: string; readonly pieces: number }>;
  readonly comps: ReadonlyArray<ZComp>;
  /** Voids, discounts and comps, by person. */
  readonly acts: ReadonlyArray<ZAct>;
}

export function zLines(figures: Figures): ZLines {
  const names = Object.keys(figures);
  function figure(name: string): number {
    return figures[name] ?? 0;
  }
  const tips = names.flatMap((name) => {
    const key = parseTipKey(name);
    return key?.what === "amount" ? [{ method: key.method, to: key.to, amount: figure(name) }] : [];
  });
  return {
    receipts: figure("receipts"),
    sales: figure("sales"),
    returns: figure("returns"),
    returned: figure("returned"),
    refunds: figure("refunds"),
    refunded: figure("refunded"),
    rounding: figure("rounding"),
    taxes: taxesOf(figures),
    exempt: figure("exempt"),
    tenders: tendersOf(figures, tips),
    tips,
    foreign: partsOf(names, /^foreign\/(?<currency>[A-Z]{3})\//u, ["currency"]).map(
      ({ currency = "" }) => ({
        currency,
        count: figure(`foreign/${currency}/count`),
        amount: figure(`foreign/${currency}/amount`),
        worth: figure(`foreign/${currency}/worth`),
      }),
    ),
    moved: movedOf(figures),
    noSales: byStaff(figures, /^no-sale\/(?<staff>.*)$/su),
    byKey: figure("unlocked/key"),
    toCount: byStaff(figures, /^unlocked\/count\/(?<staff>.*)$/su),
    safe: SAFE_MOVES.flatMap((what) =>
      names
        .filter((name) => name.startsWith(`safe/${what}/`))
        .map((name) => ({ what, currency: name.split("/")[2] ?? "", amount: figure(name) })),
    ),
    goods: goodsOf(figures),
    comps: compsIn(figures),
    acts: actsIn(figures),
    soldOn: names.flatMap((name) => {
      const staff = parseSoldOnKey(name);
      return staff === undefined ? [] : [{ staff, pieces: figure(name) }];
    }),
  };
}

function byStaff(figures: Figures, pattern: RegExp): ZLines["noSales"] {
  return Object.entries(figures).flatMap(([name, count]) => {
    const staff = pattern.exec(name)?.groups?.["staff"];
    return staff === undefined ? [] : [{ staff, count }];
  });
}

/** Each combination of these groups once, in the order of their names. */
function partsOf(
  names: ReadonlyArray<string>,
  pattern: RegExp,
  groups: ReadonlyArray<string>,
): ReadonlyArray<Readonly<Record<string, string | undefined>>> {
  const found = new Map<string, Readonly<Record<string, string | undefined>>>();
  for (const name of names) {
    const parts = pattern.exec(name)?.groups;
    if (parts !== undefined) found.set(groups.map((it) => parts[it]).join("/"), { ...parts });
  }
  return [...found.values()];
}

function taxesOf(figures: Figures): ReadonlyArray<ZTax> {
  const pattern =
    /^tax\/(?<rate>[0-9]+)\/(?<how>included|added|exempt)\/(?<label>.*)\/(?:base|tax|off)$/su;
  return partsOf(Object.keys(figures), pattern, ["rate", "how", "label"])
    .map(({ rate = "", how = "", label = "" }) => {
      const bucket = `tax/${rate}/${how}/${label}`;
      const base = figures[`${bucket}/base`] ?? 0;
      return how === "exempt"
        ? { label, rate: Number(rate), base, tax: 0, exempt: figures[`${bucket}/off`] ?? 0 }
        : { label, rate: Number(rate), base, tax: figures[`${bucket}/tax`] ?? 0 };
    })
    .toSorted((a, b) => b.rate - a.rate);
}

const FIRST_TENDERS = ["cash", "card"];

function tendersOf(figures: Figures, tips: ZLines["tips"]): ReadonlyArray<ZTender> {
  const pattern = /^tender\/(?<method>[^/]+)\//u;
  const methods = partsOf(Object.keys(figures), pattern, ["method"]).map(
    ({ method = "" }) => method,
  );
  const tipped = tips.map(({ method }) => method).filter((method) => !methods.includes(method));
  const all = [...new Set([...methods, ...tipped])].toSorted();
  return [
    ...FIRST_TENDERS.filter((method) => all.includes(method)),
    ...all.filter((method) => !FIRST_TENDERS.includes(method)),
  ].map((method) => tenderOf(figures, method, tips));
}

function tenderOf(figures: Figures, method: string, tips: ZLines["tips"]): ZTender {
  function figure(what: string): number {
    return figures[`tender/${method}/${what}`] ?? 0;
  }
  const own = tips.filter((tip) => tip.method === method);
  const sums = {
    amount: figure("amount"),
    rounding: figure("rounding"),
    tips: own.reduce((sum, { amount }) => sum + amount, 0),
    refunded: figure("refunded"),
    corrected: figure("corrected"),
  };
  const kept = Object.values(sums).reduce((sum, amount) => sum + amount, 0);
  return { method, count: figure("count"), ...sums, kept };
}

function movedOf(figures: Figures): ZLines["moved"] {
  return MOVES.flatMap((what) =>
    partsOf(Object.keys(figures), /^moved\/(?<what>[a-z]+)\/(?<currency>[^/]+)\//u, [
      "what",
      "currency",
    ])
      .filter((parts) => parts["what"] === what)
      .map(({ currency = "" }) => ({
        what,
        currency,
        count: figures[`moved/${what}/${currency}/count`] ?? 0,
        amount: figures[`moved/${what}/${currency}/amount`] ?? 0,
      })),
  );
}

/** Returns the sales by category, whatever their taxes. */
function goodsOf(figures: Figures): ZLines["goods"] {
  const sums = new Map<string, number>();
  for (const [name, amount] of Object.entries(figures)) {
    const goods = parseGoodsKey(name);
    if (goods === undefined) continue;
    sums.set(goods.category, (sums.get(goods.category) ?? 0) + amount);
  }
  return [...sums].map(([category, amount]) => ({ category, amount }));
}
