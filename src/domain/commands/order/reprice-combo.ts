/**
 * What the parts of a combo cost anew, half and half too: the combo's price of now is spread over them as when it was
 * added. Only a combo of which nothing is paid and which lies on this bill alone is priced, and all of it at once.
 */

import { type LineBalance } from "../../balance/order-balance.ts";
import { type Catalogue, type Product } from "../../goods/catalogue.ts";
import { type HalfPrice, halfPrice, halvesOf, usualOptionsPrice } from "../../goods/halves.ts";
import { type EventId } from "../../identity.ts";
import { addMinor, type MinorUnits, sumMinor, zeroMinor } from "../../money/amounts.ts";
import { lineList } from "../../order/line-list.ts";
import { choosePrice, type ChosenPrice, type PricingMoment } from "../../prices/price-lists.ts";
import { wholesNow } from "../../prices/price-of-halves.ts";
import { comboCost, comboParts } from "../../promotions/combo.ts";
import { registerValue } from "../../state/register.ts";

/** What a combo is priced by. */
export interface ComboPricing {
  readonly catalogue: Catalogue;
  readonly moment: PricingMoment;
  /** The price of half and half. */
  readonly halves: HalfPrice;
}

export interface RepricedCombo {
  /** The price of one of each line, by the line. */
  readonly unitsByLine: ReadonlyMap<EventId, MinorUnits>;
  readonly chosen: ChosenPrice;
}

/**
 * Returns what the lines of a combo cost now; undefined where nothing changes, where its price was typed or its own one
 * has changed since, and where the goods of it are not known any more.
 */
export function repriceCombo(
  pricing: ComboPricing,
  lines: ReadonlyArray<LineBalance>,
): RepricedCombo | undefined {
  const { productsBySku } = pricing.catalogue;
  const parts = partsOf(lines);
  const goods = parts.flatMap(({ sku }) => productsBySku.get(sku) ?? []);
  const [first] = parts;
  if (first === undefined || goods.length < parts.length) return undefined;
  const now = comboNow(pricing, { sku: first.combo, goods });
  if (now === undefined) return undefined;
  const before = sumMinor(parts, ({ unit, surcharge }) => unit - surcharge);
  const isOfShop = lineList(first.line) !== undefined || before === now.own;
  if (!isOfShop || before === now.chosen.price) return undefined;
  const units = comboParts(
    now.chosen.price,
    parts.map(({ surcharge }, at) => ({ list: now.lists[at] ?? zeroMinor, surcharge })),
  );
  const unitByPart = new Map(parts.map(({ part }, at) => [part, units[at] ?? zeroMinor]));
  const unitsByLine = new Map(
    lines.map(({ id, line }) => [id, unitByPart.get(partOf(line)) ?? zeroMinor]),
  );
  return { unitsByLine, chosen: now.chosen };
}

interface ComboPart {
  readonly part: number;
  readonly line: LineBalance["line"];
  /** The SKU of the part. */
  readonly sku: string;
  /** The SKU of the combo. */
  readonly combo: string;
  readonly unit: MinorUnits;
  readonly surcharge: MinorUnits;
}

/** Returns the parts in their order; more of a part is another line of it at the same price. */
function partsOf(lines: ReadonlyArray<LineBalance>): ReadonlyArray<ComboPart> {
  const byPart = Map.groupBy(lines, ({ line }) => partOf(line));
  return [...byPart]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([part, [first]]): ReadonlyArray<ComboPart> => {
      const { added, fields } = first?.line ?? {};
      const unit = fields && registerValue(fields.unit);
      if (first === undefined || unit === undefined || added?.combo === undefined) return [];
      const { sku: combo, extra: surcharge } = added.combo;
      return [{ part, line: first.line, sku: added.sku, combo, unit, surcharge }];
    });
}

function partOf({ added }: LineBalance["line"]): number {
  return added?.combo?.part ?? 0;
}

interface ComboNow {
  /** What the price is spread by. */
  readonly lists: ReadonlyArray<MinorUnits>;
  /** The price without any price list, and without surcharges. */
  readonly own: MinorUnits;
  readonly chosen: ChosenPrice;
}

function comboNow(
  { catalogue, moment, halves: rule }: ComboPricing,
  { sku, goods }: { readonly sku: string; readonly goods: ReadonlyArray<Product> },
): ComboNow | undefined {
  const halves = halvesOf(catalogue, sku);
  if (halves !== undefined) {
    const { prices, from } = wholesNow(catalogue, halves, moment);
    const own = halves.map((half) => addMinor(half.price, usualOptionsPrice(catalogue, half)));
    const chosen = { price: halfPrice(rule, prices), ...(from === undefined ? {} : { from }) };
    return { lists: prices, own: halfPrice(rule, own), chosen };
  }
  const combo = catalogue.productsBySku.get(sku);
  if (combo === undefined) return undefined;
  const lists = goods.map(({ price }) => price);
  const chosen = choosePrice(catalogue, combo, moment);
  const price = comboCost(chosen.price, lists);
  return { lists, own: comboCost(combo.price, lists), chosen: { ...chosen, price } };
}
