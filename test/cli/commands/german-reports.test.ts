/** What the command line reports in a German shop. Size: whole. */

import path from "node:path";

import { expect, test } from "vitest";

import { type Finished, MIA } from "../../support/commands.ts";
import { englishIn } from "../../support/english-left.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { tillHere as till } from "../../support/till-here.ts";

type Run = (...words: ReadonlyArray<string>) => Promise<Finished>;

interface GermanShop {
  readonly run: Run;
  /** Somebody else than the first cashier. */
  readonly runAs: (who: Readonly<Record<string, string>>) => Run;
}

test("a bookkeeper reads the day, and a script what it always read", async () => {
  const { run } = await germanShop();
  expect(await run("sell", "100", "2*croissant", "--cash", "20")).toMatchObject({ code: 0 });

  const { code, stdout } = await run("reconcile");
  const json = await run("reconcile", "--json");

  expect(code).toBe(0);
  expect(stdout.replace(/\d\d\.\d\d\.\d{4}/u, "20.11.2026").split("\n")).toEqual([
    "Geschäftstag 20.11.2026, Beträge in EUR",
    "  Umsatz, 1 Bon                              8,00",
    "  VAT 9%, netto                              7,34",
    "  VAT 9%, Steuer                             0,66",
    "  Bar, 1 Zahlung                             8,00",
    "  Bons A-000001 bis A-000001: 1",
    "  Waren, Bakery                              5,20",
    "    2 Croissant                              5,20",
    "  Waren, Coffee                              2,80",
    "    1 Coffee                                 2,80",
    "  Bar ohne Lade: 1 Zahlung, 8,00, Mia",
    "Der Tag geht genau auf.",
    "",
  ]);
  expect(JSON.parse(json.stdout)).toMatchObject({ tiesOut: true, tenders: [{ method: "cash" }] });
});

test("an installer reads what is well on the box, down to its last label", async () => {
  const { run } = await germanShop();

  const { code, stdout } = await run("doctor");
  const json = await run("doctor", "--json");

  expect(code).toBe(0);
  expect(stdout).toMatch(/^\+ Geschäft {17}Café Kade, ein Probebetrieb, für immer; /mu);
  expect(stdout).toMatch(/^\+ Kassenbuch {15}\d Vorgänge, alle Prüfungen bestanden\.$/mu);
  expect(stdout).toMatch(/^\+ Geschäftstag {13}Geschäftstag \d\d\.\d\d\.\d{4}\.$/mu);
  expect(stdout).toMatch(/^\+ Drucker Receipts {9}Nichts wartet\.$/mu);
  expect(stdout).toMatch(/^ {2}Andere Kassen {12}Einzige Kasse: /mu);
  expect(englishIn(stdout.replace("Kitchen and bar", ""), "de")).toEqual([]);
  const { findings } = JSON.parse(json.stdout) as { findings: ReadonlyArray<object> };
  expect(findings).toContainEqual({
    check: "printer Receipts",
    state: "ok",
    code: "papersNone",
    sentence: "Nothing waits.",
  });
});

test("a sale, its order and its refund are told in German, to a French colleague in French", async () => {
  const { run, runAs } = await germanShop();

  const sold = await run("sell", "100", "2*croissant", "--cash", "20", "--tip", "1");
  expect(sold.stdout.split("\n")).toEqual([
    "Bestellung A1  mitnehmen  bezahlt",
    "  1  1 x Coffee (Regular)                  2,80",
    "  2  2 x Croissant                         5,20",
    "  VAT 9%                                   0,66",
    "  Summe                                    8,00 EUR",
    "Trinkgeld 1,00 EUR",
    "Bon A-000001",
    "Rückgeld 11,00 EUR",
    "",
  ]);
  expect((await run("order", "list")).stdout).toMatch(
    /^A1 {3}\d\d:\d\d {2}bezahlt {2}mitnehmen {5}8,00 {2}A-000001\n$/u,
  );
  expect((await run("order", "show", "A1")).stdout).toMatch(
    /^ {2}Summe +8,00 EUR\n {2}bezahlt bar +8,00\n {4}Trinkgeld +1,00\nBon A-000001\n$/mu,
  );

  const asRavi = runAs({ TILL_STAFF: "4", TILL_PIN: "4444" });
  expect(await asRavi("staff", "set", "3", "--language", "fr")).toMatchObject({ code: 0 });
  const asChiara = runAs({ TILL_STAFF: "3", TILL_PIN: "3333" });
  const back = await asChiara("refund", "A-000001", "2", "--reason", "kalt");
  expect(back.stdout).toMatch(/^Remboursement A-000002 du ticket A-000001$/mu);
  expect(back.stdout).toMatch(/^Rendre 2,60 EUR en espèces$/mu);
  expect((await run("order", "show", "A1")).stdout).toMatch(
    /^ {2}bezahlt bar +8,00\n {4}Trinkgeld +1,00\n {2}zurück bar, A-000002 +-2,60$/mu,
  );
  expect((await run("order", "show", "A1")).stdout).toMatch(
    /^Rückgabe A-000002 von A-000001: kalt$/mu,
  );
});

