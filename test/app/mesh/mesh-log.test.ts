import { afterEach, beforeEach, expect, test } from "vitest";

import { createMeshWatch } from "../../../src/app/mesh/mesh-log.ts";
import { type MeshStatus, type PeerStatus } from "../../../src/mesh/gossip/mesh-status.ts";
import { createShop, type TestShop } from "../../support/shop.ts";

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
  const well: MeshStatus = {
    peers: [peer],
    catchUp: undefined,
    costs: [],
    violations: [],
    safeOn: 1,
    safety: [],
    copied: [],
    isPaused: false,
  };
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
