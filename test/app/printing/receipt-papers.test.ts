/** Receipts that come out always, on request, or never; the drawer opens for cash whatever is printed. */

import { expect, test } from "vitest";

import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { refund } from "../../../src/app/orders/refund.ts";
import { sell } from "../../../src/app/orders/sell.ts";
import { latestPapers, reprint } from "../../../src/app/papers/reprint.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };

test("on request a cash sale opens the drawer, and its receipt waits for who asks", async () => {
  const open = await cafeWith("on-request");
  sellGoods(open.till, ["400"], { cash: 260 });
  await open.printing.settle();

  expect(jobsOf(open)).toEqual(["receipt dismissed", "report printed"]);
  const [paper] = latestPapers(open);
  expect(paper).toMatchObject({ name: "A-000001", state: "put aside" });
  if (paper === undefined) throw new Error("No paper.");
  expect(reprint(open, paper)).toEqual({ ok: true, value: "released" });
  await open.printing.settle();

  expect(jobsOf(open)).toEqual(["receipt printed", "report printed"]);
  const receipt = open.jobs.latest(1)[0]?.document ?? "";
  expect(receipt).not.toMatch(/REPRINT|"pulse"/u);
  expect(reprint(open, paper)).toEqual({ ok: true, value: "again" });
  expect(open.jobs.latest(1)[0]?.document).toContain("REPRINT");
});

test("a card sale opens no drawer, and cash that goes out for goods does", async () => {
  const open = await cafeWith("never");
  const card = { entries: ["400"], payment: { type: "card" }, service: undefined } as const;
  valueOf(sell(open.till, MIA, card));
  expect(jobsOf(open)).toEqual(["receipt dismissed"]);

  sellGoods(open.till, ["400"], { cash: 260 });
  const back = { number: "A-000002", parts: [], method: "cash", reason: "cold" } as const;
  valueOf(refund(open.till, RAVI, { ...back, goods: undefined }));

  expect(jobsOf(open)).toEqual([
    "receipt dismissed",
    "report queued",
    "receipt dismissed",
    "report queued",
    "receipt dismissed",
  ]);
});

test("a service may have its own rule", async () => {
  const open = await cafeWith("always takeaway=never");
  sellGoods(open.till, ["400"], { cash: 260, service: "counter" });
  sellGoods(open.till, ["400"], { cash: 260, service: "takeaway" });

  expect(jobsOf(open)).toEqual(["receipt dismissed", "report queued", "receipt queued"]);
});

test("the register offers the key after paying, and it prints", async () => {
  const cafe = await newCafe();
  const register = openRealRegister(cafe);
  setReceipts(register.open, "on-request");
  await register.logIn("1", "1111");
  register.type("100");
  register.press("Enter", "F9");
  cafe.clock.advance(1000);
  register.press("Enter");
  expect(register.message()).toBe("Paid 2.80 in cash. Receipt A-000001: Ctrl-P 1 prints it.");

  register.press("Ctrl-P", "1");
  cafe.clock.advance(1000);

  const receipt = register.open.jobs.latest(9).find(({ kind }) => kind === "receipt");
  expect(receipt).toMatchObject({ copy: 1, lastFault: "" });
  expect(receipt?.state).not.toBe("dismissed");
});

async function cafeWith(rules: string): Promise<OpenTill> {
  const open = (await newCafe()).open();
  setReceipts(open, rules);
  return open;
}

function setReceipts({ till }: OpenTill, rules: string): void {
  valueOf(changeSetting(till, RAVI, { key: "receipts", texts: [rules], fromDay: undefined }));
}

/** Croissants are made nowhere: there are no tickets. The newest first. */
function jobsOf({ jobs }: OpenTill): ReadonlyArray<string> {
  return jobs
    .latest(9)
    .filter(({ kind }) => kind !== "ticket")
    .map(({ kind, state }) => `${kind} ${state}`);
}
