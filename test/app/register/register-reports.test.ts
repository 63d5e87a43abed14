/** Reports over days by keys, at a real register. */

import { expect, test } from "vitest";

import { createUnseenSession } from "../../../src/app/register/unseen-session.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { sideRows } from "../../../src/tui/panes/side-rows.ts";
import { createTillContexts, facing } from "../../../src/tui/till-context.ts";
import { cafeOfTwo } from "../../support/cafe-bar.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";
import { testRandom } from "../../support/test-random.ts";

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

test("reports, tips and the own evening wait at a till that was told today alone", async () => {
  const { a, b: open } = await cafeOfTwo(newCafe);
  const told = a.till.ledger.present.tell({ since: 0, receipts: [] });
  if (told === undefined) throw new Error("Nothing was told.");
  valueOf(open.till.ledger.present.take(a.till.ledger.identity.key.device, told));
  const actor = { number: "4", name: "Ravi" };
  const deps = { open, till: open.till, actor, random: testRandom, prepare: () => ok(undefined) };
  const { reports, tips, evening } = createUnseenSession(deps);

  const message = "This till has not heard the shop's past yet: figures of days come once it has.";
  expect(faultOf(reports.read("sales", "today", 40)).message).toBe(message);
  expect(faultOf(tips.read()).message).toBe(message);
  expect(faultOf(evening.print()).message).toBe(message);
  expect(evening.read(40).lines).toEqual([message]);
});

function shown({ store }: CafeRegister): string {
  const state = store.getState();
  const till = createTillContexts(store.till.port)(facing(state));
  const size = { width: 39, height: 17, signs: "all", block: "#" } as const;
  return sideRows(till, state, size)
    .map(({ text }) => text)
    .join("\n");
}
