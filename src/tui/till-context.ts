/**
 * What the steps need beside the state: the till itself and its catalogue, ready to be searched.
 */
import { type MinorUnits, type Thousandths } from "../domain/amounts.ts";
import { type SoldBy } from "../domain/catalogue.ts";
import { type Currency, currenciesByCode, formatMoney } from "../domain/currency.ts";
import { type GoodsIndex, createGoodsIndex } from "../domain/entry-search.ts";
import { formatQuantity } from "../domain/quantity.ts";
import { type TillPort } from "./till-port.ts";

export interface TillContext {
  readonly port: TillPort;
  readonly currency: Currency;
  readonly index: () => GoodsIndex;
  readonly money: (amount: MinorUnits) => string;
  /** `3 × `. */
  readonly times: (quantity: Thousandths, soldBy: SoldBy) => string;
}

export function createTillContext(port: TillPort): TillContext {
  const currency = currenciesByCode.get(port.shop.currency);
  if (currency === undefined) throw new RangeError(`No such currency: ${port.shop.currency}`);
  let catalogue = port.catalogue();
  let index = createGoodsIndex(catalogue);

  return {
    port,
    currency,
    index: () => {
      const now = port.catalogue();
      if (now !== catalogue) {
        catalogue = now;
        index = createGoodsIndex(now);
      }
      return index;
    },
    money: (amount) => formatMoney(amount, currency),
    times: (quantity, soldBy) => `${formatQuantity(quantity, soldBy)} × `,
  };
}
