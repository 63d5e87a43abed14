/** What was found on a box, as the command line lists it, in every language. */

import { describe, expect, test } from "vitest";

import { examine } from "../../../src/app/attention/checks.ts";
import { findingsToJson, findingsToText } from "../../../src/app/attention/findings-text.ts";
import { type Finding } from "../../../src/app/finding.ts";
import { checkLabel } from "../../../src/app/words/check-labels.ts";
import { wordWrap } from "../../../src/cli/console.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { type BoxCheck } from "../../../src/tui/ports/doctor-port.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { englishIn } from "../../support/english-left.ts";
import { enScreen as en } from "../../support/english-words.ts";
import { OTHER_LOCALES } from "../../support/languages.ts";

const newCafe = cafeCopies();

const CHECKS = Object.keys(en.doctor.checks) as ReadonlyArray<BoxCheck>;

describe.each(OTHER_LOCALES)("the check in %s", (locale) => {
  test("names each thing in that language, left of its sentence", () => {
    for (const check of CHECKS) {
      const label = checkLabel({ check }, locale);
      expect([check, label, englishIn(label, locale)]).toEqual([check, label, []]);
      expect([check, textWidth(label) <= 24]).toEqual([check, true]);
    }
    const named = CHECKS.filter((check) => checkLabel({ check }, locale) === check);
    expect(named).toEqual([]);
  });

  test("stands in two columns on 80 cells, with days as they are written there", async () => {
    const open = (await newCafe()).open();

    const { lines, hang } = findingsToText(examine(open, { locale }), locale);
    const own = lines.map((line) => line.replace("Kitchen and bar", "Bar"));

    expect(own.flatMap((line) => englishIn(line, locale))).toEqual([]);
    expect(lines.join("\n")).toMatch(/ 20[./-]11[./-]2026\.$/mu);
    expect(lines.join("\n")).not.toMatch(/\d{4}-\d\d-\d\d/u);
    for (const line of lines) {
      expect(line).toMatch(/^[+ !] \S/u);
      expect(line.slice(hang - 1, hang + 1)).toMatch(/^ \S$/u);
      const rows = wordWrap(line, 80, hang).filter((row) => !row.includes(open.dir));
      expect(rows.filter((row) => textWidth(row) > 80)).toEqual([]);
    }
  });
});

test("a printer's check has its name behind the word for printers", () => {
  const finding: Finding = {
    check: "printer",
    name: "Bar",
    state: "ok",
    code: "papersNone",
    sentence: "Nichts wartet.",
  };

  expect(findingsToText([finding], "de").lines).toEqual([
    "+ Drucker Bar              Nichts wartet.",
  ]);
  expect(findingsToText([finding], "en").lines).toEqual([
    "+ printer Bar              Nichts wartet.",
  ]);
  expect(findingsToJson([finding])).toEqual({
    findings: [
      { check: "printer Bar", state: "ok", code: "papersNone", sentence: "Nichts wartet." },
    ],
  });
});
