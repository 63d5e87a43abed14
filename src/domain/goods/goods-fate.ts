/** The fate of goods that come back, for the person who counts the stock. */

export const GOODS_FATES = [
  /** The goods are sold again. */
  "back",
  /** The goods are thrown away. */
  "waste",
  /** No goods come back, only money. */
  "none",
] as const;
export type GoodsFate = (typeof GOODS_FATES)[number];

/** Returns the usual fate: food that was made for a guest is sold to nobody else. */
export function usualFate(station: string): GoodsFate {
  return station === "" ? "back" : "waste";
}

/**
 * No goods come back, but what was paid for them beyond what they cost. Of a share of a line no piece
 * comes back either, and yet goods do: the other shares may follow. Neither is it where goods only cost more since others came back.
 */
export function isMoneyAlone({
  quantity,
  goods = "none",
  raised,
}: {
  readonly quantity: number;
  readonly goods?: GoodsFate | undefined;
  readonly raised?: number | undefined;
}): boolean {
  return quantity === 0 && goods === "none" && raised === undefined;
}
