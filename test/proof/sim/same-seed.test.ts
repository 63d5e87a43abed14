/**
 * That a run hangs on its options alone `rough-1.test.ts` holds, shop by shop; here, that it would be seen.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { TROUBLES, type Trouble } from "../../../proof/sim/options.ts";
import { type Wrap } from "../../../proof/sim/world.ts";
import { smallShop, wrongOf } from "./many-seeds.ts";

test("what is another run the second time has failed, and is played again as it was", async () => {
  const wish = { tills: 2, hours: 0.002, without: new Set<Trouble>(TROUBLES), isTwice: true };
  let opened = 0;
  const wrap: Partial<Wrap> = {
    ledger: (ledger) => {
      opened += 1;
      // The third one is the first till of the second run: something that no seed has said.
      if (opened === 3) ledger.lose("person");
      return ledger;
    },
  };

  const wrong = wrongOf([await smallShop(1, wish, { wrap })]);

  expect(wrong).toHaveLength(1);
  expect(wrong[0]).toMatch(
    /^played again it is another run, digest [0-9a-f]{16}, and was the same/u,
  );
  expect(wrong[0]).toMatch(/--seed 1 --tills 2 .* --twice$/u);
});
