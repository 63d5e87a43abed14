/** Each cell of the table of kinds is asked by whoever does it: shown with a kind that says no to all. */

import path from "node:path";

import { expect, test } from "vitest";
import { z } from "zod";

import { LINE_KINDS, type LineKind } from "../../../src/domain/lines/line-kinds.ts";
import { NODE, runProcess } from "../../support/till-process.ts";

const SUPPORT = path.join(import.meta.dirname, "../../support");
const cellsSchema = z.record(z.string(), z.record(z.string(), z.boolean()));

test("what a kind says no to can't be done to its lines, and what it says yes to can", async () => {
  const more = ["--import", path.join(SUPPORT, "one-kind-more.ts")];
  const { code, stdout, stderr } = await runProcess(NODE, [
    ...more,
    path.join(SUPPORT, "cells-of-a-kind.ts"),
  ]);
  expect([code, stderr]).toEqual([0, ""]);
  const { token, chip, ...ours } = cellsSchema.parse(JSON.parse(stdout));

  const rows = Object.entries(LINE_KINDS).map(([name, kind]) => [name, cellsOf(kind)]);
  expect(ours).toEqual(Object.fromEntries(rows));
  expect(chip).toEqual(cellsOf(LINE_KINDS.goods));
  expect(token).toEqual(Object.fromEntries(Object.keys(cellsOf(LINE_KINDS.goods)).map(saysNo)));
});

function cellsOf(kind: LineKind) {
  return Object.fromEntries(Object.entries(kind).filter(([, cell]) => typeof cell === "boolean"));
}

function saysNo(cell: string) {
  return [cell, false] as const;
}
