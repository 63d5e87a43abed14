/**
 * What a terminal's memory is worth, by the histories that broke simpler rules. Source: docs/rules/cards.md, C22 and
 * C23.
 */

import { expect, test } from "vitest";

import { type Memory } from "../../src/card/contract.ts";
import { judgeMemory, judgeResult } from "../../src/card/judge.ts";
import { type TerminalReceipt } from "../../src/domain/events/card-events.ts";
import { minor } from "../../src/domain/money/amounts.ts";

const AFTER = { receipt: 470, trace: 470, date: "1125" };
const NEXT = { receipt: 471, trace: 471, date: "1125" };
const profile = { canRepeat: true, hasNextTrace: true };
const silent = { isUsedSince: false, isClaimed: () => false, isOwnStart: true, ageMs: 60_000 };

function request(after: TerminalReceipt | null = AFTER) {
  return { act: "pay" as const, sum: minor(2000), after, named: null };
}

function says(ref: TerminalReceipt, more: Partial<{ amount: number; isApproved: boolean }> = {}) {
  const { amount = 2000, isApproved = true } = more;
  return { act: undefined, ref, amount: minor(amount), isApproved, code: "", card: { ref } };
}

function judged(
  memory: Memory,
  {
    after = AFTER,
    ledger = silent,
  }: { after?: TerminalReceipt | null; ledger?: typeof silent } = {},
): string {
  const verdict = judgeMemory(request(after), memory, { ledger, profile });
  return verdict.type === "unknown" ? verdict.why : verdict.type;
}

function receipt(...given: Parameters<typeof says>): Memory {
  return { type: "receipt", says: says(...given) };
}

test("the very next receipt of the sum is a yes, and one that is not approved a no", () => {
  expect(judged(receipt(NEXT))).toBe("yes");
  expect(judged(receipt(NEXT, { isApproved: false }))).toBe("no");
});

test("the receipt that was there before is a no", () => {
  expect(judged(receipt(AFTER, { amount: 900 }))).toBe("no");
});

test("after 9999 comes 1, and after the last day of a year the first", () => {
  const last = { receipt: 9999, trace: 999_999, date: "1231" };

  expect(judged(receipt({ receipt: 1, trace: 1, date: "0101" }), { after: last })).toBe("yes");
});

test.each([
  ["has another trace", receipt({ ...NEXT, trace: 472 })],
  ["is not the very next", receipt({ ...NEXT, receipt: 472 })],
  ["has the number from before and another trace", receipt({ ...AFTER, trace: 469 })],
  ["is of another sum", receipt(NEXT, { amount: 2001 })],
  ["is of a part of the sum", receipt(NEXT, { amount: 1000 })],
  ["is of a day before", receipt({ ...NEXT, date: "1124" })],
])("a receipt that %s is nobody's", (_, memory) => {
  expect(judged(memory)).toBe("other-receipt");
});

test("a receipt that another payment has claimed is nobody's", () => {
  expect(judged(receipt(NEXT), { ledger: { ...silent, isClaimed: () => true } })).toBe(
    "other-receipt",
  );
});

test("a terminal that was used since says nothing of the payment, not even a no", () => {
  const ledger = { ...silent, isUsedSince: true };

  expect(judged(receipt(NEXT), { ledger })).toBe("used-since");
  expect(judged(receipt(AFTER), { ledger })).toBe("used-since");
});

test("no memory, or none from before, is never a no", () => {
  expect(judged({ type: "nothing" })).toBe("no-memory");
  expect(judged(receipt(NEXT), { after: null })).toBe("no-memory");
});

test("within the dialogue a part of the sum is a yes, and more than the sum is not", () => {
  expect(judgeResult(request(), says(NEXT, { amount: 1000 }), profile)).toBe("yes");
  expect(judgeResult(request(), says(NEXT, { amount: 2001 }), profile)).toBe("other");
  expect(judgeResult(request(), says(AFTER), profile)).toBe("old");
});

const DAY_MS = 86_400_000;
const NEW_PAYMENT = { ...silent, ageMs: 0 };

function own(more: Partial<{ amount: number; isApproved: boolean }> = {}): Memory {
  return { type: "own", says: { ...says(NEXT, more), ref: null, code: "Refusal" } };
}

test("a payment that the terminal knows by name is what it says, also a part of the sum", () => {
  expect(judged(own(), { after: null })).toBe("yes");
  expect(judged(own({ amount: 700 }), { after: null })).toBe("yes");
  expect(judged(own({ isApproved: false }), { after: null })).toBe("no");
});

test("a terminal that was used since still knows a payment by its name", () => {
  const ledger = { ...silent, isUsedSince: true };

  expect(judged(own(), { after: null, ledger })).toBe("yes");
});

test("a payment that the terminal knows by name over another sum is nobody's", () => {
  expect(judged(own({ amount: 2001 }), { after: null })).toBe("other-receipt");
  expect(judged(own({ amount: 0 }), { after: null })).toBe("other-receipt");
});

test("a name that the terminal doesn't know is a no for a day, and only for the till that started it", () => {
  const memory: Memory = { type: "not-found" };

  expect(judged(memory, { ledger: NEW_PAYMENT })).toBe("no");
  expect(judged(memory, { ledger: { ...silent, ageMs: DAY_MS - 1 } })).toBe("no");
  expect(judged(memory, { ledger: { ...silent, ageMs: DAY_MS } })).toBe("too-old");
  expect(judged(memory, { ledger: { ...silent, isOwnStart: false } })).toBe("two-drivers");
});

test("a clock that was set back makes no payment young", () => {
  expect(judged({ type: "not-found" }, { ledger: { ...silent, ageMs: -1 } })).toBe("too-old");
});
