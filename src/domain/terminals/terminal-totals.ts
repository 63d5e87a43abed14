/**
 * What a card terminal says at its end of day that it took, beside what the ledger says was taken there since
 * the one before: by brand, and all together.
 *
 * It is worked out of the ledger as it is now: what a till that was away brings later moves it.
 */

import { forwardedState } from "../balance/card-payments.ts";
import { type TerminalTotals } from "../events/settled-events.ts";
import { type LedgerView } from "../ledger-view.ts";
import { minor, type MinorUnits, sumMinor, zeroMinor } from "../money/amounts.ts";
import { type TerminalSettled } from "../state/terminal-state.ts";
import { type PlacedPayment } from "./card-ledger.ts";
import {
  brandOf,
  endBefore,
  isUnanswered,
  movedAt,
  settlementsOf,
  startedAtTerminal,
} from "./settlements.ts";

export interface CountedSum {
  readonly count: number;
  readonly sum: MinorUnits;
}

export interface BrandLine {
  /** In small letters, as both books name it; empty where the ledger knows none. */
  readonly brand: string;
  readonly ledger: CountedSum;
  /** Null where the terminal tells no brands apart. */
  readonly terminal: CountedSum | null;
}

export interface ComparedTotals {
  readonly settled: TerminalSettled;
  /** The one that began the stretch; undefined for all that the ledger knows of the terminal. */
  readonly since: TerminalSettled | undefined;
  readonly lines: ReadonlyArray<BrandLine>;
  /** `terminal`: null where it tells no sum. */
  readonly all: { readonly ledger: CountedSum; readonly terminal: MinorUnits | null };
  /** What the terminal approved without its host, and nobody has said what became of it there. */
  readonly offline: ReadonlyArray<PlacedPayment>;
}

/** Compares an end of day that is done; undefined for any other. */
export function compareTotals(
  view: LedgerView,
  terminal: string,
  settled: TerminalSettled,
): ComparedTotals | undefined {
  const { totals, state, hlc } = settled;
  if (state !== "done" || totals === undefined) return undefined;
  const all = settlementsOf(view, terminal);
  const before = endBefore(all, settled);
  // One that nobody heard of may have begun the stretch: the terminal's own sum says which it was.
  const unheard = all.filter(
    (one) => isUnanswered(one) && one.hlc < hlc && one.hlc > (before?.hlc ?? -1),
  );
  const ways = [before, ...unheard].flatMap((since) => {
    const payments = startedAtTerminal(view, terminal, { from: since?.hlc, to: hlc });
    // What the host refused later is with its sum at one terminal, and not at another.
    const taken = payments.filter(({ payment }) => forwardedState(payment) !== "refused");
    return [payments, taken].map((some) => compared(some, settled, { since, totals }));
  });
  return ways.find((way) => way.all.terminal === way.all.ledger.sum) ?? ways[0];
}

function compared(
  payments: ReadonlyArray<PlacedPayment>,
  settled: TerminalSettled,
  { since, totals }: Pick<ComparedTotals, "since"> & { readonly totals: TerminalTotals },
): ComparedTotals {
  const moved = payments.flatMap((payment) => {
    const sum = movedAt(payment);
    return sum === undefined ? [] : [{ payment, sum }];
  });
  const said = saidByBrand(totals);
  const known = new Set(said?.keys());
  const own = Map.groupBy(moved, ({ payment }) => brandIn(brandOf(payment), known));
  const brands = new Set([...(said?.keys() ?? []), ...own.keys()]);
  const lines = [...brands].toSorted().map((brand) => {
    const mine = own.get(brand) ?? [];
    const ledger = { count: mine.length, sum: sumMinor(mine, ({ sum }) => sum) };
    const told = said && (said.get(brand) ?? NOTHING);
    const isTold = told !== undefined && isComparable(totals, told.sum, ledger.sum);
    return { brand, ledger, terminal: isTold ? told : null };
  });
  const ledger = { count: moved.length, sum: sumMinor(moved, ({ sum }) => sum) };
  const told = totals.amount ?? (said && sumMinor([...said.values()], ({ sum }) => sum));
  const isTold = told !== undefined && isComparable(totals, told, ledger.sum);
  return {
    settled,
    since,
    lines,
    all: { ledger, terminal: isTold ? told : null },
    offline: moved
      .map(({ payment }) => payment)
      .filter(({ payment }) => forwardedState(payment) === "waits"),
  };
}

/** ZVT writes sums without a sign, so a terminal that gave back more than it took tells none. */
function isComparable({ period }: TerminalTotals, told: number, ledger: number): boolean {
  return period !== undefined || told > 0 || ledger >= 0;
}

const NOTHING: CountedSum = { count: 0, sum: zeroMinor };

/** Returns the terminal's sums by brand; undefined where it tells none apart. */
function saidByBrand({
  amount,
  brands,
}: TerminalTotals): ReadonlyMap<string, CountedSum> | undefined {
  if (brands.length === 0) return amount === 0 ? new Map() : undefined;
  const said = new Map<string, CountedSum>();
  for (const { brand, count, sum } of brands) {
    const key = brandKey(brand);
    const before = said.get(key) ?? NOTHING;
    said.set(key, { count: before.count + count, sum: minor(before.sum + sum) });
  }
  return said;
}

/** The brands by other names that terminals and acquirers give them. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  americanexpress: "amex",
  ax: "amex",
  dinersclub: "diners",
  ec: "girocard",
  eccard: "girocard",
  electroniccash: "girocard",
  eurocard: "mastercard",
  mc: "mastercard",
  mccredit: "mastercard",
  mcdebit: "mastercard",
  mastercardcredit: "mastercard",
  mastercarddebit: "mastercard",
  debitmastercard: "mastercard",
  visacredit: "visa",
  visadebit: "visa",
  visaelectron: "visa",
};

/** Returns the one name of a brand, whoever names it: small letters and digits. */
export function brandKey(brand: string): string {
  const plain = brand.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  return OTHER_NAMES[plain] ?? plain;
}

/** A terminal may count the brands that it has no line for as others. */
const OTHERS = "other";

function brandIn(brand: string, said: ReadonlySet<string>): string {
  const key = brandKey(brand);
  return key !== "" && !said.has(key) && said.has(OTHERS) ? OTHERS : key;
}
