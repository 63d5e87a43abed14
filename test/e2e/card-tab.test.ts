/** Tabs by card as the shell has them: opened, raised, listed, booked with the tip, and released. */

import { expect, test } from "vitest";

import { refused } from "../support/commands.ts";
import { openShop, simulate } from "../support/simulated-shop.ts";
import { tillHere } from "../support/till-here.ts";

test("a tab is opened, raised and booked with the tip, and its order is paid", async () => {
  const simulator = await simulate();
  const { run } = await openShop(simulator, tillHere);
  await run("order", "open", "2*flat white");

  expect((await run("card", "tab", "open", "A1", "5")).stderr).toContain("main has reserved 5.00.");
  expect((await run("card", "tab", "raise", "A1", "4")).stderr).toContain("main has reserved 4.00");
  const listed = JSON.parse((await run("card", "tabs", "--json")).stdout) as { tabs: object[] };
  expect(listed.tabs).toMatchObject([
    { order: "A1", terminal: "main", state: "open", sum: 500, left: 180, receipt: 471 },
    { order: "A1", terminal: "main", state: "open", sum: 400, left: 180, receipt: 472 },
  ]);

  const booked = await run("card", "tab", "book", "A1", "--tip", "1");
  expect(booked).toMatchObject({ code: 0 });
  expect(booked.stdout).toMatch(/^Order A1 {2}takeaway {2}paid$/mu);
  expect((await run("card", "tabs")).stderr).toContain("No tab by card is open.");
  expect(simulator.shown()).toContain("book: 500 as receipt 473");
  expect(simulator.shown()).toContain("book: 320 as receipt 474");
});

test("a tab is released, and there is none to book then", async () => {
  const { run } = await openShop(await simulate(), tillHere);
  await run("order", "open", "2*flat white");
  expect(await run("card", "tab", "open", "A1")).toEqual(
    refused(2, "Say how much is reserved: the setting tab-sum has no usual sum."),
  );
  await run("card", "tab", "open", "A1", "50");

  expect((await run("card", "tab", "release", "A1")).code).toBe(0);
  expect(await run("card", "tab", "book", "A1")).toEqual(
    refused(5, "The tab of 50.00 at main is released already."),
  );
});

test("a tab that the bank refuses is not there", async () => {
  const { run } = await openShop(await simulate("--fault", "decline"), tillHere);
  await run("order", "open", "2*flat white");

  expect(await run("card", "tab", "open", "A1", "50")).toMatchObject({ code: 5 });
  expect((await run("card", "tabs")).stdout).toBe("");
});
