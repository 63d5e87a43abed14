/** Each cell of the table of kinds is asked by whoever does it: shown with a kind that says no to all. */

import path from "node:path";

import { expect, test } from "vitest";
import { z } from "zod";

import { LINE_KINDS } from "../../src/domain/line-kinds.ts";
import { NODE, runProcess } from "../support/till-process.ts";

const SUPPORT = path.join(import.meta.dirname, "../support");
const cellsSchema = z.record(z.string(), z.record(z.string(), z.boolean()));

test("what a kind says no to can't be done to its lines, and what it says yes to can", async () => {
  const more = ["--import", path.join(SUPPORT, "one-kind-more.ts")];
  const { code, stdout, stderr } = await runProcess(NODE, [
    ...more,
    path.join(SUPPORT, "cells-of-a-kind.ts"),
  ]);
  expect([code, stderr]).toEqual([0, ""]);
  const { token, ...ours } = cellsSchema.parse(JSON.parse(stdout));

  expect(token).toEqual(cellsAs(false));
  expect(ours["goods"]).toEqual(cellsAs(true));
});

function cellsAs(value: boolean) {
  const cells = Object.entries(LINE_KINDS.goods).filter(([, cell]) => typeof cell === "boolean");
  return Object.fromEntries(cells.map(([cell]) => [cell, value]));
}
