/** A shop whose screens and papers are German: the real build in a real terminal over a real store. Size: whole. */

import path from "node:path";

import { expect, test } from "vitest";

import { temporaryFolder } from "../support/temporary-folder.ts";
import { answer, KEY, openTerminal, quit } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

test("from the log-in to the receipt in German, and what the command line reports of it", async () => {
  const store = path.join(await temporaryFolder(), "shop");
  const made = await till(["init", "--store", store, "--language", "de", "--demo"]);
  expect(made.code).toBe(0);
  expect(made.stdout).toContain("Die Kasse öffnen:");
  const register = openTerminal(["run", "--store", store]);
  await register.sees("Personalnummer >");
  await register.sees("Gesperrt");
  await register.sees(/F1 Hilfe +F2 Küche +F3 Mitn\. +F4 % +F5 Storno +F6 Offen +F9 ZAHLEN/u);

  register.press("1", KEY.enter);
  await answer(register, "PIN >", "9999");
  await register.sees("! Falsche PIN für Mia: bitte noch einmal.");
  register.type("1111");
  register.press(KEY.enter);
  await register.sees("Hallo Mia.");
  await register.sees(/Neue Bestellung, \p{L}+/u);

  register.type("2*flat white");
  await register.sees("= 2 × Flat white = 7,20  (Enter)");
  register.press(KEY.enter);
  await register.sees(/SUMME +7,20/u);
  register.type("zzz");
  register.press(KEY.enter);
  await register.sees(/! Nichts heißt „zzz“\./u);
  register.type("100");
  register.press(KEY.f9);
  await register.sees("ZU ZAHLEN");
  register.press(KEY.enter);
  await register.sees("RÜCKGELD");
  await register.sees(/\+ 7,20 bar bezahlt\. Bon A-000001\./u);
  register.type(":abmelden");
  register.press(KEY.enter);
  await register.sees("Mia: PIN tippen, dann Enter.");
  await quit(register, "1111", "Die Kasse endet.");
  expect(await register.exit).toBe(0);

  const { stdout: doctor } = await till(["doctor", "--store", store]);
  expect(doctor).toMatch(/^\+ Sicheres Schreiben +Jeder Verkauf steht sicher auf der Platte\.$/mu);
  const { stdout: receipt } = await till(["print", "show", "A-000001", "--store", store]);
  expect(receipt).toMatch(/\bBon A-000001\b/u);
  expect(receipt).toMatch(/SUMME EUR +7,20/u);
  expect(receipt).toMatch(/Rückgeld +92,80/u);
  expect(receipt).toContain("ÜBUNG - KEIN BON");
  const { stdout: list } = await till(["order", "show", "A1", "--store", store]);
  expect(list).toMatch(/Summe +7,20 EUR/u);
});

test("a language that there isn't is refused before anything is made", async () => {
  const store = path.join(await temporaryFolder(), "shop");

  const made = await till(["init", "--store", store, "--language", "tlh"]);

  expect(made.code).toBe(2);
  expect(made.stderr).toContain("de-CH");
});
