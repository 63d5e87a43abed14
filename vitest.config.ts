import { defineConfig } from "vitest/config";

/** Rooms whose tests start nothing and leave nothing behind: they share what they have loaded. */
const LIGHT = ["contract", "domain", "printer", "report", "tui"].map(
  (room) => `test/${room}/**/*.test.{ts,tsx}`,
);
const ALL = ["test/**/*.test.{ts,tsx}"];

const shared = {
  // Real processes, pseudo-terminals and scrypt on a shared two-core machine.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    // One more than cores: many tests wait, for processes of their own or for time to pass in them.
    maxWorkers: 3,
    projects: [
      { test: { ...shared, name: "light", include: LIGHT, isolate: false } },
      { test: { ...shared, name: "whole", include: ALL, exclude: LIGHT } },
    ],
  },
});
