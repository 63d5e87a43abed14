import { type NetworkInterfaceInfo } from "node:os";

import { expect, test } from "vitest";

import { connectedTills, multicastFindings } from "../../../src/app/mesh/multicast-findings.ts";
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
    { addresses: [triedAddress("192.168.1.21:7777", { sources: ["heard"] })] },
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
