/** The JSON shapes that docs/cli.md promises are those that the commands print. Size: whole. */

import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { type ActId } from "../../../src/acts/all.ts";
import { SHELL_ACTS } from "../../../src/acts/made/shell-table.ts";
import { MIA, PROJECT } from "../../support/commands.ts";
import { documentedShapes, fieldsOf, type Json } from "../../support/documented-shapes.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as ask } from "../../support/till-here.ts";

const shopCopy = shopCopies();

/** What of their papers waits is said to people, beside the document. */
const PAPERS_HELD: ReadonlySet<string> = new Set(["till sell", "till refund"]);
const HELD = /^Done, but \d+ papers? waits? for Receipts\b.*\n$/u;

test("every --json is one document with the documented fields, money as integers", async () => {
  const page = await readFile(path.join(PROJECT, "docs/cli.md"), "utf8");
  const documented = documentedShapes(page);
  const ofActs = await shopCopy();

  const examples = await documentsOfActs(ofActs);
  const printed = new Map([
    ...[...examples].filter(([command]) => documented.has(command)),
    ...(await printedDocuments(await shopCopy(), ofActs)),
  ]);

  expect([...printed.keys()].toSorted()).toEqual([...documented.keys()].toSorted());
  const fields = new Set([...examples.values()].flatMap((document) => Object.keys(document ?? {})));
  expect([...fields].filter((field) => !page.includes(field))).toEqual([]);
  for (const [command, document] of printed) {
    const wanted = documented.get(command) ?? null;
    expect([command, ...fieldsOf(document)]).toEqual([command, ...fieldsOf(wanted)]);
    expect(numbersIn(document).filter((number) => !Number.isInteger(number))).toEqual([]);
  }
  for (const command of ["till sell", "till order show", "till order list", "till reconcile"]) {
    expect(printed.get(command)).toMatchObject({ currency: "EUR" });
  }
});

/**
 * What the example of an act needs before it, where an open order of four lines is not enough. `A12` and
 * `A-000012` are the order and the receipt that the last of these has made.
 */
const BEFORE_EXAMPLES: Readonly<Partial<Record<ActId, ReadonlyArray<string>>>> = {
  charge: [
    'settings set charges "Service=10% service=delivery"',
    "order open croissant --service delivery",
  ],
  "clock-break": ["clock in --staff 1"],
  "clock-fix": ["clock out --staff 1", "clock list"],
  collect: ["order open flat-white", 'order due A12 "tomorrow 10:00"'],
  correct: ["sell croissant --cash 5"],
  coupon: ["promotion add hello kind=coupon code=HELLO10 rate=10%", "order open croissant"],
  forfeit: ["order open croissant", 'order due A12 "tomorrow 10:00"', "order pay A12 --cash 1"],
  "give-back": ["order open flat-white", "order pay A12 --cash 1"],
  fire: ["sell flat-white croissant ;2 510 --service dine-in --cash 50 --held wait"],
  keep: [
    "sell croissant --cash 5",
    "order open croissant",
    "refund A-000012 1 --reason cold --exchange A12",
  ],
  leave: ["order table 7"],
  pay: ["order open flat-white"],
  points: [
    "settings set points 0.05",
    'customer add "Rossi, Anna"',
    "sell croissant --customer rossi --cash 5",
    "order open croissant",
    "order customer A12 rossi",
  ],
  serial: [
    "catalog add PHONE name=Phone price=199 category=bakery tax-class=untaxed serial=yes",
    "order open phone",
  ],
  reassign: ["sell croissant --cash 5"],
  refire: ["sell flat-white croissant 510 --service dine-in --cash 50"],
};

const OPEN_ORDER = "order open croissant 510 flat-white espresso --service dine-in";
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

