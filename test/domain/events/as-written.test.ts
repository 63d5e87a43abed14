/** That a body is taken as it was written only where its schema would have given the same. */

import { expect, test } from "vitest";
import * as z from "zod";

import { isAsWritten } from "../../../src/domain/events/as-written.ts";
import { type Kind, KINDS } from "../../../src/domain/events/kinds.ts";
import { chapterFiles, readChapter, readEvents } from "../../support/corpus.ts";
import { createDice, type Dice } from "../../support/dice.ts";
import { proofRuns } from "../../support/proof-runs.ts";

interface Body {
  readonly kind: Kind;
  readonly body: unknown;
}

/** What a sale is made of: most of what there is to read in a history. */
const SALE_KINDS: ReadonlyArray<Kind> = [
  "order/opened",
  "order/line-added",
  "order/line-changed",
  "order/line-voided",
  "ticket/issued",
  "payment/started",
  "payment/captured",
  "receipt/issued",
  "refund/issued",
];

/** Each body that builds have written under the version that is written now. */
const bodies: ReadonlyArray<Body> = chapterFiles()
  .flatMap((file) => readChapter(file).transactions)
  .flatMap(({ envelope }) => readEvents(envelope))
  .flatMap(({ header: { kind, v }, body }) =>
    Object.hasOwn(KINDS, kind) && KINDS[kind as Kind].v === v ? [{ kind: kind as Kind, body }] : [],
  );

test("what a sale is made of is taken as our builds wrote it", () => {
  const sales = bodies.filter(({ kind }) => SALE_KINDS.includes(kind));

  expect(new Set(sales.map(({ kind }) => kind))).toEqual(new Set(SALE_KINDS));
  expect(sales.filter((sale) => !isTaken(sale))).toEqual([]);
});

test("a schema that is made of itself is made once", () => {
  let made = 0;
  const tree: z.ZodType = z.lazy(() => {
    made += 1;
    return z.union([z.int(), z.array(tree)]);
  });

  const answers = [[], [1, [2, [3]]], 4, ["5"]].map((value) => isAsWritten(tree, value));

  expect(answers).toEqual([true, true, true, false]);
  expect(made).toBe(1);
});

test("whatever is taken, its schema gives byte by byte", () => {
  const dice = createDice(7);
  const runs = proofRuns(20_000);
  let taken = 0;
  for (let run = 0; run < runs; run += 1) {
    const { kind, body } = dice.pick(bodies);
    const changed = JSON.parse(changedAnyhow(JSON.stringify(body), dice)) as unknown;
    if (!isTaken({ kind, body: changed })) continue;
    taken += 1;
    const given = KINDS[kind].schema().safeParse(changed);
    expect(JSON.stringify(given.data)).toBe(JSON.stringify(changed));
  }
  // Neither all nor none: else there was nothing to tell apart.
  expect(taken / runs).toBeGreaterThan(0.05);
  expect(taken / runs).toBeLessThan(0.9);
});

test.each<[string, string]>([
  ["in another order", `{"payment":1,"amount":2}`],
  ["a field that nobody knows", `{"sku":"A"}`],
  ["a prototype", `{"__proto__":{}}`],
  ["no object", "[]"],
  ["nothing", "null"],
])("the schema is asked about %s", (_, text) => {
  expect(isTaken({ kind: "payment/captured", body: JSON.parse(text) })).toBe(false);
});

function isTaken({ kind, body }: Body): boolean {
  return isAsWritten(KINDS[kind].schema(), body);
}

const ODD_VALUES: ReadonlyArray<unknown> = [
  null,
  true,
  0,
  -1,
  0.5,
  1e20,
  99_999,
  "",
  "x".repeat(201),
  "dine-in",
  [],
  {},
  [null],
];

/** One thing in it is gone, another one, there twice, or somewhere else. */
function changedAnyhow(text: string, dice: Dice): string {
  const body = JSON.parse(text) as unknown;
  const holders = holdersIn(body);
  const holder = holders.length === 0 ? undefined : dice.pick(holders);
  if (holder === undefined) return JSON.stringify(dice.pick(ODD_VALUES));
  const key = dice.pick(Object.keys(holder));
  const value = holder[key];
  switch (dice.nat(6)) {
    case 0:
      delete holder[key];
      break;
    case 1:
      // Last now.
      delete holder[key];
      holder[key] = value;
      break;
    case 2:
      holder[`${key}${dice.nat(3)}`] = value;
      break;
    case 3:
      Object.defineProperty(holder, "__proto__", { value, enumerable: true });
      break;
    case 4:
      holder[key] = typeof value === "number" ? value + 1 : dice.pick(ODD_VALUES);
      break;
    default:
      holder[key] = dice.pick(ODD_VALUES);
  }
  return JSON.stringify(body);
}

/** Objects and lists that hold something. */
function holdersIn(value: unknown): ReadonlyArray<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(holdersIn);
  const isEmpty = Object.keys(value).length === 0;
  return isEmpty ? inner : [value as Record<string, unknown>, ...inner];
}
