/** A small shop each in which card terminals and printers fail. */

import { allTroublesBut, playSmall } from "./small-shops.ts";

playSmall([
  {
    sort: "card terminals fail",
    seed: 30_000,
    wish: { hours: 0.006, without: allTroublesBut("cards") },
    kinds: ["terminal/found"],
  },
  {
    sort: "printers fail",
    seed: 9000,
    wish: {
      hours: 0.005,
      actsPerHour: 1600,
      troublesPerHour: 900,
      without: allTroublesBut("printers"),
    },
  },
]);
