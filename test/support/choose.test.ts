/** In which order `npm test -- --changed` takes tests, and what it says of those that it leaves out. */

import { expect, test } from "vitest";

import { closingLine, inOrder, startersAmong } from "../../scripts/choose.mjs";

const REACHING = [
  ["test/domain/changed.test.ts", 0],
  ["test/domain/near.test.ts", 1],
  ["test/domain/ran-much.test.ts", 1],
  ["test/domain/ran-nothing.test.ts", 1],
  ["test/architecture.test.ts", 2],
  ["test/domain/quick.test.ts", 3],
  ["test/e2e/program.test.ts", 6],
] as const;

test("changed tests come first, then the lists, then who ran the function that fewest ran, then the nearest", () => {
  const much = ["ran-much", "quick", "slow", "rare"].map((name) => `test/domain/${name}.test.ts`);
  const order = inOrder(REACHING, {
    runners: [much, ["test/domain/rare.test.ts"]],
    goesByImports: (file) => /near|program/u.test(file),
    secondsOf: (file) => (file.includes("quick") ? 1 : 2),
  });

  expect(order.map(([file]) => file.slice("test/".length))).toEqual([
    "domain/changed.test.ts",
    "architecture.test.ts",
    "domain/rare.test.ts",
    "domain/quick.test.ts",
    "domain/ran-much.test.ts",
    "domain/slow.test.ts",
    "domain/near.test.ts",
    "e2e/program.test.ts",
  ]);
});

test("a test starts programs when something beside it does that it imports", () => {
  const graph = new Map(
    Object.entries({
      "test/far.test.ts": { "test/support/shop.ts": 1 },
      "test/support/shop.ts": { "test/support/program.ts": 1 },
      "test/support/program.ts": {},
      "test/near.test.ts": { "src/app/opens.ts": 1 },
      "src/app/opens.ts": {},
    }).map(([file, steps]) => [file, new Map(Object.entries(steps))] as const),
  );
  const starting = `import { spawn } from "node:child_process";`;
  const texts = new Map([
    ["test/support/program.ts", starting],
    ["src/app/opens.ts", starting],
  ]);
  const starters = startersAmong(graph, (file) => texts.get(file) ?? "", [
    "test/far.test.ts",
    "test/near.test.ts",
  ]);

  expect([...starters]).toEqual(["test/far.test.ts"]);
});

test("a run of some files says how many there are beside them", () => {
  const count = { passed: 842, failed: 0, skipped: 0 };

  expect(closingLine(count, { ran: 6, all: 684 })).toBe(
    "842 passed, 0 failed in 6 of 684 files; 678 not run",
  );
  expect(closingLine(count)).toBe("842 passed, 0 failed");
  expect(closingLine({ ...count, skipped: 2 })).toBe("842 passed, 0 failed, 2 skipped");
});
