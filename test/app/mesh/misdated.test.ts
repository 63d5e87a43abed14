/** What is dated far ahead: a person hears of the till that began it, and of no other. */

import { afterEach, beforeEach, expect, test } from "vitest";

import { createMisdated, type Misdated } from "../../../src/app/mesh/misdated.ts";
import { type DeviceId, toStreamId } from "../../../src/domain/identity.ts";
import { type MeshStatus, type PeerStatus } from "../../../src/mesh/gossip/mesh-status.ts";
import { nextPlace, rawTransaction } from "../../support/raw-transaction.ts";
import { createShop, NOON_MS, type TestShop, type TestTill, valueOf } from "../../support/shop.ts";

const HOUR_MS = 3_600_000;
/** Less than a year ahead: keys follow a wall that may be right, and none that has lost the date. */
const NEXT_AUTUMN_MS = 1_821_096_000_000;

let shop: TestShop;
let a: TestTill;
let b: TestTill;
let c: TestTill;
let misdated: Misdated;
let steadyMs: number;

beforeEach(() => {
  shop = createShop();
  a = shop.a;
  b = shop.join("B");
  c = shop.join("C");
  steadyMs = 1_000_000;
  misdated = createMisdated({ ledger: a.ledger(), clock: a.clock, steadyMs: () => steadyMs });
});

afterEach(() => {
  shop[Symbol.dispose]();
});

test("a till whose clock is right is told of, with the day, and not each minute", () => {
  b.clock.set(NEXT_AUTUMN_MS);
  note(b, "one");
  note(b, "two");
  b.clock.set(NOON_MS);
  tell(b, a);
  misdated.look(status());

  expect(told()).toEqual([{ device: b.device, reason: "2027-09-16", count: 1 }]);
  b.clock.set(NEXT_AUTUMN_MS);
  for (const minutes of [1, 12]) {
    steadyMs += minutes * 60_000;
    note(b, `after ${minutes} minutes`);
    tell(b, a);
    misdated.look(status());
    expect(told()).toMatchObject([{ count: minutes === 1 ? 1 : 2 }]);
  }
});

test("who goes on with what another till has dated so is not told of, also if heard first", () => {
  b.clock.set(NEXT_AUTUMN_MS);
  note(b, "shared");
  tell(b, c);
  note(c, "shared");
  note(c, "its own");

  const [ofB, ofC] = [b, c].map((till) => newsOf(till));
  for (const bytes of ofC ?? []) hear(bytes);
  // More is on its way.
  misdated.look({ ...status(), catchUp: { held: 1, known: 2 } });
  expect(told()).toEqual([]);
  for (const bytes of ofB ?? []) hear(bytes);
  misdated.look(status());

  expect(told()).toMatchObject([{ device: b.device }]);
});

test.each([
  ["a till whose clock is still wrong, which is told as that", () => peer(b, 72 * HOUR_MS)],
  ["anybody while this box's own clock is", () => peer(c, 72 * HOUR_MS)],
])("no word of %s", (_, wrong) => {
  b.clock.set(NOON_MS + 72 * HOUR_MS);
  note(b, "one");
  tell(b, a);

  misdated.look({ ...status(), peers: [wrong()] });
  misdated.look(status());

  expect(told()).toEqual([]);
});

test("what has no date at all is told of, also while clocks differ, and names its till", () => {
  const undated = { kind: "till/praised", streams: ["set/x"], header: { wall: 8.64e15 + 1 } };
  hear(rawTransaction(nextPlace(b.ledger()), [undated]));

  expect(told()).toEqual([{ device: b.device, reason: "no date", count: 1 }]);
});

test("some hours ahead is no word of it: a zone that was wrong", () => {
  b.clock.set(NOON_MS + 13 * HOUR_MS);
  note(b, "one");
  tell(b, a);
  misdated.look(status());

  expect(told()).toEqual([]);
});

function note({ write }: TestTill, name: string): void {
  write({ kind: "setting/set", streams: [toStreamId("set", name)], body: { value: 1, over: [] } });
}

function newsOf(till: TestTill): ReadonlyArray<Uint8Array> {
  const { origin } = till.ledger().identity;
  return till.ledger().piecesOf(origin, 1);
}

function tell(from: TestTill, to: TestTill): void {
  for (const bytes of newsOf(from)) {
    if (to === a) hear(bytes);
    else valueOf(to.ledger().receive(bytes));
  }
}

function hear(bytes: Uint8Array): void {
  misdated.hear(valueOf(a.ledger().receive(bytes)));
}

function told(): ReadonlyArray<object> {
  return misdated.violations().map(({ device, reason, count }) => ({ device, reason, count }));
}

function status(): Pick<MeshStatus, "peers" | "catchUp"> {
  return { peers: [peer(b, 0), peer(c, 0)], catchUp: undefined };
}

function peer({ device }: { readonly device: DeviceId }, clockAheadMs: number): PeerStatus {
  return {
    device,
    isConnected: true,
    heardAtMs: 0,
    heardForMs: 0,
    wasOpen: true,
    roundTripMs: 1,
    clockAheadMs,
    answeredAtMs: 0,
    behind: 0,
    holdsOwn: 0,
    isHeardOut: true,
    remote: undefined,
    hasSecrets: true,
    lacksSameSecrets: true,
    secretsDifferForMs: undefined,
  };
}
