/** A small shop each of which a box lies, hears the past late, or leaves the radio. */

import { type Trouble } from "../../../proof/sim/options.ts";
import { withoutTradesBut } from "./many-seeds.ts";
import { allTroublesBut, playSmall } from "./small-shops.ts";

playSmall([
  { sort: "somebody lies", seed: 1005, wish: { hasLiar: true } },
  {
    sort: "boxes hear the past late",
    seed: 95_000,
    wish: {
      hearsLate: true,
      actsPerHour: 4000,
      troublesPerHour: 800,
      without: new Set<Trouble>(["printers", "cards", "tablets", ...withoutTradesBut("stock")]),
    },
  },
  {
    sort: "tablets leave the radio",
    seed: 9500,
    wish: {
      hours: 0.004,
      tills: 3,
      actsPerHour: 1600,
      troublesPerHour: 60,
      without: allTroublesBut("tablets", "printers", "nights"),
    },
  },
]);
