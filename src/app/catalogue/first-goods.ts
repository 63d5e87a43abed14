/** The goods of a shop that is to be made, from a file as `till catalog import` reads it. */

import path from "node:path";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type ShopFixture, toCatalogue } from "../../domain/founding/shop-fixture.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { currenciesByCode } from "../../domain/money/currency.ts";
import { planGoodsImport } from "../../domain/office/goods-import.ts";
import { type GoodsSheetProblem } from "../../domain/office/read-goods-sheet.ts";
import { homeFolder } from "../system/environment.ts";
import { readSheetFile, type SheetFileFault } from "./catalogue-file.ts";

export interface FirstGoodsFault {
  readonly type: "sheet/wrong";
  readonly problems: ReadonlyArray<GoodsSheetProblem>;
}

/** `text` is a path as it is typed where no shell reads it: `~/` is the person's own folder. */
export function readFirstGoods(
  text: string,
  shop: ShopFixture,
): Result<ReadonlyArray<Product>, FirstGoodsFault | SheetFileFault> {
  const file = text.startsWith("~/") ? path.join(homeFolder(), text.slice(2)) : text;
  const rows = readSheetFile(file);
  if (!rows.ok) return rows;
  const currency = currenciesByCode.get(shop.shop.currency);
  if (currency === undefined) throw new Error(`${shop.shop.currency} is no currency.`);
  const catalogue = toCatalogue(shop);
  const planned = planGoodsImport(rows.value, { catalogue, currency, deactivateMissing: false });
  if (!planned.ok) return err({ type: "sheet/wrong", problems: planned.fault });
  return ok(planned.value.products.map(({ product }) => product));
}
