/** How facts of messages are shown: as the locale writes them. */

/** Functions of a locale. Methods, so that one that asks for a branded number is one too. */
export interface Shown {
  /** Takes minor units of the shop's currency. */
  money(amount: number): string;
  /** Takes thousandths of a piece. */
  pieces(quantity: number): string;
  /** Takes thousandths of a piece or of a unit of weight. */
  quantity(quantity: number, isPiece: boolean): string;
  /** The same with its unit. */
  measure(quantity: number, soldBy: "each" | "weight"): string;
  /** Takes thousandths of a per cent. */
  rate(rate: number): string;
  /** Takes a date such as `2026-11-23`. */
  day(day: string): string;
  /** Takes a staff number. */
  staffName(number: string): string;
}