/** Does the example of each act, and returns the document that it prints. */
async function documentsOfActs(store: string): Promise<ReadonlyMap<string, Json>> {
  const made = { order: "", receipt: "", shift: "" };

  async function run(line: string): Promise<Json> {
    const real = line
      .replaceAll("A12", made.order)
      .replaceAll("A-000012", made.receipt)
      // A shift of today that may not be over at half past eleven.
      .replace("1/2026-11-20 out=23:30", `${made.shift} break=0`);
    const words = [...real.matchAll(/"(?<quoted>[^"]*)"|\S+/gu)].map(
      ({ 0: word, groups }) => groups?.["quoted"] ?? word,
    );
    const env = words[words.indexOf("--staff") + 1] === "1" ? MIA : RAVI;
    const { code, stdout, stderr } = await ask([...words, "--store", store, "--json"], { env });
    if (code === 0 && stderr === "") return JSON.parse(stdout) as Json;
    const ended = `till ${line} ends with ${code}: ${stderr.trim()}`;
    throw new Error(`${ended} What an act's example needs before it stands in BEFORE_EXAMPLES.`);
  }

  async function prepare(line: string): Promise<void> {
    const { order, receipt, shifts } = (await run(line)) as {
      order?: { number: string };
      receipt?: string;
      shifts?: ReadonlyArray<{ shift: string }>;
    };
    made.order = order?.number ?? made.order;
    made.receipt = receipt ?? made.receipt;
    made.shift = shifts?.[0]?.shift ?? made.shift;
  }

  const documents = new Map<string, Json>();
  await prepare(OPEN_ORDER);
  const open = { ...made };
  for (const { id, path: command, example } of SHELL_ACTS) {
    Object.assign(made, open);
    for (const line of BEFORE_EXAMPLES[id] ?? []) await prepare(line);
    documents.set(`till ${command}`, await run(example));
  }
  return documents;
}

