/** Lists of stock as tables for spreadsheets: what is typed is text there, and what is missing a number. */

import { expect, test } from "vitest";

import { reorderList } from "../../../src/app/stock/reorder.ts";
import {
  reorderToCsv,
  stockToCsv,
  stockValueToCsv,
  varianceToCsv,
} from "../../../src/app/stock/stock-csv.ts";
import { stockValue } from "../../../src/app/stock/stock-value.ts";
import { stockOfShop } from "../../../src/app/stock/stock.ts";
import { stockVariance } from "../../../src/app/stock/variance.ts";
import { ONE_IN_STOCK } from "../../../src/domain/goods/stock-quantity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { book, keep, setProduct } from "../../support/stock-acts.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => sku === "CROISSANT" });

test("Each list has a row for each article, with numbers below zero as numbers", async () => {
  const open = (await newCafe()).open();
  const { till } = open;
  keep(till);
  setProduct(till, "CROISSANT", { name: "=Croissant", "reorder at": "6", packs: "box=12" });
  book(open, { type: "receive", sku: "CROISSANT", quantity: 2 * ONE_IN_STOCK, cost: minor(124) });
  sellGoods(till, ["3*=Croissant"]);
  const { now } = till.days();
  const { currency } = till;

  expect(stockToCsv(stockOfShop(till), currency)).toBe(
    "sku,name,unit,kept,level,worth\r\nCROISSANT,'=Croissant,,counted,-1,-0.62\r\n",
  );
  expect(reorderToCsv(reorderList(till, 1))).toBe(
    "supplier,sku,name,unit,level,used a day,order,pack\r\n,CROISSANT,'=Croissant,,-1,0.107143,12,box\r\n",
  );
  expect(stockValueToCsv(stockValue(till), currency)).toBe(
    "category,name,articles,without cost,worth\r\nbakery,Bakery,1,0,-0.62\r\n",
  );
  book(open, { type: "count", sku: "CROISSANT", quantity: 0 });
  expect(varianceToCsv(stockVariance(till, now, now), currency)).toBe(
    "sku,name,unit,used,used worth,wasted,wasted worth,eaten,eaten worth,missing,missing worth\r\n" +
      "CROISSANT,'=Croissant,,3,1.86,0,0.00,0,0.00,-1,-0.62\r\n",
  );
  await open.close();
});
