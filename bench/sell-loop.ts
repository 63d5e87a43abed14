/** Sells at full speed, as a process of its own: `node sell-loop.ts STORE`. Says so once it does. */

import { sell } from "../src/app/orders/sell.ts";
import { inCash } from "../src/domain/commands/ring-up.ts";
import { minor } from "../src/domain/money/amounts.ts";
import { CASHIER, openBenchTill } from "./shop.ts";

const PLENTY = minor(100_000);
const WARM_UP = 20;

const [, , dir = ""] = process.argv;
const { till } = openBenchTill(dir);
for (let sales = 1; ; sales += 1) {
  sell(till, CASHIER, { entries: ["croissant"], payment: inCash(PLENTY), service: undefined });
  if (sales === WARM_UP) process.stdout.write("selling\n");
}
