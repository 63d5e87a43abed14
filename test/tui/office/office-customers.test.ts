/** Customers in the back office: looked through, added, changed, erased. */

import { describe, expect, test } from "vitest";

import { type OpenTill } from "../../../src/app/open-till.ts";
import { sealTexts } from "../../../src/app/people/customer-changes.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { toStreamId } from "../../../src/domain/identity.ts";
import { type CustomerTexts } from "../../../src/domain/people/customers.ts";
import { LOCALES } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { stageSecrets } from "../../../src/ledger/staged-secrets.ts";
import { officeWords } from "../../../src/tui/office/office-words.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { addCustomer } from "../../support/add-customer.ts";
import { pressedOffices, signIn } from "../../support/pressed-office.ts";
import { valueOf } from "../../support/shop.ts";

const { office } = pressedOffices({
  sells: ({ plu }) => plu === "400",
  before: (open) => {
    for (const texts of KNOWN) addCustomer(open, texts);
  },
});
const CARD = "2900000000017";
const KNOWN: ReadonlyArray<Partial<CustomerTexts>> = [
  { name: "Rossi, Anna", phone: "+43 660 1234567", card: CARD, note: "no nuts" },
  { name: "Rossi, Marco", phone: "0699 555123" },
  { name: "Berg, Eva", email: "eva@example.org" },
];

describe("the customers", () => {
  test("are the menu's tenth page, by name, and found by name, phone or card", async () => {
    const { keys, press, till } = await office(":office");
    expect(till.rows()[9]?.label).toBe("Customers");
    expect(till.pane(9).trim()).toBe("0 Customers");

    press("0");
    expect(till.title()).toBe("Back office: Customers");
    expect(listed(till)).toEqual([
      "Berg, Eva eva@example.org",
      "Rossi, Anna +43 660 1234567",
      "Rossi, Marco 0699 555123",
    ]);
    for (const [typed, names] of [
      ["ros an", ["Rossi, Anna +43 660 1234567"]],
      ["0699", ["Rossi, Marco 0699 555123"]],
      [CARD, ["Rossi, Anna +43 660 1234567"]],
    ] as const) {
      keys(typed);
      expect(listed(till)).toEqual(names);
      press("Esc");
    }
    till.keyboard.scan(CARD);
    press("Enter");
    expect(till.title()).toBe("Back office: Customers: Rossi, Anna");
    press("Esc");
    expect(till.side(0)).toEqual(["Rossi, Anna"]);
  });

  test("of whom nobody has that phone are not added by it", async () => {
    const { keys, press, preview, till } = await customers();
    const before = till.events();
    keys("0660 999");

    expect(preview()).toBe("No customer has “0660 999”: + and a name adds one.");
    press("Enter");
    expect(till.message()).toBe("No customer has “0660 999”: + and a name adds one.");
    expect(till.events()).toBe(before);
  });

  test("are shown to nobody who may not look them up, and it is said who may", async () => {
    const { keys, press, preview, till } = await office(":office");
    press("9");
    keys("cash");
    press(`Enter ${"Down ".repeat(15).trim()}`);
    expect(till.side(0)).toEqual(["Customers"]);
    keys("no");
    press("Enter");
    await signIn(till.keyboard, "1");
    keys(":office");
    press("Enter 0");

    expect(till.rows()).toEqual([]);
    expect(till.side().join(" ")).toContain("To change: Chiara, Ravi.");
    expect(preview()).toBe("You may not look at this: ask Chiara or Ravi.");
    keys("+Zoe");
    expect(till.rows().map(({ label }) => label)).toEqual([]);
  });
});

