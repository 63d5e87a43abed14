/** Roles in the back office: what each allows, to which discount, and who has it. */

import { describe, expect, test } from "vitest";

import { readRole, readStaffMember } from "../../../src/domain/people/staff.ts";
import { LOCALES } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { officeWords } from "../../../src/tui/office/office-words.ts";
import { pressedOffices, signIn } from "../../support/pressed-office.ts";

const { office } = pressedOffices();

describe("a role", () => {
  test("shows plainly what it allows, and is changed by one Enter each", async () => {
    const { keys, press, preview, till } = await roles();
    expect([0, 1, 2].map((at) => till.pane(at).trim().split(/ {2,}/u))).toEqual([
      ["Cashier", "2 people"],
      ["Manager", "100% off, 1 person"],
      ["Shift lead", "50% off, 1 person"],
    ]);

    keys("cash");
    press("Enter Down");
    keys("15");
    expect(preview()).toBe("Discount limit 100% → 15%");
    press("Enter");
    expect(till.message()).toBe("Discount limit 100% → 15%.");
    expect(roleAt(till, "cashier")?.discountLimit).toBe(15_000);

    press("Down Down Down Down");
    keys("y");
    expect(preview()).toBe("Change prices no → yes");
    press("Enter");
    expect(roleAt(till, "cashier")?.permissions.has("price")).toBe(true);
  });

  test("says how many rows lie beyond the pane, whichever is chosen", async () => {
    const { keys, press, till } = await roles();
    keys("cash");
    press("Enter");
    const nineDown = Array.from({ length: 9 }, () => "Down").join(" ");

    expect([till.pane(0).trim(), till.pane(16).trim()]).toEqual([
      expect.stringMatching(/^Name /u),
      "12 more rows below",
    ]);
    press(nineDown);
    expect([till.pane(0).trim(), till.pane(16).trim()]).toEqual([
      "2 more rows above",
      "11 more rows below",
    ]);
    press(`${nineDown} ${"Down ".repeat(9).trim()}`);
    expect(till.pane(0).trim()).toBe("12 more rows above");
    expect(till.pane(16).trim()).toBe("Vouch for others no");
    expect(till.side(0)).toEqual(["Vouch for others no"]);
  });

  test.each(LOCALES)("has in %s room for its limit where discounts are not allowed", (locale) => {
    expect(textWidth(officeWords({ locale }).limitUnused({ rate: "12.5%" }))).toBeLessThanOrEqual(
      28,
    );
  });

  test("is taken back step by step, unless somebody has changed it since", async () => {
    const { clock, keys, press, till } = await roles();
    keys("cash");
    press("Enter");
    keys("Till");
    press("Enter Enter");
    keys("0");
    press("Enter");
    expect(roleAt(till, "cashier")).toMatchObject({ name: "Till", discountLimit: 0 });

    press("Ctrl-Z");
    clock.advance(200);
    press("Ctrl-Z");

    expect(roleAt(till, "cashier")).toMatchObject({ name: "Cashier", discountLimit: 100_000 });
  });

  test("that is new is made by its name, and allows nothing at first", async () => {
    const { keys, press, preview, till } = await roles();
    keys("Kitchen help");
    expect(preview()).toBe("New: Kitchen help");
    press("Enter");

    expect(till.title()).toBe("Back office: Roles: Kitchen help");
    expect(till.side(0)).toEqual(["Sell"]);
    keys("yes");
    press("Enter");
    expect(roleAt(till, "kitchen-help")).toMatchObject({
      name: "Kitchen help",
      permissions: new Set(["sell"]),
      discountLimit: 0,
    });
  });

  test("is new after a plus too, where the name finds others", async () => {
    const { keys, press, preview, till } = await roles();
    keys("+Cash");
    expect(preview()).toBe("New: Cash");
    press("Enter");

    expect(roleAt(till, "cash")).toMatchObject({ name: "Cash", permissions: new Set() });
  });

  test("that is called so already is not made again by a plus", async () => {
    const { keys, press, till } = await roles();
    const before = till.events();

    keys("+Cashier");
    press("Enter");

    expect(till.message()).toContain("Cashier");
    expect(till.events()).toBe(before);
  });

  test("keeps its name until Enter has been pressed on it", async () => {
    const { keys, press, till } = await roles();
    keys("cash");
    press("Enter");
    keys("shift");
    press("Enter");

    expect(till.message()).toBe("That renames Cashier: Enter once more, or Esc.");
    expect(roleAt(till, "cashier")?.name).toBe("Cashier");
    press("Esc Enter");
    expect(till.state().office?.text).toBe("Cashier");
    keys("s");
    press("Enter");
    expect(roleAt(till, "cashier")?.name).toBe("Cashiers");
  });

  test.each([
    ["101", "“101” is no percentage: 0 to 100, such as 10%."],
    ["much", "“much” is no percentage: 0 to 100, such as 10%."],
    ["50%", "Discount limit is 50% already."],
  ])("keeps its limit when %s is typed, and the text is kept", async (typed, why) => {
    const { keys, press, till } = await roles();
    keys("shift");
    press("Enter Down");
    const before = till.events();

    keys(typed);
    press("Enter");

    expect([till.message(), till.state().office?.text, till.events()]).toEqual([
      why,
      typed,
      before,
    ]);
  });

  test("is not given up by the last who may change staff", async () => {
    const { keys, press, till } = await roles();
    keys("man");
    press(`Enter ${"Down ".repeat(23).trim()}`);
    expect(till.side(0)).toEqual(["People, roles"]);

    keys("no");
    press("Enter");

    expect(till.message()).toMatch(/^Then nobody could change staff any more/u);
    expect(roleAt(till, "manager")?.permissions.has("staff")).toBe(true);
  });

  test("is seen by all, and changed with the PIN of somebody who may", async () => {
    const { keys, press, till } = await roles("1");
    expect(till.side().join(" ")).toContain("To change: Ravi.");
    keys("cash");
    press("Enter Down");
    keys("20");
    press("Enter");

    expect(till.message()).toBe("Ravi: PIN, then Enter.");
    expect(roleAt(till, "cashier")?.discountLimit).toBe(100_000);
    keys("4444");
    press("Enter");
    await till.keyboard.checked();
    expect(roleAt(till, "cashier")?.discountLimit).toBe(20_000);
  });

  test("counts from the next act of somebody who is logged in", async () => {
    const { beside, keys, press, till } = await roles();
    const other = beside();
    await signIn(other, "1");
    other.type("100");
    other.press("Enter");
    other.type("=1.00");
    other.press("Enter");
    expect(other.message()).toMatch(/^Who approves/u);

    keys("cash");
    press("Enter Down Down Down Down Down Down");
    keys("y");
    press("Enter");
    other.press("Esc", "Esc", "Esc");
    other.type("=1.00");
    other.press("Enter");

    expect(other.store.getState().order?.lines).toMatchObject([{ price: 100 }]);
    expect(roleAt(till, "cashier")?.permissions.has("price")).toBe(true);
  });
});

