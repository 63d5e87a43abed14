import { describe, expect, test } from "vitest";

import {
  addressText,
  isPrivate,
  isReachable,
  plainHost,
  readAddress,
} from "../../src/mesh/address.ts";

describe("what a person types", () => {
  test.each([
    ["10.0.0.7:7777", { host: "10.0.0.7", port: 7777 }],
    [" 203.0.113.9:1 ", { host: "203.0.113.9", port: 1 }],
    ["Bar.lan:7777", { host: "bar.lan", port: 7777 }],
    ["localhost:7777", { host: "localhost", port: 7777 }],
    ["[FD00::7]:7777", { host: "fd00::7", port: 7777 }],
    ["[fe80::1%eth0]:7777", { host: "fe80::1%eth0", port: 7777 }],
    ["[::ffff:10.0.0.7]:7777", { host: "10.0.0.7", port: 7777 }],
  ])("%s is an address", (text, address) => {
    expect(readAddress(text)).toEqual(address);
  });

  test.each([
    "",
    "10.0.0.7",
    "10.0.0.7:0",
    "10.0.0.7:65536",
    "10.0.0.7:077",
    "10.0.0.256:7777",
    "10.0.0:7777",
    "0.0.0.0:7777",
    "224.0.0.251:7777",
    "[::]:7777",
    "[ff02::fb]:7777",
    "[fe80::1]:7777",
    "fd00::7:7777",
    "[bar.lan]:7777",
    "bar/lan:7777",
    "-bar:7777",
    "bar lan:7777",
    `${"a".repeat(64)}.lan:7777`,
  ])("%j is none", (text) => {
    expect(readAddress(text)).toBeUndefined();
  });

  test("is written as it is read", () => {
    for (const text of ["10.0.0.7:7777", "[fd00::7]:7777", "bar.lan:7777"]) {
      expect(addressText(readAddress(text) ?? { host: "", port: 0 })).toBe(text);
    }
  });
});

test.each([
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.1",
  "192.168.1.1",
  "169.254.7.7",
  "fd12::1",
  "fe80::1%eth0",
])("%s is of a network at home", (host) => {
  expect(isPrivate(host)).toBe(true);
});

test.each([
  "8.8.8.8",
  "172.32.0.1",
  "100.64.0.1",
  "127.0.0.1",
  "2001:db8::1",
  "::1",
  "bar.lan",
  "224.0.0.251",
])("%s is not", (host) => {
  expect(isPrivate(host)).toBe(false);
});

test("loopback and zones mean nothing to another box", () => {
  expect(["127.0.0.1", "localhost", "::1", "fe80::1%eth0", "ff02::1"].filter(isReachable)).toEqual(
    [],
  );
  expect(["10.0.0.7", "203.0.113.9", "bar.lan"].filter(isReachable)).toHaveLength(3);
});

test("an address of a socket for both families is the older one", () => {
  expect(plainHost("::FFFF:10.0.0.7")).toBe("10.0.0.7");
  expect(plainHost("FD00::7")).toBe("fd00::7");
});
