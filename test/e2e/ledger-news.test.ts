/** What the ledger has to say stands on the register, and in what the command line finds. Size: whole. */

import { cp, rm } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { listQuestions, settleQuestion } from "../../src/app/attention/questions.ts";
import { openTill } from "../../src/app/open-till.ts";
import { ok } from "../../src/domain/base/result.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { CAFE_DAY, cafeCopies } from "../support/cafe.ts";
import { MIA } from "../support/commands.ts";
import { forkedCafe } from "../support/forked-cafe.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { valueOf } from "../support/shop.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const newCafe = cafeCopies();
const shopCopy = shopCopies();
/** The manager. */
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };
const MANAGER = { number: "4", name: "Manager" };
const TWICE =
  "A Front counter spoke with two voices, and both were admitted: 1 receipt number stands on two papers (A-000002).";

test("money in question stands on the register, before anybody signs in", async () => {
  const cafe = await newCafe();
  const { open, other } = await forkedCafe(cafe);
  // Papers that wait would have the status line to themselves.
  await open.printing.settle();
  await Promise.all([open.close(), other.close()]);

  const register = openTerminal(["run", "--store", cafe.dir]);

  const screen = await register.sees("ATTENTION 2: F10");
  expect(screen).toContain("staff number >");
});

test("branches that both count make the day that they touch one that doesn't tie out", async () => {
  const cafe = await newCafe();
  const { open, other } = await forkedCafe(cafe);
  for (const { id } of listQuestions(open.till)) {
    valueOf(settleQuestion(open.till, MANAGER, { id, kind: "chain/admitted", reason: "" }));
  }
  await Promise.all([open.close(), other.close()]);

  const text = await till(["reconcile", "--store", cafe.dir, "--day", CAFE_DAY]);
  const json = await till(["reconcile", "--store", cafe.dir, "--day", CAFE_DAY, "--json"]);
  const after = await till(["reconcile", "--store", cafe.dir, "--day", "2026-11-21"]);
  const examined = await till(["doctor", "--store", cafe.dir]);

  expect(text.code).toBe(1);
  expect(text.stdout).toContain(`! settled: ${TWICE}\nDoes not tie out: 1 difference.\n`);
  expect(JSON.parse(json.stdout)).toMatchObject({
    tiesOut: false,
    differences: [{ check: "settled", what: TWICE }],
  });
  expect(after.code).toBe(0);
  expect(examined.stdout).toMatch(/^ {2}attention +A Front counter spoke/mu);
});

test("work that broke off is dismissed, and doctor is quiet", async () => {
  const store = await shopCopy();
  const id = await leaveUnfinished(store);
  const words = ["ledger", "quarantine", "retire", id, "--reason", "cut short", "--store", store];

  const before = await till(["doctor", "--store", store]);
  const retired = await till(words, { env: RAVI });
  const after = await till(["doctor", "--store", store]);
  const listed = await till(["ledger", "quarantine", "list", "--store", store]);

  expect(before.stdout).toContain("unfinished work");
  expect(retired).toMatchObject({ code: 0, stderr: "" });
  expect(after.stdout).not.toContain("unfinished work");
  expect(listed.stdout).toContain("broke off: a person looked at it, and it stays out.");
  expect(await till(["verify", "--store", store])).toMatchObject({ code: 0 });
});

test("what can't be settled so is refused, each with its code, and nothing is written", async () => {
  const store = await shopCopy();
  const id = await leaveUnfinished(store);
  function settle(way: string, name: string, env: Record<string, string>) {
    return till(["ledger", "quarantine", way, name, "--store", store], { env });
  }
  const before = await till(["verify", "--store", store]);

  const noManager = await settle("retire", id, MIA);
  const nobody = await settle("retire", id, {});
  const unknown = await settle("retire", "ffffffff", RAVI);
  const notSo = await settle("admit", id, RAVI);

  expect([noManager, nobody, unknown, notSo].map(({ code, stderr }) => [code, stderr])).toEqual([
    [4, "Mia may not change devices: ask someone who may.\n"],
    [2, "Say who acts: --staff NUMBER, or TILL_STAFF and TILL_PIN.\n"],
    [3, expect.stringMatching(/^Nothing in question is named ffffffff alone: .*\n$/u)],
    [5, expect.stringMatching(/^\S+ can't be admitted or retired: .*\n$/u)],
  ]);
  expect(await till(["verify", "--store", store])).toEqual(before);
  expect(await settle("retire", id, RAVI)).toMatchObject({ code: 0 });
  expect((await settle("retire", id, RAVI)).code).toBe(5);
});

test("a till whose disk lost its last sale tells its cashier, and sells on", async () => {
  const store = await shopCopy();
  const kept = path.join(await temporaryFolder(), "ledger.db");
  const words = ["sell", "--store", store, "croissant", "--cash", "5"];
  await till(words, { env: MIA });
  await cp(path.join(store, "ledger.db"), kept);
  await till(words, { env: MIA });
  await Promise.all(["-wal", "-shm"].map((end) => rm(`${store}/ledger.db${end}`, { force: true })));
  await cp(kept, path.join(store, "ledger.db"));

  const register = openTerminal(["run", "--store", store]);
  await register.sees("numbers begin anew: till doctor");
  register.press("1", KEY.enter);
  await answer(register, "PIN >", "1111");
  const told = await register.sees(
    "! Sales are missing on this disk. Sell on: numbers begin anew. Call a manager.",
  );
  expect(told).not.toContain("till doctor");
  register.type("croissant");
  register.press(KEY.enter);
  await register.sees(/TOTAL +2\.60/u);
  register.press(KEY.f9);
  await register.sees("PAY");
  register.press("5", KEY.enter);

  await register.sees(/A2[A-Z]{2}-000001/u);
});

/** The first part of a batch that never ends; its id among the questions. */
async function leaveUnfinished(store: string): Promise<string> {
  const open = openTill(store);
  const body = { value: ["half"], over: [] };
  open.till.ledger.commit({
    by: "1",
    name: "import",
    part: { batch: "import", part: 1 },
    decide: () =>
      ok({
        events: [{ kind: "setting/set", streams: [toStreamId("set", "receipt-foot")], body }],
      }),
  });
  const id = listQuestions(open.till)[0]?.id ?? "";
  await open.close();
  return id;
}
