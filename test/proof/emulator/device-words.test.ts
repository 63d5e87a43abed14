/** What a person says to the printer in software, and what it is taken for. */

import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { readWish, WORDS } from "../../../proof/emulator/device-words.ts";

describe("at once", () => {
  test.each([
    ["off", { power: "off" }],
    ["on", { power: "on" }],
    ["paper-out", { paper: "out" }],
    ["Paper out", { paper: "out" }],
    ["  cover   open ", { cover: "open" }],
    ["cover_closed", { cover: "closed" }],
    ["answers nothing", { answering: "nothing" }],
    ["stall", { printing: "stalled" }],
    ["stall for 60 s", { printing: { stalledForMs: 60_000 } }],
    ["stalled for 5 seconds", { printing: { stalledForMs: 5000 } }],
  ])("%s", (text, change) => {
    expect(readWish(text)).toEqual({ ok: true, value: { change } });
  });
});

describe("later", () => {
  test.each([
    ["paper-out after 12 lines", { change: { paper: { lines: 12 } } }],
    ["off after 100 bytes", { change: { power: { lostAfterBytes: 100 } } }],
    ["off after 1 line", { change: { power: "off" }, after: { lines: 1 } }],
    ["cover open after 3 lines", { change: { cover: "open" }, after: { lines: 3 } }],
    ["paper-out after 7 bytes", { change: { paper: "out" }, after: { bytes: 7 } }],
    ["cable-out after 5s", { change: { cable: "pulled" }, after: { seconds: 5 } }],
    [
      "stall for 60 s after 2 lines",
      { change: { printing: { stalledForMs: 60_000 } }, after: { lines: 2 } },
    ],
  ])("%s", (text, wish) => {
    expect(readWish(text)).toEqual({ ok: true, value: wish });
  });
});

describe("what is not understood is refused", () => {
  test.each([
    ["paper-out after twelve lines", /^"paper-out after twelve lines" is none of on, off, /u],
    ["out", /is none of .*answer\.$/u],
    ["", /is none of/u],
    ["off after 3 hours", /A time is "after 12 lines", "after 100 bytes" or "after 5 s"/u],
    ["off for 60 s", /"stall for 60 s"\.$/u],
    ["stall for 0 s", /is none of/u],
    ["paper-out after -3 lines", /^"paper-out after -3 lines" is none of .* A time is /u],
    ["off after 0 bytes", /^"off after 0 bytes": a number from 1 to 1000000, please\.$/u],
    ["off after 9999999 bytes", /: a number from 1 to 1000000, please\.$/u],
  ])("%s", (text, sentence) => {
    const read = readWish(text);

    expect(read.ok ? "" : read.fault).toMatch(sentence);
  });
});

test.each(["docs/cli.md", "src/cli/printer-commands.ts"])("%s names every word", (file) => {
  const text = readFileSync(file, "utf8");

  for (const { names } of WORDS)
    expect(text).toMatch(new RegExp(`[\\s\`]${names[0]}[;,\` .]`, "u"));
});

test("every name of a word means one thing, as it is shown", () => {
  const names = WORDS.flatMap((word) => word.names.map((name) => [name, word.change] as const));

  expect(new Set(names.map(([name]) => name)).size).toBe(names.length);
  for (const [name, change] of names) {
    expect(readWish(name)).toEqual({ ok: true, value: { change } });
  }
});
