/** A device may begin a batch under one name as often as it likes: that costs it its own work, and breaks nobody's. */

import { expect, test } from "vitest";

import { type DeviceId, firstOrigin, type ShopId } from "../../../src/domain/identity.ts";
import { createStageOne } from "../../../src/ledger/log/stage-one.ts";
import { type StoredTransaction } from "../../../src/ledger/log/stored-transaction.ts";

/** More than a function takes as arguments. */
const COUNT = 150_000;
const DEVICE = "d".repeat(26) as DeviceId;

test("a batch that is begun very often is held back from where it began first", () => {
  const origin = firstOrigin(DEVICE);
  const stageOne = createStageOne({
    shop: "s".repeat(26) as ShopId,
    founder: DEVICE,
    holdsNow: () => () => true,
    storedFrom: () => [],
  });
  for (let seq = 1; seq <= COUNT; seq += 1) stageOne.note(beginning(seq));

  expect(stageOne.heldFrom(origin)).toBe(1);
  expect(stageOne.joinedFrom(beginning(COUNT))).toBe(1);
});

/** As much of a transaction as is looked at. */
function beginning(seq: number): StoredTransaction {
  const origin = firstOrigin(DEVICE);
  const first = { origin, seq, tx: seq, kind: "setting/set", batch: "again", part: 1 };
  const stored: unknown = {
    origin,
    first: seq,
    last: seq,
    hash: seq.toString(16).padStart(64, "0"),
    content: { first, events: [] },
    events: [],
  };
  return stored as StoredTransaction;
}
