/** A program from which what Ink needs was lost: the register draws its frames without it. Size: whole. */

import { cp, readdir, readFile, rm, symlink } from "node:fs/promises";
import path from "node:path";

import { expect, test, vi } from "vitest";

import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { KEY, openTerminalOf } from "../support/terminal.ts";
import { NODE } from "../support/till-process.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const shopCopy = shopCopies();

test("a register goes on selling where Ink can't be loaded, and its log says why", async () => {
  const store = await shopCopy();
  const state = path.join(path.dirname(store), "state");
  const program = await programWithoutInk();
  const register = openTerminalOf([NODE, program, "run", "--store", store], {
    env: { XDG_STATE_HOME: state },
  });
  await register.sees("staff number >");

  await vi.waitFor(
    async () => {
      const log = await readFile(path.join(state, "tillmesh/register.log"), "utf8");
      expect(log).toContain("Ink can't be loaded, frames are drawn without it: ");
    },
    { timeout: 45_000, interval: 20 },
  );
  register.type("1\r");
  await register.sees("Mia: now your PIN.");
  register.type("1111\r");
  await register.sees("Hello Mia.");
  register.type("100\r");
  await register.sees("1 × Coffee.");
  register.press(KEY.f9, KEY.enter);

  await register.sees("Receipt A-000001.");
});

/** As it is built, in a folder of its own; returns its launcher. */
async function programWithoutInk(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ["bin", "dist", "package.json"]) {
    await cp(path.join(ROOT, name), path.join(folder, name), { recursive: true, filter: isNoMap });
  }
  await symlink(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  const screens = path.join(folder, "dist/screens");
  const pieces = (await readdir(screens)).filter((name) => name.startsWith("ink-screen-"));
  expect(pieces).toHaveLength(1);
  for (const name of pieces) await rm(path.join(screens, name));
  return path.join(folder, "bin/till.js");
}

function isNoMap(source: string): boolean {
  return !source.endsWith(".map");
}
