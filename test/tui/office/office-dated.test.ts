/** What changes with a business day: taxes of a class, and how sums are rounded. */

import { describe, expect, test } from "vitest";

import { type PressedOffice, pressedOffices } from "../../support/pressed-office.ts";

const { office } = pressedOffices({ sells: ({ sku }) => sku === "COFFEE" });

describe("a tax", () => {
  test("is planned for the next day, shown below, changed, and given up", async () => {
    const { clock, keys, press, preview, till } = await taxes();
    press("Down Down Down");
    expect(till.side().join(" ")).toMatch(/with the business day: from +2026-11-21 on/u);
    keys("VAT 12%");
    expect(preview()).toBe("To take away VAT 9% → VAT 12% from 2026-11-21 on");
    press("Enter");

    expect(till.message()).toBe("To take away VAT 9% → VAT 12% from 2026-11-21 on.");
    expect(rate(till)).toBe(9000);
    press("Down");
    expect(till.side(0)).toEqual(["from 2026-11-21"]);
    keys("VAT 13%");
    expect(preview()).toBe("To take away VAT 12% → VAT 13% from 2026-11-21 on");
    press("Enter");
    press("Ctrl-Z");
    expect(till.message()).toBe("What is planned for 2026-11-21 is as it was.");
    expect(coming(till)).toEqual([["VAT 12%", "2026-11-21"]]);
    keys("-");
    expect(preview()).toBe("To take away: nothing new from 2026-11-21 on");
    press("Enter");
    expect(coming(till)).toEqual([]);
    clock.advance(200);
    press("Ctrl-Z");
    expect(coming(till)).toEqual([["VAT 12%", "2026-11-21"]]);
    clock.advance(200);
    press("Ctrl-Z");
    expect(coming(till)).toEqual([]);
  });

  test.each([
    ["VAT 9%", "To take away is VAT 9% already."],
    ["VAT", 'To take away "VAT" is no tax: a name and its rate, such as VAT 9%.'],
    ["VAT 12% from today", "“today” is no day: such as monday, tomorrow, 1.12. or 2026-12-01."],
    [
      "VAT 12% from 2026-11-20",
      "That changes with a day that nobody has begun: 2026-11-21 or later.",
    ],
  ])("stays when %s is typed, and the text is kept", async (typed, why) => {
    const { keys, press, till } = await taxes();
    press("Down Down Down");
    const before = till.events();

    keys(typed);
    press("Enter");

    expect([till.message(), till.state().office?.text, till.events()]).toEqual([
      why,
      typed,
      before,
    ]);
  });
});

describe("the end of the business day", () => {
  test("is planned for the next day among the shop's settings, and taken back", async () => {
    const { keys, press, preview, till } = await shopRow("Day ends at");
    expect(till.side().join(" ")).toContain("ends and the next one may begin.");
    keys("6:00");
    expect(preview()).toBe("Day ends at 04:00 → 6:00 from 2026-11-21 on");
    press("Enter");

    expect(till.message()).toBe("Day ends at 04:00 → 6:00 from 2026-11-21 on.");
    press("Down");
    expect(till.side(0)).toEqual(["from 2026-11-21"]);
    expect(till.rows().map(({ detail }) => detail)).toContain("06:00");
    press("Ctrl-Z");
    expect(till.rows().map(({ detail }) => detail)).not.toContain("06:00");
  });

  test.each([
    ["25:00", /^Day ends at "25:00" is no time of day/u],
    ["4:00 from 2026-11-20", /^That changes with a day/u],
  ])("stays when %s is typed", async (typed, why) => {
    const { keys, press, till } = await shopRow("Day ends at");
    const before = till.events();

    keys(typed);
    press("Enter");

    expect(till.message()).toMatch(why);
    expect(till.events()).toBe(before);
  });

  test("and the time zone is one that there is", async () => {
    const { keys, press, till } = await shopRow("Time zone");
    keys("Mars/Olympus");
    press("Enter");
    expect(till.message()).toContain('"Mars/Olympus" is no time zone');
    press("Esc");
    keys("Europe/London from monday");
    press("Enter");

    expect(till.message()).toBe("Time zone Europe/Amsterdam → Europe/London from 2026-11-23 on.");
  });
});

describe("the rounding of sums", () => {
  test("is planned for a named day among the shop's settings, and taken back", async () => {
    const { keys, press, preview, till } = await office(":office");
    press("8");
    const rows = till.rows().map(({ label }) => label);
    press(
      rows
        .slice(0, rows.indexOf("Tax rounding"))
        .map(() => "Down")
        .join(" "),
    );
    expect(till.side().slice(0, 2)).toEqual([" 1  order *", " 2  line"]);
    keys("line from 1.1.");
    expect(preview()).toBe("Tax rounding order → line from 2027-01-01 on");
    press("Enter");

    expect(till.message()).toBe("Tax rounding order → line from 2027-01-01 on.");
    expect(till.rows()[rows.indexOf("Tax rounding") + 1]).toMatchObject({
      label: "from 2027-01-01",
      detail: "line",
    });
    press("Ctrl-Z");
    expect(till.rows().map(({ label }) => label)).toEqual(rows);
  });
});

/** On the class of food. */
async function taxes(): Promise<PressedOffice> {
  const it = await office(":office");
  it.press("5");
  it.keys("food");
  it.press("Enter");
  return it;
}

function rate({ catalogue }: PressedOffice["till"]) {
  return catalogue().taxClassesById.get("food")?.taxesByService.takeaway[0]?.rate;
}

function coming({ state }: PressedOffice["till"]) {
  const all = state().session?.office.plannedTaxes("food") ?? [];
  return all.map(({ text, fromDay }) => [text, fromDay]);
}

test("a line that no paper has room for is refused before Enter, by the name of its row", async () => {
  const { keys, press, preview, till } = await office(":office");
  press("7");
  const typed = "Open until midnight on every day of the whole week";
  keys(typed);

  expect(preview()).toMatch(/^Head 1 "Open until.* is too long: at most 48 characters a line\.$/u);
  press("Enter");
  expect(till.message()).toBe(preview());
});

async function shopRow(label: string): Promise<PressedOffice> {
  const it = await office(":office");
  it.press("8");
  const rows = it.till.rows().map((row) => row.label);
  it.press(Array.from({ length: rows.indexOf(label) }, () => "Down").join(" "));
  expect(it.till.side().join(" ")).toContain("such as");
  return it;
}
