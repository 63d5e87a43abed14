/** What the notify hook is told of, at a real store. */

import { expect, test } from "vitest";

import { createCauses } from "../../../src/app/attention/notice-causes.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { noteReconciled } from "../../../src/app/notify/reconciled-days.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

test("a refund of the limit and more is told with its sum, and a smaller one is not", async () => {
  const { till, ...open } = (await newCafe()).open();
  sellGoods(till, ["2*croissant"], { cash: 1000 });
  giveBack({ till, ...open });
  const causes = createCauses({ till, ...open });

  expect(kinds(causes)).not.toContain("refund/big");
  changeSetting(till, RAVI, { key: "notify-refund", texts: ["5.20"] });

  const told = causes({ view: undefined, locale: "en" }).filter(
    ({ kind }) => kind === "refund/big",
  );
  expect(told).toMatchObject([{ to: "manager", knownTo: "shop", afterMs: 0 }]);
  expect(told[0]?.say([])).toBe("5.20 was given back on A-000002 by Ravi.");
  changeSetting(till, RAVI, { key: "notify-refund", texts: ["5.21"] });
  expect(kinds(causes)).not.toContain("refund/big");
});

test("a day that did not tie out is told to the bookkeeper until it does", async () => {
  const open = (await newCafe()).open();
  const causes = createCauses(open);
  const day = CAFE_DAY as Parameters<typeof noteReconciled>[1]["day"];

  noteReconciled(open.till.ledger.store, { day, code: 1, atMs: 0 });
  expect(kinds(causes)).toContain("day/not-tied");

  noteReconciled(open.till.ledger.store, { day, code: 0, atMs: 1 });
  expect(kinds(causes)).not.toContain("day/not-tied");
});

test("a role that is told nothing has no causes", async () => {
  const open = (await newCafe()).open();
  const day = CAFE_DAY as Parameters<typeof noteReconciled>[1]["day"];
  noteReconciled(open.till.ledger.store, { day, code: 1, atMs: 0 });
  changeSetting(open.till, RAVI, { key: "notify-to", texts: ["bookkeeper=none"] });

  expect(kinds(createCauses(open))).not.toContain("day/not-tied");
});

function kinds(causes: ReturnType<typeof createCauses>): ReadonlyArray<string> {
  return causes({ view: undefined, locale: "en" }).map(({ kind }) => kind);
}

function giveBack({ till }: Pick<OpenTill, "till">): void {
  const back = refund(till, RAVI, {
    number: "A-000001",
    parts: [],
    reason: "cold",
    goods: undefined,
    method: "cash",
    what: undefined,
  });
  if (!back.ok) throw new Error(`Not given back: ${JSON.stringify(back.fault)}`);
}
