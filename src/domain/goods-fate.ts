/** What becomes of goods that come back, for whoever counts the stock. */

export const GOODS_FATES = [
  /** They are sold again. */
  "back",
  /** They are thrown away. */
  "waste",
  /** There are none: only the money goes back. */
  "none",
] as const;
export type GoodsFate = (typeof GOODS_FATES)[number];

/** Where nobody says: what was made for a guest is sold to nobody else. */
export function usualFate(station: string): GoodsFate {
  return station === "" ? "back" : "waste";
}
