/**
 * What promotions cost at an added line: offers found, and the deals of the whole basket worked out, with
 * very many promotions. Least of some rounds: what else the machine does makes nothing faster.
 */

import { type BusinessDay, type EventId } from "../src/domain/identity.ts";
import { milliPercent, minor, thousandths } from "../src/domain/money/amounts.ts";
import { basketDeals } from "../src/domain/promotions/basket-deals.ts";
import { type BasketLine } from "../src/domain/promotions/basket.ts";
import {
  type DealTerms,
  indexPromotions,
  type OfferMoment,
  offersOf,
  type Promotion,
  type PromotionGoods,
  type PromotionIndex,
} from "../src/domain/promotions/promotion.ts";
import { type Measurement, rounded } from "./measurement.ts";

interface PromotionSizes {
  readonly promotions: number;
  readonly lines: number;
  readonly rounds: number;
  readonly shapes: ReadonlyArray<{ readonly products: number; readonly goodsEach: number }>;
}

const MOMENT: OfferMoment = {
  at: { weekday: 5, minute: 1080, cutover: 240 },
  day: "2026-11-27" as BusinessDay,
  area: "",
};
const TAXES = [
  [{ label: "VAT 21%", rate: milliPercent(21_000), included: true }],
  [{ label: "VAT 9%", rate: milliPercent(9000), included: true }],
];
/** V8 has compiled it then. */
const WARM_UP = 20;

export function measurePromotions(
  _dir: string,
  { promotions, lines, rounds, shapes }: PromotionSizes,
): ReadonlyArray<Measurement> {
  return shapes.flatMap(({ products, goodsEach }) =>
    [0, 0.1].map((discounted) => {
      const random = mixer(products * 31 + goodsEach);
      const written = writtenPromotions(promotions, { products, goodsEach, random });
      const index = indexPromotions(written);
      const basket = basketLines(index, { lines, products, discounted, random });
      let [least, deals] = [Number.POSITIVE_INFINITY, 0];
      for (let round = 0; round < WARM_UP + rounds; round += 1) {
        const startedMs = performance.now();
        deals = addedLine(index, written, basket);
        if (round >= WARM_UP) least = Math.min(least, performance.now() - startedMs);
      }
      const beside = discounted === 0 ? "" : `, ${discounted * 100} % of them discounted`;
      return {
        name: `a line added to ${lines}${beside}, ${promotions.toLocaleString("en")} promotions of ${goodsEach} of ${products.toLocaleString("en")} products`,
        value: rounded(least),
        unit: "ms",
        limit: 10,
        note: `offers of the line, and ${deals} deals worked out anew; the least of ${rounds}`,
        why: "Thirty promotions hold each product, so no parts of the basket come apart: two thousand steps of the search, and then the greedy rest.",
      };
    }),
  );
}

/** The last line is the one that somebody adds. */
function addedLine(
  index: PromotionIndex,
  promotions: ReadonlyArray<Promotion<DealTerms>>,
  lines: ReadonlyArray<BasketLine>,
): number {
  const offered = lines.map((line) =>
    line === lines.at(-1)
      ? Object.assign({}, line, { offers: offersOf(index, line, MOMENT) })
      : line,
  );
  return basketDeals({ lines: offered, promotions }).length;
}

type Random = (below: number) => number;

/** The same numbers each time. */
function mixer(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Shop {
  readonly products: number;
  readonly goodsEach: number;
  readonly random: Random;
}

/** All kinds in turn; a bundle has three sets. */
function writtenPromotions(
  count: number,
  { products, goodsEach, random }: Shop,
): ReadonlyArray<Promotion<DealTerms>> {
  function some(size: number): PromotionGoods {
    return { skus: Array.from({ length: size }, () => skuOf(random(products))), categories: [] };
  }
  const kinds: ReadonlyArray<() => DealTerms> = [
    () => ({ type: "n-for-m", goods: some(goodsEach), n: 3, m: 2 }),
    () => ({ type: "second", goods: some(goodsEach), rate: milliPercent(50_000) }),
    () => ({
      type: "bundle",
      sets: Array.from({ length: 3 }, () => some(Math.ceil(goodsEach / 3))),
      price: minor(700),
    }),
    () => ({
      type: "from",
      goods: some(goodsEach),
      least: thousandths(4000),
      rate: milliPercent(10_000),
    }),
  ];
  return Array.from({ length: count }, (_, at) => {
    const terms = kinds[at % kinds.length] ?? kinds[0];
    if (terms === undefined) throw new Error("There are no kinds.");
    const conditions = { days: [], hours: [], areas: [], groups: [] };
    return {
      write: idOf(at + 1),
      id: `P${at}`,
      name: `Promotion ${at}`,
      terms: terms(),
      conditions,
    };
  });
}

function basketLines(
  index: PromotionIndex,
  {
    lines,
    products,
    discounted,
    random,
  }: Pick<Shop, "products" | "random"> & { readonly lines: number; readonly discounted: number },
): ReadonlyArray<BasketLine> {
  return Array.from({ length: lines }, (_, at) => {
    const product = random(products);
    const goods = { sku: skuOf(product), category: "" };
    const price = minor(100 + ((product * 37) % 900));
    return {
      ...goods,
      line: idOf(100_000 + at),
      by: "each",
      count: 1,
      price,
      taxes: TAXES[product % TAXES.length] ?? [],
      offers: offersOf(index, goods, MOMENT),
      off: minor(random(1000) < discounted * 1000 ? Math.floor(price / 10) : 0),
    };
  });
}

function skuOf(product: number): string {
  return `SKU-${product}`;
}

function idOf(seq: number): EventId {
  return `${"a".repeat(26)}.${"b".repeat(13)}:${seq}:00000000` as EventId;
}