describe("somebody new", () => {
  test("is added by the name, with phone and card behind it, and by Ctrl-Z comes no more", async () => {
    const { keys, press, preview, till } = await customers();
    keys("Bianchi, Ida 030 1234 /2900000000024");
    expect(preview()).toBe("New: Bianchi, Ida, 030 1234, 2900000000024");
    press("Enter");

    expect(till.message()).toBe("Bianchi, Ida is a customer now.");
    expect(till.title()).toBe("Back office: Customers: Bianchi, Ida");
    expect(till.side(0)).toEqual(["E-mail"]);
    expect(known(till, "bianchi")).toMatchObject([{ phone: "030 1234", card: "2900000000024" }]);
    press("Ctrl-Z");
    expect(till.message()).toBe("Bianchi, Ida comes no more.");
    expect(known(till, "bianchi")).toEqual([]);
    press("Esc");
    expect(listed(till)[1]).toBe("Bianchi, Ida comes no more");
  });

  test("is new after a plus where others are called so, and asked for the phone next", async () => {
    const { keys, press, preview, till } = await customers();
    keys("+Rossi, Anna");
    expect(preview()).toBe("New: Rossi, Anna");
    press("Enter");

    expect(till.side(0)).toEqual(["Phone"]);
    expect(known(till, "rossi anna")).toHaveLength(2);
  });

  test("is not added with a card that somebody has, and what was typed stays", async () => {
    const { keys, press, till } = await customers();
    const before = till.events();
    keys(`Bianchi, Ida /${CARD}`);
    press("Enter");

    expect(till.message()).toBe("Rossi, Anna has that card: take it off there first.");
    expect(till.state().office?.text).toBe(`Bianchi, Ida /${CARD}`);
    expect(till.events()).toBe(before);
  });
});

describe("what is known of one", () => {
  test("is changed field by field, and taken back step by step", async () => {
    const { clock, keys, press, preview, till } = await customer("ros an");
    expect(shownFields(till)).toEqual([
      ["Name", "Rossi, Anna"],
      ["Phone", "+43 660 1234567"],
      ["E-mail", ""],
      ["Card", CARD],
      ["Tax number", ""],
      ["Address", ""],
      ["Note", "no nuts"],
      ["Price group", ""],
      ["Still comes", "yes"],
      ["Erase", ""],
    ]);

    press("Down");
    keys("0670 1");
    expect(preview()).toBe("Phone +43 660 1234567 → 0670 1");
    press("Enter");
    expect(till.message()).toBe("Phone +43 660 1234567 → 0670 1.");
    keys("anna@example.org");
    press("Enter Down Down Down");
    keys("-");
    expect(preview()).toBe("Note no nuts → nothing");
    press("Enter");
    keys("Staff");
    expect(preview()).toBe("Price group nothing → staff");
    press("Enter");
    keys("no");
    press("Enter");
    expect(known(till, "rossi anna")).toEqual([]);
    expect(shownFields(till).slice(1)).toEqual([
      ["Phone", "0670 1"],
      ["E-mail", "anna@example.org"],
      ["Card", CARD],
      ["Tax number", ""],
      ["Address", ""],
      ["Note", ""],
      ["Price group", "staff"],
      ["Still comes", "no"],
      ["Erase", ""],
    ]);

    for (const back of ["Still comes", "Price group", "Note", "E-mail", "Phone"]) {
      clock.advance(200);
      press("Ctrl-Z");
      expect(till.message()).toBe(`${back} is as it was.`);
    }
    expect(known(till, "rossi anna")).toMatchObject([
      { phone: "+43 660 1234567", email: "", note: "no nuts", active: true, group: "" },
    ]);
  });

  test("keeps the name until Enter has been pressed on it", async () => {
    const { keys, press, till } = await customer("marco");
    keys("Marc");
    press("Enter");
    expect(till.message()).toBe("That renames Rossi, Marco: Enter once more, or Esc.");
    press("Esc Enter");
    keys(" jun.");
    press("Enter");

    expect(known(till, "marco")).toMatchObject([{ name: "Rossi, Marco jun." }]);
  });

  test.each([
    [CARD, 3, "Rossi, Anna has that card: take it off there first."],
    ["4111 1111 1111 1111", 5, "That looks like a bank card's number"],
    ["nowhere", 2, "An e-mail address is such as"],
    ["0699 555123", 1, "Phone is 0699 555123 already."],
  ])("keeps it when %s is typed, and the text is kept", async (typed, row, why) => {
    const { keys, press, till } = await customer("marco");
    for (let down = 0; down < row; down += 1) press("Down");
    const before = till.events();
    keys(typed);
    press("Enter");

    expect(till.message()).toContain(why);
    expect(till.state().office?.text).toBe(typed);
    expect(till.events()).toBe(before);
  });

  test("is put into a group by nobody without the right to change prices, but by their word", async () => {
    const { keys, press, till } = await customer("marco", "1");
    press("Down Down Down Down Down Down Down");
    keys("gold card");
    expect(till.state().office?.text).toBe("gold card");
    press("Enter");
    expect(till.message()).toContain("A group is one word");
    press("Esc");
    keys("members");
    press("Enter");

    expect(till.message()).toBe("Who approves? Number or name, Enter.");
    keys("4");
    press("Enter");
    keys("4444");
    press("Enter");
    await till.keyboard.checked();
    expect(known(till, "marco")).toMatchObject([{ group: "members" }]);
  });

  test("is not taken back where somebody has changed it since", async () => {
    const { beside, keys, press, till } = await customer("marco");
    press("Down");
    keys("0670 1");
    press("Enter");
    const other = beside();
    await signIn(other, "4");
    other.type(":office");
    other.press("Enter", "0");
    other.type("marco");
    other.press("Enter", "Down");
    other.type("0670 2");
    other.press("Enter");
    till.keyboard.open.till.ledger.heads();

    press("Ctrl-Z");

    expect(till.message()).toBe("It was changed again since: look at it first.");
    expect(known(till, "marco")).toMatchObject([{ phone: "0670 2" }]);
  });

  test("is in question where tills have said otherwise, at the top, until somebody types it", async () => {
    const { keys, press, preview, till } = await office(":office");
    writeApart(till.keyboard.open, "rossi marco", { phone: "0699 1" });
    press("0");
    expect(listed(till)[0]).toBe("Rossi, Marco 0699 1");
    expect(till.rows().map(({ inQuestion }) => inQuestion)).toEqual([true, false, false]);

    keys("marco");
    press("Enter Down");
    expect(till.side().join("")).toContain("Tills have said otherwise: say which holds.");
    keys("0699 1");
    expect(preview()).toBe("Phone 0699 1 → 0699 1");
    press("Enter");

    expect(till.rows().map(({ inQuestion }) => inQuestion)).not.toContain(true);
    press("Esc");
    expect(till.rows().map(({ inQuestion }) => inQuestion)).toEqual([false, false, false]);
  });
});

