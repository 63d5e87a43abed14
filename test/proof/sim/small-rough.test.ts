/** A small shop in which everything goes wrong, and one in which nobody touches what somebody else does. */

import { playSmall } from "./small-shops.ts";

playSmall([
  { sort: "everything goes wrong", seed: 1002 },
  { sort: "nobody touches what somebody else does", seed: 5001, wish: { manners: "silence" } },
]);
