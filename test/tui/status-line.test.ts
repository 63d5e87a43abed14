import { stripVTControlCharacters } from "node:util";

import fc from "fast-check";
import { expect, test } from "vitest";

import { textWidth } from "../../src/domain/text/text-width.ts";
import { frameRows } from "../../src/tui/frame/frame.ts";
import { fitFields, statusLine, type StatusFields } from "../../src/tui/frame/status-line.ts";
import { type PrinterStatus } from "../../src/tui/ports/status-port.ts";
import { registerFrame } from "../../src/tui/screens/register-frame.ts";
import { createScreenStyle } from "../../src/tui/terminal/screen-style.ts";
import { loggedIn, type Session } from "../support/pressed-register.ts";

const KEPT = { full: "1 of 3 tills, safe on 1", short: "1/3 safe 1" };

test("how many tills are there, and hold the last sale, stays beside the longest troubles", () => {
  const fields = ["LOST Filt and 1 more", "CLOCK OF D Dd 3 h AHEAD", "ATTENTION 1: F10", "Till 1"];

  expect(fitFields([...fields, KEPT.full], 72, { kept: KEPT })).toBe(
    "LOST Filt and 1 more | CLOCK OF D Dd 3 h AHEAD | 1/3 safe 1",
  );
  expect(fitFields(["Till 1", "locked", KEPT.full, "printers ok"], 72, { kept: KEPT })).toBe(
    `Till 1 | locked | ${KEPT.full} | printers ok`,
  );
});

test("what the tills are told gives way form by form, and leaves no room that the next one has", () => {
  const between = ["1 of 2 tills, prints for Bar's Grill, last sale only here", "1 of 2 tills"];
  const kept = { full: `${between[0] ?? ""}, Bar closed since 13:00`, between, short: "1/2" };
  const forms = [kept.full, ...between, kept.short];
  for (let room = 40; room <= 160; room += 1) {
    const line = fitFields(["Till 1", "Mia", kept.full], room, { kept });
    const shown = forms.findIndex((form) => line.endsWith(` | ${form}`));

    expect(shown).toBeGreaterThanOrEqual(0);
    const longer = forms[shown - 1] ?? " ".repeat(room);
    expect(textWidth(`Till 1 | Mia | ${longer}`)).toBeGreaterThan(room);
  }
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
        const line = fitFields([...fields, KEPT.full], room, { kept: KEPT });

        expect(line).toMatch(/1 of 3 tills, safe on 1|1\/3 safe 1$/u);
        expect(textWidth(line)).toBeLessThanOrEqual(room);
      },
    ),
  );
});

test("of a second printer that has no room beside a big change, there is a count", () => {
  const style = createScreenStyle({ signs: "ascii", color: false });
  const facts = { style, columns: 80, rows: 24, time: "00:35" };
  function told(fields: StatusFields): string {
    return stripVTControlCharacters(statusLine(fields, facts));
  }
  const back = "given back 1,234,567.20 (A-000014)";
  const held = [{ full: back, short: back }];
  const off = [
    "Kitchen and bar: refuses connections, 2 tickets",
    "Receipts: OUT OF PAPER",
    "Bar: OFF",
  ];

  expect(told({ troubles: off.slice(0, 2), fields: [back, "Till 1"], held })).toBe(
    " Kitchen and bar: refuses co... | +1 | given back 1,234,567.20 (A-000014) 00:35 ",
  );
  expect(told({ troubles: off, fields: ["Till 1", "Mia"] })).toBe(
    " Kitchen and bar: refuses connections, 2 tickets | Receipts: OUT... | +1  00:35 ",
  );

  const word = fc.string({ minLength: 4, maxLength: 60, unit: fc.constantFrom("a", "b", " ") });
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 5 }),
      fc.constantFrom("", back, "change 1.00 (A1)"),
      fc.constantFrom(undefined, KEPT),
      (begun, change, kept) => {
        const troubles = begun.map((text, at) => `P${at}: ${text}.`);
        const fields = [change, "Till 1", kept?.full ?? ""].filter((field) => field !== "");
        const line = told({
          troubles,
          fields,
          held: change === "" ? [] : [{ full: change, short: change }],
          kept,
        });

        const counted = Number(/ \| \+(?<more>\d)(?= )/u.exec(line)?.groups?.["more"] ?? 0);
        const seen = troubles.filter((_, at) => line.includes(`P${at}: `)).length;
        expect(seen + counted).toBe(troubles.length);
        expect(textWidth(line)).toBe(80);
      },
    ),
  );
});

