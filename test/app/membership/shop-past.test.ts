/** A box that joined knows how much of its shop's past it lacks, until it has come as far as it was told. */

import { expect, test } from "vitest";

import {
  acceptPast,
  createPastWatch,
  isPastAwaited,
  keepPast,
  pastEnds,
  pastProgress,
  createPresentWatch,
  toldToday,
} from "../../../src/app/membership/shop-past.ts";
import { doubtsNow } from "../../../src/app/till/till.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { endsOf } from "../../../src/ledger/exchange.ts";
import { type MeshStatus } from "../../../src/mesh/gossip/mesh-status.ts";
import { setting } from "../../support/one-setting.ts";
import { createShop, synchronise, type TestTill, valueOf } from "../../support/shop.ts";

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

test("of the past that comes behind today so much is here as has come since, not before", () => {
  using shop = createShop();
  const { a } = shop;
  const b = shop.join("B");
  for (let value = 0; value < 10; value += 1) a.write(setting(value, "x"));
  tellToday(a, b);
  expect(toldToday(b.ledger())).toEqual({ till: "Till A", percent: "0 %" });

  const pieces = a.ledger().missingFor(endsOf(b.ledger().heads()));
  for (const piece of pieces.slice(0, 4)) b.ledger().receive(piece);

  expect(toldToday(b.ledger())).toEqual({ till: "Till A", percent: "40 %" });
});

test("today is asked for until all is here, and no link that comes or goes ends that", () => {
  using shop = createShop();
  const { a } = shop;
  const b = shop.join("B");
  const { present } = b.ledger();
  present.want("everything");
  const watch = createPresentWatch(b.ledger(), () => 0);

  watch({ peers: [], catchUp: undefined });
  watch(statusOf(a.device, { isHeardOut: false }));
  const lacking = { ...statusOf(a.device, { isHeardOut: true }), catchUp: { held: 1, known: 2 } };
  watch(lacking);
  expect(present.isWanted()).toBe(true);

  watch(statusOf(a.device, { isHeardOut: true }));
  expect(present.isWanted()).toBe(false);
});

test("today on top of a past goes once nothing more of the past has come for two minutes", () => {
  using shop = createShop();
  const { a } = shop;
  const b = shop.join("B");
  for (let value = 0; value < 3; value += 1) a.write(setting(value, "x"));
  let nowMs = 0;
  const watch = createPresentWatch(b.ledger(), () => nowMs);
  const lacking = { ...statusOf(a.device, { isHeardOut: false }), catchUp: { held: 1, known: 2 } };
  function isToldAfter(ms: number): boolean {
    nowMs += ms;
    watch(lacking);
    return b.ledger().present.facts() !== undefined;
  }

  b.ledger().present.want("the newest");
  tellToday(a, b);
  const told = [isToldAfter(0), isToldAfter(119_000)];
  b.write(setting(2, "y"));
  const [piece = new Uint8Array()] = a.ledger().missingFor(endsOf(b.ledger().heads()));
  b.ledger().receive(piece);
  told.push(isToldAfter(10_000), isToldAfter(119_000));

  expect(told).toEqual([true, true, true, true]);
  expect(isToldAfter(1000)).toBe(false);
  expect(b.ledger().present.isWanted()).toBe(false);
});

function tellToday(from: TestTill, to: TestTill): void {
  const told = from.ledger().present.tell({ since: 0, receipts: [] });
  if (told === undefined) throw new Error("There is nothing to tell.");
  valueOf(to.ledger().present.take(from.device, told));
}

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
