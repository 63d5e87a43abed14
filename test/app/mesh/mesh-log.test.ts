import { afterEach, beforeEach, expect, test } from "vitest";

import { createMeshWatch } from "../../../src/app/mesh/mesh-log.ts";
import { type DeviceId } from "../../../src/domain/identity.ts";
import { type MeshStatus, type PeerStatus } from "../../../src/mesh/gossip/mesh-status.ts";
import { createShop, type TestShop, valueOf } from "../../support/shop.ts";

let shop: TestShop;

beforeEach(() => {
  shop = createShop();
});

afterEach(() => {
  shop[Symbol.dispose]();
});

test("who came, who was lost and who misbehaved is told once each, and shown at once", () => {
  const { device } = shop.join("B");
  const told: string[] = [];
  const watch = createMeshWatch(shop.a.ledger(), {
    onChange: () => told.push("shown"),
    onLog: (line) => told.push(line),
  });
  const well = wellWith(device);
  const [peer] = well.peers;
  const violations = [
    { device, kind: "said" as const, reason: "a malformed piece", count: 1, atMs: 500 },
  ];

  const heard = [
    well,
    { ...well, peers: [{ ...peer, roundTripMs: 9, clockAheadMs: 900, heardAtMs: 500 }] },
    { ...well, peers: [{ ...peer, clockAheadMs: 360_000 }] },
    { ...well, violations },
    { ...well, violations },
    { ...well, peers: [{ ...peer, isConnected: false }], violations },
  ].map((status) => {
    watch.look(status, true);
    return told.splice(0);
  });

  expect(heard).toEqual([
    ["connected to B Till B", "shown"],
    [],
    ["shown"],
    ["B Till B sent what no till sends: a malformed piece", "shown"],
    [],
    ["lost B Till B", "shown"],
  ]);
});

test("whose word of today the box sells by is told, and when the past has taken over", () => {
  const b = shop.join("B");
  const told: string[] = [];
  const watch = createMeshWatch(b.ledger(), {
    onChange: () => undefined,
    onLog: (line) => told.push(line),
  });
  const today = shop.a.ledger().present.tell({ since: 0, receipts: [] });
  if (today === undefined) throw new Error("There is nothing to tell.");
  valueOf(b.ledger().present.take(shop.a.device, today));

  const well = wellWith(shop.a.device);
  for (let look = 0; look < 2; look += 1) watch.look(well, true);
  b.ledger().present.settle(true, () => undefined);
  watch.look(well, true);

  expect(told.slice(1)).toEqual([
    "sells by what A Till A told of today: the past comes behind it",
    "has heard the past that it lacked",
  ]);
});

/** One till is connected, and all is well with it. */
function wellWith(device: DeviceId): MeshStatus & { readonly peers: readonly [PeerStatus] } {
  const peer: PeerStatus = {
    device,
    isConnected: true,
    heardAtMs: 0,
    heardForMs: 0,
    wasOpen: true,
    roundTripMs: 2,
    clockAheadMs: 10,
    answeredAtMs: 0,
    behind: 0,
    holdsOwn: 1,
    isHeardOut: true,
    remote: undefined,
    hasSecrets: true,
    lacksSameSecrets: true,
    secretsDifferForMs: undefined,
  };
  return {
    peers: [peer],
    catchUp: undefined,
    costs: [],
    violations: [],
    safeOn: 1,
    safety: [],
    copied: [],
    isPaused: false,
  };
}