test.each(LOCALES)("what is said of customers in %s fits its row or line", (locale) => {
  const { erased, erasesAnyway, onReceipts, customerAdded } = officeWords({ locale });
  const labels = Object.values(wordsFor({ locale }).officeCustomers);

  expect(labels.filter((label) => textWidth(label) > 16)).toEqual([]);
  expect(textWidth(onReceipts({ count: 1234 }))).toBeLessThanOrEqual(28);
  for (const said of [
    erased({ days: 3650 }),
    erasesAnyway({ count: 1 }),
    erasesAnyway({ count: 12 }),
    customerAdded({ name: "Rossi, Anna" }),
  ]) {
    expect([said, textWidth(said) <= 77]).toEqual([said, true]);
  }
});

describe("erasing", () => {
  test("takes a word, and is for ever: nothing of it can be taken back", async () => {
    const { clock, keys, press, preview, till } = await customer("ros an");
    press("Down");
    keys("0670 1");
    press(`Enter ${"Down ".repeat(7).trim()}`);
    expect(till.side(0)).toEqual(["Erase"]);
    expect(till.side().join(" ")).toContain(
      "yes hides them on every till at once; each  destroys it days later",
    );
    press("Enter");
    keys("no");
    press("Enter");
    expect(till.message()).toBe("Erase: nothing is called “no”.");
    press("Esc");
    expect(known(till, "rossi anna")).toHaveLength(1);

    keys("yes");
    expect(preview()).toBe("Erase Rossi, Anna for ever");
    press("Enter");

    expect(till.message()).toBe("Erased: nobody can read it. Each till destroys it after 7 days.");
    expect(till.title()).toBe("Back office: Customers");
    expect(listed(till)).toEqual(["Berg, Eva eva@example.org", "Rossi, Marco 0699 555123"]);
    clock.advance(200);
    press("Ctrl-Z");
    expect(till.message()).toBe("There is nothing to take back here.");
    expect(JSON.stringify(till.state().office)).not.toMatch(/Anna|0670/u);
  });

  test("leaves nothing in the messages and in what Up brings back", async () => {
    const { keys, press, till } = await office();
    keys("&rossi anna");
    press("Enter Esc");
    keys(":office");
    press("Enter 0");
    keys("ros an");
    press("Enter Down");
    keys("0670 1");
    press(`Enter ${"Down ".repeat(7).trim()}`);
    expect(JSON.stringify(till.state().messages)).toMatch(/Rossi, Anna.*|0670 1/u);
    keys("yes");
    press("Enter");

    const { messages, text, lastText } = till.state();
    expect(messages.map((message) => message.text)).toEqual([till.message()]);
    expect([text, lastText].join("")).not.toMatch(/rossi/iu);
  });

  test("tells of receipts first, and takes them along by one Enter more", async () => {
    const { keys, press, preview, till } = await customerWithReceipt();
    expect(shownFields(till).at(-1)).toEqual(["Erase", "on 1 receipt"]);
    const before = till.events();
    keys("yes");
    expect(preview()).toBe("Erase Rossi, Anna for ever");
    press("Enter");
    expect(till.message()).toBe(
      "1 receipt names them: print what the law keeps; then Enter again, or Esc.",
    );
    press("Esc");
    keys("yes");
    press("Enter");
    // As when the receipt had come just now, from elsewhere.
    const [id = ""] = known(till, "rossi anna").map((it) => it.id);
    const done = till.state().session?.office.customers.erase(id, { withReceipts: false });
    expect(done?.ok).toBe(false);
    expect(till.events()).toBe(before);

    press("Enter");

    expect(till.message()).toMatch(/^Erased: /u);
    expect(known(till, "rossi anna")).toEqual([]);
  });

  test("takes the PIN of somebody who may, and Esc leaves them as they are", async () => {
    const { keys, press, till } = await customer("marco", "1");
    press("Down Down Down Down Down Down Down Down Down");
    keys("yes");
    press("Enter");
    expect(till.message()).toBe("Ravi: PIN, then Enter.");
    press("Esc Esc");
    expect(known(till, "marco")).toHaveLength(1);

    keys("yes");
    press("Enter");
    keys("4444");
    press("Enter");
    await till.keyboard.checked();

    expect(till.message()).toMatch(/^Erased: /u);
    expect(known(till, "marco")).toEqual([]);
  });

  test("elsewhere leaves an empty page, which says so", async () => {
    const { keys, press, till } = await customer("marco");
    const other = till.keyboard.open.till;
    const id = other.customers.all().find(({ name }) => name === "Rossi, Marco")?.id ?? "";
    const streams = [toStreamId("customer", id)];
    const { now: day } = other.days();
    const events = [{ kind: "customer/erased", streams, body: {} } as const];
    valueOf(other.ledger.commit({ by: "4", name: "erase", decide: () => ok({ day, events }) }));

    expect(till.title()).toBe("Back office: Customers: erased customer");
    keys("x");
    press("Enter");
    expect(till.rows()).toEqual([]);
  });
});

