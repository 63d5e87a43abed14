import { expect, test } from "vitest";

import { examine } from "../../../src/app/attention/checks.ts";
import {
  listQuestions,
  purgeDevice,
  settleQuestion,
} from "../../../src/app/attention/questions.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { promoteDevice, revokeDevice } from "../../../src/app/mesh/devices.ts";
import { type Till } from "../../../src/app/till/till.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { type BusinessDay, type StreamId, toStreamId } from "../../../src/domain/identity.ts";
import { toTransaction } from "../../../src/ledger/log/stored-transaction.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { forkedCafe } from "../../support/forked-cafe.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const MANAGER = { number: "4", name: "Manager" };

test("a copied till's sales are named with device, numbers and sum, and no number is missing", async () => {
  const { open, other } = await forkedCafe(await newCafe());

  const questions = listQuestions(open.till);

  expect(questions.map(({ till, reason }) => [till, reason])).toEqual([
    ["A Front counter", "chain/forked"],
    ["A Front counter", "chain/forked"],
  ]);
  expect(numbersOf(open.till)).toEqual(["A-000002", "A-000002", "A-000003"]);
  expect(dayReport(open.till, DAY)).toMatchObject({
    receipts: 1,
    inQuestion: { receipts: 3, total: questions.reduce((sum, { total }) => sum + total, 0) },
    differences: [],
  });
  expect(examine(open).find(({ check }) => check === "money in question")).toMatchObject({
    state: "wrong",
  });
  await other.close();
});

test("a person who may change devices admits one branch and retires the other", async () => {
  const { open, other } = await forkedCafe(await newCafe());
  const [long, short] = listQuestions(open.till).toSorted((a, b) => b.toSeq - a.toSeq);

  const admitted = settle(open.till, long?.id ?? "", "chain/admitted");
  const retired = settle(open.till, short?.id ?? "", "chain/retired");

  expect([admitted.ok, retired.ok]).toEqual([true, true]);
  expect(dayReport(open.till, DAY)).toMatchObject({ receipts: 3, inQuestion: { receipts: 1 } });
  expect(listQuestions(open.till)).toMatchObject([{ reason: "chain/retired" }]);
  expect(examine(open).find(({ check }) => check === "money in question")?.state).toBe("ok");
  await other.close();
});

test("a purge names whom it takes with it: in by nothing but a word of its till that doesn't count", async () => {
  const cafe = await newCafe();
  const a = cafe.open().till;
  const { till: b } = await enrolBar(cafe, a);
  valueOf(promoteDevice(a, MANAGER, b.ledger.identity.key.device));
  synchroniseLedgers(a.ledger, b.ledger);
  await enrolBar(cafe, b, { code: "C", name: "Terrace", seed: 8 });
  synchroniseLedgers(b.ledger, a.ledger);
  const device = b.ledger.identity.key.device;
  valueOf(revokeDevice(a, MANAGER, { device, reason: "stolen" }));
  // Nobody there has heard of the revocation, and somebody honest joins.
  const { till: d } = await enrolBar(cafe, b, { code: "D", name: "Cellar", seed: 9 });
  synchroniseLedgers(b.ledger, a.ledger);

  const purged = valueOf(purgeDevice(a, MANAGER, { text: "B", reason: "stolen" }));

  const cellar = { device: d.ledger.identity.key.device, name: "D Cellar" };
  expect(purged).toEqual({ name: "B Bar", newcomers: [cellar] });
});

test("numbers that both branches gave are named on their day, when both are admitted", async () => {
  const { open, other } = await forkedCafe(await newCafe());
  for (const { id } of listQuestions(open.till)) settle(open.till, id, "chain/admitted");
  const sentence =
    "A Front counter spoke with two voices, and both were admitted: 1 receipt number stands on two papers (A-000002).";

  expect(examine(open)).toContainEqual({
    check: "attention",
    state: "note",
    code: "settled",
    sentence,
  });
  expect(dayReport(open.till, DAY)).toMatchObject({
    receipts: 4,
    differences: [{ check: "settled", about: { type: "settled", settled: { sentence } } }],
  });
  expect(dayReport(open.till, "2026-11-21" as BusinessDay).differences).toEqual([]);
  await other.close();
});

test("what was admitted and retired is named", async () => {
  const { open, other } = await forkedCafe(await newCafe());
  const [long] = listQuestions(open.till).toSorted((a, b) => b.toSeq - a.toSeq);
  settle(open.till, long?.id ?? "", "chain/retired");
  settle(open.till, long?.id ?? "", "chain/admitted");
  const { fromSeq = 0, toSeq = 0 } = long ?? {};
  const sentence = `Of A Front counter, events ${fromSeq} to ${toSeq} were admitted and retired as well: what they sold counts.`;

  expect(examine(open)).toContainEqual({
    check: "attention",
    state: "note",
    code: "settled",
    sentence,
  });
  expect(dayReport(open.till, DAY).differences).toMatchObject([
    { check: "settled", about: { type: "settled", settled: { sentence } } },
  ]);
  await other.close();
});

