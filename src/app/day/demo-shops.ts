/** The shops that `till demo` opens, each with the goods of the short shift that is played without a terminal. */

/** Goods by their SKU, which are called otherwise in another language; or by what somebody types. */
export interface DemoSale {
  readonly entries: ReadonlyArray<readonly [typed: string, sku?: string]>;
  readonly cash: number;
  /** The cashier has looked how old the buyer is. */
  readonly isAgeChecked?: true;
}

const CAFE_SALES: ReadonlyArray<DemoSale> = [
  {
    entries: [
      ["2*", "FLAT-WHITE"],
      ["", "CROISSANT"],
    ],
    cash: 2000,
  },
  { entries: [["100"]], cash: 280 },
  {
    entries: [
      ["", "H2O"],
      ["", "7UP"],
      ["", "4-CHEESE"],
    ],
    cash: 5000,
  },
];

/** Three croissants for two, a lunch menu, and cheese by weight. */
const DELI_SALES: ReadonlyArray<DemoSale> = [
  {
    entries: [
      ["3*", "CROISSANT"],
      ["", "CAPPUCCINO"],
    ],
    cash: 1000,
  },
  { entries: [["lu/goulash/bread/cola"]], cash: 2000 },
  { entries: [["0.25*2101"], ["6*", "RIESLING-DRY-750-ML"]], cash: 5000, isAgeChecked: true },
];

export const DEMO_SHOPS = ["cafe", "deli"] as const;
export type DemoShop = (typeof DEMO_SHOPS)[number];

export const SALES_BY_SHOP: Readonly<Record<DemoShop, ReadonlyArray<DemoSale>>> = {
  cafe: CAFE_SALES,
  deli: DELI_SALES,
};
