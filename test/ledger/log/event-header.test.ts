import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";

import { businessDaySchema, originSchema, streamIdSchema } from "../../../src/domain/identity.ts";
import { isEventHeader, isFirstHeader } from "../../../src/ledger/log/event-header.ts";

/** The same rules, in the words of a schema. */
const headerSchema = z.looseObject({
  origin: originSchema,
  seq: z.int().min(1),
  tx: z.int().min(1),
  tag: z.string().regex(/^[0-9a-f]{8}$/u),
  hlc: z
    .int()
    .min(0)
    .max(4_417_977_600_000 * 1024),
  kind: z
    .string()
    .max(60)
    .regex(/^[a-z][a-z-]*\/[a-z][a-z-]*$/u),
  v: z.int().min(1).max(65_535),
  streams: z.array(streamIdSchema).max(128),
  batch: z.string().max(40).optional(),
});
const firstSchema = headerSchema.extend({
  by: z.string().max(64),
  approved: z.string().max(64),
  wall: z.int().min(0),
  zone: z.int().min(-1440).max(1440),
  day: businessDaySchema,
});

const GOOD = {
  origin: "kfsuknqrabt4kpz7kokhrrabvc.yb3mhsx32rrg4",
  seq: 7,
  tx: 6,
  tag: "92af5857",
  hlc: 1_838_258_823_390_209,
  kind: "order/line-added",
  v: 1,
  streams: ["order/x"],
  by: "1",
  approved: "",
  wall: 1_795_174_632_217,
  zone: 60,
  day: "2026-11-20",
};

const odd = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    "",
    "\uD800",
    "order/\uD800",
    "order/",
    "a/b",
    `a/${"x".repeat(58)}`,
    `a/${"x".repeat(59)}`,
    `order/${"x".repeat(194)}`,
    `order/${"x".repeat(195)}`,
    "2026-02-29",
    "2024-02-29",
    "2026-11-20\n",
    "92af5857\n",
    [],
    ["order/x", "stock/y"],
    ["order/"],
    Array.from({ length: 129 }, () => "order/x"),
    -1441,
    -1440,
    1440,
    65_535,
    65_536,
    4_417_977_600_000 * 1024,
    4_417_977_600_000 * 1024 + 1,
    2 ** 53,
    1.5,
    -0,
    "x".repeat(40),
    "x".repeat(41),
    "x".repeat(64),
    "x".repeat(65),
  ),
  fc.string(),
  fc.integer(),
  fc.jsonValue(),
);

test("a header is acceptable exactly when the rules say so", () => {
  const field = fc.constantFrom(...Object.keys(GOOD), "batch", "later");
  fc.assert(
    fc.property(field, odd, (name, value) => {
      const header: unknown = { ...GOOD, [name]: value };
      const isHeader = isEventHeader(header);

      expect(isHeader).toBe(headerSchema.safeParse(header).success);
      expect(isHeader && isFirstHeader(header)).toBe(firstSchema.safeParse(header).success);
    }),
    { numRuns: 5000 },
  );
});

test.each([undefined, null, [], "x", 7, true])("%j is no header", (value) => {
  expect(isEventHeader(value)).toBe(false);
});

test("a day that was right before is asked for anew when it is another one", () => {
  expect(isFirstHeader(GOOD as never)).toBe(true);
  expect(isFirstHeader({ ...GOOD, day: "2026-11-31" } as never)).toBe(false);
  expect(isFirstHeader(GOOD as never)).toBe(true);
});
