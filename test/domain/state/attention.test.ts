import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type AttentionResolved } from "../../../src/domain/events/attention-events.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import {
  noteResolved,
  openOf,
  type Resolvable,
  type ResolvedByName,
  settledBefore,
} from "../../../src/domain/state/attention.ts";
import { idOf, lineBody, opened, orderAfter, receiptBody, told } from "../../support/told.ts";

const SUBJECT = idOf("A", 2);
const VOICES = [idOf("B", 1), idOf("C", 1), idOf("D", 1)];

describe("what needs somebody", () => {
  test("is settled up to an amount, and what goes beyond needs somebody again", () => {
    const resolved = resolvedBy(resolution({ amount: minor(300) }));

    expect(openOf([money(300)], resolved)).toEqual([]);
    expect(openOf([money(200)], resolved)).toEqual([]);
    expect(openOf([money(450)], resolved)).toEqual([money(150)]);
    expect(settledBefore(money(450), resolved)).toBe(300);
  });

  test("is settled once where two tills settle the same apart", () => {
    const one = resolution({ amount: minor(300) });

    expect(openOf([money(600)], resolvedBy(one, one))).toEqual([money(300)]);
  });

  test("without an amount is settled for the voices that were heard, and no other", () => {
    const item = { ...money(0), voices: VOICES.slice(0, 2) };
    const resolved = resolvedBy(resolution({ voices: VOICES.slice(0, 2) }));

    expect(openOf([item], resolved)).toEqual([]);
    expect(openOf([{ ...item, voices: VOICES }], resolved)).toHaveLength(1);
  });

  test("of another subject, or of another day, is settled by none of that", () => {
    const resolved = resolvedBy(resolution({ amount: minor(300) }));
    const other = { ...money(300), subject: idOf("A", 3) };

    expect(openOf([other], resolved)).toEqual([other]);
    expect(noteResolved(undefined, resolution({ subject: "__proto__" }))).toEqual({
      "receipt/over-refunded __proto__": { amount: 0, voices: [] },
    });
  });

  test("comes to the same whatever order its resolutions come in", () => {
    const resolutions = fc.array(
      fc.record({
        amount: fc.nat(1000).map(minor),
        voices: fc.subarray(VOICES),
        day: fc.constantFrom(null, "2026-11-20" as AttentionResolved["day"]),
      }),
    );
    fc.assert(
      fc.property(resolutions, (parts) => {
        const bodies = parts.map(resolution);

        expect(sorted(resolvedBy(...bodies.toReversed()))).toEqual(sorted(resolvedBy(...bodies)));
      }),
    );
  });
});

test("goods that were paid twice need nobody any more once its amount is settled", () => {
  const line = told(["A", 2], "order/line-added", { body: lineBody(1000) });
  const twice = ["B", "C"].map((till) => receipt(till, 1));
  const subject = receipt("C", 1).id;
  const body = resolution({ type: "receipt/over-covered", subject, amount: minor(1000) });
  const settled = told(["A", 20], "attention/resolved", { body });
  const again = receipt("D", 30);

  function attentionAfter(events: Parameters<typeof orderAfter>[0]) {
    return orderAttention(orderAfter([opened(), line, ...events]));
  }

  expect(attentionAfter(twice)).toMatchObject([{ type: "receipt/over-covered", amount: 1000 }]);
  expect(attentionAfter([...twice, settled])).toEqual([]);
  expect(attentionAfter([...twice, settled, again])).toMatchObject([
    { type: "receipt/over-covered", amount: 1000 },
  ]);
});

function receipt(till: string, seq: number) {
  const body = receiptBody({ no: 1, till, items: [[SUBJECT, 1000]] });
  return told([till, seq], "receipt/issued", { body });
}

function money(amount: number): Resolvable {
  return { type: "receipt/over-refunded", subject: SUBJECT, amount: minor(amount) };
}

function resolution(parts: Partial<AttentionResolved>): AttentionResolved {
  const body = { type: "receipt/over-refunded", subject: SUBJECT, day: null };
  return { ...body, amount: minor(0), voices: [], note: "", ...parts };
}

function resolvedBy(...bodies: ReadonlyArray<AttentionResolved>): ResolvedByName {
  return bodies.reduce<ResolvedByName>((resolved, body) => noteResolved(resolved, body), {});
}

function sorted(resolved: ResolvedByName): ReadonlyArray<unknown> {
  return Object.entries(resolved).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
