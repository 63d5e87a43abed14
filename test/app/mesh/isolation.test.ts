import { expect, test } from "vitest";

import { findIsolation } from "../../../src/app/mesh/multicast-findings.ts";
import { systemClock } from "../../../src/app/system-clock.ts";
import { gatewaysOf } from "../../../src/app/system-gateway.ts";
import { deviceIdSchema } from "../../../src/domain/identity.ts";
import { meshView, peerView, triedAddress } from "../../support/mesh-views.ts";

type Peer = Parameters<typeof peerView>[1];

const BAR = deviceIdSchema.parse("b".repeat(26));
/** As if the machine's own loop were a network: nobody is at most of its addresses. */
const LOOP = {
  name: "lo",
  hosts: ["127.0.0.1"],
  subnets: [{ base: 0x7f000000, mask: 0xff000000 }],
};
const SURROUNDINGS = { networks: [LOOP], gateways: [{ network: "lo", host: "127.0.0.9" }] };

test("the way out of a network is read from the kernel's table", () => {
  const table = `Iface\tDestination\tGateway\tFlags
eth0\t00000000\t0101A8C0\t0003
eth0\t0001A8C0\t00000000\t0001
tun0\t00000000\t00000000\t0001
`;
  expect(gatewaysOf(table)).toEqual([{ network: "eth0", host: "192.168.1.1" }]);
});

const MISSING = { isConnected: false, remote: null };

test.each<[string, Peer, ReadonlyArray<"static" | "heard">, ReadonlyArray<string>]>([
  ["a till is connected on that network", { remote: "127.0.0.7:7777" }, ["static"], []],
  ["somebody is heard by multicast", MISSING, ["static"], ["127.0.0.7"]],
  ["where the other till is was only heard", MISSING, ["heard"], []],
])("no box seems to be kept apart when %s", async (...[, peer, sources, others]) => {
  const view = meshView([peerView(BAR, peer)], {
    addresses: [triedAddress("127.0.0.7:1", { device: BAR, sources: [...sources] })],
  });

  expect(await find(view, others)).toBeUndefined();
});

test("a till that answers, if only that its port is closed, is not kept apart", async () => {
  const view = meshView([peerView(BAR, MISSING)], {
    addresses: [triedAddress("127.0.0.7:1", { device: BAR })],
  });

  expect(await find(view, [])).toBeUndefined();
});

function find(view: ReturnType<typeof meshView>, others: ReadonlyArray<string>) {
  return findIsolation(
    view,
    { others: [...others] },
    { clock: systemClock, surroundings: SURROUNDINGS },
  );
}
