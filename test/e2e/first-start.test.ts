/** From nothing to a shop that sells: the questions on a real terminal, and the same by options. Size: whole. */

import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, onTestFinished, test, vi } from "vitest";

import { createPrinterServer } from "../../proof/emulator/printer-server.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { type Locale } from "../../src/domain/text/locale.ts";
import { createPrinterDevice } from "../../src/printer/emulator/printer-device.ts";
import { rollToText } from "../../src/printer/roll.ts";
import { refused } from "../support/commands.ts";
import { englishIn } from "../support/english-left.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const PIN = "483920";
const OWNER = { TILL_STAFF: "1", TILL_PIN: PIN };
const PATIENCE = { timeout: 45_000, interval: 10 };
/** A scanner's signs come within 30 ms of each other. */
const SCAN_GAP_MS = 30;
const CTRL_Z = "\u001a";
/** Of a box that was told where it stands. */
const BERLIN = { TZ: "Europe/Berlin" };
/** As the screen and the sheet show the recovery code. */
const ROWS = /(?:[0-9A-Z]{4} [0-9A-Z]{4}\s+){4}[0-9A-Z]\b/u;

/** Prompts and answers of a shop in Germany, in the order of asking; Enter where nothing is typed. */
const WAY: ReadonlyArray<readonly [prompt: RegExp, typed: string]> = [
  [/Country \[DE\]: $/u, ""],
  [/Language \[de\]: $/u, "en"],
  [/Name of the shop: $/u, "Café Ada"],
  [/Currency \[EUR\]: $/u, ""],
  [/Time zone \[Europe\/Berlin\]: $/u, ""],
  [/The business day ends at \[04:00\]: $/u, ""],
  [/Tax \[these\]: $/u, ""],
  [/Keyboard \[de\]: $/u, ""],
  [/Your name: $/u, "Ada"],
  [/Your PIN, 6 to 8 digits, not shown: $/u, PIN],
  [/The same again: $/u, PIN],
  [/The ledger's key \[file\]: $/u, ""],
  [/Receipt printer \[none\]: $/u, ""],
  [/Goods \[none\]: $/u, ""],
  [/Make it\? \[yes\]: $/u, ""],
];

/** Six digits that a register reads at once are a scan to it, so it has read the first ones before. */
async function typePin(terminal: Terminal): Promise<void> {
  await terminal.sees("PIN >");
  terminal.type(PIN.slice(0, 3));
  await terminal.sees(/PIN > \S{3}$/mu);
  await new Promise((resolve) => setTimeout(resolve, SCAN_GAP_MS * 2));
  terminal.type(PIN.slice(3));
  terminal.press(KEY.enter);
}

describe("till run without a shop", () => {
  test("asks for demo or real; by Enter to a shop whose owner signs in and sells", async () => {
    const store = await noStore();
    const terminal = openTerminal(["run", "--store", store], { env: BERLIN, rows: 50 });
    await asks(
      terminal,
      /1 {2}a demo shop[^]*2 {2}a real shop[^]*3 {2}one more till[^]*1, 2 or 3 \[1\]: $/u,
      "2",
    );
    const { at, printer } = await printerOnNetwork();
    printer.set({ paper: "out" });
    for (const [prompt, typed] of WAY.slice(0, -3)) await asks(terminal, prompt, typed);
    await asks(terminal, /Receipt printer \[none\]: $/u, at);
    await seesAtEnd(
      terminal,
      /It can't print now: it is out of paper[^]*Receipt printer \[none\]: $/u,
    );
    printer.set({ paper: "there" });
    terminal.type(at);
    terminal.press(KEY.enter);
    await asks(terminal, /A test paper was sent to it\.\nDid it come out\? \[yes\]: $/u, "");
    expect(rollToText(printer.roll(), 48)).toContain("This printer prints.");
    await asks(terminal, /Goods \[none\]: $/u, "type");
    await asks(terminal, /Name and price: $/u, "Espresso 2.40");
    await asks(terminal, /Name and price \(1 line\): $/u, "Cake 3,90 food");
    await asks(terminal, /Name and price \(2 lines\): $/u, "");
    const summary = await seesAtEnd(terminal, /Make it\? \[yes\]: $/u);
    expect(summary).toMatch(/country +Germany[^]*products +Espresso 2.40; Cake 3,90 food/u);
    expect(summary).not.toContain(PIN);
    terminal.press(KEY.enter);
    await terminal.sees("The recovery sheet came out of printer Receipts");
    await typeTheCode(terminal, rollToText(printer.roll(), 48));
    const told = await seesAtEnd(terminal, /Enter opens the register\. $/u);
    expect(told).toContain("Ada: sign in with staff number 1 and your PIN.");
    expect(told).toMatch(
      /To sell legally in Germany:\n +Missing: [^]*TSE[^]*Ask your tax adviser/u,
    );
    terminal.press(KEY.enter);

    await answer(terminal, "staff number >", "1");
    await typePin(terminal);
    await terminal.sees("Hello Ada.");
    terminal.type("2*esp");
    terminal.press(KEY.enter);
    await terminal.sees(/TOTAL +4\.80/u);
    terminal.type("102");
    terminal.press(KEY.enter);
    await terminal.sees(/TOTAL +8\.70/u);
    terminal.type("10");
    terminal.press(KEY.f9);
    await terminal.sees("receipt A-000001");
    await vi.waitFor(() => {
      expect(rollToText(printer.roll(), 48)).toMatch(/Receipt A-000001/u);
    }, PATIENCE);
    const printers = await till(["printer", "list", "--store", store, "--json"]);
    expect(JSON.parse(printers.stdout)).toMatchObject({
      printers: [
        { id: "receipt", at, till: "A Front counter", state: "ok", profile: "epson-tm-t20" },
      ],
    });

    const { stdout } = await till(["order", "show", "A1", "--store", store, "--json"]);
    // Both bear 7 % by the first class: 8.70 × 7/107 = 0.569….
    expect(JSON.parse(stdout)).toMatchObject({
      order: { total: 870, service: "counter" },
      tax: [{ label: "MwSt 7%", tax: 57 }],
      change: 130,
    });
    expect((await till(["reconcile", "--store", store])).code).toBe(0);
  });

  test("Enter alone makes the demo shop, and its register is there", async () => {
    const store = await noStore();
    const terminal = openTerminal(["run", "--store", store]);
    await asks(terminal, /1, 2 or 3 \[1\]: $/u, "4");
    await asks(terminal, /2 for a real shop, 3 for one more till\.\n1, 2 or 3 \[1\]: $/u, "");

    await answer(terminal, "staff number >", "1");
    await answer(terminal, "PIN >", "1111");
    await terminal.sees("Hello Mia.");
    const doctor = await till(["doctor", "--store", store]);
    expect(doctor.stdout).toContain("a demo shop");
  });
});

describe("in German", () => {
  test("asks on in German as soon as that is chosen, to the recovery sheet and the register", async () => {
    const store = await noStore();
    const terminal = openTerminal(["run", "--store", store], { env: BERLIN, rows: 60 });
    await asks(terminal, /1, 2 or 3 \[1\]: $/u, "2");
    await asks(terminal, /Country \[DE\]: $/u, "");
    await asks(terminal, /Language \[de\]: $/u, "");
    await asks(terminal, /3 von 13\nName des Betriebs: $/u, "<");
    // Back before the language it is not forgotten.
    await asks(terminal, /2 von 13\nSprache \[de\]: $/u, "");
    await asks(terminal, /Name des Betriebs: $/u, "Café Ada");
    await asks(terminal, /Währung \[EUR\]: $/u, "Taler");
    await asks(terminal, /„Taler“ ist keine unserer Währungen[^]*Währung \[EUR\]: $/u, "");
    await asks(terminal, /Zeitzone \[Europe\/Berlin\]: $/u, "");
    await asks(terminal, /Der Geschäftstag endet um \[04:00\]: $/u, "");
    await asks(terminal, /Steuern \[diese\]: $/u, "19");
    await asks(terminal, /Tastatur \[de\]: $/u, "");
    await asks(terminal, /Dein Name: $/u, "Ada");
    await asks(terminal, /unsichtbar: $/u, "1111");
    await asks(terminal, /Eine PIN hat 6 bis 8 Ziffern[^]*unsichtbar: $/u, PIN);
    await asks(terminal, /Noch einmal dieselbe: $/u, PIN);
    await asks(terminal, /Schlüssel des Kassenbuchs \[datei\]: $/u, "");
    await asks(terminal, /Bondrucker \[keiner\]: $/u, "text");
    await asks(terminal, /Ein Probedruck ist in [^]*Kam er heraus\? \[ja\]: $/u, "nein");
    await asks(terminal, /Dann neu wählen[^]*Bondrucker \[keiner\]: $/u, "keine");
    await asks(terminal, /Artikel \[keine\]: $/u, "tippen");
    await asks(terminal, /Name und Preis: $/u, "Espresso 2,40");
    await asks(terminal, /Name und Preis \(1 Zeile\): $/u, "");
    await asks(
      terminal,
      /Land +Deutschland\n[^]*Drucker +keiner\n *Artikel +tippen\n *Getippt +Espresso 2,40\nAnlegen\? \[ja\]: $/u,
      "ja",
    );
    const shown = await terminal.sees(/Enter wischt den Bildschirm/u);
    terminal.press(KEY.enter);
    await terminal.sees("Code:");
    terminal.type(`${(ROWS.exec(shown)?.[0] ?? "").replaceAll(/\s/gu, "")}\r`);
    await terminal.sees("Der Code stimmt: das Blatt taugt.");
    await asks(terminal, /Ada: mit Personalnummer 1 [^]*Enter öffnet die Kasse\. $/u, "");
    await terminal.sees("Personalnummer >");
    await terminal.sees("Kasse 1 | gesperrt");

    const { stdout } = await till(["catalog", "list", "--store", store, "--json"]);
    expect(stdout).toContain("Espresso");
  });
});

describe("on a box that speaks German", () => {
  test("the first question is German, and nothing English is said before the register", async () => {
    const store = await noStore();
    const env = { LANG: "de_DE.UTF-8" };
    const terminal = openTerminal(["run", "--store", store], { env, rows: 60, columns: 120 });
    await asks(terminal, /2 {2}ein echter Betrieb[^]*1, 2 oder 3 \[1\]: $/u, "2");
    await asks(terminal, /DE Deutschland[^]*Land \[DE\]: $/u, "");
    await asks(terminal, /Sprache \[de\]: $/u, "");
    await asks(terminal, /Name des Betriebs: $/u, "Ada");
    for (const prompt of [/Währung/u, /Zeitzone/u, /endet um/u, /Steuern/u, /Tastatur/u]) {
      await asks(terminal, new RegExp(`${prompt.source}.*: $`, "u"), "");
    }
    await asks(terminal, /Dein Name: $/u, "Ada");
    await asks(terminal, /unsichtbar: $/u, PIN);
    await asks(terminal, /Noch einmal dieselbe: $/u, PIN);
    await asks(terminal, /Schlüssel des Kassenbuchs \[datei\]: $/u, "");
    await asks(terminal, /Bondrucker \[keiner\]: $/u, "");
    await asks(terminal, /Artikel \[keine\]: $/u, "");
    await asks(terminal, /Anlegen\? \[ja\]: $/u, "");
    const shown = await terminal.sees(/Enter wischt den Bildschirm/u);
    terminal.press(KEY.enter);
    await terminal.sees("Code:");
    terminal.type(`${(ROWS.exec(shown)?.[0] ?? "").replaceAll(/\s/gu, "")}\r`);

    const told = await seesAtEnd(terminal, /Enter öffnet die Kasse\. $/u);
    expect(told).toContain("Der Schlüssel liegt neben dem Kassenbuch, in ledger.key");
    const beforeTheLaw = told.slice(0, told.indexOf("Um legal zu verkaufen"));
    expect(englishIn(beforeTheLaw.replaceAll(store, ""), "de")).toEqual([]);
  });

  test("so is the first question of one more till", async () => {
    const store = await noStore();
    const env = { LANG: "fr_FR.UTF-8" };
    const terminal = openTerminal(["run", "--store", store], { env, rows: 60 });
    await asks(terminal, /un vrai commerce[^]*1, 2 ou 3 \[1\] : $/u, "3");
    await asks(terminal, /Trois questions[^]*Langue \[fr\] : $/u, "");
    expect(await seesAtEnd(terminal, /Nom de cette caisse \[Caisse\] : $/u)).toContain("2 sur 3");
  });
});

describe("till init on a terminal", () => {
  test("takes answers back, explains, and names what is wrong until it is right", async () => {
    const store = await noStore();
    const folder = path.dirname(store);
    const csv = path.join(folder, "goods.csv");
    await writeFile(
      csv,
      "sku,name,price,category,tax class\nA,Tea,two,tea,food\nB,Cola,2.50,tea,drink\n",
    );
    const terminal = openTerminal(["init", "--store", store], { env: BERLIN, rows: 60 });

    await asks(terminal, /Country \[DE\]: $/u, "<");
    await asks(terminal, /This is the first question\.[^]*Country \[DE\]: $/u, "QQ");
    await asks(terminal, /"QQ" is no country[^]*Country \[DE\]: $/u, "CH");
    await asks(terminal, /Language \[de-CH\]: $/u, "en");
    await asks(terminal, /Name of the shop: $/u, "");
    await asks(terminal, /This has no usual answer[^]*Name of the shop: $/u, "Corner");
    await asks(terminal, /Currency \[CHF\]: $/u, "?");
    await asks(terminal, /it can never be changed afterwards\.\nCurrency \[CHF\]: $/u, "");
    await seesAtEnd(terminal, /Time zone \[Europe\/Zurich\]: $/u);
    // Back to the country: what it had set is set anew, what was typed stays.
    terminal.press(CTRL_Z);
    await asks(terminal, /4 of 13\nCurrency \[CHF\]: $/u, "<");
    await asks(terminal, /Name of the shop \[Corner\]: $/u, "<");
    await asks(terminal, /Language \[en\]: $/u, "<");
    await asks(terminal, /Country \[CH\]: $/u, "DE");
    await asks(terminal, /Language \[de\]: $/u, "en");
    await asks(terminal, /Name of the shop \[Corner\]: $/u, "");
    await asks(terminal, /Currency \[EUR\]: $/u, "");
    await asks(terminal, /Time zone \[Europe\/Berlin\]: $/u, "");
    await asks(terminal, /The business day ends at \[04:00\]: $/u, "5");
    await asks(terminal, /"5" is no time[^]*\[04:00\]: $/u, "5:00");
    await asks(terminal, /Tax \[these\]: $/u, "Food 700");
    await asks(
      terminal,
      /"Food 700" is more than 100 per cent\.\nTax \[these\]: $/u,
      "Food 7; Drinks 19",
    );
    await asks(terminal, /Keyboard \[de\]: $/u, "");
    await asks(terminal, /Your name: $/u, "Ada");
    await asks(terminal, /not shown: $/u, "1111");
    await asks(terminal, /A PIN of 6 to 8 digits is needed[^]*not shown: $/u, PIN);
    await asks(terminal, /The same again: $/u, "483921");
    await asks(terminal, /The two PINs differ: type it anew\.\n.*not shown: $/u, PIN);
    await asks(terminal, /The same again: $/u, PIN);
    await asks(terminal, /The ledger's key \[file\]: $/u, "paper");
    await asks(terminal, /Type file or passphrase\.\nThe ledger's key \[file\]: $/u, "file");
    await asks(terminal, /Receipt printer \[none\]: $/u, "text");
    await asks(terminal, /A test paper is in [^]*Did it come out\? \[yes\]: $/u, "");
    expect(await readFile(`${store}.paper/receipt.txt`, "utf8")).toContain("This printer prints.");
    await asks(terminal, /Goods \[none\]: $/u, csv);
    await asks(
      terminal,
      /line 2, price: [^]*line 3, tax class: "drink" is no tax class: there are[^]*Goods \[none\]: $/u,
      "cafe",
    );
    await asks(terminal, /Make it\? \[yes\]: $/u, "<");
    await writeFile(csv, "sku,name,price,category,tax class\nA,Tea,2.00,tea,drinks\n");
    await asks(terminal, /Goods \[cafe\]: $/u, csv);
    await asks(
      terminal,
      /cutover +05:00[^]*tax +Food 7; Drinks 19[^]*Make it\? \[yes\]: $/u,
      "yes",
    );
    await readBackTheSheet(terminal);
    expect(await terminal.exit).toBe(0);

    const sold = await till(["sell", "tea", "--cash", "2", "--store", store, "--json"], {
      env: OWNER,
    });
    // 2.00 × 19/119 = 0.319…
    expect(JSON.parse(sold.stdout)).toMatchObject({
      order: { total: 200 },
      tax: [{ label: "MwSt 19%", tax: 32 }],
    });
    expect(await readFile(`${store}.paper/receipt.txt`, "utf8")).toContain("Corner");
  });

  test.for(WAY.map(([prompt], at) => ({ prompt: prompt.source, at })))(
    "Ctrl-C at $prompt leaves nothing",
    async ({ at }) => {
      const store = await noStore();
      const terminal = openTerminal(["init", "--store", store], { env: BERLIN, rows: 60 });
      for (const [prompt, typed] of WAY.slice(0, at)) await asks(terminal, prompt, typed);
      await seesAtEnd(terminal, WAY[at]?.[0] ?? /^$/u);
      terminal.press(KEY.ctrlC);

      expect(await terminal.exit).toBe(130);
      expect(await terminal.screen()).toContain("Interrupted; no shop was made.");
      expect(existsSync(store)).toBe(false);
    },
  );

  test("asks where the ledger's key shall live, and says what a thief of the box could read", async () => {
    const store = await noStore();
    const terminal = openTerminal(["init", "--store", store], { env: BERLIN, rows: 60 });
    for (const [prompt, typed] of WAY.slice(0, 11)) await asks(terminal, prompt, typed);
    const asked = await seesAtEnd(terminal, /The ledger's key \[file\]: $/u);
    expect(asked.replaceAll(/\s+/gu, " ")).toMatch(
      /file The key lies beside the ledger, in ledger\.key: [^.]*can read everything\. passphrase [^.]*switched off can read nothing; as it runs, everything\./u,
    );
    await asks(terminal, /\[file\]: $/u, "passphrase");
    await asks(terminal, /Receipt printer \[none\]: $/u, "text");
    await asks(terminal, /Did it come out\? \[yes\]: $/u, "");
    await asks(terminal, /Goods \[none\]: $/u, "");
    await asks(terminal, /ledger-key +passphrase\n[^]*Make it\? \[yes\]: $/u, "");
    await asks(terminal, /New passphrase: $/u, "four");
    await asks(terminal, /needs 12 signs or more[^]*New passphrase: $/u, "four words of Ada");
    await asks(terminal, /again: $/u, "four words of Eve");
    await asks(terminal, /two passphrases differ[^]*New passphrase: $/u, "four words of Ada");
    await asks(terminal, /again: $/u, "four words of Ada");
    await readBackTheSheet(terminal);
    expect(await terminal.exit).toBe(0);

    const shown = await till(["key", "show", "--store", store, "--json"]);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      provider: "passphrase",
      thief: { off: false },
    });
  });

  test("asks nothing of the key where an option says it", async () => {
    const store = await noStore();
    const file = path.join(path.dirname(store), "passphrase");
    await writeFile(file, "four words of Ada\n");
    const words = ["init", "--store", store, "--passphrase-file", file];
    const terminal = openTerminal(words, { env: BERLIN, rows: 60 });
    for (const [prompt, typed] of WAY.slice(0, 11)) await asks(terminal, prompt, typed);
    await seesAtEnd(terminal, /Receipt printer \[none\]: $/u);
    terminal.press(KEY.ctrlC);

    expect(await terminal.exit).toBe(130);
  });

  test("Ctrl-C after the test paper takes the paper back too", async () => {
    const store = await noStore();
    const terminal = openTerminal(["init", "--store", store], { env: BERLIN, rows: 60 });
    for (const [prompt, typed] of WAY.slice(0, 12)) await asks(terminal, prompt, typed);
    await asks(terminal, /Receipt printer \[none\]: $/u, "bytes");
    await asks(terminal, /receipt\.bin\.\nDid it come out\? \[yes\]: $/u, "no");
    await seesAtEnd(terminal, /none is always possible\.\nReceipt printer \[none\]: $/u);
    expect(existsSync(`${store}.paper`)).toBe(true);
    terminal.press(KEY.ctrlC);

    expect(await terminal.exit).toBe(130);
    expect(existsSync(`${store}.paper`)).toBe(false);
  });

  test("a list of goods that is pasted loses no line", async () => {
    const store = await noStore();
    const terminal = openTerminal(["init", "--store", store], { env: BERLIN, rows: 60 });
    for (const [prompt, typed] of WAY.slice(0, -2)) await asks(terminal, prompt, typed);
    await asks(terminal, /Goods \[none\]: $/u, "type");
    await seesAtEnd(terminal, /Name and price: $/u);
    terminal.burst("Tea 2.00\r\nCoffee 2.50\r\nCake 3.00\r\n");

    await seesAtEnd(terminal, /Name and price \(3 lines\): $/u);
    terminal.press(KEY.enter);
    // From the summary back: what was typed is still there.
    await asks(
      terminal,
      /products +Tea 2\.00; Coffee 2\.50; Cake 3\.00\nMake it\? \[yes\]: $/u,
      "<",
    );
    await seesAtEnd(terminal, /Name and price \(3 lines\): $/u);
    terminal.press(CTRL_Z);
    await seesAtEnd(terminal, /Taken back: Cake 3\.00\nName and price \(2 lines\): $/u);
    terminal.press(KEY.ctrlC);
    expect(await terminal.exit).toBe(130);
  });

  test.each(["init", "run"])(
    "of a place where no folder can be asks nothing: till %s",
    async (command) => {
      const file = path.join(await temporaryFolder(), "till");
      await writeFile(file, "");

      const terminal = openTerminal([command, "--store", file]);

      expect(await terminal.exit).toBe(7);
      expect((await terminal.screen()).replaceAll("\n", " ")).toBe(
        `${file} can't be made, because a file is in its place: name another folder.`,
      );
    },
  );

  test("of a shop that is there asks nothing", async () => {
    const store = await noStore();
    await till(["init", "--store", store, "--demo"]);
    const terminal = openTerminal(["init", "--store", store]);

    expect(await terminal.exit).toBe(5);
    expect((await terminal.screen()).replaceAll("\n", " ")).toBe(
      `There is a shop in ${store} already.`,
    );
  });
});

describe("till init without a terminal", () => {
  test("makes the shop by options, and says in JSON what the law asks", async () => {
    const { store, words } = await withPin(["--country", "CH", "--name", "Corner"]);
    const more = ["--owner-name", "Ada", "--catalogue", "cafe", "--printer", "text", "--json"];

    const made = await till([...words, ...more]);

    expect({ ...made, stdout: "" }).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(JSON.parse(made.stdout)).toMatchObject({
      name: "Corner",
      currency: "CHF",
      demo: false,
      products: 96,
      legal: { country: "CH", missing: false },
    });
    const sell = [
      "sell",
      "--store",
      store,
      "100",
      "--service",
      "takeaway",
      "--cash",
      "5",
      "--json",
    ];
    const sold = await till(sell, { env: OWNER });
    // 2.80 × 2.6/102.6 = 0.070…
    expect(JSON.parse(sold.stdout)).toMatchObject({ tax: [{ label: "MWST 2.6%", tax: 7 }] });
  });

  test.for<[string, Locale, RegExp]>([
    ["DE", "de", /Kaffee[^]*Bananenbrot[^]*Kasse 1/u],
    ["FR", "fr", /Café[^]*Cake à la banane[^]*Caisse 1/u],
    ["ES", "es", /Café[^]*Bizcocho de plátano[^]*Caja 1/u],
  ])("%s: nothing English is on its first receipt", async ([country, locale, sold]) => {
    const { store, words } = await withPin(["--country", country, "--name", "Ada"]);
    const made = await till([
      ...words,
      "--owner-name",
      "Ada",
      "--catalogue",
      "cafe",
      "--printer",
      "text",
    ]);
    expect(made.code).toBe(0);

    const bought = ["100", "404", "1.5*601", "--cash", "50"];
    expect((await till(["sell", "--store", store, ...bought], { env: OWNER })).code).toBe(0);

    const receipt = await readFile(`${store}.paper/receipt.txt`, "utf8");
    expect(receipt).toMatch(sold);
    expect(englishIn(receipt, locale)).toEqual([]);
    const roles = await till(["role", "list", "--store", store]);
    expect(roles.stdout).not.toMatch(/Cashier|Shift lead|Manager/u);
    const printers = await till(["printer", "list", "--store", store]);
    expect(printers.stdout).not.toContain("Receipts");
  });

  test.for<[ReadonlyArray<string>, string]>([
    [[], "Say --country, --name and --owner-name: "],
    [["--country", "US", "--name", "Joe"], "Say --tax and --owner-name: "],
    [
      ["--country", "QQ"],
      '--country: "QQ" is no country of the list: two letters such as DE, or XX.',
    ],
    [
      ["--country", "DE", "--prices", "with", "--name", "A", "--owner-name", "B"],
      "--prices has no place among these answers: leave it out.",
    ],
    [
      ["--country", "DE", "--catalogue", "type", "--name", "A", "--owner-name", "B"],
      "Say --product: ",
    ],
    [
      ["--demo", "--country", "DE"],
      "--country is for a real shop: say it without --demo and --fixture.",
    ],
  ])("%s: one sentence, exit 2, no shop", async ([more, sentence]) => {
    const { store, words } = await withPin(more);

    const told = await till(words);

    expect(told).toMatchObject({ code: 2, stdout: "" });
    expect(told.stderr.startsWith(sentence)).toBe(true);
    expect(told.stderr.trim().split("\n")).toHaveLength(1);
    expect(existsSync(store)).toBe(false);
  });

  test("takes a line break in a name for a blank", async () => {
    const { words } = await withPin(["--country", "DE", "--name", "Café\nAda", "--json"]);

    const { stdout } = await till([...words, "--owner-name", "Ada"]);

    expect(JSON.parse(stdout)).toMatchObject({ name: "Café Ada" });
  });

  test("of nothing at all names what it takes", async () => {
    const store = await noStore();

    expect(await till(["init", "--store", store])).toEqual(
      refused(
        2,
        "Say --country, --name, --owner-name and --owner-pin-file: docs/first-start.md has them, or use a terminal and be asked.",
      ),
    );
  });

  test("has an option for every question", async () => {
    const { stdout } = await till(["init", "--help"]);
    const ids = [
      "country",
      "language",
      "name",
      "currency",
      "zone",
      "cutover",
      "prices",
      "tax",
      "key-layout",
    ];
    const more = ["owner-name", "owner-pin-file", "printer", "catalogue", "product"];

    for (const option of [...ids, ...more]) expect(stdout).toContain(`  --${option} <`);
  });
});

/** One that does what a printer does, at an address of its own. */
async function printerOnNetwork() {
  const said = { maker: "EPSON", model: "TM-T20III" };
  const printer = createPrinterDevice({ columns: 48, clock: systemClock, ...said });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  onTestFinished(() => server.close());
  return { at: `127.0.0.1:${server.port}`, printer };
}

async function noStore(): Promise<string> {
  return path.join(await temporaryFolder(), "shop");
}

async function withPin(more: ReadonlyArray<string>) {
  const store = await noStore();
  const file = path.join(path.dirname(store), "pin");
  await writeFile(file, `${PIN}\n`);
  const isDemo = more.includes("--demo");
  const words = ["init", "--store", store, ...more];
  return { store, words: isDemo ? words : [...words, "--owner-pin-file", file] };
}

/** Waits for a question at the end of the screen, and answers it. */
async function asks(terminal: Terminal, prompt: RegExp, typed: string): Promise<void> {
  await seesAtEnd(terminal, prompt);
  terminal.type(typed);
  terminal.press(KEY.enter);
}

/** The screen that is read has no blank at its end. */
function seesAtEnd(terminal: Terminal, { source, flags }: RegExp): Promise<string> {
  return terminal.sees(new RegExp(source.replace(/ \$/gu, "$"), flags));
}

/** The code, copied by hand and typed again. */
async function readBackTheSheet(terminal: Terminal): Promise<void> {
  const shown = await terminal.sees(/Enter wipes the screen/u);
  terminal.press(KEY.enter);
  await typeTheCode(terminal, shown);
}

async function typeTheCode(terminal: Terminal, sheet: string): Promise<void> {
  const code = (ROWS.exec(sheet)?.[0] ?? "").replaceAll(/\s/gu, "");
  await terminal.sees("Code:");
  terminal.type(`${code}\r`);
  await terminal.sees("The code is right: the sheet works.");
}
