/**
 * The taxes of one bill: what is in the prices, what comes on top, and whose they are.
 *
 * Each tax is rounded once over all lines that bear it (or once per line, by the shop's setting) and
 * then spread over those lines, so that the figures of lines, bill and reports agree to the cent.
 * Recomputing a tax from a sum of bills gives another figure: reports add up what stands here (R6).
 */

import { allocate, apportion } from "./allocate.ts";
import { type MilliPercent, minor, type MinorUnits, sumMinor, zeroMinor } from "./amounts.ts";
import { divideRounded, type HalfRule, productOf } from "./rounding.ts";

export interface Tax {
  /** The name of the tax on paper, such as `VAT 9%`. */
  readonly label: string;
  readonly rate: MilliPercent;
  /** Whether the price contains this tax. */
  readonly included: boolean;
  /**
   * The labels of the taxes that its base includes besides the net; only for a tax that prices do
   * not include.
   */
  readonly onTopOf?: ReadonlyArray<string> | undefined;
}

export interface TaxView {
  readonly label: string;
  readonly rate: MilliPercent;
  readonly included: boolean;
  /** The net amount, without the tax. */
  readonly net: MinorUnits;
  readonly tax: MinorUnits;
  /** The tax that prices contain and the guest does not pay, on an exempt sale. */
  readonly exempt?: MinorUnits;
}

/** Whether a tax is rounded once for the bill, or for each line. */
export type TaxRounding = "order" | "line";

/** A tax that goods bear, or that an exempt sale doesn't. */
export interface BorneTax extends Tax {
  /** Whether nobody owes the tax: the part that prices contain goes off them, and nothing is added. */
  readonly exempt?: true;
}

export interface TaxableLine {
  /** The amount after all discounts, with the included taxes and without the others. */
  readonly amount: MinorUnits;
  readonly taxes: ReadonlyArray<BorneTax>;
}

export interface TaxedLine {
  readonly net: MinorUnits;
  /** The taxes in the order of the line's; `net` is the base of each. */
  readonly taxes: ReadonlyArray<TaxView>;
  /** Net and all taxes that are owed: what the guest pays for the line. */
  readonly total: MinorUnits;
}

export interface TaxedBill {
  readonly lines: ReadonlyArray<TaxedLine>;
  /** The taxes, one for each label, rate and kind, in the order in which the lines first name them. */
  readonly taxes: ReadonlyArray<TaxView>;
  readonly net: MinorUnits;
  readonly tax: MinorUnits;
  /** To pay, before cash rounding. */
  readonly total: MinorUnits;
}

export interface TaxRules {
  readonly half: HalfRule;
  readonly rounding: TaxRounding;
}

export interface TaxBillInput extends TaxRules {
  readonly lines: ReadonlyArray<TaxableLine>;
}

/**
 * Works out a bill.
 *
 * Included taxes of a line are worked out together: their total is rounded once for all lines with
 * the same set of them, then spread over the taxes by largest remainder. A tax on top is rounded
 * once over all lines that bear it; one on top of others takes them as rounded. Throws RangeError
 * for a line that names a tax twice, for an included tax on top of another, and for taxes on top of
 * each other in a circle: the catalogue refuses all three. Source:
 * docs/rules/arithmetic.md, R4 and R5; fixtures/vectors/tax.json.
 */
export function taxBill({ lines, half, rounding }: TaxBillInput): TaxedBill {
  const taxed =
    rounding === "line"
      ? lines.flatMap((line) => taxTogether([line], half))
      : taxTogether(lines, half);
  return {
    lines: taxed,
    taxes: sumTaxes(taxed.flatMap((line) => line.taxes)),
    net: sumMinor(taxed, (line) => line.net),
    tax: sumMinor(taxed, taxOfLine),
    total: sumMinor(taxed, (line) => line.total),
  };
}

/** The taxes of a bill of these amounts, one for each of its lines. */
export type BillTaxes = (amounts: ReadonlyArray<MinorUnits>) => ReadonlyArray<TaxView>;

/**
 * The taxes alone of bills that have the same lines for other amounts, as `taxBill` states them. Lines that bear
 * the same are one sum where no cent that falls to one line rather than another counts for a second tax.
 * Throws as `taxBill` does, once it is asked.
 */
export function createBillTaxes(
  lines: ReadonlyArray<Pick<TaxableLine, "taxes">>,
  rules: TaxRules,
): BillTaxes {
  const isSummed = rules.rounding !== "line" && lines.every(isTaxedApart);
  const alike = [
    ...Map.groupBy(lines.keys(), (at) =>
      isSummed ? (lines[at]?.taxes ?? []).map(taxKey).join() : String(at),
    ).values(),
  ];
  return (amounts) => {
    const sums = alike.map((sharing): TaxableLine => ({
      taxes: lines[sharing[0] ?? 0]?.taxes ?? [],
      amount: sumMinor(sharing, (at) => amounts[at] ?? 0),
    }));
    return taxBill({ lines: sums, ...rules }).taxes;
  };
}

