/** What a terminal's memory is worth, by the histories that broke simpler rules. Source: CARD 2, 4 and 5. */

import { expect, test } from "vitest";

import { type Memory } from "../../src/card/contract.ts";
import { judgeMemory, judgeResult } from "../../src/card/judge.ts";
import { type TerminalReceipt } from "../../src/domain/events/card-events.ts";
import { minor } from "../../src/domain/money/amounts.ts";

const AFTER = { receipt: 470, trace: 470, date: "1125" };
const NEXT = { receipt: 471, trace: 471, date: "1125" };
const profile = { canRepeat: true, hasNextTrace: true };
const silent = { isUsedSince: false, isClaimed: () => false };

function request(after: TerminalReceipt | null = AFTER) {
  return { act: "pay" as const, sum: minor(2000), after };
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
