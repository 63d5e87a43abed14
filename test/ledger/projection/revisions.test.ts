import fc from "fast-check";
import { expect, test } from "vitest";

import { type StreamId, toStreamId } from "../../../src/domain/identity.ts";
import { createRevisions } from "../../../src/ledger/projection/revisions.ts";

const stream = fc.constantFrom(
  toStreamId("cat", "product/1"),
  toStreamId("cat", "product/2"),
  toStreamId("set", "zone"),
);

test("whoever asks hears of each change since, or that nobody knows any more", () => {
  const change = fc.oneof(
    { weight: 9, arbitrary: fc.array(stream, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant("start over" as const) },
    { weight: 1, arbitrary: fc.constant("many" as const) },
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const revisions = createRevisions();
      let seen = revisions.of("cat");
      for (const what of changes) {
        const bumped = bumpedBy(what);
        if (what === "start over") revisions.startOver();
        for (const each of bumped) revisions.bump(each);
        const mine = bumped.filter((each) => each.startsWith("cat/"));

        const told = revisions.since("cat", seen);
        const isQuiet = mine.length === 0 && what !== "start over";
        expect(revisions.of("cat") === seen).toBe(isQuiet);
        const mayForget = what === "start over" || mine.length > 0;
        expect(told ?? (mayForget ? new Set(mine) : undefined)).toEqual(new Set(mine));
        seen = revisions.of("cat");
      }
    }),
  );
});

test("few changes are always known", () => {
  const revisions = createRevisions();
  const before = revisions.of("cat");
  revisions.bump(toStreamId("cat", "product/1"));

  expect(revisions.since("cat", before)).toEqual(new Set([toStreamId("cat", "product/1")]));
  expect(revisions.since("cat", revisions.of("cat"))).toEqual(new Set());
});

function bumpedBy(what: ReadonlyArray<StreamId> | "start over" | "many"): ReadonlyArray<StreamId> {
  if (what === "start over") return [];
  return what === "many"
    ? Array.from({ length: 1500 }, () => toStreamId("cat", "product/1"))
    : what;
}
