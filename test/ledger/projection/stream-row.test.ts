/** What a stream counts for is exact, or nothing: tills add it up in other orders, and have to come to the same. */

import { expect, test } from "vitest";

import { NUMBER_MAX } from "../../../src/domain/base/bounds.ts";
import { UNKNOWN_TAG } from "../../../src/domain/doubts/unknown-events.ts";
import { type Fold } from "../../../src/domain/state/fold.ts";
import { parseRow } from "../../../src/ledger/projection/stream-row.ts";

const ROW = JSON.stringify({ v: 1, last: [1, "origin", 1], events: 1, unknown: [], state: {} });

test.each([NUMBER_MAX, -NUMBER_MAX, 0])("a stream that counts for %d does", (amount) => {
  const derived = parseRow(ROW, countingFor(amount)).derived();

  expect(derived.contributions).toEqual([["sales", amount]]);
  expect([...derived.tags]).toEqual(["open"]);
});

test.each([NUMBER_MAX + 1, -NUMBER_MAX - 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])(
  "a stream that would count for %d counts for nothing, and is shown as one that can't be folded",
  (amount) => {
    const derived = parseRow(ROW, countingFor(amount)).derived();

    expect(derived.contributions).toEqual([]);
    expect([...derived.tags]).toEqual(["open", UNKNOWN_TAG]);
  },
);

function countingFor(amount: number): Fold<unknown> {
  return {
    version: 1,
    empty: {},
    apply: (state) => state,
    contributions: () => [["sales", amount]],
    tags: () => ["open"],
  };
}
