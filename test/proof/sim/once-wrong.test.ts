/** Dense runs in which something was wrong once: in each of them it is the whole shop that shows it. Size: proof. */

import { describe, expect, test } from "vitest";

import { completeOptions, type SimWish, type Trouble } from "../../../proof/sim/options.ts";
import { simulate } from "../../../proof/sim/run.ts";
import { withoutTradesBut, wrongOf } from "./many-seeds.ts";

const DENSE = {
  actsPerHour: 1600,
  troublesPerHour: 900,
  without: new Set<Trouble>(["cards", ...withoutTradesBut()]),
};

/** Left out, so that tills are copied and shut out all the more often. */
const BESIDE = [
  "cards",
  ...withoutTradesBut(),
  "printers",
  "messages",
  "full-disks",
  "clocks",
  "versions",
] as const;

const RUNS: ReadonlyArray<readonly [what: string, wish: SimWish]> = [
  [
    "a copied box shuts out the only other till, which takes its word",
    { seed: 53_124, tills: 2, hours: 0.0075 },
  ],
  [
    "a till is shut out by one that its copy has let in",
    {
      seed: 71_352,
      tills: 2,
      hours: 0.03,
      without: new Set<Trouble>(["printers", "cards", ...withoutTradesBut()]),
    },
  ],
  [
    "a till that is shut out has lost what it said to nobody",
    { seed: 70_200, tills: 3, hours: 0.015 },
  ],
  [
    "the word that shuts a till out is lost from the disk of who said it",
    { seed: 80_630, tills: 3, hours: 0.03, without: new Set([...BESIDE, "newcomers", "crashes"]) },
  ],
  [
    "a revocation is lost from the disk of who said it, and its word is not",
    { seed: 80_584, tills: 3, hours: 0.03, without: new Set([...BESIDE, "newcomers", "crashes"]) },
  ],
  [
    "the same in a shop of four, where processes die",
    { seed: 120_255, tills: 4, hours: 0.03, without: new Set([...BESIDE, "newcomers"]) },
  ],
  [
    "a disk goes back beyond where its till began anew",
    { seed: 80_614, tills: 3, hours: 0.03, without: new Set([...BESIDE, "newcomers", "crashes"]) },
  ],
  [
    "the disk of a till that doesn't run stands again as it stood",
    { seed: 71_174, tills: 2, hours: 0.015 },
  ],
  ["a box and its copy are alone", { seed: 71_163, tills: 2, hours: 0.015 }],
  [
    "a box, its copy and the only other till, which is shut out by one of them",
    { seed: 80_527, tills: 2, hours: 0.03, without: new Set([...BESIDE, "newcomers", "crashes"]) },
  ],
  [
    "a box and its copy have told a till apart that it is out, and one has lost the reason",
    { seed: 120_013, tills: 3, hours: 0.03, without: new Set([...BESIDE, "newcomers", "crashes"]) },
  ],
  [
    "a ticket is in doubt at a till whose disk has forgotten it, and was another's before",
    { seed: 70_522, tills: 3, hours: 0.05 },
  ],
  [
    "the only printer of the kitchen went with a till that is shut out",
    { seed: 70_441, tills: 5, hours: 0.03 },
  ],
  ["the last paper comes out while all is looked at", { seed: 70_520, tills: 3, hours: 0.05 }],
  [
    "a stand-in claims a ticket at the very end of the last look",
    {
      seed: 9022,
      tills: 4,
      hours: 0.05,
      actsPerHour: 280,
      troublesPerHour: 120,
      without: new Set<Trouble>(["nights", "cards", ...withoutTradesBut()]),
    },
  ],
  [
    "a disk forgets a till's first payment at its own terminal, and a promotion by which others sold",
    {
      seed: 15,
      tills: 3,
      hours: 0.006,
      actsPerHour: 2333,
      troublesPerHour: 1000,
      without: new Set<Trouble>(),
    },
  ],
];

describe("the shop is whole again where", () => {
  test.each(RUNS)("%s", async (_, wish) => {
    expect(wrongOf([await simulate(completeOptions({ ...DENSE, ...wish }))])).toEqual([]);
  });
});
