/**
 * How many coins a full roll holds, by currency and coin in minor units.
 *
 * Sources: euro rolls by the usual of the euro area's central banks (2 and 1: 25; 0.50 to 0.10: 40;
 * below: 50); US rolls by the Federal Reserve (quarter 40, dime 50, nickel 40, penny 50); Swiss rolls
 * by the National Bank (5: 25; all others: 50); bags of the Bank of England's sizes for the pound.
 */
const ROLLS: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  EUR: { 200: 25, 100: 25, 50: 40, 20: 40, 10: 40, 5: 50, 2: 50, 1: 50 },
  USD: { 25: 40, 10: 50, 5: 40, 1: 50 },
  CHF: { 500: 25, 200: 50, 100: 50, 50: 50, 20: 50, 10: 50, 5: 50 },
  GBP: { 200: 10, 100: 20, 50: 20, 20: 50, 10: 50, 5: 100, 2: 50, 1: 100 },
  CAD: { 200: 25, 100: 25, 25: 40, 10: 50, 5: 40 },
};

/** Undefined where nobody rolls such a coin. */
export function rollSize(currency: string, value: number): number | undefined {
  return ROLLS[currency]?.[value];
}
