/** Addresses as people type them. */

import { expect, test } from "vitest";

import { typedAddress } from "../../../src/app/mesh/mesh-addresses.ts";

test.each([
  ["192.168.1.20:7780", "192.168.1.20:7780"],
  ["192.168.1.20", "192.168.1.20:7777"],
  [" bar.lan ", "bar.lan:7777"],
  ["[fd00::7]", "[fd00::7]:7777"],
  ["bar:7777", "bar:7777"],
])("%s is %s", (typed, address) => {
  expect(typedAddress(typed)).toBe(address);
});

test.each([
  "",
  "bar",
  "192.168.1.300",
  "192.168.1.20:",
  "192.168.1.20:99999",
  "fd00::7",
  "a b.lan",
])("%s is none", (typed) => {
  expect(typedAddress(typed)).toBeUndefined();
});
