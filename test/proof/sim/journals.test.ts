/** Shops in which everything went wrong, as journals: hledger adds up what every till reports. Size: proof. */

import { expect, test } from "vitest";

import { type HealedShop } from "../../../proof/sim/run.ts";
import { type BusinessDay, streamName } from "../../../src/domain/identity.ts";
import { journalText, whyNoHledger, wrongInJournal } from "../../support/hledger.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { smallShop } from "./many-seeds.ts";

const FIRST_SEED = 4000;
const SHOPS = 6;
const why = whyNoHledger();

test.skipIf(why !== undefined)(
  `simulated shops are in hledger what their tills report${why === undefined ? "" : `: ${why}`}`,
  async () => {
    const wrong: string[] = [];
    let compared = 0;
    function look(seed: number, { tills, isUndisputed }: HealedShop): void {
      const [first, ...others] = tills;
      if (first === undefined) return;
      const days = first.ledger
        .read((view) => view.tagged("day"))
        .map((day) => streamName(day) as BusinessDay)
        .toSorted();
      const journal = journalText(first, days);
      const apart = others.filter((till) => journalText(till, days) !== journal);
      if (apart.length > 0) wrong.push(`seed ${seed}: ${apart.length} tills write another journal`);
      if (!isUndisputed) return;
      compared += 1;
      wrong.push(...wrongInJournal(first, days).map((sentence) => `seed ${seed}: ${sentence}`));
    }

    for (let seed = FIRST_SEED; seed < FIRST_SEED + proofRuns(SHOPS); seed += 1) {
      await smallShop(
        seed,
        {},
        {
          onHealed: (shop) => {
            look(seed, shop);
          },
        },
      );
    }

    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  },
);
