/**
 * A card terminal in software and a till, each in a process of its own, as the documentation types them.
 *
 * Size: whole.
 */

import { expect, test, vi } from "vitest";

import { type Finished, MIA, refused } from "../support/commands.ts";
import { openShop, RAVI, simulate, start, WAIT } from "../support/simulated-shop.ts";
import { tillHere as till } from "../support/till-here.ts";

test("a sale by card is paid at the terminal, and listed with its receipt", async () => {
  const simulator = await simulate();
  const { run } = await openShop(simulator);

  const sold = await run("sell", "2*flat white", "--card");
  const listed = await run("card", "list", "--json");

  expect(sold.code).toBe(0);
  expect(sold.stdout).toMatch(/^Order A1 {2}takeaway {2}paid\n.*^Receipt A-000001$/msu);
  expect(sold.stderr).toBe(
    "main asks for 7.20. Ctrl-C asks it to stop.\nmain: Insert the card, or hold it there\n",
  );
  expect(JSON.parse(listed.stdout)).toMatchObject({
    terminals: [{ id: "main", driver: "zvt" }],
    payments: [
      {
        order: "A1",
        terminal: "main",
        state: "captured",
        sum: 720,
        receipt: 471,
        brand: "girocard",
        last4: "4242",
      },
    ],
  });
  expect(simulator.shown()).toBe("asked: pay\npay: 720 as receipt 471\ndone\n");
});

test("a sale that the terminal declines says why, and its order is open", async () => {
  const simulator = await simulate("--fault", "decline-expired");
  const { run } = await openShop(simulator);

  const sold = await run("sell", "2*flat white", "--card");

  expect(sold.code).toBe(5);
  expect(sold.stderr).toContain(
    "main did not take the money: the card has expired. Order A1 is open: take it otherwise, or try again.\n",
  );
  expect((await run("sell", "croissant", "--card")).code).toBe(0);
});

test("a till that is killed between the terminal's yes and its own has the payment once", async () => {
  const simulator = await simulate("--fault", "drop-before-result", "--fault", "keeps");
  const { store, run } = await openShop(simulator);
  // A till would have asked it again by itself at once.
  await till(["card", "set", "main", "wait=300", "--store", store], { env: RAVI });
  const selling = start(["sell", "2*flat white", "--card", "--store", store], MIA);
  const killed = new Promise((resolve) => selling.once("exit", (_, signal) => resolve(signal)));
  await vi.waitFor(() => {
    expect(simulator.shown()).toContain("pay: 720 as receipt 471\n");
  }, WAIT);
  selling.kill("SIGKILL");
  expect(await killed).toBe("SIGKILL");
  await till(["card", "set", "main", "wait=0", "--store", store], { env: RAVI });
  expect(await paymentsOf(run)).toMatchObject([{ state: "open", sum: 720, receipt: null }]);

  const asked = await run("card", "query", "A1");

  expect(asked.code).toBe(0);
  expect(await paymentsOf(run)).toMatchObject([{ state: "captured", sum: 720, receipt: 471 }]);
  expect(await run("card", "query", "A1")).toEqual(
    refused(5, "What became of that card payment is known: till card list says it."),
  );
  expect(simulator.shown().match(/^pay: /gmu)).toHaveLength(1);
  expect((await run("order", "show", "A1")).stdout).toMatch(/^Order A1 {2}takeaway {2}paid$/mu);
  expect((await run("reconcile")).stdout).toContain("Ties out to the cent.");
});

async function paymentsOf(
  run: (...words: ReadonlyArray<string>) => Promise<Finished>,
): Promise<ReadonlyArray<object>> {
  const { stdout } = await run("card", "list", "--json");
  return (JSON.parse(stdout) as { readonly payments: ReadonlyArray<object> }).payments;
}
