/**
 * Waits of tests are for what comes sooner or later: `vi.waitFor` goes on while what fails changes. On a busy
 * machine a second, vitest's own limit, is not enough.
 */

import { vi } from "vitest";

import { createPatience, PATIENCE_MS } from "./patience.ts";

/** The runner's own limit, past that of any patience. */
const NEVER_MS = 1_800_000;

const { waitFor } = vi;

type Wait = typeof waitFor;

async function waitPatiently<Value>(
  callback: () => Value | Promise<Value>,
  options?: Parameters<Wait>[1],
): Promise<Value> {
  const asked = typeof options === "number" ? { timeout: options } : options;
  const isOver = createPatience(asked?.timeout ?? PATIENCE_MS);
  const came = await waitFor(
    async () => {
      try {
        return { value: await callback() };
      } catch (cause) {
        if (isOver(cause instanceof Error ? cause.message : String(cause))) return { cause };
        throw cause;
      }
    },
    { ...asked, timeout: NEVER_MS },
  );
  if ("cause" in came) throw came.cause;
  return came.value;
}

// Files run one after another in a process, each behind this one.
if (waitFor.name !== waitPatiently.name) vi.waitFor = waitPatiently;
