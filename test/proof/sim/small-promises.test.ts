/** A small shop each that owes its guests something: vouchers, orders for later, points. */

import { playSmall, tradingShop } from "./small-shops.ts";

playSmall([
  tradingShop("vouchers", 70_000, ["voucher/issued"]),
  tradingShop("later", 80_000, []),
  tradingShop("points", 101_000, ["points/given"]),
]);
