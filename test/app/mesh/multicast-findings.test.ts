import { type NetworkInterfaceInfo } from "node:os";

import { expect, test } from "vitest";

import {
  connectedTills,
  multicastFindings,
  findIsolation,
} from "../../../src/app/mesh/multicast-findings.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { gatewaysOf } from "../../../src/app/system/gateway.ts";
import { deviceIdSchema } from "../../../src/domain/identity.ts";
import { publicHosts } from "../../../src/mesh/discovery/machine-networks.ts";
import { meshView, peerView, triedAddress } from "../../support/mesh-views.ts";

const ETH = { name: "eth0", hosts: ["192.168.1.5"], fault: undefined, cameBack: true } as const;

test.each([
  [
    "that is connected to a till which is never heard",
    { publicHosts: [], tills: [till("B Bar", false), till("C Café", true)] },
    "wrong",
    "filtered on eth0: B Bar is connected",
  ],
  [
    "that is connected to tills of which none is heard",
    { publicHosts: [], tills: [till("B Bar", false), till("C Café", false)] },
    "wrong",
    "filtered on eth0: B Bar, C Café are connected",
  ],
  [
    "that hears the tills it is connected to",
    { publicHosts: [], tills: [till("B Bar", true)] },
    "ok",
    "goes through",
  ],
] as const)("of a box %s says what is known", (...[, known, state, words]) => {
  for (const others of [[], ["192.168.1.6"]]) {
    const findings = multicastFindings({ networks: [ETH], others }, known);

    expect(findings).toMatchObject([{ state }]);
    expect(findings[0]?.sentence).toContain(words);
  }
});

test("of a box with a public address alone says so, and names no cable", () => {
  const known = { publicHosts: ["203.0.113.7"], tills: [] };

  const findings = multicastFindings({ networks: [], others: [] }, known);

  expect(findings).toMatchObject([{ state: "note" }]);
  expect(findings[0]?.sentence).toContain("public address (203.0.113.7)");
  expect(findings[0]?.sentence).not.toContain("cable");
});

test("a machine's public addresses are told from those at home and its own", () => {
  const hosts = ["203.0.113.7", "192.168.1.5", "169.254.3.4"].map(
    (address): NetworkInterfaceInfo => ({
      address,
      family: "IPv4",
      netmask: "255.255.255.0",
      mac: "00:00:00:00:00:00",
      internal: false,
      cidr: null,
    }),
  );

  expect(publicHosts({ eth0: hosts })).toEqual(["203.0.113.7"]);
});

test("only tills on a network of this box are expected to be heard there", () => {
  const [b, c, d] = ["b", "c", "d"].map((letter) => deviceIdSchema.parse(letter.repeat(26)));
  if (b === undefined || c === undefined || d === undefined) throw new Error("three devices");
  const view = meshView(
    [
      peerView(b, { remote: "192.168.1.20:7777" }),
      peerView(c, { remote: "192.168.1.21:7777" }),
      peerView(d, { remote: "10.9.0.4:7777" }),
    ],
    {
      addresses: [
        triedAddress("192.168.1.20:7777", { sources: ["static"] }),
        triedAddress("192.168.1.21:7777", { sources: ["heard"] }),
      ],
    },
  );
  const networks = [
    { name: "eth0", hosts: ["192.168.1.5"], subnets: [{ base: 0xc0a80100, mask: 0xffffff00 }] },
  ];
  const ledger = { admission: () => new Map() };

  const tills = connectedTills(ledger, { view, check: { others: [] }, networks });

  expect(tills).toEqual([
    { name: "bbbbbbbb", network: "eth0", isHeard: false },
    { name: "cccccccc", network: "eth0", isHeard: true },
  ]);
});

test.each([
  ["in no network", { networks: [], others: [] }, "wrong", "check its cable"],
  [
    "filtered on the box",
    { networks: [{ ...ETH, cameBack: false }], others: [] },
    "wrong",
    "Multicast on eth0 is filtered",
  ],
  [
    "of which the port is taken",
    { networks: [{ ...ETH, fault: "EADDRINUSE" }], others: [] },
    "wrong",
    "Multicast on eth0 fails (EADDRINUSE)",
  ],
  ["with nobody else", { networks: [ETH], others: [] }, "note", "Nobody else is heard"],
  ["with others", { networks: [ETH], others: ["192.168.1.6"] }, "ok", "goes through"],
] as const)("of a box %s says so", (...[, check, state, words]) => {
  const [finding, ...rest] = multicastFindings(check);

  expect(rest).toEqual([]);
  expect(finding?.state).toBe(state);
  expect(finding?.sentence).toContain(words);
});

function till(name: string, isHeard: boolean) {
  return { name, network: "eth0", isHeard };
}

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

/** Nobody is at this address, and no packet leaves the machine for it. */
const NOWHERE = "127.255.255.255:1";
const NOWHERE_NETWORK = { ...LOOP, subnets: [{ base: 0x7fffffff, mask: 0xffffffff }] };

test.each<[string, Peer, ReadonlyArray<string>]>([
  ["is not connected", MISSING, [NOWHERE]],
  ["is connected on another network", { remote: "10.9.0.4:7777" }, [NOWHERE]],
  ["was connected on this network before", { isConnected: false, remote: NOWHERE }, [NOWHERE]],
  ["is connected on this network", { remote: NOWHERE }, []],
])(
  "a box is kept apart on a network whose way out answers, while a till %s",
  async (_, peer, addresses) => {
    const [other, linked] = ["c", "d"].map((letter) => deviceIdSchema.parse(letter.repeat(26)));
    const view = meshView(
      [peerView(BAR, peer), peerView(linked ?? BAR, { remote: "10.9.0.5:7777" })],
      {
        addresses: [
          triedAddress(NOWHERE, { device: other ?? BAR }),
          // Of these none stands on this network, or is to be found there.
          triedAddress("10.9.0.4:7777", { device: other ?? BAR }),
          triedAddress("127.255.255.255:2", { device: linked ?? BAR }),
          triedAddress("127.255.255.255:3", { device: other ?? BAR, sources: ["heard"] }),
        ],
      },
    );

    const surroundings = { ...SURROUNDINGS, networks: [NOWHERE_NETWORK] };
    const found = await findIsolation(view, { others: [] }, { clock: systemClock, surroundings });

    expect(found?.addresses ?? []).toEqual(addresses);
  },
);

function find(view: ReturnType<typeof meshView>, others: ReadonlyArray<string>) {
  return findIsolation(
    view,
    { others: [...others] },
    { clock: systemClock, surroundings: SURROUNDINGS },
  );
}
