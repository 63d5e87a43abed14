/** Papers that wait, at the real register in a real terminal. */

import { mkdir, readFile, writeFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { paperDir, rollPath } from "../../src/app/printer-drive.ts";
import { KEY, openTerminal } from "../support/terminal.ts";
import { shopCopies } from "../support/till-process.ts";

const shopCopy = shopCopies();

test("a cashier sees why a ticket waits, and lets it come out elsewhere", async () => {
  const store = await shopCopy();
  await mkdir(paperDir(store), { recursive: true });
  await writeFile(`${rollPath(store, "kitchen")}.off`, "");
  const terminal = openTerminal(["run", "--store", store]);
  await terminal.sees("staff number >");
  terminal.type("1");
  terminal.press(KEY.enter);
  await terminal.sees("now your PIN");
  terminal.type("1111");
  terminal.press(KEY.enter);
  await terminal.sees("Hello Mia.");
  terminal.type("croissant");
  terminal.press(KEY.enter);
  await terminal.sees("1 × Croissant.");
  terminal.press(KEY.f2);
  await terminal.sees("OFF 1");

  terminal.type(":queue");
  terminal.press(KEY.enter);
  await terminal.sees("Papers that wait");
  await terminal.sees("Ticket A1 Kitchen  OFF");
  terminal.type("1");
  await terminal.sees("3 let it come out of Receipts");
  terminal.type("3");
  await terminal.sees("Ticket A1 Kitchen comes out of Receipts.");
  await terminal.sees(/Ticket A1 Kitchen +done/u);
  const roll = await readFile(rollPath(store, "receipt"), "utf8");
  expect(roll).toContain("REROUTED FROM Kitchen and bar");
  terminal.press(KEY.escape);
  terminal.type(":queue");
  terminal.press(KEY.enter);
  await terminal.sees("No paper waits.");
});
