/** Reports over days by keys, at a real register. */

import { expect, test } from "vitest";

import { sideRows } from "../../../src/tui/rows/side-rows.ts";
import { createTillContexts, facing } from "../../../src/tui/till-context.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";

const newCafe = cafeCopies();
const MIA = ["1", "1111"] as const;
const RAVI = ["4", "4444"] as const;

test("a report says what is sold today, then of other days, and goes to paper", async () => {
  const register = await registerAt(await newCafe(), RAVI);
  sellGoods(register.open.till, ["2*croissant"], { cash: 1000 });

  typed(register, ":report");
  press(register, "3");

  expect(register.store.getState().list).toMatchObject({
    type: "report",
    shown: { report: "products", span: "today" },
  });
  // Columns stand below one another, as on paper.
  expect(shown(register)).toMatch(/ {4}Croissant {9}2 {3}5\.20 *\n {4}Total {13}2 {3}5\.20 *\n/u);

  press(register, "1");
  expect(register.store.getState().list).toMatchObject({ shown: { span: "yesterday", lines: [] } });

  press(register, "4");
  expect(register.message()).toBe("Products is printed.");
  const states = ["queued", "sending", "printed"] as const;
  const papers = register.open.jobs.find({ states, limit: 100 });
  expect(papers.filter(({ kind }) => kind === "report")).toHaveLength(1);
});

test("who may not see reports is told so", async () => {
  const register = await registerAt(await newCafe(), MIA);

  typed(register, ":report");

  expect(register.message()).toMatch(/^Mia may not /u);
  expect(register.store.getState().list).toBeUndefined();
});

function shown({ store }: CafeRegister): string {
  const state = store.getState();
  const till = createTillContexts(store.till.port)(facing(state));
  const size = { width: 39, height: 17, signs: "all", block: "#" } as const;
  return sideRows(till, state, size)
    .map(({ text }) => text)
    .join("\n");
}
