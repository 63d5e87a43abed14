import { expect, test } from "vitest";

import { type ShellTyped } from "../../../src/acts/act.ts";
import { type ActId, actOf } from "../../../src/acts/all.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { performTyped, type ShellDone, shellTexts } from "../../../src/app/orders/perform-act.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const MIA = { number: "1", name: "Mia" };

test("a course that waits is on its ticket as held, and on one of its own when it is fired", async () => {
  const { till, jobs } = (await newCafe()).open();
  sellGoods(till, ["croissant", "510", "540"], { service: "dine-in" });

  const sent = tell(till, "send");
  expect(heldOf(sent)).toEqual(["Margherita", "Crème brûlée"]);
  const fired = tell(till, "fire");
  expect(heldOf(fired)).toEqual(["Crème brûlée"]);

  const [fire, ticket] = jobs.latest(2).map(({ document }) => document);
  expect(ticket).toMatch(/HELD - NOT YET.*Margherita.*Crème brûlée/su);
  expect(fire).toMatch(/FIRE.*Margherita/su);
  expect(fire).not.toContain("Crème");
});

test("lines wait by their numbers, or by their course, until they are let go", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["croissant", "510", "latte"], { service: "takeaway" });

  tell(till, "hold", { words: ["1"], options: { course: "2" } });
  tell(till, "hold", { words: ["1"], options: { off: true } });

  expect(heldOf(tell(till, "send"))).toEqual(["Margherita"]);
});

test("what was dropped comes out on a ticket of its own, with why, and is charged once", async () => {
  const { till, jobs } = (await newCafe()).open();
  sellGoods(till, ["croissant", "510", "540"], { service: "dine-in" });
  const sent = tell(till, "send");
  const dropped = { words: [], options: { reason: "dropped" } };

  const again = tell(till, "refire", dropped, 1);

  const [ticket] = jobs.latest(1).map(({ document }) => document);
  expect(ticket).toMatch(/MAKE AGAIN.*Croissant.*\(dropped\)/su);
  expect(ticket).not.toContain("Margherita");
  expect(again.order.total).toBe(sent.order.total);
  const texts = shellTexts(till, { locale: "en", refusal: ({ type }) => type });
  expect(
    actOf("refire").shell?.tell?.({ ...again.performed, by: MIA }, texts, false),
  ).toMatchObject({
    lines: ["The kitchen makes 1 × Croissant again. Nobody pays for that."],
  });
  expect(
    faultOf(typed(till, { act: actOf("refire"), order: "A1", line: 2, typed: dropped })).type,
  ).toBe("line/waits");
  expect(
    faultOf(typed(till, { act: actOf("refire"), order: "A1", line: 9, typed: dropped })).type,
  ).toBe("line/unknown");
});

test("what is not there can't wait", async () => {
  const { till } = (await newCafe()).open();
  sellGoods(till, ["croissant"], {});
  const wait = { act: actOf("hold"), typed: { words: ["7"], options: {} } };

  expect(faultOf(typed(till, { ...wait, order: "A1" })).type).toBe("line/unknown");
  expect(faultOf(typed(till, { ...wait, order: "Z9" })).type).toBe("order/unknown");
});

const NOTHING: ShellTyped = { words: [], options: {} };

function tell(
  till: OpenTill["till"],
  ...[id, words = NOTHING, line]: [id: ActId, words?: ShellTyped, line?: number]
): ShellDone {
  return valueOf(typed(till, { act: actOf(id), order: "A1", line, typed: words }));
}

/** Does what somebody types in a shell. */
function typed(
  till: OpenTill["till"],
  act: Omit<Parameters<typeof performTyped>[2], "texts">,
): ReturnType<typeof performTyped> {
  return performTyped(till, MIA, {
    ...act,
    texts: shellTexts(till, { locale: "en", refusal: ({ type }) => type }),
  });
}

function heldOf({ order }: ReturnType<typeof sellGoods>): ReadonlyArray<string> {
  return order.lines.filter(({ isOnHold }) => isOnHold).map(({ name }) => name);
}
