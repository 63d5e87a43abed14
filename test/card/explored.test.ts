/**
 * The product's own dialogue, judge and reading of the ledger, explored: every order of steps of tills, a
 * terminal, a link, a guest and people, with crashes and cuts. No payment is charged twice, captured and not
 * charged, declined and charged, or charged and named by nothing. `npm run explore:cards` goes further and prints
 * the counts. Source: docs/rules/cards.md, C28.
 *
 * Size: whole.
 */

import { expect, test } from "vitest";

import { explore } from "../support/card-model/explore.ts";
import { PLANTED, SHALLOW, WHOLE } from "../support/card-model/worlds.ts";

test.each(WHOLE)("whole: $name", (world) => {
  const { states, isWhole, outcomes, wrong } = explore(world);

  expect(wrong).toEqual([]);
  expect(isWhole).toBe(true);
  expect([...outcomes]).toEqual(expect.arrayContaining(["captured", "declined", "unknown"]));
  expect(states).toBeGreaterThan(5000);
});

test.each(SHALLOW)("to depth $depth: $name", (world) => {
  const { states, depth, wrong } = explore(world);

  expect(wrong).toEqual([]);
  expect(depth).toBe(world.depth);
  expect(states).toBeGreaterThan(5000);
});

test.each(PLANTED)("planted: $name is noticed", (world) => {
  expect(explore(world).wrong).not.toEqual([]);
});
