/** `npm run e2e -- --watch`: a test of a whole program, played in the developer's terminal. Size: whole. */

import { expect, test } from "vitest";

import { openTerminalOf } from "../support/terminal.ts";
import { NODE, runProcess } from "../support/till-process.ts";

const SCRIPT = "scripts/e2e.mjs";
const COFFEE = "a coffee to drink in, cash exact, takes six presses";

test("without a name it lists what can be watched", async () => {
  const { code, stdout } = await runProcess(NODE, [SCRIPT, "--watch"]);

  expect(code).toBe(0);
  expect(stdout).toContain(`test/e2e/register.test.ts > a sale at the counter > ${COFFEE}`);
  expect(stdout).not.toContain("test/e2e/cli.test.ts");
});

test("with a part of a name it plays the test, key by key, and says how it ended", async () => {
  const words = [NODE, SCRIPT, "--watch", "six presses", "--pace", "100"];
  const watching = openTerminalOf(words, { columns: 90, rows: 30 });

  const paid = await watching.sees(/Paid 2\.80 in cash[^]*sees Paid 2\.80/u);
  expect(paid.split("\n")[0]).toMatch(/^ New order, Takeaway +Café Kade, Front counter$/u);
  expect(paid.split("\n").at(-2)).toBe(` a sale at the counter > ${COFFEE}`);
  expect(await watching.exit).toBe(0);
  await watching.sees(/Tests .*1 passed/u);
  expect(await watching.isAlternate()).toBe(false);
  const steps = ["presses 1", "waits for Hello Mia", "presses 0", "presses F3", "presses F9"];
  const drawn = steps.map((step) => watching.written().indexOf(step));
  expect(drawn).not.toContain(-1);
  expect(drawn).toEqual(drawn.toSorted((one, other) => one - other));
});

test("a name that no test has, and no terminal, are told in one sentence", async () => {
  const unknown = await runProcess(NODE, [SCRIPT, "--watch", "no such test"], {});
  const piped = await runProcess(NODE, [SCRIPT, "--watch", "six presses"], {});

  expect([unknown.code, unknown.stderr]).toEqual([
    2,
    "No test is called no such test; --watch alone lists them.\n",
  ]);
  expect([piped.code, piped.stderr]).toEqual([2, "Watching needs a terminal: nothing was run.\n"]);
});
