/** `till journal`: what commands were refused, without a PIN and in the shop's words. Size: whole. */

import { expect, test } from "vitest";

import { MIA } from "../support/commands.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { till } from "../support/till-process.ts";

const shopCopy = shopCopies();

test("refusals of commands are added up, also from one process to the next", async () => {
  const store = await shopCopy();
  const dearer = ["catalog", "set", "CROISSANT", "price=9", "--store", store];

  for (let times = 0; times < 2; times += 1) {
    expect(await till(dearer, { env: MIA })).toMatchObject({ code: 4 });
  }
  await till(dearer, { env: { ...MIA, TILL_PIN: "7391" } });

  const { stdout } = await till(["journal", "--store", store, "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    lines: [
      { act: "refused", staff: "1", name: "Mia", what: "catalogue", count: 2, written: false },
      { act: "refused", staff: "1", name: "Mia", what: "pin", count: 1, written: false },
    ],
  });
  expect(stdout).not.toContain("7391");
  const shown = await till(["journal", "--store", store, "--person", "1"]);
  expect(shown.stdout).toMatch(/Mia +may not change the catalogue, 2 refusals \(not told/u);
  expect((await till(["journal", "--store", store, "--person", "2"])).stdout).toBe("");
});

test("a day that is none, and a person who is none, get one sentence each", async () => {
  const store = await shopCopy();

  const day = await till(["journal", "--store", store, "--day", "soon"]);
  expect(day).toMatchObject({ code: 2 });
  expect(day.stderr).toContain('--day "soon" is no day');
  const person = await till(["journal", "--store", store, "--person", "Mia"]);
  expect(person).toMatchObject({ code: 2 });
  expect(person.stderr).toContain('"Mia" is no staff number');
});
