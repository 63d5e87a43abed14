/**
 * Tablets in shops: they leave the radio, sleep, run out of power, are lost; nothing is lost with them but what nobody heard.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { TROUBLES, type Trouble } from "../../../proof/sim/options.ts";
import { wrongIn } from "./many-seeds.ts";

const BUT_TABLETS: ReadonlySet<Trouble> = new Set(
  TROUBLES.filter((trouble) => !["tablets", "printers", "nights"].includes(trouble)),
);

test("tablets come and go, and the shop has all that anybody heard, each dish on paper once", async () => {
  const wish = { hours: 0.01, actsPerHour: 1600, troublesPerHour: 60, without: BUT_TABLETS };

  expect(await wrongIn(9500, 2, { ...wish, tills: 3 })).toEqual([]);
});
