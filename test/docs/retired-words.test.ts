import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

const ROOT = new URL("../../", import.meta.url);
const THIS = "test/docs/retired-words.test.ts";
const MADE = /^src\/words\/made\//u;

/** What stands in the first column of the table of retired words; a file with its folder. */
function retiredWords(): ReadonlyArray<string> {
  const [, page = ""] = readFileSync(new URL("docs/words.md", ROOT), "utf8").split("## Retired");
  return [...page.matchAll(/^\| `(?<word>[\w/]+)`/gmu)].map(({ groups }) => groups?.["word"] ?? "");
}

const files = ["src", "hub", "proof", "test", "bench"].flatMap((room) =>
  readdirSync(new URL(room, ROOT), { recursive: true, encoding: "utf8" })
    .map((name) => `${room}/${name}`)
    .filter((name) => /\.tsx?$/u.test(name) && !MADE.test(name)),
);

describe("a retired word", () => {
  test("is in the table", () => {
    expect(retiredWords()).toContain("onceAsked");
  });

  test.each(retiredWords())("%s stands in no name of code or of a file", (word) => {
    const inCode = new RegExp(`\\b${word}s?(?![a-z])`, "u");
    const inName = word.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
    const uses = files.filter(
      (file) =>
        (file.includes(`/${inName}.`) || inCode.test(readFileSync(new URL(file, ROOT), "utf8"))) &&
        file !== THIS,
    );

    expect(uses).toEqual([]);
  });
});
