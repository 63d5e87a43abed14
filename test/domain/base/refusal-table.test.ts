/** Refusals are said once: their facts and their sort in one row of one table. */

import { expect, test } from "vitest";

import { refusal, type RefusalOf } from "../../../src/domain/base/refusal-table.ts";
import { type Refusal } from "../../../src/domain/commands/refusal.ts";
import * as TABLES from "../../../src/domain/refusals/all.ts";

test("no refusal stands in two tables", () => {
  const types = Object.values(TABLES).flatMap((table) => Object.keys(table));
  expect(types.filter((type, at) => types.indexOf(type) < at)).toEqual([]);
});

test("the type of refusals narrows by `type`, with the facts of that one", () => {
  // @ts-expect-error: a refusal has a sort
  refusal();
  const ROWS = { "cup/full": refusal<{ max: number; by?: string }>("conflict") };
  const told = [{ type: "cup/full", max: 3 } satisfies RefusalOf<typeof ROWS>];
  expect(told).toHaveLength(1);
  // @ts-expect-error: it says the most
  const silent: RefusalOf<typeof ROWS> = { type: "cup/full" };
  // @ts-expect-error: the bill of a share has no name
  const other: Refusal = { type: "split/billed", name: "Tea" };
  expect([silent, other].map(({ type }) => type)).toEqual(["cup/full", "split/billed"]);
});
