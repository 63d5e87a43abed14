/** A till is switched off at the wall: what its next start needs must not wait for an end in order. */

import { readdir } from "node:fs/promises";
import path from "node:path";

import { expect, test, vi } from "vitest";

import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openTerminal } from "../support/terminal.ts";

const shopCopy = shopCopies();

/** The pieces of the program that a register loads, at least. */
const PIECES = 30;

test("what a register has compiled is on the disk soon after its first frame", async () => {
  const cache = await temporaryFolder();
  const store = await shopCopy();
  const register = openTerminal(["run", "--store", store], {
    env: { NODE_COMPILE_CACHE: path.join(cache, "compiled") },
  });
  await register.sees("locked");

  await vi.waitFor(
    async () => {
      const files = await readdir(cache, { recursive: true });
      expect(files.length).toBeGreaterThan(PIECES);
    },
    { timeout: 45_000, interval: 20 },
  );
});
