import { existsSync } from "node:fs";
import path from "node:path";

import { expect, test, vi } from "vitest";

import { createRegisterPort } from "../../src/app/register-port.ts";
import { takeLock } from "../../src/ledger/exclusive-lock.ts";
import { cafeCopies } from "../support/cafe.ts";
import { PATIENCE } from "../support/patience.ts";

const newCafe = cafeCopies();

test("the register puts room aside for a full disk, once it has the duties", async () => {
  const { dir, clock, open } = await newCafe();
  const duties = takeLock(dir, "duties");
  const opened = open();
  createRegisterPort(opened, { demoStaff: [] });
  function isBegun(): boolean {
    return existsSync(path.join(dir, "ballast.part"));
  }

  clock.advance(10_000);
  expect(isBegun()).toBe(false);
  duties?.release();
  clock.advance(10_000);

  await vi.waitFor(() => expect(isBegun()).toBe(true), PATIENCE);
  await opened.close();
  expect(isBegun()).toBe(false);
});
