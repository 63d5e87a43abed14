/** Customers: at the register in a real terminal, in lines, and at the command line. Size: whole. */

import { readFile, writeFile } from "node:fs/promises";

import { describe, expect, test } from "vitest";

import { MIA, refused } from "../support/commands.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal, quit } from "../support/terminal.ts";
import { tillHere as ask } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" };
const ANNA = ["Rossi, Anna", "phone=+43 660 1234567", "card=2900000000017", "tax-id=ATU12345678"];

test("at the register a guest is known by a name, and the receipt says whom it is for", async () => {
  const store = await shopCopy();
  await customer(store, "add", ...ANNA);
  const register = openTerminal(["run", "--store", store]);
  await register.sees("staff number >");
  register.press("1", KEY.enter);
  await answer(register, "PIN >", "1111");
  await register.sees("The order is empty.");

  register.type("&ros");
  await register.sees("= customer Rossi, Anna (+43 660 1234567)  (Enter)");
  register.press(KEY.enter);
  await register.sees(/Order A1, \w+: Rossi, Anna/u);
  register.type("croissant");
  await register.sees("= Croissant = 2.60  (Enter)");
  register.press(KEY.enter);
  await register.sees(/TOTAL +2\.60/u);
  register.press(KEY.f9);
  await register.sees("TO PAY");
  register.press(KEY.enter);
  await register.sees("Receipt A-000001.");
  register.press(KEY.ctrlL);
  await register.sees("Locked");
  await quit(register, "1111");
  expect(await register.exit).toBe(0);

  const paper = await ask(["print", "show", "A-000001", "--store", store]);
  expect(paper.stdout).toMatch(/^For Rossi, Anna$/mu);
  expect(paper.stdout).toMatch(/^Tax number ATU12345678$/mu);
});

test("orders tell the names of customers to those who may look them up, and nobody else", async () => {
  const store = await shopCopy();
  await customer(store, "add", ...ANNA);
  await till(["run", "--plain", "--store", store], {
    input: ["1", "1111", "&rossi", "croissant"].map((line) => `${line}\n`).join(""),
  });
  const { stdout } = await customer(store, "show", "rossi", "--json");
  const { id } = JSON.parse(stdout) as { readonly id: string };
  const looks = [
    ["order", "show", "A1", "--store", store],
    ["order", "list", "--store", store],
  ];

  for (const words of looks) {
    const nobody = await ask(words);
    expect(nobody.code).toBe(0);
    expect(nobody.stdout).toMatch(new RegExp(`customer ${id.slice(0, 8)}$`, "mu"));
    expect(nobody.stdout).not.toContain("Rossi");
    expect((await ask(words, { env: MIA })).stdout).toContain("Rossi, Anna");
    const json = await ask([...words, "--json"]);
    expect(json.stdout).toContain(id);
    expect(json.stdout).not.toContain("Rossi");
    expect((await ask([...words, "--json"], { env: MIA })).stdout).toContain("Rossi, Anna");
  }
  expect((await ask(looks[0] ?? [], { env: { ...MIA, TILL_PIN: "9999" } })).code).not.toBe(0);
  await roleWithoutCustomers(store);
  expect((await ask(looks[0] ?? [], { env: MIA })).stdout).not.toContain("Rossi");
});

test("in lines the same: found, chosen among several, added, told, taken off", async () => {
  const store = await shopCopy();
  await customer(store, "add", ...ANNA);
  await customer(store, "add", "Rossi, Marco");

  const { code, stdout } = await till(["run", "--plain", "--store", store], {
    input: ["1", "1111", "&rossi", ":2", ":show", "croissant", "&", "&+Ida 030 1234", ":show"]
      .map((line) => `${line}\n`)
      .join(""),
  });

  expect(code).toBe(0);
  expect(stdout).toMatch(/^:1 Rossi, Anna \(\+43 660 1234567\)$/mu);
  expect(stdout).toMatch(/^The order is for Rossi, Marco\./mu);
  expect(stdout).toMatch(/^For Rossi, Marco\.$/mu);
  expect(stdout).toMatch(/^The order is not for Rossi, Marco any more\./mu);
  expect(stdout).toMatch(/^For Ida\.$/mu);
});