test("nobody settles what isn't in question, or without the permission", async () => {
  const { open, other } = await forkedCafe(await newCafe());
  const [question] = listQuestions(open.till);
  const settling = { kind: "chain/admitted", reason: "" } as const;

  expect(settle(open.till, "none", "chain/admitted")).toMatchObject({
    fault: { type: "chain/unknown" },
  });
  expect(settleQuestion(open.till, MIA, { ...settling, id: question?.id ?? "" })).toMatchObject({
    fault: { type: "permission/missing", permission: "devices" },
  });
  await other.close();
});

test("a till that has heard of its own revocation sells nothing more", async () => {
  const open = (await newCafe()).open();
  sellGoods(open.till, ["espresso"], { cash: 10_000 });
  const { ledger } = open.till;
  const { origin } = ledger.identity;
  const { seq = 1, hash } = ledger.heads().get(origin) ?? {};
  const body = {
    device: ledger.identity.key.device,
    heads: hash === undefined ? [] : [{ origin, seq, hash }],
    reason: "sold",
  };
  const event = { kind: "device/revoked", streams: [], body } as const;
  ledger.commit({ by: "", name: "revoke", decide: () => ok({ events: [event] }) });

  const refused = open.till.act(MANAGER, "sell", () => ok([]));

  expect(refused).toEqual({ ok: false, fault: { type: "device/revoked", reason: "" } });
  expect(listQuestions(open.till)).toMatchObject([{ reason: "chain/revoked", receipts: [] }]);
});

test("work that broke off is named, is no money in question, and can't be admitted", async () => {
  const open = (await newCafe()).open();
  beginImport(open.till, { part: 1 });

  const [question] = listQuestions(open.till);
  const findings = examine(open);

  expect(question).toMatchObject({ reason: "batch/unfinished", till: "A Front counter" });
  expect(findings.find(({ check }) => check === "unfinished work")).toEqual({
    check: "unfinished work",
    state: "note",
    code: "unfinished",
    sentence:
      "Work of A Front counter has not ended and counts for nothing: if it broke off, do it again, and retire it (`till ledger quarantine list`).",
  });
  expect(findings.find(({ check }) => check === "money in question")?.state).toBe("ok");
  expect(settle(open.till, question?.id ?? "", "chain/admitted")).toMatchObject({
    fault: { type: "chain/not-settled-so" },
  });
});

test("work that broke off is dismissed once, and nothing that was sold in between", async () => {
  const open = (await newCafe()).open();
  beginImport(open.till, { part: 1 });
  sellGoods(open.till, ["espresso"], { cash: 10_000 });
  beginImport(open.till, { part: 2 });
  const [first] = listQuestions(open.till);

  const retired = settle(open.till, first?.id ?? "", "chain/retired");

  expect(retired.ok).toBe(true);
  expect(listQuestions(open.till).map(({ reason }) => reason)).toEqual([
    "batch/retired",
    "batch/retired",
  ]);
  expect(examine(open).map(({ check }) => check)).not.toContain("unfinished work");
  expect(dayReport(open.till, DAY)).toMatchObject({ receipts: 1, differences: [] });
  for (const kind of ["chain/admitted", "chain/retired"] as const) {
    expect(settle(open.till, first?.id ?? "", kind)).toMatchObject({
      fault: { type: "chain/not-settled-so" },
    });
  }
});

test("each piece of work that broke off is dismissed by its name", async () => {
  const open = (await newCafe()).open();
  beginImport(open.till, { batch: "menu", part: 1 });
  beginImport(open.till, { batch: "menu again", part: 1 });
  const questions = listQuestions(open.till);

  settle(open.till, questions[0]?.id ?? "", "chain/retired");

  expect(questions).toHaveLength(1);
  expect(listQuestions(open.till)).toMatchObject([{ reason: "batch/retired" }]);
});

test("a shop is set up as one batch", async () => {
  const cafe = await newCafe();
  const { ledger } = cafe.open().till;
  const parts = [...ledger.store.after(0)].map((row) => toTransaction(row).content.first["part"]);

  expect(parts.length).toBeGreaterThan(2);
  expect(parts).toEqual([undefined, ...parts.slice(1).map((_, index) => index + 1)]);
});

function beginImport(
  { ledger }: Till,
  { batch = "import", part }: { readonly batch?: string; readonly part: number },
): void {
  const streams: [StreamId] = [toStreamId("set", "receipt-foot")];
  const body = { value: ["half"], over: [] };
  ledger.commit({
    by: "1",
    name: "import",
    part: { batch, part },
    decide: () => ok({ events: [{ kind: "setting/set", streams, body }] }),
  });
}

function settle(till: Till, id: string, kind: "chain/admitted" | "chain/retired") {
  return settleQuestion(till, MANAGER, { id, kind, reason: "looked" });
}

function numbersOf(till: Till): ReadonlyArray<string> {
  return listQuestions(till)
    .flatMap(({ receipts }) => receipts.map(({ number }) => number))
    .toSorted((a, b) => (a < b ? -1 : 1));
}
