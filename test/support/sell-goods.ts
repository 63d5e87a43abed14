/** Sales at a real till, as words. */

import { type OrderDetails } from "../../src/app/orders/orders.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { type Actor, type Till } from "../../src/app/till/till.ts";
import { inCash } from "../../src/domain/commands/order/ring-up.ts";
import { type Service } from "../../src/domain/goods/catalogue.ts";
import { type GoodsFate } from "../../src/domain/goods/goods-fate.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { MIA } from "./cafe.ts";

export interface SoldAs {
  /** Given, in cents; none leaves the order open. */
  readonly cash?: number;
  readonly service?: Service;
  /** Mia, a cashier, unless somebody else does. */
  readonly by?: Actor;
  /** What becomes of goods that come back; the usual fate of each unless it is said. */
  readonly fate?: GoodsFate;
}

export function sellGoods(
  till: Till,
  entries: ReadonlyArray<string>,
  { cash, service, by = MIA, fate }: SoldAs = {},
): OrderDetails {
  const sold = sell(till, by, {
    entries,
    payment: inCash(cash === undefined ? undefined : minor(cash)),
    service,
    fate,
  });
  if (!sold.ok) throw new Error(`Not sold: ${JSON.stringify(sold.fault)}`);
  return sold.value;
}
