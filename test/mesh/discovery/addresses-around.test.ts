import { expect, test } from "vitest";

import { addressesAround } from "../../../src/mesh/discovery/addresses-around.ts";
import { networksOf } from "../../../src/mesh/discovery/machine-networks.ts";

test("of a usual network each address is asked but ours, the network's and that of all", () => {
  const [span] = around("192.168.1.20", "255.255.255.0");

  expect(span).toMatchObject({ network: "eth0", text: "192.168.1.0/24", isPart: false });
  expect(span?.hosts).toHaveLength(253);
  expect(span?.hosts[0]).toBe("192.168.1.1");
  expect(span?.hosts.at(-1)).toBe("192.168.1.254");
  expect(span?.hosts).not.toContain("192.168.1.20");
});

test("of a larger one no more than 1,024 addresses around ours are asked", () => {
  const [span] = around("10.75.6.7", "255.0.0.0");

  expect(span).toMatchObject({ text: "10.75.4.0/22", isPart: true });
  expect(span?.hosts).toHaveLength(1023);
  expect(span?.hosts[0]).toBe("10.75.4.0");
  expect(span?.hosts.at(-1)).toBe("10.75.7.255");
});

test("at the edge of a larger one nobody asks what means the network or everybody", () => {
  expect(around("10.0.0.1", "255.0.0.0")[0]?.hosts[0]).toBe("10.0.0.2");
  expect(around("10.255.255.1", "255.0.0.0")[0]?.hosts.at(-1)).toBe("10.255.255.254");
});

test("a line between two asks the other end, and a single address nobody", () => {
  expect(around("10.0.0.4", "255.255.255.254")).toMatchObject([{ hosts: ["10.0.0.5"] }]);
  expect(around("10.0.0.4", "255.255.255.255")).toEqual([]);
});

test("public networks are never asked, and no more than four", () => {
  expect(around("203.0.113.7", "255.255.255.0")).toEqual([]);
  const many = Array.from({ length: 9 }, (_, at) => [`eth${at}`, [info(`10.0.${at}.1`)]] as const);
  expect(addressesAround(networksOf(Object.fromEntries(many)))).toHaveLength(4);
});

function around(address: string, netmask: string) {
  return addressesAround(networksOf({ eth0: [info(address, netmask)] }));
}

function info(address: string, netmask = "255.255.255.0") {
  const mac = "00:00:00:00:00:00";
  return { address, netmask, family: "IPv4", mac, internal: false, cidr: null } as const;
}