/** Whether no tax of the line is worked out on what another one has left or added. */
function isTaxedApart({ taxes }: Pick<TaxableLine, "taxes">): boolean {
  return taxes.every(
    ({ included, onTopOf = [] }) => onTopOf.length === 0 && included === taxes[0]?.included,
  );
}

/** Returns one tax of one amount, rounded once: contained in it, or on top of it. R4. */
export function taxOf(
  amount: MinorUnits,
  tax: Pick<Tax, "rate" | "included">,
  half: HalfRule,
): MinorUnits {
  const over = tax.included ? 100_000 + tax.rate : 100_000;
  return minor(divideRounded(productOf(amount, tax.rate), over, half));
}

/** The sums by label, rate and kind, in order of first mention: how receipts add up to reports. R6. */
export function sumTaxes(taxes: ReadonlyArray<TaxView>): ReadonlyArray<TaxView> {
  const sums = new Map<string, TaxView>();
  for (const tax of taxes) {
    const key = taxName(tax);
    const { net, tax: amount, exempt } = sums.get(key) ?? { net: 0, tax: 0 };
    const off = tax.exempt === undefined ? {} : { exempt: minor((exempt ?? 0) + tax.exempt) };
    sums.set(key, { ...tax, net: minor(net + tax.net), tax: minor(amount + tax.tax), ...off });
  }
  return [...sums.values()];
}

/** Whether there is something to say of it: goods that bear none have a base. */
export function saysSomething({ net, tax, exempt = zeroMinor }: TaxView): boolean {
  return net !== 0 || tax !== 0 || exempt !== 0;
}

/**
 * Returns the name of a tax: its label, its rate, whether prices contain it, and whether the sale
 * is exempt.
 */
export function taxName({
  label,
  rate,
  included,
  exempt,
}: Pick<Tax, "label" | "rate" | "included"> & { readonly exempt?: unknown }): string {
  const how = [label, rate, included];
  return JSON.stringify(exempt === undefined ? how : [...how, "exempt"]);
}

/**
 * Returns the amount that taxes change prices by: those on top are added, those that an exempt sale
 * is spared go off.
 */
export function onPrices(
  taxes: ReadonlyArray<Pick<TaxView, "included" | "tax" | "exempt">>,
): MinorUnits {
  return sumMinor(taxes, ({ included, tax, exempt = zeroMinor }) => {
    return (included ? 0 : tax) - exempt;
  });
}

/**
 * Returns the taxes as an exempt sale bears them. Where guests pay the full price all the same,
 * prices contain none of them, and the shop keeps all of it.
 */
export function exemptTaxes(
  taxes: ReadonlyArray<Tax>,
  pays: "net" | "gross",
): ReadonlyArray<BorneTax> {
  return taxes.map((tax) => {
    return { ...tax, included: tax.included && pays === "net", exempt: true };
  });
}

/** A line while its taxes are found one after another. */
interface OpenLine {
  readonly line: TaxableLine;
  readonly taxesByLabel: Map<string, TaxView>;
}

function taxTogether(lines: ReadonlyArray<TaxableLine>, half: HalfRule): ReadonlyArray<TaxedLine> {
  const open = lines.map((line) => {
    refuseUnclearTaxes(line);
    return { line, taxesByLabel: new Map<string, TaxView>() };
  });
  const sets = Map.groupBy(open, ({ line }) => JSON.stringify(includedTaxes(line).map(taxName)));
  for (const sharing of sets.values()) takeOutIncluded(sharing, half);
  for (const tax of inDependencyOrder(taxesOnTop(open))) putOnTop(open, tax, half);
  return open.map(closeLine);
}

function refuseUnclearTaxes({ taxes }: TaxableLine): void {
  if (new Set(taxes.map(({ label }) => label)).size < taxes.length) {
    throw new RangeError(`A line names a tax twice: ${taxes.map(({ label }) => label).join(", ")}`);
  }
  const nested = taxes.find((tax) => tax.included && (tax.onTopOf ?? []).length > 0);
  if (nested !== undefined)
    throw new RangeError(`${nested.label} is included and on top of another`);
}

function includedTaxes(line: TaxableLine): ReadonlyArray<BorneTax> {
  return line.taxes.filter((tax) => tax.included);
}

