import { expect, test } from "vitest";

import { epson80, generic58, profileNamed } from "../../src/printer/profile.ts";

test("profiles are found by the name that a shop's settings give", () => {
  expect(profileNamed("epson-80")).toBe(epson80);
  expect(profileNamed("generic-58")).toBe(generic58);
  expect(profileNamed("dot-matrix")).toBeUndefined();
});
