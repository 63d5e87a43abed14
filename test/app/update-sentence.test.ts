/** What is said of events that this build can't read: a liar may have made up as many kinds as it likes. */

import { expect, test } from "vitest";

import { unreadFacts } from "../../src/app/update-sentence.ts";
import { type UnknownEvent } from "../../src/domain/ledger-view.ts";

test.each([
  [1, "order/made-0, version 1"],
  [3, "order/made-0, version 1; order/made-1, version 1; order/made-2, version 1"],
  [80, "order/made-0, version 1; order/made-1, version 1; order/made-10, version 1; …"],
])("of %d kinds three are named at most", (count, kinds) => {
  const events = Array.from({ length: count }, (_, n) => {
    return { kind: `order/made-${n}`, v: 1 } as UnknownEvent;
  });

  expect(unreadFacts(events, "en")).toEqual({ events: count, kinds });
});
