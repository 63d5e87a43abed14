/** A kitchen's screen on a box of its own: what is sent at the counter is made there, and told back. */

import { expect, test, vi } from "vitest";

import { joinStore } from "../support/joined-stores.ts";
import { startNode } from "../support/node-process.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = ownShopCopies();
const WAIT = { timeout: 45_000, interval: 20 };

test("an order of the counter is bumped in the kitchen, and the register says that it is ready", async () => {
  const counter = await shopCopy();
  const kitchen = await joinStore(counter, "B", "Kitchen");
  const [, port = ""] = await startNode(counter).says(/^takes links on port (\d+)$/mu);
  await till(["mesh", "add", `127.0.0.1:${port}`, "--store", kitchen]);
  const screen = openTerminal(["kitchen", "--station", "kitchen", "--store", kitchen]);
  const register = openTerminal(["run", "--store", counter]);
  await register.sees("staff number >");
  register.press("1", KEY.enter);
  await answer(register, "PIN >", "1111");
  await register.sees("Hello Mia.");

  register.type("club");
  await register.sees("1 hit");
  register.press(KEY.enter);
  await register.sees("1 × Club sandwich.");
  register.press(KEY.f2);
  await register.sees(/Sent|Queued/u);
  expect(await screen.sees("Club sandwich")).toMatch(/^ 1 A1 .* │/mu);

  screen.type("1");
  await screen.sees("Order A1 is done.");
  await register.sees("Order A1 is ready.");
  expect(await madeAt(counter)).toEqual([true]);

  screen.type("--");
  await screen.sees("Order A1 is back.");
  await vi.waitFor(async () => expect(await madeAt(counter)).toEqual([false]), WAIT);
});

async function madeAt(store: string): Promise<ReadonlyArray<boolean>> {
  const { stdout } = await till(["order", "show", "A1", "--store", store, "--json"]);
  const { lines } = JSON.parse(stdout) as {
    readonly lines: ReadonlyArray<{ readonly made: boolean }>;
  };
  return lines.map(({ made }) => made);
}
