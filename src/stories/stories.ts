/** The stories, by the number under which they are played. */

import { oneOrderTwoTills } from "./one-order-two-tills.ts";
import { oneTablePaidTwice } from "./one-table-paid-twice.ts";
import { pulledMidSale } from "./pulled-mid-sale.ts";
import { rebootWithAQueue } from "./reboot-with-a-queue.ts";
import { stackedUpSales } from "./stacked-up-sales.ts";
import { type Story } from "./story.ts";
import { twoWeeksApart } from "./two-weeks-apart.ts";

export const STORIES: ReadonlyMap<number, Story> = new Map<number, Story>([
  [1, pulledMidSale],
  [2, stackedUpSales],
  [3, oneOrderTwoTills],
  [4, oneTablePaidTwice],
  [5, rebootWithAQueue],
  [6, twoWeeksApart],
]);
