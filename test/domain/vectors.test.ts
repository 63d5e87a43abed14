/** The table of vectors: figures from the tests and documents of other systems, run as data. */

import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { runnersByKind } from "./vector-runners.ts";

const vectorSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  source: z.string().min(1),
  /** Where other systems come to other figures on purpose: theirs, and what we chose. */
  peersDiffer: z.string().optional(),
  kind: z.string(),
  cases: z.array(z.strictObject({ input: z.json(), expected: z.json() })).min(1),
});

const FILES = ["tax", "discounts", "splits", "cash-rounding", "goods"];

const vectors = FILES.flatMap(
  (file) => z.strictObject({ vectors: z.array(vectorSchema) }).parse(readVectors(file)).vectors,
);

describe("the table of vectors", () => {
  test.each(
    vectors.flatMap(({ id, title, kind, cases }) =>
      cases.map(({ input, expected }, place) => ({
        name: `${id}.${place + 1} ${title}`,
        kind,
        input,
        expected,
      })),
    ),
  )("$name", ({ kind, input, expected }) => {
    const run = runnersByKind.get(kind);

    const outcome = run?.(input);

    expect({ outcome }).toMatchObject({ outcome: expected });
  });

  test("every vector is either run or pending with an issue, and none is both", () => {
    const { ids } = z.object({ ids: z.array(z.string()) }).parse(readVectors("index"));
    const { pending } = z
      .strictObject({ pending: z.array(z.strictObject({ id: z.string(), issue: z.int() })) })
      .parse(readVectors("pending"));

    const found = [...vectors.map(({ id }) => id), ...pending.map(({ id }) => id)];

    expect(found.toSorted()).toEqual(ids.toSorted());
    expect(new Set(found).size).toBe(found.length);
  });
});

function readVectors(name: string): unknown {
  return JSON.parse(readFileSync(`fixtures/vectors/${name}.json`, "utf8"));
}
