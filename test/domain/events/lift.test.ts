import { describe, expect, test } from "vitest";
import { z } from "zod";

import {
  type FoldEvent,
  type KindDefinition,
  type Upcaster,
} from "../../../src/domain/events/event.ts";
import { liftEvent } from "../../../src/domain/events/lift.ts";
import { fieldsSetSchema } from "../../../src/domain/events/register-schemas.ts";
import { businessDaySchema, originSchema, toEventId } from "../../../src/domain/identity.ts";

/** Tips: first in euros, then in cents, then in cents with the one who gets them. */
const inEuros = z.object({ euros: z.int() });
const inCents = z.object({ cents: z.int() });
const named = z.object({ cents: z.int().min(0), to: z.string() });

const KINDS = {
  "tip/given": {
    v: 3,
    control: false,
    critical: true,
    schema: () => named,
    upcasters: [
      upcaster({
        from: () => inEuros,
        to: () => inCents,
        lift: ({ euros }) => ({ cents: euros * 100 }),
      }),
      upcaster({
        from: () => inCents,
        to: () => named,
        lift: ({ cents }) => {
          if (cents === 13) throw new RangeError("Nobody thought of this.");
          return { cents, to: "the house" };
        },
      }),
    ],
    meaning: "",
    home: "",
  },
} as const satisfies Record<string, KindDefinition>;

test.for([
  [1, { euros: 2 }, { cents: 200, to: "the house" }],
  [2, { cents: 250 }, { cents: 250, to: "the house" }],
  [3, { cents: 300, to: "Mia" }, { cents: 300, to: "Mia" }],
] as const)("version %i is lifted one step at a time", ([v, body, expected]) => {
  const known = liftEvent(event({ v, body }), KINDS);

  expect(known).toEqual({ ...event({ v, body }), v: 3, body: expected });
});

describe("fields of which one has a value that doesn't fit", () => {
  const ODD = { colour: "ultraviolet", size: 3, mood: [1] };
  const schema = fieldsSetSchema({ colour: z.enum(["red", "blue"]), size: z.int() });
  const kind = {
    v: 1,
    schema: () => schema,
    control: false,
    critical: false,
    meaning: "",
    home: "",
  };

  test("are kept with it where the kind says so, in the order in which they were written", () => {
    const kinds = { "lamp/set": { ...kind, keepsOddValues: true } as const };
    const body = { set: ODD, over: {} };

    expect(JSON.stringify(lifted(body, kinds))).toBe(JSON.stringify(body));
    expect(lifted({ set: { size: 0.5 }, over: {} }, kinds)).toBeUndefined();
    expect(lifted({ set: ODD, over: "none" }, kinds)).toBeUndefined();
    expect(lifted({ set: "red", over: {} }, kinds)).toBeUndefined();
  });

  test("can't be folded by any other kind", () => {
    expect(lifted({ set: ODD, over: {} }, { "lamp/set": kind })).toBeUndefined();
  });
});

test("what was read stays as it was written", () => {
  const body = { euros: 2 };
  const old = event({ v: 1, body });

  liftEvent(old, KINDS);

  expect(old).toEqual(event({ v: 1, body: { euros: 2 } }));
});

test.for<[string, Partial<FoldEvent>]>([
  ["a kind that isn't here", { kind: "tip/taken", v: 1, body: { euros: 2 } }],
  ["a kind by the name of what every object has", { kind: "constructor", v: 1, body: {} }],
  ["a version to come", { v: 4, body: { cents: 1, to: "Mia" } }],
  ["a body that is of another version than it says", { v: 1, body: { cents: 250 } }],
  ["a body that no longer fits once it is lifted", { v: 1, body: { euros: -1 } }],
  ["a body that is none", { v: 2, body: undefined }],
  ["a body that an upcaster stumbles over", { v: 2, body: { cents: 13 } }],
])("%s can't be folded, and stops nothing", ([, facts]) => {
  expect(liftEvent(event(facts), KINDS)).toBeUndefined();
});

test("a version without an upcaster can't be folded", () => {
  const { upcasters: _, ...bare } = KINDS["tip/given"];

  expect(
    liftEvent(event({ v: 1, body: { cents: 1, to: "Mia" } }), { "tip/given": bare }),
  ).toBeUndefined();
});

function lifted(body: unknown, kinds: Readonly<Record<string, KindDefinition>>): unknown {
  return liftEvent(event({ kind: "lamp/set", v: 1, body }), kinds)?.body;
}

function event(facts: Partial<FoldEvent>): FoldEvent {
  const origin = originSchema.parse(`${"a".repeat(26)}.${"b".repeat(13)}`);
  return {
    id: toEventId(origin, 1, "0badcafe"),
    key: { hlc: 1, origin, seq: 1 },
    kind: "tip/given",
    v: 1,
    streams: [],
    body: {},
    act: {
      by: "",
      approved: "",
      wallMs: 0,
      offsetMinutes: 0,
      day: businessDaySchema.parse("2026-11-20"),
    },
    ...facts,
  };
}

/** Makes an upcaster whose function the compiler holds to both schemas. `to` is the next version's schema. */
function upcaster<From extends z.ZodType, To extends z.ZodType>(step: {
  readonly from: () => From;
  readonly to: () => To;
  readonly lift: (body: z.output<From>) => z.input<To>;
}): Upcaster {
  // Called with nothing but what `from` has checked, in `lift` below.
  return { from: step.from, lift: (body) => step.lift(body as z.output<From>) };
}
