/** A register and scripts at once on one store, as real processes. Size: whole. */

import { readFile } from "node:fs/promises";

import { expect, test, vi } from "vitest";

import { MIA } from "../support/commands.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

const shopCopy = shopCopies();

const RECEIPTS = ["A-000001", "A-000002", "A-000003", "A-000004", "A-000005"];

test("scripts sell beside an open register, and every paper comes out once", async () => {
  const store = await shopCopy();
  const register = openTerminal(["run", "--store", store]);
  await answer(register, "staff number >", "1");
  await answer(register, "PIN >", "1111");
  await register.sees("Hello Mia.");
  register.type("crois");
  await register.sees("> crois");

  const sales = await Promise.all(
    ["100", "101", "102", "103"].map((plu) =>
      till(["sell", "--store", store, plu, "--cash", "10"], { env: MIA }),
    ),
  );
  expect(sales.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    sales.map(() => ({ code: 0, stderr: "" })),
  );

  // The register's line is as it was; its own sale gets the next number.
  expect(await register.screen()).toContain("> crois");
  register.press(KEY.enter);
  await register.sees("Order A5");
  register.press(KEY.f9);
  await register.sees("TO PAY");
  register.press(KEY.enter);
  await register.sees("Paid 2.60 in cash. Receipt A-000005.");

  await vi.waitFor(async () => expect(await receiptsOn(store)).toHaveLength(5), {
    timeout: 45_000,
    interval: 20,
  });
  // By till the numbers have no gap; by paper the order of committing.
  expect(await receiptsOn(store)).toEqual(RECEIPTS);
  const listed = await tillHere(["order", "list", "--store", store, "--json"]);
  const { orders } = JSON.parse(listed.stdout) as {
    orders: ReadonlyArray<{ number: string; receipts: ReadonlyArray<string> }>;
  };
  expect(new Set(orders.map(({ number }) => number))).toEqual(
    new Set(["A1", "A2", "A3", "A4", "A5"]),
  );
  expect(new Set(orders.flatMap(({ receipts }) => receipts))).toEqual(new Set(RECEIPTS));
  expect((await tillHere(["reconcile", "--store", store])).code).toBe(0);
  expect((await tillHere(["verify", "--store", store])).code).toBe(0);
});

test("a second register on the same store is told so, and the first goes on", async () => {
  const store = await shopCopy();
  const first = openTerminal(["run", "--store", store]);
  await first.sees("staff number >");

  const second = openTerminal(["run", "--store", store]);

  expect(await second.exit).toBe(5);
  expect((await second.screen()).trim().split("\n")).toHaveLength(1);
  expect(await second.isAlternate()).toBe(false);
  first.press("1", KEY.enter);
  await first.sees("PIN >");
});

test("sells at the same moment without a register wait for each other", async () => {
  const store = await shopCopy();

  const sales = await Promise.all(
    RECEIPTS.map(() => till(["sell", "--store", store, "100", "--cash", "3"], { env: MIA })),
  );

  expect(sales.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
  const numbers = sales.map(({ stdout }) => /^Receipt (?<no>.*)$/mu.exec(stdout)?.groups?.["no"]);
  expect(new Set(numbers)).toEqual(new Set(RECEIPTS));
  // Each prints its own as soon as it has the printers, in no order.
  expect((await receiptsOn(store)).toSorted()).toEqual(RECEIPTS);
  expect((await tillHere(["doctor", "--store", store])).code).toBe(0);
});

test("a register that is stuck is named by the commands beside it", async () => {
  const store = await shopCopy();
  const register = openTerminal(["run", "--store", store]);
  await register.sees("staff number >");
  const doctor = ["doctor", "--store", store, "--json"];
  const holder = /Process (?<pid>\d+) has the printers, and answers\./u;
  const pid = Number(holder.exec((await tillHere(doctor)).stdout)?.groups?.["pid"]);
  // What watches it would end it: stopped together they are stuck as on a disk that hangs.
  process.kill(register.pid, "SIGSTOP");
  process.kill(pid, "SIGSTOP");

  const sold = await till(["sell", "--store", store, "100", "--cash", "10"], { env: MIA });
  const now = await tillHere(["print", "now", "--store", store]);
  const found = await tillHere(doctor);

  const sentence = `The program that prints doesn't answer (process ${pid}): end it, and the next one prints.`;
  expect(sold).toMatchObject({
    code: 0,
    stderr: `Recorded, but its papers wait. ${sentence}\n`,
  });
  expect(now).toEqual({ code: 6, stdout: "", stderr: `${sentence}\n` });
  expect(found.code).toBe(1);
  expect(found.stdout).toContain(sentence);

  process.kill(register.pid, "SIGCONT");
  await vi.waitFor(async () => expect(await receiptsOn(store)).toEqual(["A-000001"]), {
    timeout: 45_000,
    interval: 20,
  });
});

async function receiptsOn(store: string): Promise<ReadonlyArray<string>> {
  const roll = await readFile(`${store}.paper/receipt.txt`, "utf8");
  return [...roll.matchAll(/^Receipt (?<no>A-\d+)/gmu)].map(({ groups }) => groups?.["no"] ?? "");
}
