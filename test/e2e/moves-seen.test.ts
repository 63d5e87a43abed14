/** Lines that move, bills that are put together and taken apart: on the screen of another till at once. Size: whole. */

import { expect, test, vi } from "vitest";

import { MIA } from "../support/commands.ts";
import { joinStore } from "../support/joined-stores.ts";
import { startNode } from "../support/node-process.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = ownShopCopies();

test("a move, a merge and what takes it back show at the other till while it has the table open", async () => {
  const counter = await shopCopy();
  const bar = await joinStore(counter, "B", "Bar");
  const [, port = ""] = await startNode(counter).says(/^takes links on port (\d+)$/mu);
  await till(["mesh", "add", `127.0.0.1:${port}`, "--store", bar]);
  startNode(bar);
  await order(counter, "table", "7");
  await order(counter, "add", "7", "3*croissant", "soup");
  await order(counter, "table", "9");
  await order(counter, "add", "9", "espresso");
  await vi.waitFor(async () => {
    const heard = await till(["order", "show", "A2", "--store", bar]);
    expect(heard.stdout).toContain("Espresso");
  });
  const register = openTerminal(["run", "--store", bar]);
  await register.sees("staff number >");
  register.press("1", KEY.enter);
  await answer(register, "PIN >", "1111");
  await register.sees("Hello Mia.");
  register.type("9");
  register.press(KEY.f7);
  await register.sees(/1 Espresso +2\.40/u);

  await order(counter, "move", "7", "--to", "9", "--pieces", "2*1");
  const moved = await register.sees(/2 Croissant/u);
  expect(moved).not.toContain("Soup");

  await order(counter, "merge", "7", "9");
  await register.sees(/3 Croissant[^]*Soup/u);

  await order(counter, "unmerge", "7");
  const apart = await register.sees(/2 Croissant/u);
  expect(apart).not.toContain("Soup");
  expect(apart).toContain("Espresso");
});

async function order(store: string, ...words: ReadonlyArray<string>): Promise<void> {
  const done = await till(["order", ...words, "--store", store], { env: MIA });
  expect(done).toMatchObject({ code: 0, stderr: "" });
}