test("the change stands there until the next payment, whatever is wrong", () => {
  const style = createScreenStyle({ signs: "ascii", color: false });
  const off = ["Receipts: refuses connections, open the drawer by its key", "Bar: OFF, 2 tickets"];
  const change = "change 17.20 (A12)";
  const held = [{ full: change, short: change }];
  const facts = { style, columns: 80, rows: 24, time: "00:35" };

  const line = statusLine({ troubles: off, fields: [change, "Till 1", "Mia"], held }, facts);
  expect(line).toContain("Receipts: refuses connections");
  expect(line).toContain(change);

  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 90, unit: "grapheme-ascii" }), {
        maxLength: 4,
      }),
      fc.constantFrom(undefined, KEPT),
      (troubles, kept) => {
        const fields = [change, "Till 1", ...(kept === undefined ? [] : [kept.full])];
        const whole = statusLine({ troubles, fields, held, kept }, facts);

        expect(whole).toContain(change);
        expect(whole).toContain("00:35");
      },
    ),
  );
});

const OFF = { state: "off", askingJobs: 0 } as const;
const PRINTERS: ReadonlyArray<PrinterStatus> = [
  { ...OFF, name: "Receipts", trouble: "off", waitingJobs: 1, isDrawerShut: true },
  { ...OFF, name: "Kitchen and bar", waitingJobs: 12, papers: "tickets", waitMinutes: 14 },
];

test.each([80, 132])(
  "what waits for somebody stands beside change and troubles at %i",
  async (columns) => {
    const it = await paidByAnna(PRINTERS);

    expect(statusOf(it, columns)).toContain("ATTENTION 12");
    expect(statusOf(it, columns)).toMatch(/change 16\.60 \(\S+\)/u);
    expect(statusOf(it, columns)).toMatch(/^ Receipts: |\+2 /u);
  },
);

test("whatever is wrong, what waits for somebody stands there", () => {
  const attention = { full: "ATTENTION 12: F10", short: "ATTENTION 12" };
  const change = { full: "change 1,217.20 (A-12, Alessandra B)", short: "change 1,217.20 (A-12)" };
  const trouble = fc.string({ minLength: 1, maxLength: 90, unit: "grapheme-ascii" });
  const anyLine = fc.record({
    troubles: fc.array(trouble, { maxLength: 4 }),
    kept: fc.constantFrom(undefined, KEPT),
    held: fc.constantFrom([attention], [change, attention]),
    columns: fc.integer({ min: 80, max: 140 }),
  });
  fc.assert(
    fc.property(anyLine, ({ troubles, kept, held, columns }) => {
      const others = ["1 scan kept", "folding anew 40 %: sums wait"];
      const [first = "", ...more] = held.map(({ full }) => full);
      const fields = [first, ...others, ...more, "Till 1", kept?.full ?? ""];
      const style = createScreenStyle({ signs: "ascii", color: false });
      const facts = { style, columns, rows: 24, time: "00:35" };

      const line = stripVTControlCharacters(statusLine({ troubles, fields, held, kept }, facts));

      for (const { short } of held) expect(line).toContain(short.replace(/\)$/u, ""));
      expect(textWidth(line)).toBe(columns);
    }),
  );
});

test.each([80, 132])(
  "printers of the kitchen in trouble come first and are in no count, at %i",
  async (columns) => {
    const kitchen = { ...OFF, isKitchens: true, waitingJobs: 3 };
    const kitchens = [
      { ...kitchen, name: "Grill" },
      { ...kitchen, name: "Bar" },
    ];
    const it = await paidByAnna([...PRINTERS.slice(0, 1), ...kitchens], ["LOST Bar and 2 more"]);

    expect(statusOf(it, columns)).toMatch(/^ Grill: OFF, Bar: OFF/u);
    expect(statusOf(it, columns)).toMatch(/change 16\.60 \(\S+\)/u);
  },
);

test("a change stands there for who counted it out, and is gone where somebody else is here", async () => {
  const it = await paidByAnna([]);
  expect(statusOf(it, 80)).toContain("change 16.60 (A1) |");

  it.press("Ctrl-L");
  expect(statusOf(it, 80)).toContain("change 16.60 (A1, Anna) |");
  it.press("Esc 2 Enter 2 3 4 5 Enter");
  await it.settled();

  expect(it.store.getState().session?.staffName).toBe("Bekim");
  expect(statusOf(it, 80)).not.toContain("change");
});

async function paidByAnna(
  printers: ReadonlyArray<PrinterStatus>,
  troubles: ReadonlyArray<string> = [],
): Promise<Session> {
  const it = await loggedIn(() => ({
    printers: () => printers,
    mesh: () => ({ status: "single till", troubles }),
    ledgerNews: () => ["folding anew 40 %: sums wait", "ATTENTION 12: F10", "OVERSOLD Croissant"],
    ledgerTroubles: () => ["folding anew 40 %: sums wait"],
  }));
  it.type("lat").press("Enter");
  it.type("20").press("F9 Esc");
  return it;
}

function statusOf({ store, clock }: Session, columns: number): string {
  const style = createScreenStyle({ signs: "ascii", color: false });
  const frame = registerFrame(store.till, store.getState(), {
    style,
    columns,
    rows: 24,
    nowMs: clock.nowMs(),
    offsetMinutes: () => 0,
  });
  return stripVTControlCharacters(frameRows(frame).at(-1) ?? "");
}
