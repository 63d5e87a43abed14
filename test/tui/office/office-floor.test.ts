/** Areas and tables in the back office: made by their name, changed field by field, and taken back. */

import { describe, expect, test } from "vitest";

import { floorOf } from "../../../src/app/catalogue/floor-changes.ts";
import { pressedOffices } from "../../support/pressed-office.ts";

const { office } = pressedOffices();

describe("the list of areas and tables", () => {
  test("is empty at first, and makes a table or an area of what is typed", async () => {
    const { keys, press, preview, till } = await floor();
    expect(till.title()).toBe("Back office: Areas and tables");
    expect(till.pane(0).trim()).toBe("");

    keys("Terrace");
    expect([till.pane(0), till.pane(1)].map((it) => it.trim())).toEqual([
      "New table: Terrace",
      "New area: Terrace",
    ]);
    press("Down");
    expect(preview()).toBe("New area: Terrace");
    press("Enter");
    expect(till.title()).toBe("Back office: Areas and tables: Terrace");
    press("Esc");
    keys("12");
    press("Enter");

    expect(till.title()).toBe("Back office: Areas and tables: 12");
    expect(till.message()).toBe("New table: 12.");
    press("Esc");
    expect([till.pane(0), till.pane(1)].map((it) => it.trim().split(/ {2,}/u))).toEqual([
      ["Terrace", "0 tables"],
      ["12"],
    ]);
  });

  test("makes nothing of a name that no key could mean", async () => {
    const { keys, press, till } = await floor();
    const before = till.events();

    keys("7*4");
    expect(till.pane(0).trim()).toBe("New area: 7*4");
    press("Esc");
    keys("-");
    press("Enter");

    expect(till.events()).toBe(before);
    expect(till.message()).toContain("Nothing is called that.");
  });
});

test("a name finds the table that is called just so before those that begin so", async () => {
  const { keys, press, till } = await floor();
  const office = till.state().session?.office.floor;
  office?.change({ type: "area", name: "Terrace", isNew: true, fields: [] });
  office?.change({
    type: "table",
    name: "10",
    isNew: true,
    fields: [{ field: "area", text: "Terrace" }],
  });
  office?.change({ type: "table", name: "1", isNew: true, fields: [] });
  press("Down");

  keys("1");

  expect([till.pane(0), till.pane(1)].map((it) => it.trim().split(/ {2,}/u)[0])).toEqual([
    "1",
    "10",
  ]);
});

describe("a table", () => {
  test("gets an area by its number, seats and a position, each by one Enter", async () => {
    const { keys, press, preview, till } = await withTable();

    keys("1");
    expect(preview()).toBe("Area none → Terrace");
    press("Enter");
    keys("4");
    expect(preview()).toBe("Seats 0 → 4");
    press("Enter");
    keys("100");
    expect(preview()).toBe("Position 0 → 100");

    expect(floorAt(till).tables).toMatchObject([{ name: "12", area: "terrace", seats: 4 }]);
    press("Esc Esc");
    expect(till.pane(1).trim().split(/ {2,}/u)).toEqual(["12", "Terrace, 4 seats"]);
  });

  test.each(["many", "100", "-1"])("takes no %s for its seats", async (typed) => {
    const { keys, press, preview, till } = await withTable();
    press("Down");
    const before = till.events();

    keys(typed);

    expect(preview()).toBe(`Seats: “${typed}” is no number from 0 to 99.`);
    press("Enter");
    expect(till.events()).toBe(before);
  });

  test("is renamed by two Enters, and the till says why where it can't be called so", async () => {
    const { keys, press, till } = await withTable();
    press("Up");
    keys("14");
    press("Enter Enter");
    expect(floorAt(till).tables).toMatchObject([{ name: "14" }]);

    press("Up");
    keys("2+5");
    press("Enter Enter");
    expect(till.message()).toContain("“2+5” names no table");
    expect(floorAt(till).tables).toMatchObject([{ name: "14" }]);
  });

  test("is removed, and is there again with all that it had", async () => {
    const { clock, keys, press, till } = await withTable();
    keys("1");
    press("Enter");
    keys("4");
    press("Enter");
    press("Down");
    keys("no");
    press("Enter");
    expect(till.title()).toBe("Back office: Areas and tables");
    expect(till.message()).toBe("12 is not there any more.");
    expect(floorAt(till).tables).toEqual([]);

    press("Ctrl-Z");
    expect(till.message()).toBe("12 is there again.");
    expect(floorAt(till).tables).toMatchObject([{ name: "12", area: "terrace", seats: 4 }]);
    clock.advance(200);
    press("Ctrl-Z");
    expect(till.message()).toBe("Ctrl-Z once more, then: 12: Seats is as it was.");
    clock.advance(200);
    press("Ctrl-Z");
    clock.advance(200);
    press("Ctrl-Z");
    expect(floorAt(till).tables).toMatchObject([{ name: "12", area: "", seats: 0 }]);
    clock.advance(200);
    press("Ctrl-Z");
    expect(floorAt(till).tables).toEqual([]);
  });

  test("is not taken back where somebody has changed it since", async () => {
    const { beside, clock, keys, press, till } = await withTable();
    press("Down");
    keys("4");
    press("Enter");
    const other = beside();
    await other.logIn("4", "4444");
    const { session } = other.store.getState();
    const fields = [{ field: "seats", text: "6" }];
    session?.office.floor.change({ type: "table", name: "12", isNew: false, fields });
    clock.advance(200);

    press("Ctrl-Z");

    expect(till.message()).toContain("changed again since");
    expect(floorAt(till).tables).toMatchObject([{ seats: 6 }]);
  });
});

test("an area with tables stays, and one without is removed", async () => {
  const { keys, press, till } = await withTable();
  keys("1");
  press("Enter Esc");
  keys("terr");
  press("Enter Down Down");
  keys("no");
  press("Enter");
  expect(till.message()).toContain("There are tables in Terrace (1)");
  expect(floorAt(till).areas).toHaveLength(1);
});

test("who may not change tables sees them, and who may vouches", async () => {
  const { keys, press, till } = await floor("1");
  expect(till.side().join(" ")).toContain("To change: Ravi.");

  keys("12");
  press("Enter");

  expect(till.state().approval).toBeDefined();
  expect(floorAt(till).tables).toEqual([]);
});

type Office = Awaited<ReturnType<typeof office>>;

async function floor(staff = "4"): Promise<Office> {
  const it = await office(":office", staff);
  it.keys("areas");
  it.press("Enter");
  return it;
}

/** On the page of table 12, at its area; there is a terrace. */
async function withTable(): Promise<Office> {
  const it = await floor();
  it.keys("Terrace");
  it.press("Down Enter Esc");
  it.keys("12");
  it.press("Enter");
  return it;
}

function floorAt({ keyboard }: Office["till"]): ReturnType<typeof floorOf> {
  return floorOf(keyboard.open.till);
}
