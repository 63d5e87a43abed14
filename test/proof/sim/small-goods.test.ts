/** A small shop each in which goods are counted, deals are made, and bottles come back. */

import { playSmall, tradingShop } from "./small-shops.ts";

playSmall([
  tradingShop("stock", 60_000, ["stock/received", "stock/moved", "stock/wasted", "stock/counted"]),
  tradingShop("promotions", 90_000, ["order/promoted", "refund/issued"]),
  tradingShop("bottles", 110_000, ["order/deposit-added"]),
]);
