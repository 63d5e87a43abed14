/** When somebody should have seen to what needs them, and in which order it is listed. */

import { expect, test } from "vitest";

import { attentionToText } from "../../../src/app/attention/attention-text.ts";
import { dueItems } from "../../../src/app/attention/due-items.ts";
import { type OpenItem } from "../../../src/app/attention/open-item.ts";
import { cafeCopies } from "../../support/cafe.ts";

const newCafe = cafeCopies();
const HOUR_MS = 3_600_000;

function item(id: string, kind: OpenItem["kind"]): OpenItem {
  const box = { amount: undefined, answers: [], subject: { type: "box" } } as const;
  return { id, kind, addressee: "lead", text: `Text of ${id}`, ...box };
}

test("an item is due from when this box first had it, also after a start", async () => {
  const { clock, open } = await newCafe();
  const it = open();
  const [first] = dueItems(it, [item("1f3a9c02", "order/overpaid")], "en");

  clock.advance(3 * HOUR_MS);
  await it.close();
  const again = dueItems(open(), [item("1f3a9c02", "order/overpaid")], "en");

  expect(again).toEqual([{ ...first, dueText: "due 2026-11-21 14:32" }]);
  expect((first?.dueMs ?? 0) - (first?.sinceMs ?? 0)).toBe(24 * HOUR_MS);
  expect(attentionToText(again, { locale: "en" })).toEqual([
    "1f3a9c02  Text of 1f3a9c02 (lead, due 2026-11-21 14:32)",
  ]);
});

test("items of a kind stand together, the most pressing kind first", async () => {
  const { open } = await newCafe();
  const listed = [
    item("a", "order/overpaid"),
    item("b", "clock/wrong"),
    item("c", "tab/overnight"),
    item("d", "order/overpaid"),
    item("e", "clock/wrong"),
  ];

  expect(dueItems(open(), listed, "en").map(({ id }) => id)).toEqual(["b", "e", "c", "a", "d"]);
});
