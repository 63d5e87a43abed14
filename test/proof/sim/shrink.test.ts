/** A shop that fails is made smaller as long as it fails in the same way. Size: whole. */

import { expect, test } from "vitest";

import { shrink } from "../../../proof/sim/campaign.ts";
import { completeOptions, replayCommand } from "../../../proof/sim/options.ts";

test("of a run that fails only what it needs to fail is left", async () => {
  const options = completeOptions({ seed: 7, tills: 5, hours: 0.04 });

  const smallest = await shrink(options, ({ tills, without, hours }) =>
    Promise.resolve(tills >= 3 && !without.has("clocks") && hours >= 0.01),
  );

  expect(replayCommand(smallest)).toBe(
    "till sim --seed 7 --tills 3 --hours 0.01 --acts-per-hour 350 --troubles-per-hour 150 --delay-ms 2 --loss-percent 0.1 --without network,messages,crashes,disks,full-disks,revocations,newcomers,tellers,versions,nights,lulls,printers,cards,stock,vouchers,later,promotions,points,bottles,apart,tablets",
  );
});

test("a run of which nothing can be left out stays as it is", async () => {
  const options = completeOptions({ seed: 7, tills: 2, hours: 0.01 });

  expect(await shrink(options, () => Promise.resolve(false))).toBe(options);
});