describe("a person", () => {
  test("gets another role, with a word about the PIN, and has the old one back", async () => {
    const { keys, press, preview, till } = await office(":office");
    press("6");
    keys("mia");
    press("Enter Down Down Down");
    expect(till.side().slice(0, 3)).toEqual([" 1  Cashier *", " 2  Manager", " 3  Shift lead"]);
    keys("shift");
    expect(preview()).toBe("Role Cashier → Shift lead");
    press("Enter");

    expect(till.message()).toBe(
      "Role Cashier → Shift lead. That needs a PIN of 6 digits: give new ones.",
    );
    expect(personRole(till)).toBe("shift-lead");
    press("Ctrl-Z");
    expect(personRole(till)).toBe("cashier");
  });

  test("who is the last who may change staff keeps the role", async () => {
    const { keys, press, till } = await office(":office");
    press("6");
    keys("ravi");
    press("Enter Down Down Down");
    keys("cash");
    press("Enter");

    expect(till.message()).toBe(
      "Nobody but Ravi may change staff: add somebody else who may first.",
    );
  });
});

type Office = Awaited<ReturnType<typeof office>>;

async function roles(staff = "4"): Promise<Office> {
  const it = await office(":office", staff);
  it.press("9");
  return it;
}

function roleAt({ keyboard }: Office["till"], id: string) {
  return keyboard.open.till.ledger.read((view) => readRole(view, id));
}

function personRole({ keyboard }: Office["till"]) {
  return keyboard.open.till.ledger.read((view) => readStaffMember(view, "1")?.role);
}
