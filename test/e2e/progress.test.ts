/** Long work tells on a terminal how far it is, and leaves nothing of that behind. Size: whole. */

import path from "node:path";

import { expect, test } from "vitest";

import { MIA } from "../support/commands.ts";
import { otherBuild } from "../support/other-build.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openTerminal, openTerminalOf } from "../support/terminal.ts";
import { tillHere } from "../support/till-here.ts";
import { NODE, till, TILL } from "../support/till-process.ts";

const shopCopy = shopCopies();
const WIPED = "\r\u001b[2K";

/** Of a time when everything was folded otherwise, and nothing was too little for a piece. */
const foldingTill = otherBuild({
  file: "ledger/tuning.ts",
  from: "${foldVersions()}`,\n  refoldAtOnce: 2000",
  to: "otherwise`,\n  refoldAtOnce: 0",
});

test("verify says what it is checking, in one line that is gone in the end", async () => {
  const store = await shopCopy();

  const terminal = openTerminal(["verify", "--store", store]);

  expect(await terminal.exit).toBe(0);
  expect(await terminal.screen()).toMatch(/^\d+ transactions, .*: all checks passed\.$/u);
  expect(shownBy(terminal)).toEqual(
    expect.arrayContaining([
      "Checking the file",
      "Checking the chains: 100 %",
      "Checking the folded state: 100 %",
    ]),
  );
  expect(terminal.written()).not.toContain("\u001b[3");
});

test.each(["doctor", "reconcile"])("%s too", async (command) => {
  const store = await shopCopy();

  const terminal = openTerminal([command, "--store", store]);

  await terminal.exit;
  expect(shownBy(terminal)).toContain("Checking the chains: 100 %");
  expect(await terminal.screen()).not.toContain("Checking");
});

test("a simulated shop says for how long it has been open", async () => {
  const shop = ["--tills", "2", "--hours", "0.004", "--without", "printers"];

  const terminal = openTerminal(["sim", "--seed", "7", ...shop]);

  expect(await terminal.exit).toBe(0);
  expect(shownBy(terminal)).toContainEqual(
    expect.stringMatching(/^The shop is open for 0:00 h, \d+ acts?$/u),
  );
  expect(await terminal.screen()).not.toContain("The shop is open");
});

test("a line that is too long for the terminal is cut, so that it can be wiped", async () => {
  const store = await shopCopy();

  const terminal = openTerminal(["verify", "--store", store], { columns: 20, rows: 40 });

  await terminal.exit;
  expect(shownBy(terminal)).toContain("Checking the folded");
  expect(await terminal.screen()).not.toContain("Checking");
});

test("for a program it says nothing", async () => {
  const terminal = openTerminal(["verify", "--store", await shopCopy(), "--json"]);

  expect(await terminal.exit).toBe(0);
  expect(terminal.written()).not.toContain("Checking");
});

test("where a line can't be wiped it says nothing", async () => {
  const words = ["verify", "--store", await shopCopy()];

  const terminal = openTerminalOf(["/usr/bin/env", "TERM=dumb", NODE, TILL, ...words]);

  expect(await terminal.exit).toBe(0);
  expect(terminal.written()).not.toContain("Checking");
});

test("a file of talk has none of it", async () => {
  const { stderr } = await till(["verify", "--store", await shopCopy()]);

  expect(stderr).toBe("");
});

test("an export into a file says how far it is, one onto the terminal doesn't", async () => {
  const [store, folder] = [await shopCopy(), await temporaryFolder()];
  const out = path.join(folder, "events.jsonl");

  const written = openTerminal(["export", "events", "--store", store, "--out", out]);
  const printed = openTerminal(["export", "events", "--store", store]);

  expect(await written.exit).toBe(0);
  expect(shownBy(written)).toContain("Writing the events: 100 %");
  expect(await written.screen()).toMatch(/^\d+ events are in /u);
  expect(await printed.exit).toBe(0);
  expect(printed.written()).not.toContain("Writing");
});

test("the first command after an update says how far the folding is", async () => {
  const store = await shopCopy();
  await tillHere(["sell", "100", "--cash", "20", "--store", store], { env: MIA });

  const terminal = openTerminalOf(foldingTill.command(["order", "list", "--store", store]));

  expect(await terminal.exit).toBe(0);
  expect(shownBy(terminal)).toContain("Folding anew: 0 %");
  expect(await terminal.screen()).toMatch(/folds what was sold anew, once: .*\nA1 {2}/su);
});

/** Each text that stood on the line, and was wiped. */
function shownBy(terminal: Terminal): ReadonlyArray<string> {
  const pieces = terminal.written().split(WIPED);
  return pieces.slice(1, -1);
}
