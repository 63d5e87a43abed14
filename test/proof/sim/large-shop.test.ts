/** A shop of more tills than one authority may let in. Size: whole. */

import { expect, test } from "vitest";

import { createWorld } from "../../../proof/sim/create-world.ts";
import { completeOptions, TROUBLES } from "../../../proof/sim/options.ts";
import { found, joinAll } from "../../../proof/sim/shop.ts";
import { ENROLLED_MAX } from "../../../src/domain/membership/control-pass.ts";

const HEARD_MS = 30_000;

test("the founder lets in as many as it may, the next authority the others, and all sell", async () => {
  const tills = ENROLLED_MAX + 2;
  const without = new Set(TROUBLES);
  using world = createWorld(completeOptions({ seed: 1, tills, without }), {});
  found(world);

  await joinAll(world, tills);
  await world.time.runUntil(world.time.nowMs() + HEARD_MS);

  const faults = world.boxes.map((box) => box.process()?.sellOne());
  expect(faults).toEqual(Array.from({ length: tills }, () => undefined));
});
