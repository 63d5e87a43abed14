import { stripVTControlCharacters } from "node:util";

import fc from "fast-check";
import { expect, test } from "vitest";

import { textWidth } from "../../src/tui/cell-text.ts";
import { fitFields, statusLine, type StatusFields } from "../../src/tui/frame/status-line.ts";
import { createScreenStyle } from "../../src/tui/screen-style.ts";

const KEPT = { full: "1 of 3 tills, safe on 1", short: "1/3 safe 1" };

test("how many tills are there, and hold the last sale, stays beside the longest troubles", () => {
  const fields = ["LOST Filt and 1 more", "CLOCK OF D Dd 3 h AHEAD", "ATTENTION 1: F10", "Till 1"];

  expect(fitFields([...fields, KEPT.full], 72, KEPT)).toBe(
    "LOST Filt and 1 more | CLOCK OF D Dd 3 h AHEAD | 1/3 safe 1",
  );
  expect(fitFields(["Till 1", "locked", KEPT.full, "printers ok"], 72, KEPT)).toBe(
    `Till 1 | locked | ${KEPT.full} | printers ok`,
  );
});

test("whatever there is to say, it is there and nothing is wider than the line", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 60, unit: "grapheme-ascii" }), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.integer({ min: 30, max: 200 }),
      (fields, room) => {
        const line = fitFields([...fields, KEPT.full], room, KEPT);

        expect(line).toMatch(/1 of 3 tills, safe on 1|1\/3 safe 1$/u);
        expect(textWidth(line)).toBeLessThanOrEqual(room);
      },
    ),
  );
});

test("of a second printer that has no room beside a big change, there is a count", () => {
  const style = createScreenStyle({ ascii: true, color: false });
  const facts = { style, columns: 80, rows: 24, time: "00:35" };
  function told(fields: StatusFields): string {
    return stripVTControlCharacters(statusLine(fields, facts));
  }
  const held = "given back 1,234,567.20 (A-000014)";
  const off = [
    "Kitchen and bar: refuses connections, 2 tickets",
    "Receipts: OUT OF PAPER",
    "Bar: OFF",
  ];

  expect(told({ troubles: off.slice(0, 2), fields: [held, "Till 1"], held })).toBe(
    " Kitchen and bar: refuses conne | +1 | given back 1,234,567.20 (A-000014) 00:35 ",
  );
  expect(told({ troubles: off, fields: ["Till 1", "Mia"] })).toBe(
    " Kitchen and bar: refuses connections, 2 tickets | Receipts: OUT OF | +1  00:35 ",
  );

  const word = fc.string({ minLength: 4, maxLength: 60, unit: fc.constantFrom("a", "b", " ") });
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 5 }),
      fc.constantFrom("", held, "change 1.00 (A1)"),
      fc.constantFrom(undefined, KEPT),
      (begun, change, kept) => {
        const troubles = begun.map((text, at) => `P${at}: ${text}.`);
        const fields = [change, "Till 1", kept?.full ?? ""].filter((field) => field !== "");
        const line = told({ troubles, fields, held: change, kept });

        const counted = Number(/ \| \+(?<more>\d)(?= )/u.exec(line)?.groups?.["more"] ?? 0);
        const seen = troubles.filter((_, at) => line.includes(`P${at}: `)).length;
        expect(seen + counted).toBe(troubles.length);
        expect(textWidth(line)).toBe(80);
      },
    ),
  );
});

test("the change stands there until the next payment, whatever is wrong", () => {
  const style = createScreenStyle({ ascii: true, color: false });
  const off = ["Receipts: refuses connections, open the drawer by its key", "Bar: OFF, 2 tickets"];
  const held = "change 17.20 (A12)";
  const facts = { style, columns: 80, rows: 24, time: "00:35" };

  const line = statusLine({ troubles: off, fields: [held, "Till 1", "Mia"], held }, facts);
  expect(line).toContain("Receipts: refuses connections");
  expect(line).toContain(held);

  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 90, unit: "grapheme-ascii" }), {
        maxLength: 4,
      }),
      fc.constantFrom(undefined, KEPT),
      (troubles, kept) => {
        const fields = [held, "Till 1", ...(kept === undefined ? [] : [kept.full])];
        const whole = statusLine({ troubles, fields, held, kept }, facts);

        expect(whole).toContain(held);
        expect(whole).toContain("00:35");
      },
    ),
  );
});
