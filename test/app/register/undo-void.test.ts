/** What the kitchen reads of a void that is taken back, at a real register. */

import { expect, test } from "vitest";

import { type EventId } from "../../../src/domain/identity.ts";
import { type SpoolJob } from "../../../src/printer/spool/spool-store.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { openRealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies();

test.each([
  ["is still in the queue comes out, nor anything that takes it back", "queued", ["dismissed"]],
  ["is on paper is taken back on paper", "printed", ["printed", "queued"]],
] as const)("no void that %s", async (_, state, after) => {
  const register = openRealRegister(await newCafe());
  await register.logIn("3", "3333");
  register.type("3*flat white");
  register.press("Enter", "F2");
  const { jobs } = register.open;
  const before = new Set(jobs.latest(40).map(({ id }) => id));
  function since(): ReadonlyArray<SpoolJob> {
    return jobs
      .latest(40)
      .filter(({ id }) => !before.has(id))
      .toSorted((a, b) => a.id - b.id);
  }

  register.type(":void");
  register.press("Enter");
  register.type("1");
  const [voided] = since();
  if (voided === undefined) throw new Error("The kitchen was told of no void.");
  jobs.save({ ...voided, state }, voided.state);
  register.press("Ctrl-Z");

  expect(since().map((job) => job.state)).toEqual(after);
  const [line] = register.store.getState().order?.lines.filter((it) => !it.voided) ?? [];
  expect(line).toMatchObject({ quantity: 3000 });
  expect(voided.documentId as EventId).not.toBe("");
});
