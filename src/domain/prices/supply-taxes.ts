/**
 * The taxes of goods on the day that they are handed over. A rate begins with a date on the shop's wall, at midnight,
 * also where the business day goes on until its cut-over.
 */

import { type Catalogue, type TaxClass } from "../goods/catalogue.ts";
import { type BusinessDay } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type ShopMoment, wallDate } from "../settings/shop-time.ts";
import { fieldValue } from "../state/entry-state.ts";
import { entryName, readTaxClass } from "./catalogue-view.ts";

/** What says at which taxes goods are handed over now. */
export interface SupplyTime {
  readonly view: LedgerView;
  readonly day: BusinessDay;
  readonly at: ShopMoment;
}

/** Returns the taxes of a class now; undefined for a class that there is not. */
export function taxesOfClass(
  { view, day, at }: SupplyTime,
  { taxClassesById }: Pick<Catalogue, "taxClassesById">,
  id: string,
): TaxClass["taxesByService"] | undefined {
  const date = wallDate(day, at);
  const kept = taxClassesById.get(id);
  // The catalogue has the taxes of the business day.
  const now = date === day ? kept : (readTaxClass(view, id, date) ?? kept);
  return now?.taxesByService;
}

/** Returns the taxes that goods bear on that date; undefined for goods or a class that there are not. */
export function taxesOfGoods(
  view: LedgerView,
  sku: string,
  date: BusinessDay,
): TaxClass["taxesByService"] | undefined {
  if (sku === "") return undefined;
  const id = fieldValue(view.state("cat", entryName("product", sku)), "taxClass");
  return typeof id === "string" ? readTaxClass(view, id, date)?.taxesByService : undefined;
}
