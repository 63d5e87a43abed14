/**
 * What the Friday night comes to, worked out by hand's arithmetic alone: prices of the card, 8.875 % on top
 * of each bill, half a cent up. Nothing of the program is in it, so that the two can differ.
 */

/** In 1/1000 %. */
const TAX_RATE = 8875;
const WHOLE = 100_000;

export interface Bill {
  readonly net: number;
  readonly tax: number;
}

/** One tender of one receipt, in cents, the tip besides. */
export interface Money {
  readonly method: "cash" | "card";
  readonly amount: number;
  readonly tip: number;
}

export interface BookedReceipt extends Bill {
  readonly till: string;
  readonly staff: string;
  readonly money: ReadonlyArray<Money>;
}

export interface BookedRefund extends Bill {
  readonly till: string;
  readonly method: "cash" | "card";
}

export function half(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}

export function taxOn(net: number): number {
  return half(net * TAX_RATE, WHOLE);
}

/** So many per cent off, as the guest sees it: rounded once for the order. */
export function lessPercent(net: number, percent: number): number {
  return net - half(net * percent, 100);
}

/** On top of what the goods cost, half a cent up. */
export function serviceOn(net: number, percent: number): number {
  return half(net * percent, 100);
}

/** A sum in parts a cent apart, the first ones with the odd cents. */
export function centsApart(sum: number, count: number): ReadonlyArray<number> {
  return Array.from(
    { length: count },
    (_, at) => Math.floor(sum / count) + (at < sum % count ? 1 : 0),
  );
}

/** Parts a cent apart, the first ones with the odd cents. */
export function evenParts(net: number, count: number): ReadonlyArray<Bill> {
  return partsOf(centsApart(net, count));
}

/** The tax of each part is what it adds to those before. */
export function partsOf(nets: ReadonlyArray<number>): ReadonlyArray<Bill> {
  let before = 0;
  return nets.map((own) => {
    const tax = taxOn(before + own) - taxOn(before);
    before += own;
    return { net: own, tax };
  });
}

/** What comes back of a receipt: of its tax the share of its goods. */
export function refundOf(receipt: Bill, net: number): Bill {
  return { net, tax: half(receipt.tax * net, receipt.net) };
}

/** What people give for a sum in cash: the next note of so much. */
export function tenderedFor(due: number, note: number): number {
  return Math.ceil(due / note) * note;
}

export interface FridayBooks {
  readonly receipts: BookedReceipt[];
  readonly refunds: BookedRefund[];
  /** What was charged for service, and below zero what of it was given back. */
  readonly service: number[];
  /** What guests paid who owe no taxes. */
  readonly exempt: number[];
  /** What a bill says that guests asked for, and what they owe. */
  readonly bills: Array<{ readonly said: number; readonly owed: number }>;
  /** Cash put into the drawer of a till beside sales, or taken out of it. */
  readonly moved: Map<string, number>;
}

export function emptyBooks(): FridayBooks {
  return { receipts: [], refunds: [], service: [], exempt: [], bills: [], moved: new Map() };
}

export function total({ net, tax }: Bill): number {
  return net + tax;
}

export function sumOf<Thing>(things: ReadonlyArray<Thing>, of: (thing: Thing) => number): number {
  return things.reduce((sum, thing) => sum + of(thing), 0);
}

/** What a till's drawer holds beside its float. */
export function cashAt({ receipts, refunds, moved }: FridayBooks, till: string): number {
  const taken = receipts
    .filter((receipt) => receipt.till === till)
    .flatMap(({ money }) => money)
    .filter(({ method }) => method === "cash");
  const back = refunds.filter((refund) => refund.till === till && refund.method === "cash");
  return (
    sumOf(taken, ({ amount, tip }) => amount + tip) - sumOf(back, total) + (moved.get(till) ?? 0)
  );
}