/** Runs each of them so that every list has something in it. */
async function printedDocuments(store: string, ofActs: string): Promise<ReadonlyMap<string, Json>> {
  const fresh = path.join(path.dirname(store), "fresh");
  const stick = path.join(path.dirname(store), "stick");
  const codeFile = path.join(path.dirname(store), "code");
  const ownerPinFile = path.join(path.dirname(store), "owner-pin");
  await writeFile(ownerPinFile, "4444");
  const asRavi = ["--store", store, "--staff", "4", "--pin-file", ownerPinFile];
  const atFresh = ["--store", fresh, ...asRavi.slice(2)];
  await mkdir(path.join(store, "hooks"));
  await symlink("/bin/cat", path.join(store, "hooks", "tell"));
  const logo = path.join(path.dirname(store), "logo.pbm");
  await writeFile(logo, "P1\n2 1\n10\n");
  const pinFile = path.join(path.dirname(store), "pin");
  await writeFile(pinFile, "7391");
  const customers = path.join(path.dirname(store), "customers.csv");
  await writeFile(customers, "name,phone\nBianchi,030 1\n");
  const prices = path.join(path.dirname(store), "prices.csv");
  await writeFile(prices, "list,sku,price\nday,COFFEE,2\n");
  const tables = path.join(path.dirname(store), "tables.csv");
  await writeFile(tables, "area,table,seats\nTerrace,12,4\n");
  const sheet = path.join(path.dirname(store), "goods.csv");
  await writeFile(
    sheet,
    "sku,name,price,category,tax class\nFIGS,Figs,4,shop,grocery\nCOFFEE,Kaffee,3,coffee,food\n",
  );
  const runs: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
    ["till init", ["init", "--fixture", "cafe", "--store", fresh]],
    ["till demo", ["demo", "--story", "4", "--json"]],
    ["till sell", ["sell", "--store", store, "2*flat white", "croissant", "--cash", "20"]],
    ["till order list", ["order", "list", "--store", store]],
    ["till order show", ["order", "show", "A1", "--store", store]],
    ["till refund", ["refund", "A-000001", "2", "--reason", "was cold", ...asRavi]],
    ["till catalog list", ["catalog", "list", "flat", "--store", store]],
    ["till catalog import", ["catalog", "import", sheet, "--dry-run", "--store", store]],
    ["till catalog show", ["catalog", "show", "FLAT-WHITE", "--store", store]],
    ["till catalog add", ["catalog", "add", "day", "name=Day", "--kind", "price-list", ...asRavi]],
    [
      "till catalog add",
      ["catalog", "add", "FIGS", "name=Figs", "price=4", "--like", "COFFEE", ...asRavi],
    ],
    ["till catalog set", ["catalog", "set", "FIGS", "price=5", "--from", "monday", ...asRavi]],
    ["till catalog unplan", ["catalog", "unplan", "FIGS", ...asRavi]],
    ["till catalog left", ["catalog", "left", "FIGS", "6", ...asRavi]],
    ["till prices import", ["prices", "import", prices, ...asRavi]],
    [
      "till promotion add",
      ["promotion", "add", "three", "kind=n-for-m", "n=3", "m=2", "goods=CROISSANT", ...asRavi],
    ],
    ["till promotion set", ["promotion", "set", "three", "name=Three", ...asRavi]],
    ["till promotion list", ["promotion", "list", "--store", store]],
    ["till promotion show", ["promotion", "show", "three", "--store", store]],
    ["till promotion end", ["promotion", "end", "three", ...asRavi]],
    // So that something is planned in the list.
    ["till settings set", ["settings", "set", "tax-half", "even", "--from", "1.1.", ...asRavi]],
    ["till currency set", ["currency", "set", "USD", "0.92", ...asRavi]],
    ["till currency list", ["currency", "list", "--store", store]],
    ["till tender add", ["tender", "add", "Meal voucher", ...asRavi]],
    ["till tender rename", ["tender", "rename", "1", "Lunch card", ...asRavi]],
    ["till tender list", ["tender", "list", "--store", store]],
    ["till floor import", ["floor", "import", tables, ...asRavi]],
    ["till floor add", ["floor", "add", "3", "seats=4", ...asRavi]],
    ["till floor set", ["floor", "set", "3", "seats=6", ...asRavi]],
    ["till floor show", ["floor", "show", "3", "--store", store]],
    ["till floor list", ["floor", "list", "--store", store]],
    ["till floor remove", ["floor", "remove", "3", ...asRavi]],
    ["till settings list", ["settings", "list", "--store", store]],
    ["till settings help", ["settings", "help", "lock-after", "--store", store]],
    ["till settings set", ["settings", "set", "notify", "command:tell", ...asRavi]],
    ["till notify list", ["notify", "list", "--store", store]],
    ["till notify test", ["notify", "test", "--store", store]],
    ["till tender remove", ["tender", "remove", "1", ...asRavi]],
    ["till currency remove", ["currency", "remove", "USD", ...asRavi]],
    ["till settings unplan", ["settings", "unplan", "tax-half", ...asRavi]],
    ["till settings set", ["settings", "set", "lock-after", "5", ...asRavi]],
    ["till print show", ["print", "show", "--last", "--store", store]],
    ["till print list", ["print", "list", "--store", store]],
    ["till print dismiss", ["print", "dismiss", "A-000001", "--store", store]],
    ["till print again", ["print", "again", "A-000001", "--store", store]],
    ["till receipt show", ["receipt", "show", "A-000001", "--store", store]],
    ["till printer queue", ["printer", "queue", "--store", store]],
    // Else the doctor would find a paper that waits.
    ["till printer cancel", ["printer", "cancel", "A-000001", "--reason", "no", "--store", store]],
    ["till printer retry", ["printer", "retry", ...asRavi]],
    ["till printer route", ["printer", "route", "bar=kitchen,receipt", ...asRavi]],
    ["till printer status", ["printer", "status", "--store", store]],
    ["till printer logo set", ["printer", "logo", "set", logo, ...asRavi]],
    ["till printer logo show", ["printer", "logo", "show", "--store", store]],
    ["till printer list", ["printer", "list", "--store", store]],
    ["till clock list", ["clock", "list", "--store", ofActs]],
    ["till clock hours", ["clock", "hours", "--store", ofActs]],
    ["till customer add", ["customer", "add", "Rossi", "phone=0660 1", "--store", store]],
    ["till customer set", ["customer", "set", "rossi", "email=a@b", "--store", store]],
    ["till customer list", ["customer", "list", "--store", store]],
    ["till customer show", ["customer", "show", "rossi", "--store", store]],
    ["till customer points", ["customer", "points", "rossi", "--store", store]],
    ["till customer import", ["customer", "import", customers, "--store", store]],
    ["till customer erase", ["customer", "erase", "rossi", "--yes", ...asRavi]],
    ["till staff list", ["staff", "list", ...asRavi]],
    [
      "till staff add",
      ["staff", "add", "5", "Lena", "--role", "cashier", "--new-pin-file", pinFile, ...asRavi],
    ],
    ["till staff set", ["staff", "set", "5", "--badge", "STAFF-0005", ...asRavi]],
    ["till staff set-pin", ["staff", "set-pin", "5", "--new-pin-file", pinFile, ...asRavi]],
    ["till role list", ["role", "list", "--store", store]],
    ["till role show", ["role", "show", "cashier", "--store", store]],
    ["till role add", ["role", "add", "trainee", "allow=sell", ...asRavi]],
    ["till role set", ["role", "set", "trainee", "limit=5%", ...asRavi]],
    ["till staff set-role", ["staff", "set-role", "5", "trainee", ...asRavi]],
    ["till staff disable", ["staff", "disable", "2", ...asRavi]],
    ["till staff enable", ["staff", "enable", "2", ...asRavi]],
    ["till reconcile", ["reconcile", "--store", store]],
    ["till journal", ["journal", "--store", store]],
    ["till verify", ["verify", "--store", store]],
    ["till mesh list", ["mesh", "list", "--store", store]],
    ["till mesh status", ["mesh", "status", "--store", store]],
    ["till mesh add", ["mesh", "add", "192.0.2.7:7777", "--store", store]],
    ["till mesh addresses", ["mesh", "addresses", "--store", store]],
    ["till doctor", ["doctor", "--store", store]],
    [
      "till tablets add",
      ["tablets", "add", "terrace", "--out", path.join(path.dirname(store), "key"), ...asRavi],
    ],
    ["till tablets list", ["tablets", "list", "--store", store]],
    ["till tablets remove", ["tablets", "remove", "terrace", "--yes", ...asRavi]],
    ["till key show", ["key", "show", "--store", store]],
    ["till key protect", ["key", "protect", "--file", "--store", store]],
    ["till key rotate", ["key", "rotate", "--store", store]],
    ["till drawer x", ["drawer", "x", "--store", fresh]],
    ["till drawer nosale", ["drawer", "nosale", "look for a ring", ...atFresh]],
    ["till drawer list", ["drawer", "list", "--store", fresh]],
    ["till drawer safe bank", ["drawer", "safe", "bank", "20", ...atFresh]],
    ["till drawer safe show", ["drawer", "safe", "show", ...atFresh]],
    ["till drawer open", ["drawer", "open", "150", "usd50", ...atFresh]],
    ["till close", ["close", ...atFresh]],
    ["till z list", ["z", "list", ...atFresh]],
    ["till z print", ["z", "print", "A-1", ...atFresh]],
    ["till drawer close", ["drawer", "close", "3*50", "usd50", "--slips", "card=3.60", ...atFresh]],
    ["till backup now", ["backup", "now", "--store", fresh]],
    ["till backup status", ["backup", "status", "--store", fresh]],
    [
      "till restore",
      ["restore", "--from", stick, "--store", `${fresh}.new`, "--code-file", codeFile],
    ],
  ];
  // So that a paper waits.
  await mkdir(`${store}.paper`, { recursive: true });
  await writeFile(`${store}.paper/receipt.txt.off`, "");
  const documents = new Map<string, Json>();
  // So that something stands in the journal: a cashier may not.
  await ask(["catalog", "set", "COFFEE", "price=5", "--store", store], { env: MIA });
  for (const [command, words] of runs) {
    const { code, stdout, stderr } = await ask([...words, "--json"], { env: MIA });
    const isHeld = PAPERS_HELD.has(command);
    const said = isHeld ? stderr.replace(HELD, "") : stderr;
    expect({ command, code, said }).toEqual({ command, code: 0, said: "" });
    documents.set(command, JSON.parse(stdout) as Json);
    // The refund's paper waits too.
    if (command === "till refund") {
      await ask(["print", "dismiss", "A-000002", "--store", store], { env: MIA });
    }
    if (command === "till init") await prepareBackup(stdout, { fresh, stick, codeFile });
    if (command === "till drawer open") await sellFromDrawer(atFresh);
  }
  return documents;
}

/** So that each of its lists has something in it. */
async function sellFromDrawer(at: ReadonlyArray<string>): Promise<void> {
  await ask(["sell", "flat white", "--card", ...at]);
  await ask(["drawer", "out", "1.50", "milk", ...at]);
  await ask(["drawer", "nosale", "change", ...at]);
}

/** A place for its backups, and the code of its sheet in a file. */
async function prepareBackup(
  init: string,
  { fresh, stick, codeFile }: { readonly [name in "fresh" | "stick" | "codeFile"]: string },
): Promise<void> {
  const { recoveryCode } = JSON.parse(init) as { readonly recoveryCode: string };
  await writeFile(codeFile, recoveryCode);
  await mkdir(stick);
  await ask(["backup", "add", "--store", fresh, "--name", "stick", "--folder", stick]);
}

function numbersIn(document: Json): ReadonlyArray<number> {
  if (typeof document === "number") return [document];
  if (typeof document !== "object" || document === null) return [];
  return Object.values(document).flatMap((value: Json) => numbersIn(value));
}
