/** A box that joined knows how much of its shop's past it lacks, until it has come as far as it was told. */

import { expect, test } from "vitest";

import {
  acceptPast,
  createPastWatch,
  isPastAwaited,
  keepPast,
  pastEnds,
  pastProgress,
} from "../../../src/app/mesh/shop-past.ts";
import { doubtsNow } from "../../../src/app/till.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { type MeshStatus } from "../../../src/mesh/gossip/mesh-status.ts";
import { setting } from "../../support/one-setting.ts";
import { createShop, synchronise, type TestTill } from "../../support/shop.ts";

test("what is missing is counted, also after a restart, and each sale is marked until it is here", () => {
  using shop = createShop();
  const { a } = shop;
  const b = shop.join("B");
  for (let value = 0; value < 5; value += 1) a.write(setting(value, "x"));
  keepPast(b.ledger().store, { by: a.device, ends: pastEnds(a.ledger()) });
  const lacks = ends(a) - (pastProgress(b.ledger())?.held ?? 0);

  b.reopen();
  expect(doubtsOf(b)).toEqual({ behind: { events: lacks } });
  expect(isPastAwaited(b.ledger())).toBe(true);
  acceptPast(b.ledger());
  expect(isPastAwaited(b.ledger())).toBe(false);
  expect(doubtsOf(b)).toEqual({ behind: { events: lacks } });

  synchronise(a, b);
  expect(pastProgress(b.ledger())).toBeUndefined();
  expect(doubtsOf(b)).toEqual({});
});

test("a chain that its till has lost since is waited for no longer, once that till has told all", () => {
  using shop = createShop();
  const { a } = shop;
  const b = shop.join("B");
  const lost = pastEnds(a.ledger()).map(({ origin, seq }) => ({ origin, seq: seq + 100 }));
  keepPast(b.ledger().store, { by: a.device, ends: lost });
  const watch = createPastWatch(b.ledger());

  watch(statusOf(a.device, { isHeardOut: false }));
  watch({ ...statusOf(a.device, { isHeardOut: true }), catchUp: { held: 1, known: 2 } });
  expect(pastProgress(b.ledger())).toBeDefined();
  watch(statusOf(a.device, { isHeardOut: true }));
  expect(pastProgress(b.ledger())).toBeUndefined();
});

function doubtsOf(till: TestTill): ReturnType<typeof doubtsNow> {
  return doubtsNow({ ledger: till.ledger(), clock: till.clock, isClockWrong: () => false });
}

function ends(till: TestTill): number {
  return pastEnds(till.ledger()).reduce((sum, { seq }) => sum + seq, 0);
}

function statusOf(
  device: DeviceId,
  { isHeardOut }: { readonly isHeardOut: boolean },
): Pick<MeshStatus, "peers" | "catchUp"> {
  const peers = [{ device, isConnected: true, isHeardOut }];
  return { peers, catchUp: undefined } as unknown as Pick<MeshStatus, "peers" | "catchUp">;
}