describe("at the command line", () => {
  test("a customer is added, found, changed by fields, and goes", async () => {
    const store = await shopCopy();

    expect(await customer(store, "add", ...ANNA)).toEqual(done("Rossi, Anna: added."));
    expect(await customer(store, "add", "Rossi, Marco")).toEqual(done("Rossi, Marco: added."));
    expect((await customer(store, "list", "ros", "an")).stdout).toMatch(
      /^[0-9a-f]{8} {2}Rossi, Anna +\+43 660 1234567 +2900000000017\n$/u,
    );
    expect((await customer(store, "show", "rossi")).code).toBe(2);
    expect(await customer(store, "set", "marco", "phone=0699 111", "active=no")).toEqual(
      done("Rossi, Marco: changed."),
    );
    expect(await customer(store, "set", "marco", "active=no")).toEqual(
      done("Rossi, Marco: says so already, nothing was changed."),
    );
    const shown = await customer(store, "show", "marco", "--json");
    expect(JSON.parse(shown.stdout)).toMatchObject({
      name: "Rossi, Marco",
      phone: "0699 111",
      taxId: "",
      address: "",
      active: false,
      inQuestion: [],
      receipts: [],
    });
  });

  test("what can't be done is one sentence with its code, and changes nothing", async () => {
    const store = await shopCopy();
    await customer(store, "add", ...ANNA);

    expect(await customer(store, "add", "Ida", "card=2900000000017")).toEqual(
      refused(5, "Rossi, Anna has that card: take it off there first."),
    );
    expect(await customer(store, "add", "Ida", "shoe=42")).toEqual(
      refused(
        2,
        "A customer has no shoe: there are name, phone, email, card, tax-id, address, note, group, active.",
      ),
    );
    expect(await customer(store, "add", "name=Ida", "group=members")).toEqual(
      refused(2, 'The name comes first, as it is: till customer add "Ida".'),
    );
    expect(await customer(store, "add", "phone=0660 1")).toEqual(
      refused(2, 'The name comes first, as it is: till customer add "Rossi, Anna".'),
    );
    expect(await customer(store, "show", "bianchi")).toEqual(
      refused(3, "There is no customer bianchi: `till customer list` shows them all."),
    );
    expect(await customer(store, "erase", "rossi")).toEqual(
      refused(2, "Erasing is for ever: say --yes if it is meant."),
    );
    const { stdout } = await customer(store, "show", "rossi", "--json");
    const { id } = JSON.parse(stdout) as { readonly id: string };
    expect(await customer(store, "erase", "an", "--yes")).toEqual(
      refused(2, `--yes needs the id or the whole name: ${id} is Rossi, Anna.`),
    );
    expect((await customer(store, "erase", id, "--yes")).code).toBe(0);
    expect((await ask(["customer", "list", "--store", store])).code).toBe(2);
  });

  test("a file adds and changes them, and one that is wrong nothing at all", async () => {
    const store = await shopCopy();
    await customer(store, "add", ...ANNA);
    const file = `${store}.csv`;
    await writeFile(file, "name;phone\nBianchi, Ida;030 1\nRossi, Anna;+43 660 1234567\n");
    const dry = await customer(store, "import", file, "--dry-run");
    expect(dry.stdout).toBe("Would be: 1 added, 0 changed, 1 unchanged. Nothing was written.\n");
    expect(await customer(store, "import", file)).toEqual(
      done("Imported: 1 added, 0 changed, 1 unchanged."),
    );
    expect(await customer(store, "import", file)).toEqual(
      done("Nothing to write: 0 added, 0 changed, 2 unchanged."),
    );

    const { stdout: csv } = await customer(store, "export");
    expect(csv).toMatch(/^id,name,phone,email,card,tax id,address,note,group,active\r\n/u);
    await writeFile(file, csv.replace("030 1", "nought"));
    expect(await customer(store, "import", file)).toEqual({
      code: 2,
      stdout: "",
      stderr: `line 2, phone: "nought" is no phone number: digits, at most 30 characters.\nNothing of ${file} was imported.\n`,
    });
    expect((await customer(store, "export")).stdout).toBe(csv);
    await roleWithoutCustomers(store);
    const words = [["export"], ["import", file], ["import", file, "--dry-run"]];
    for (const some of words) expect((await customer(store, ...some)).code).toBe(4);
  });

  test("who may look customers up erases one with a manager's word only", async () => {
    const store = await shopCopy();
    await customer(store, "add", ...ANNA);
    const pin = `${store}.pin`;
    await writeFile(pin, "4444\n");
    const erase = ["customer", "erase", "rossi, anna", "--yes", "--store", store];

    expect(await ask(erase, { env: MIA })).toEqual(
      refused(4, "Mia may not erase customers: ask someone who may."),
    );
    expect((await customer(store, "list")).stdout).toContain("Rossi, Anna");
    const done = await ask([...erase, "--approver", "4", "--approver-pin-file", pin], {
      env: MIA,
    });

    expect(done.code).toBe(0);
    expect((await customer(store, "list")).stdout).toBe("");
    const { stdout } = await ask(["export", "events", "--store", store]);
    const erased = stdout.split("\n").find((line) => line.includes("customer/erased"));
    expect(erased).toMatch(/by\W+1\W+approved\W+4/u);
  });

  test("who was erased is erased on receipts too, once that is said", async () => {
    const store = await shopCopy();
    await customer(store, "add", ...ANNA);
    await till(["run", "--plain", "--store", store], {
      input: ["1", "1111", "&rossi", "croissant", ":pay 20"].map((line) => `${line}\n`).join(""),
    });
    const [printed] = [await readFile(`${store}.paper/receipt.txt`, "utf8")];
    expect(printed).toContain("For Rossi, Anna");

    expect(await customer(store, "erase", "rossi, anna", "--yes")).toEqual(
      refused(
        5,
        "1 receipt of theirs may have to be kept by law: print what must be, then say --with-receipts.",
      ),
    );
    expect((await customer(store, "erase", "rossi, anna", "--yes", "--with-receipts")).code).toBe(
      0,
    );

    const paper = await ask(["print", "show", "A-000001", "--store", store]);
    expect(paper.stdout).toMatch(/^For erased customer$/mu);
    expect((await customer(store, "list")).stdout).toBe("");
    const order = await ask(["order", "show", "A1", "--store", store], { env: MIA });
    expect(order.stdout).toContain("For erased customer");
    const events = await ask(["export", "events", "--store", store]);
    expect(events.stdout).toContain("customer/erased");
    expect(events.stdout).not.toContain("Rossi");
    expect((await ask(["verify", "--store", store])).code).toBe(0);
  });
});

async function roleWithoutCustomers(store: string): Promise<void> {
  const role = await ask(["role", "set", "cashier", "deny=customer", "--store", store], {
    env: RAVI,
  });
  expect(role.stderr).toBe("");
}

function customer(store: string, ...words: ReadonlyArray<string>) {
  const env = words[0] === "erase" ? RAVI : MIA;
  return ask(["customer", ...words, "--store", store], { env });
}

function done(sentence: string) {
  return { code: 0, stdout: `${sentence}\n`, stderr: "" };
}
