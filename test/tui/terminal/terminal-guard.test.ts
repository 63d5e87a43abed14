import { expect, test } from "vitest";

import { createTerminalGuard, sizeOf } from "../../../src/tui/terminal/terminal-guard.ts";
import { createFakeKeyboard, createFakeTerminal } from "../../support/fake-terminal.ts";

test("the process's end gives the terminal back, and once only", async () => {
  const exits: Array<() => void> = [];
  const stdout = createFakeTerminal({ columns: 80, rows: 24 });
  const stdin = createFakeKeyboard();
  const guard = createTerminalGuard({
    stdin,
    stdout,
    hooks: {
      onStop: () => () => undefined,
      onContinue: () => () => undefined,
      onExit: (listener) => {
        exits.push(listener);
        return () => undefined;
      },
    },
    onResize: () => undefined,
    onPause: () => undefined,
    onRepaint: () => undefined,
  });
  guard.enter();
  expect(await stdout.isAlternate()).toBe(true);

  for (const exit of exits) exit();
  const written = stdout.written();
  guard.leave();

  expect(stdin.isRaw()).toBe(false);
  expect(await stdout.isAlternate()).toBe(false);
  expect(stdout.written()).toBe(written);
});

test("a size that the terminal does not know is 80 by 24", () => {
  const nothing = { write: () => true, on: () => 0, off: () => 0 };

  expect(sizeOf(nothing)).toEqual({ columns: 80, rows: 24 });
  expect(sizeOf({ ...nothing, columns: 0, rows: 0 })).toEqual({ columns: 80, rows: 24 });
  expect(sizeOf({ ...nothing, columns: 132, rows: 43 })).toEqual({ columns: 132, rows: 43 });
});
