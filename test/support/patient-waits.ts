/** Waits of tests are for what comes sooner or later: on a busy machine a second, vitest's own limit, is not enough. */

import { vi } from "vitest";

const PATIENCE_MS = 45_000;

const { waitFor } = vi;

type Wait = typeof waitFor;

function waitPatiently<Value>(
  callback: () => Value | Promise<Value>,
  options?: Parameters<Wait>[1],
): Promise<Value> {
  return waitFor(
    callback,
    typeof options === "number" ? options : { timeout: PATIENCE_MS, ...options },
  );
}

// Files run one after another in a process, each behind this one.
if (waitFor.name !== waitPatiently.name) vi.waitFor = waitPatiently;
