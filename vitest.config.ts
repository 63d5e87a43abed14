import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    // Many tests wait for processes of their own: one worker would leave a core idle.
    maxWorkers: 2,
    // Real processes, pseudo-terminals and scrypt on a shared two-core machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
