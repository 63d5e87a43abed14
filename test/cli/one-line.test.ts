/** What others have typed, on lines of the shell's commands. */

import { describe, expect, test } from "vitest";

import { harmless } from "../../src/cli/one-line.ts";

describe("a line that is written to a terminal", () => {
  test.each([
    ["an override", "\u202eTSAOT\u202c  4.50", "TSAOT  4.50"],
    ["an isolate that nobody ends", "TOAST\u2067  4.50", "TOAST  4.50"],
    ["an embedding", "\u202bTOAST  4.50", "TOAST  4.50"],
    ["a command of the terminal", "TOAST\u001b[2J  4.50", "TOAST [2J  4.50"],
  ])("says without %s in a name what stands behind it", (_, line, written) => {
    expect(harmless(line)).toBe(written);
  });

  test("keeps its breaks and tabs, and what scripts from right to left need", () => {
    const line = "\u05e7\u05e4\u05d4\u200f\t4.50\nTea";
    expect(harmless(line)).toBe(line);
  });
});