type Office = Awaited<ReturnType<typeof office>>;

async function customers(staff = "4"): Promise<Office> {
  const it = await office(":office", staff);
  it.press("0");
  return it;
}

async function customer(typed: string, staff = "4"): Promise<Office> {
  const it = await customers(staff);
  it.keys(typed);
  it.press("Enter");
  return it;
}

/** On the row that erases her. */
async function customerWithReceipt(): Promise<Office> {
  const it = await office();
  for (const typed of ["&rossi anna", "400"]) {
    it.keys(typed);
    it.press("Enter");
  }
  it.press("F9 Enter");
  it.keys(":office");
  it.press("Enter 0");
  it.keys("ros an");
  it.press("Enter Down Down Down Down Down Down Down Down Down");
  return it;
}

function listed({ rows }: Office["till"]): ReadonlyArray<string> {
  return rows().map(({ label, detail }) => `${label} ${detail}`.trim());
}

function shownFields({ rows }: Office["till"]): ReadonlyArray<readonly [string, string]> {
  return rows().map(({ label, detail }) => [label, detail]);
}

/** As the register finds them. */
function known({ keyboard }: Office["till"], typed: string) {
  return keyboard.open.till.customers.index().find(typed).hits;
}

/** As a till does that has heard of nothing yet. */
function writeApart({ till, random }: OpenTill, name: string, texts: Partial<CustomerTexts>): void {
  const id = till.customers.index().find(name).only?.id ?? "";
  const secrets = stageSecrets(till.ledger.secrets);
  const streams = [toStreamId("customer", id)];
  const body = { set: sealTexts(texts, id, { secrets, random }), over: {} };
  const { now: day } = till.days();
  const events = [{ kind: "customer/set", streams, body } as const];
  valueOf(till.ledger.commit({ by: "4", name: "write", decide: () => ok({ day, events }) }));
}