/** Takes the taxes that these lines all include out of their amounts. */
function takeOutIncluded(sharing: ReadonlyArray<OpenLine>, half: HalfRule): void {
  const taxes = sharing.slice(0, 1).flatMap(({ line }) => includedTaxes(line));
  const rate = sumMinor(taxes, (tax) => tax.rate);
  const gross = sumMinor(sharing, ({ line }) => line.amount);
  const over = BigInt(100_000 + rate);
  const together = minor(divideRounded(productOf(gross, rate), over, half));
  const amounts =
    rate === 0
      ? taxes.map(() => zeroMinor)
      : allocate(
          together,
          taxes.map((tax) => tax.rate),
        );
  for (const [place, tax] of taxes.entries()) {
    const numerators = sharing.map(({ line }) => productOf(line.amount, tax.rate));
    const total = amounts[place] ?? zeroMinor;
    note(sharing, tax, apportion({ total, numerators, denominator: over }));
  }
  for (const { line, taxesByLabel } of sharing) {
    const net = minor(line.amount - sumMinor(taxesByLabel.values(), ({ tax }) => tax));
    for (const [label, found] of taxesByLabel) taxesByLabel.set(label, { ...found, net });
  }
}

function taxesOnTop(open: ReadonlyArray<OpenLine>): ReadonlyArray<BorneTax> {
  const all = open.flatMap(({ line }) => line.taxes.filter((tax) => !tax.included));
  return [...new Map(all.map((tax) => [taxKey(tax), tax])).values()];
}

function taxKey(tax: BorneTax): string {
  return JSON.stringify([taxName(tax), tax.onTopOf ?? []]);
}

/** Each tax after those that its base includes. */
function inDependencyOrder(taxes: ReadonlyArray<BorneTax>): ReadonlyArray<BorneTax> {
  const ordered: Array<BorneTax> = [];
  let waiting = taxes;
  while (waiting.length > 0) {
    const labels = new Set(waiting.map(({ label }) => label));
    const ready = waiting.filter((tax) => (tax.onTopOf ?? []).every((label) => !labels.has(label)));
    if (ready.length === 0) throw new RangeError(`On top of each other: ${[...labels].join(", ")}`);
    ordered.push(...ready);
    waiting = waiting.filter((tax) => !ready.includes(tax));
  }
  return ordered;
}

/** Charges one tax on all lines that bear it. */
function putOnTop(open: ReadonlyArray<OpenLine>, tax: BorneTax, half: HalfRule): void {
  const key = taxKey(tax);
  const bearing = open.filter(({ line }) => line.taxes.some((other) => taxKey(other) === key));
  const bases = bearing.map((entry) => baseOf(entry, tax));
  const charged = tax.exempt === true ? bases.map(() => zeroMinor) : bases;
  const total = taxOf(
    sumMinor(charged, (base) => base),
    tax,
    half,
  );
  const numerators = charged.map((base) => productOf(base, tax.rate));
  note(bearing, tax, apportion({ total, numerators, denominator: 100_000n }));
  for (const [place, { taxesByLabel }] of bearing.entries()) {
    const found = taxesByLabel.get(tax.label);
    if (found !== undefined)
      taxesByLabel.set(tax.label, { ...found, net: bases[place] ?? zeroMinor });
  }
}

function baseOf(entry: OpenLine, tax: Tax): MinorUnits {
  const under = sumMinor(tax.onTopOf ?? [], (label) => entry.taxesByLabel.get(label)?.tax ?? 0);
  return minor(netOf(entry) + under);
}

function netOf({ line, taxesByLabel }: OpenLine): MinorUnits {
  const included = [...taxesByLabel.values()].filter((tax) => tax.included);
  return minor(line.amount - sumMinor(included, ({ tax }) => tax));
}

function note(
  lines: ReadonlyArray<OpenLine>,
  { label, rate, included, exempt }: BorneTax,
  amounts: ReadonlyArray<MinorUnits>,
): void {
  const how = { label, rate, included, ...(exempt === undefined ? {} : { exempt: zeroMinor }) };
  for (const [place, { taxesByLabel }] of lines.entries()) {
    const tax = amounts[place] ?? zeroMinor;
    taxesByLabel.set(label, { ...how, net: zeroMinor, tax });
  }
}

function closeLine(entry: OpenLine): TaxedLine {
  const taxes = entry.line.taxes.flatMap(({ label }) => {
    const found = entry.taxesByLabel.get(label);
    return found === undefined ? [] : [asOwed(found)];
  });
  const net = netOf(entry);
  return { net, taxes, total: minor(net + sumMinor(taxes, ({ tax }) => tax)) };
}

/** Turns the tax of an exempt sale into an amount that goes off the price; nothing is owed. */
function asOwed(tax: TaxView): TaxView {
  return tax.exempt === undefined ? tax : { ...tax, tax: zeroMinor, exempt: tax.tax };
}

function taxOfLine(line: TaxedLine): number {
  return sumMinor(line.taxes, ({ tax }) => tax);
}
