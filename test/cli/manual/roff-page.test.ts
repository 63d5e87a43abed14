/** The page for `man`. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { roffPage } from "../../../src/cli/manual/roff-page.ts";
import { readSections } from "../../../src/cli/manual/sections.ts";
import { PROJECT } from "../../support/commands.ts";

const BACKSPACE = "\b";
const hasGroff = spawnSync("groff", ["--version"]).status === 0;

test("a line that begins like a request is text, and what is typed is bold", () => {
  const page = roffPage(readSections('# `till x`\n\n.dot `a-b\\c` "q"\n\n- one\n'), "1.2.3");

  expect(page.trimEnd().split("\n").slice(-5)).toEqual([
    '.SH "till x"',
    ".PP",
    String.raw`\&.dot \fBa\-b\ec\fR "q"`,
    String.raw`.IP "\(bu" 4`,
    "one",
  ]);
});

test.skipIf(!hasGroff)(
  "groff has nothing to say against the whole manual, which has each command",
  () => {
    const sections = readSections(readFileSync(`${PROJECT}/docs/cli.md`, "utf8"));
    const { status, stdout, stderr } = spawnSync(
      "groff",
      ["-man", "-ww", "-Kutf8", "-Tutf8", "-P-c", "-rLL=100n"],
      { encoding: "utf8", input: roffPage(sections, "1.2.3"), maxBuffer: 20_000_000 },
    );

    expect([status, stderr]).toEqual([0, ""]);
    // What is bold is printed twice, with a step back between.
    const text = stdout.replaceAll(new RegExp(`.${BACKSPACE}`, "gu"), "");
    expect(text).toContain("till order add ORDER GOODS…");
    expect(text).toContain("EXIT CODES");
  },
);
