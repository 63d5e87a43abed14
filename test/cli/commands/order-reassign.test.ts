/** A paid order that was booked for another person is put right at the command line. */

import { expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };
const WHY = ["--reason", "Mia was logged in"];

test("sales and tip move to who served it, and day, order and history name who said so and why", async () => {
  const store = await shopCopy();
  function run(...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env: RAVI });
  }
  await till(["sell", "croissant", "--card", "--tip", "0.50", "--store", store], { env: MIA });

  const said = await run("order", "reassign", "A-000001", "--to", "4", ...WHY);
  const shown = await run("order", "show", "A1");
  const day = await run("reconcile");
  const figures: unknown = JSON.parse((await run("reconcile", "--json")).stdout);
  const order: unknown = JSON.parse((await run("order", "show", "A1", "--json")).stdout);
  const people: unknown = JSON.parse((await run("report", "people", "--json")).stdout);
  const history = await run("history", "order", "A1");

  const sentence = "A-000001: 3.10 was served by Ravi and not by Mia, says Ravi: Mia was logged in";
  expect(said).toMatchObject({ code: 0, stderr: "" });
  for (const { stdout } of [said, shown, day]) expect(stdout).toContain(`${sentence}\n`);
  expect(day.stdout).toContain("Ties out to the cent.");
  expect(history.stdout).toContain("booked for Mia, served by Ravi");
  expect(figures).toMatchObject({
    tiesOut: true,
    servers: [
      { staff: "1", sales: 0 },
      { staff: "4", sales: 260 },
    ],
    tips: [{ staff: "4", method: "card", count: 1, amount: 50 }],
    reassigned: [
      {
        of: "A-000001",
        from: { staff: "1", name: "Mia" },
        to: { staff: "4", name: "Ravi" },
        amount: 260,
        tip: 50,
        by: { staff: "4", name: "Ravi" },
        approved: null,
        reason: "Mia was logged in",
      },
    ],
  });
  expect(order).toMatchObject({ reassigned: [{ of: "A-000001", amount: 260, tip: 50 }] });
  expect(people).toMatchObject({
    rows: [
      { staff: "4", amount: 260 },
      { staff: "1", amount: 0 },
    ],
  });
  expect((await run("verify")).code).toBe(0);
});

test("takes a person who may, and one of several who sold it", async () => {
  const store = await shopCopy();
  function run(env: Readonly<Record<string, string>>, ...words: ReadonlyArray<string>) {
    return till([...words, "--store", store], { env });
  }
  await run(MIA, "sell", "croissant", "--card");
  const words = ["order", "reassign", "A1", "--to", "4"];

  expect((await run(MIA, ...words, ...WHY)).code).toBe(4);
  expect(await run(RAVI, ...words, "--from", "2", ...WHY)).toEqual(
    refused(3, "Staff number 2 sold nothing of that order, and has no tip of it."),
  );
  expect(await run(RAVI, "order", "reassign", "A1", "--to", "99", ...WHY)).toEqual(
    refused(3, "Nobody has the staff number 99: check the number."),
  );
  expect(await run(RAVI, ...words, "--reason", " ")).toEqual(
    refused(2, "Say why it is corrected: the reason is recorded."),
  );
});
