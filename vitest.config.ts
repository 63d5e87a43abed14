import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    // One more than cores: many tests wait, for processes of their own or for time to pass in them.
    maxWorkers: 3,
    // Real processes, pseudo-terminals and scrypt on a shared two-core machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
