import { expect, test } from "vitest";

import { multicastFindings } from "../../src/app/multicast-findings.ts";

const ETH = { name: "eth0", hosts: ["192.168.1.5"], fault: undefined, cameBack: true } as const;

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
