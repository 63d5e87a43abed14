/** The stories, by the number under which they are played. */

import { oneOrderTwoTills } from "./one-order-two-tills.ts";
import { oneTablePaidTwice } from "./one-table-paid-twice.ts";
import { type Story } from "./story.ts";
import { twoWeeksApart } from "./two-weeks-apart.ts";

export const STORIES: ReadonlyMap<number, Story> = new Map([
  [3, oneOrderTwoTills],
  [4, oneTablePaidTwice],
  [6, twoWeeksApart],
]);
