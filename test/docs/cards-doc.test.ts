/** What docs/cards.md says to type or press is played at a register with a simulated terminal. */

import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { type TerminalFault } from "../../proof/terminal/zvt-faults.ts";
import { cafeCopies } from "../support/cafe.ts";
import { openCardCounter } from "../support/card-counter.ts";

const newCafe = cafeCopies();

const KEYS: ReadonlySet<string> = new Set(["F9", "F12", "Enter"]);

interface PlayedRow {
  readonly strokes: ReadonlyArray<string>;
  readonly says: string;
}

/** Returns the rows of the section's table of what is typed and what the till says. */
function playedRows(section: string): ReadonlyArray<PlayedRow> {
  const page = readFileSync("docs/cards.md", "utf8");
  const [, body = ""] = page.split(`\n## ${section}\n`);
  const [own = ""] = body.split("\n## ");
  const [, table = ""] = own.split(/\| what +\| type or press +\| it says +\|\n\|[-| ]+\|\n/u);
  const [rows = ""] = table.split("\n\n");
  return rows
    .trim()
    .split("\n")
    .map((row) => {
      const [, , typed = "", says = ""] = row.split("|");
      const strokes = Array.from(typed.matchAll(/`([^`]+)`|\S+/gu), ([key, text]) => text ?? key);
      return { strokes, says: says.trim() };
    });
}

const SECTIONS: ReadonlyArray<{
  readonly section: string;
  readonly faults: ReadonlyArray<TerminalFault>;
}> = [
  { section: "Paying", faults: [] },
  { section: "When nobody knows", faults: ["drop-after-result", "no-memory"] },
  { section: "Giving back, tips, tabs", faults: [] },
];

test.for(SECTIONS)("$section is as the page says", async ({ section, faults }) => {
  const it = await openCardCounter(await newCafe(), { approveMs: 50 });
  it.terminal.set(faults);
  const rows = playedRows(section);
  expect(rows.length).toBeGreaterThan(1);
  for (const { strokes, says } of rows) {
    for (const stroke of strokes) {
      if (KEYS.has(stroke)) it.keys(stroke);
      else it.type(stroke);
    }
    await it.sees(says);
  }
});
