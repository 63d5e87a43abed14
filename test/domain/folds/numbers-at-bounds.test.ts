/**
 * Numbers as large as events may have them: whatever a member writes, no state and no sum has a number that is not
 * exact. An order too large to count throws where its sums are made, by which the ledger leaves it out and says so; no
 * reader throws at any other.
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";

import { familyMoney } from "../../../src/domain/balance/money-law.ts";
import { orderBalance } from "../../../src/domain/balance/order-balance.ts";
import { type Draft, type Kind, type KnownEvent, KINDS } from "../../../src/domain/events/kinds.ts";
import { foldOf } from "../../../src/domain/folds/folds.ts";
import { orderAttention } from "../../../src/domain/folds/order-attention.ts";
import { type EventId, type Origin, toEventId, toStreamId } from "../../../src/domain/identity.ts";
import { type OrderState } from "../../../src/domain/state/order-state.ts";
import { schemaDraft } from "../../support/schema-draft.ts";
import { TODAY } from "../../support/shop.ts";

const ORIGIN = `${"a1".repeat(13)}.${"b".repeat(13)}` as Origin;
const HOME = /^`(?<type>[a-z/-]+)\//u;

/** The kinds of events by the type of stream that is their home. */
const KINDS_BY_TYPE = Map.groupBy(
  Object.keys(KINDS) as ReadonlyArray<Kind>,
  (kind) => HOME.exec(KINDS[kind].home)?.groups?.["type"],
);
const TYPES = [...KINDS_BY_TYPE].flatMap(([type, kinds]) =>
  type === undefined || foldOf(toStreamId(type, "x")) === undefined ? [] : [{ type, kinds }],
);

/** The choices of one event: which kind, which end of its bounds, which of the events before it names. */
const CHOICES = fc.array(
  fc.record({ kind: fc.nat(), isMost: fc.boolean(), choice: fc.nat(), named: fc.nat(7) }),
  { minLength: 1, maxLength: 24, size: "max" },
);

/** Undefined for a body that a rule beside its shape refuses. */
function draftOr(kind: Kind, options: Parameters<typeof schemaDraft>[1]): Draft | undefined {
  try {
    return schemaDraft(kind, options);
  } catch (cause) {
    if (cause instanceof z.ZodError) return undefined;
    throw cause;
  }
}

/** Undefined for what is too large to count. */
function counted(work: () => unknown): unknown {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}

/** Returns the numbers of a value that are not exact, with the path to each. */
function inexactIn(value: unknown, path = ""): ReadonlyArray<string> {
  if (typeof value === "number") return Number.isSafeInteger(value) ? [] : [`${path} ${value}`];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => inexactIn(inner, `${path}/${key}`));
}

/** What an order comes to, for all who read one. */
function readOrder(order: OrderState): unknown {
  const { held, owed, giveBack, due, questions } = familyMoney(order);
  const { lines, charges, total, remaining, refundDue, paid, taxes } = orderBalance(order);
  const sums = lines.map(({ net, live, covered, beyond }) => ({ net, live, covered, beyond }));
  const balance = { sums, charges, total, remaining, refundDue, paid, taxes };
  return { held, owed, giveBack, due, questions, balance, asked: orderAttention(order) };
}

describe.each(TYPES)("a stream of type $type", ({ type, kinds }) => {
  test("has exact numbers, whatever its events say", () => {
    const seen: boolean[] = [];
    fc.assert(
      fc.property(CHOICES, (choices) => {
        const ids: EventId[] = [];
        let picked = 0;
        const stream = toStreamId(type, toEventId(ORIGIN, 1, "00000001"));
        const fold = foldOf(stream);
        let state = fold?.empty;
        for (const [at, { kind: which, isMost, choice, named }] of choices.entries()) {
          const id = toEventId(ORIGIN, at + 1, String(at + 1).padStart(8, "0"));
          ids.push(id);
          const kind = kinds[which % kinds.length] as Kind;
          const draft = draftOr(kind, {
            // Another choice each time: a tree of the same one would have no end.
            pick: (all) => all[(choice + (picked += 1)) % all.length] as (typeof all)[number],
            hasOptional: () => choice % 3 !== 0,
            id: () => ids[named % ids.length] as EventId,
            over: () => [],
            nameOf: () => toEventId(ORIGIN, 1, "00000001"),
            numberIn: ({ least, most }) => (isMost ? most : least),
          });
          if (draft === undefined) continue;
          const key = { hlc: at + 1, origin: ORIGIN, seq: at + 1 };
          const act = { by: "1", approved: "", wallMs: 0, offsetMinutes: 0, day: TODAY };
          const event = { ...draft, id, key, v: KINDS[kind].v, act } as KnownEvent;
          state = fold?.apply(state, event, stream);
        }

        expect(inexactIn(state)).toEqual([]);
        const sums = counted(() => [fold?.contributions(state), fold?.tags(state)]);
        expect(inexactIn(sums)).toEqual([]);
        const isCounted = sums !== undefined;
        seen.push(isCounted);
        const read = isCounted && type === "order" ? readOrder(state as OrderState) : [];
        expect(inexactIn(read)).toEqual([]);
      }),
      { seed: 20_261_130, numRuns: type === "order" ? 200 : 50 },
    );
    // Of orders, neither only what counts was made, nor only what doesn't.
    const few = [true, false].filter((one) => seen.filter((it) => it === one).length < 20);
    expect(type === "order" ? few : []).toEqual([]);
  });
});
