/** What others tell is taken and folded so that whoever works at this box gets a turn in between. */

import { expect, test } from "vitest";

import { createFolding } from "../../../src/app/mesh/folding.ts";
import { createMeshLedger } from "../../../src/app/mesh/mesh-ledger.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { nextPlace, rawTransaction } from "../../support/raw-transaction.ts";
import { createShop, NOON_MS, synchronise } from "../../support/shop.ts";

const COMMIT_MS = 5;

test("a till that hears transactions which it asked for listens to nobody for a moment after some of them", () => {
  using shop = createShop();
  const b = shop.join("B");
  synchronise(shop.a, b);
  const clock = createManualClock(NOON_MS);
  let steadyMs = 0;
  let listened = 0;
  const { ledger } = shop.a;
  const deps = { ledger: ledger(), clock, steadyMs: () => steadyMs, onFault: fail };
  const folding = createFolding(deps, () => (listened += 1));
  const slow = createMeshLedger(ledger());
  const told = folding.over({
    ...slow,
    receive: (pieces) => {
      steadyMs += COMMIT_MS;
      return slow.receive(pieces);
    },
  });

  const heard = [1, 2, 3].map((value) => {
    const event = { kind: "attention/resolved", streams: [`attention/${value}`] };
    const bytes = rawTransaction(nextPlace(b.ledger()), [event]);
    b.ledger().receive(bytes);
    told.receive([bytes]);
    return folding.isBehind();
  });
  expect(heard).toEqual([false, false, true]);
  expect(listened).toBe(0);

  clock.advance(1);
  expect(folding.isBehind()).toBe(false);
  expect(listened).toBe(1);
  folding.close();
});

function fail(cause: unknown): never {
  throw cause;
}
