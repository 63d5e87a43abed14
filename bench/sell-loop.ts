/** Sells at full speed, as a process of its own: `node sell-loop.ts STORE SALES`. Says so after so many. */

import { sell } from "../src/app/orders/sell.ts";
import { inCash } from "../src/domain/commands/order/ring-up.ts";
import { minor } from "../src/domain/money/amounts.ts";
import { CASHIER, openBenchTill } from "./shop.ts";

const PLENTY = minor(100_000);

const [, , dir = "", warmUp = ""] = process.argv;
const { till } = openBenchTill(dir);
for (let sales = 1; ; sales += 1) {
  sell(till, CASHIER, { entries: ["croissant"], payment: inCash(PLENTY), service: undefined });
  if (sales === Number(warmUp)) process.stdout.write("selling\n");
}