test("what is refused is told in German", async () => {
  const { run, runAs } = await germanShop();

  expect(await run("mesh", "revoke", "Z", "--reason", "weg")).toMatchObject({
    code: 3,
    stderr: "Eine Kasse Z gibt es hier nicht: `till mesh list` zeigt alle.\n",
  });
  expect(await run("order", "show", "A9")).toMatchObject({
    code: 3,
    stderr: "Es gibt keine Bestellung A9: `till order list` zeigt alle.\n",
  });
  const wrong = runAs({ TILL_STAFF: "1", TILL_PIN: "9999" });
  expect(await wrong("clock", "in")).toMatchObject({
    code: 4,
    stderr: "Falsche PIN für Personalnummer 1: bitte noch einmal.\n",
  });
});

test("which tills there are, and where others are looked for, is told in German", async () => {
  const { run } = await germanShop();

  expect((await run("mesh", "list")).stdout).toMatch(
    /^A Kasse 1: darf aufnehmen, Kasse, diese Kasse\n {4}Fingerabdruck \w+\n {4}\w+ {2}\d+ Ereignisse, das letzte \d\d\.\d\d\.\d{4} \d\d:\d\d\n {4}\d+ Vorgänge, \d+ KB, 1 Kette\n$/u,
  );
  expect((await run("mesh", "add", "192.0.2.7:7777")).stdout).toBe(
    "192.0.2.7:7777 wird ab jetzt versucht: `till mesh addresses` sagt, was daraus wird.\n",
  );
  expect((await run("mesh", "addresses")).stdout).toBe(
    "192.0.2.7:7777         eingetippt: nicht versucht\n",
  );
});

test("who is there, who works here and how the tills stand is told in German", async () => {
  const { run } = await germanShop();

  expect((await run("clock", "in")).stdout).toMatch(/^Mia ist um \d\d:\d\d gekommen\.\n$/u);
  expect((await run("clock", "list")).stdout).toMatch(
    /^1\/\d{4}-\d\d-\d\d {4}Mia {15}\d\d\.\d\d\.\d{4} \d\d:\d\d {2}noch da\n {4}an A Kasse 1\n$/u,
  );
  expect((await run("clock", "out")).stdout).toMatch(/^Mia ist um \d\d:\d\d gegangen\.\n$/u);
  expect((await run("mesh", "status")).stdout).toBe(
    "Einzige Kasse: was sie verkauft, ist nur auf diesem Gerät.\nA Kasse 1  darf aufnehmen, diese Kasse\n",
  );
  expect((await run("attention", "list")).stderr).toBe("Nichts braucht jemanden.\n");
  expect((await run("backup", "status")).stderr).toBe(
    "Kein Ort für Sicherungen: `till backup add` nennt einen.\n",
  );
  expect((await run("ledger", "quarantine", "list")).stderr).toBe("Kein Geld ist fraglich.\n");
});

async function germanShop(): Promise<GermanShop> {
  const store = path.join(await temporaryFolder(), "shop");
  const made = await till(["init", "--store", store, "--language", "de", "--demo"]);
  expect(made.code).toBe(0);
  function runAs(env: Readonly<Record<string, string>>): Run {
    return (...words) => till([...words, "--store", store], { env });
  }
  return { run: runAs(MIA), runAs };
}
