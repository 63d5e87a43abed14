/** A kitchen's screen on a real terminal, and what the rest of the shop hears of it. Size: whole. */

import { readFile } from "node:fs/promises";
import path from "node:path";

import { expect, test, vi } from "vitest";

import { rollPath } from "../../src/app/printing/printer-drive.ts";
import { type Finished, MIA, refused } from "../support/commands.ts";
import { PATIENCE } from "../support/patience.ts";
import { childOf } from "../support/process-tree.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openTerminal } from "../support/terminal.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

const shopCopy = shopCopies();

test("a ticket is bumped by the keypad, and every program of the shop knows", async () => {
  const store = await shopCopy();
  const sold = await tillHere(["sell", "club", "espresso", "--cash", "50", "--store", store], {
    env: MIA,
  });
  expect(sold).toMatchObject({ code: 0 });
  const screen = openTerminal(["kitchen", "--station", "Kitchen", "--store", store]);

  const shown = await screen.sees("Club sandwich");
  expect(shown).toMatch(/^ 1 A1 .* │/mu);
  expect(shown).not.toContain("Espresso");
  screen.type("1");
  await screen.sees("Order A1 is done.");

  expect(await madeOf(store)).toEqual([true, false]);
  const beside = openTerminal(["kitchen", "--station", "kitchen", "--store", store]);
  await beside.sees("This screen is open on this box already: go to its window.");
  expect(await beside.exit).toBe(5);
  screen.type("--");
  await screen.sees("Order A1 is back.");
  expect(await madeOf(store)).toEqual([false, false]);
  screen.type("0*");
  expect(await screen.exit).toBe(0);
});

test("a screen that hangs is started again, and each ticket keeps its number", async () => {
  const store = await shopCopy();
  const state = await temporaryFolder();
  for (const goods of ["club", "2*club"]) {
    await tillHere(["sell", goods, "--cash", "50", "--store", store], { env: MIA });
  }
  const screen = openTerminal(["kitchen", "--station", "kitchen", "--store", store], {
    env: { XDG_STATE_HOME: state },
  });
  await screen.sees(/ 2 A2 /u);
  screen.type("1");
  await screen.sees("Order A1 is done.");

  process.kill(childOf(screen.pid), "SIGSTOP");

  expect(await screen.sees("The screen was restarted; every ticket is here.")).toMatch(/ 2 A2 /u);
  screen.type("2");
  await screen.sees("Order A2 is done.");
  screen.type("0*");
  expect(await screen.exit).toBe(0);
  expect(await readFile(path.join(state, "tillmesh", "register.log"), "utf8")).toMatch(
    /The kitchen's screen \(process \d+\) gave no sign of life/u,
  );
});

test("a screen that can't be opened says why, and what there is", async () => {
  const store = await shopCopy();
  const own = ["--store", store];

  const isNoTerminal =
    "The kitchen's screen needs a terminal: open one, or give it lines with --plain; a box without a screen runs `till node`.";
  expect(await till(["kitchen", ...own])).toEqual(refused(2, isNoTerminal));
  expect(await tillHere(["kitchen", "--late", "soon", ...own])).toEqual(
    refused(2, "--late takes minutes, 1 to 1440: not “soon”."),
  );
  expect(await tillHere(["kitchen", "--pass", "--station", "bar", ...own])).toEqual(
    refused(2, "The pass shows all stations: say --pass or --station, not both."),
  );
  const grill = openTerminal(["kitchen", "--station", "grill", ...own]);
  await grill.sees("There is no station grill; there are: Bar, Kitchen.");
  expect(await grill.exit).toBe(3);
});

test("an order that goes elsewhere is told so where it is made, on paper and on the screen", async () => {
  const store = await shopCopy();
  const own = ["--store", store];
  for (const args of [
    ["open", "club", "espresso"],
    ["name", "A1", "Table 7"],
    ["send", "A1"],
    ["name", "A1", "Table 9"],
  ]) {
    expect(await tillHere(["order", ...args, ...own], { env: MIA })).toMatchObject({ code: 0 });
  }
  const screen = openTerminal(["kitchen", "--station", "Kitchen", ...own]);
  expect(await screen.sees("Club sandwich")).toContain("Table 7");

  expect(await tillHere(["order", "send", "A1", ...own], { env: MIA })).toMatchObject({ code: 0 });

  const moved = await screen.sees("! MOVED, was: Table 7");
  expect(moved).toContain("Table 9");
  expect(moved.match(/ A1 /gu)).toHaveLength(1);
  await vi.waitFor(async () => {
    const roll = await readFile(rollPath(store, "kitchen"), "utf8");
    expect(roll).toMatch(/ MOVED [^]*Table 9 \(was: Table 7\)[^]*1 x Club sandwich/u);
  }, PATIENCE);
  expect(await tillHere(["order", "send", "A1", ...own], { env: MIA })).toMatchObject({ code: 2 });
  screen.type("1");
  await screen.sees("Order A1 is done.");
  screen.type("0*");
  expect(await screen.exit).toBe(0);
});

async function madeOf(store: string): Promise<ReadonlyArray<boolean>> {
  const shown: Finished = await tillHere(["order", "show", "A1", "--store", store, "--json"]);
  const { lines } = JSON.parse(shown.stdout) as {
    readonly lines: ReadonlyArray<{ readonly made: boolean }>;
  };
  return lines.map(({ made }) => made);
}
