/**
 * What the Saturday in the deli comes to, worked out by hand's arithmetic alone: half a cent up, and odd cents
 * to the largest fractions. Nothing of the program is in it, so that the two can differ.
 */

export type Rate = 7 | 19;
export const RATES: ReadonlyArray<Rate> = [7, 19];
export const DEPOSIT_RATE: Rate = 19;

/** Some of the goods of a sale, after promotions and discounts. */
export interface Piece {
  readonly sku: string;
  readonly category: string;
  readonly rate: Rate;
  /** Pieces, or kilograms, in thousandths. */
  readonly milli: number;
  readonly cents: number;
}

/** What promotions took off, by the name of each. */
export type Savings = Readonly<Record<string, number>>;

export interface Money {
  readonly method: "cash" | "card" | "voucher";
  readonly cents: number;
}

export interface Sale {
  readonly till: string;
  readonly pieces: ReadonlyArray<Piece>;
  /** The cents of deposits on bottles that went out, less those of empties that came back. */
  readonly deposits: number;
  /** The cents of vouchers that were sold or topped up in it. */
  readonly vouchers: number;
  readonly money: ReadonlyArray<Money>;
  readonly saved: Savings;
}

export interface Return {
  readonly till: string;
  readonly method: Money["method"];
  readonly pieces: ReadonlyArray<Piece>;
  /** The cents of deposits that went out with the goods. */
  readonly deposits: number;
  readonly taxes: ReadonlyMap<Rate, number>;
}

export interface SaturdayBooks {
  readonly sales: Sale[];
  readonly returns: Return[];
  /** Cents that went into the drawer of a till beside sales, or out of it. */
  readonly moved: Map<string, number>;
}

export function emptyBooks(): SaturdayBooks {
  return { sales: [], returns: [], moved: new Map() };
}

export function half(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}

export function sumOf<Thing>(things: Iterable<Thing>, of: (thing: Thing) => number): number {
  let sum = 0;
  for (const thing of things) sum += of(thing);
  return sum;
}

/** A sum in shares by weight: the cents that are left go to the largest fractions, the first one of equals. */
export function spread(sum: number, weights: ReadonlyArray<number>): ReadonlyArray<number> {
  const all = sumOf(weights, (weight) => weight);
  const shares = weights.map((weight) => Math.floor((sum * weight) / all));
  const order = weights
    .map((weight, at) => ({ at, fraction: (sum * weight) % all }))
    .toSorted((one, other) => other.fraction - one.fraction || one.at - other.at);
  const left = sum - sumOf(shares, (share) => share);
  for (const { at } of order.slice(0, left)) shares[at] = (shares[at] ?? 0) + 1;
  return shares;
}

/** So many per cent of a price, half a cent up. */
export function percent(cents: number, rate: number): number {
  return half(cents * rate, 100);
}

/** The tax that a sum with tax contains. */
export function taxIn(gross: number, rate: Rate): number {
  return half(gross * rate, 100 + rate);
}

export function grossOf(pieces: Iterable<Piece>, rate?: Rate): number {
  return sumOf(pieces, (piece) => (rate === undefined || piece.rate === rate ? piece.cents : 0));
}

/** What bears the rate: deposits bear that of drinks. */
export function taxedAt(of: Pick<Sale, "pieces" | "deposits">, rate: Rate): number {
  return grossOf(of.pieces, rate) + (rate === DEPOSIT_RATE ? of.deposits : 0);
}

export function taxesOf(sale: Pick<Sale, "pieces" | "deposits">): ReadonlyMap<Rate, number> {
  return new Map(RATES.map((rate) => [rate, taxIn(taxedAt(sale, rate), rate)]));
}

/** What goods and their deposits come to. */
export function dueFor({ pieces, deposits }: Pick<Sale, "pieces" | "deposits">): number {
  return grossOf(pieces) + deposits;
}

export function goodsOf({ pieces }: Pick<Sale, "pieces">): number {
  return grossOf(pieces);
}

/** By category, what is left of the sales after what came back. */
export function byCategory({ sales, returns }: SaturdayBooks): ReadonlyMap<string, number> {
  return summed(sales, returns, ({ category, cents }) => [category, cents]);
}

/** By SKU, in thousandths. */
export function quantities({ sales, returns }: SaturdayBooks): ReadonlyMap<string, number> {
  return summed(sales, returns, ({ sku, milli }) => [sku, milli]);
}

function summed(
  sales: SaturdayBooks["sales"],
  returns: SaturdayBooks["returns"],
  of: (piece: Piece) => readonly [key: string, amount: number],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  function add(piece: Piece, sign: 1 | -1): void {
    const [key, amount] = of(piece);
    sums.set(key, (sums.get(key) ?? 0) + sign * amount);
  }
  for (const { pieces } of sales) for (const piece of pieces) add(piece, 1);
  for (const { pieces } of returns) for (const piece of pieces) add(piece, -1);
  return new Map([...sums].filter(([, amount]) => amount !== 0));
}

export function savings({ sales }: Pick<SaturdayBooks, "sales">): Savings {
  const sums: Record<string, number> = {};
  for (const { saved } of sales) {
    for (const [name, cents] of Object.entries(saved)) sums[name] = (sums[name] ?? 0) + cents;
  }
  return sums;
}

export function taken({ sales }: Pick<SaturdayBooks, "sales">, method: Money["method"]): number {
  return sumOf(sales, ({ money }) => sumOf(money, (it) => (it.method === method ? it.cents : 0)));
}

export function givenBack(
  { returns }: Pick<SaturdayBooks, "returns">,
  method: Money["method"],
): number {
  return sumOf(returns, (it) => (it.method === method ? dueFor(it) : 0));
}

/** What a till's drawer holds beside its float. */
export function cashAt({ sales, returns, moved }: SaturdayBooks, till: string): number {
  const own = { sales: sales.filter((sale) => sale.till === till) };
  const back = { returns: returns.filter((it) => it.till === till) };
  return taken(own, "cash") - givenBack(back, "cash") + (moved.get(till) ?? 0);
}
