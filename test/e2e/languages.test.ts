/** Shops in French and Spanish: the real build in a real terminal, also one that shows ASCII alone. Size: whole. */

import path from "node:path";

import { expect, test } from "vitest";

import { temporaryFolder } from "../support/temporary-folder.ts";
import { answer, KEY, openTerminal, quit } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

async function newShop(language: string): Promise<string> {
  const store = path.join(await temporaryFolder(), "shop");
  const made = await till(["init", "--store", store, "--language", language, "--demo"]);
  expect(made.code).toBe(0);
  return store;
}

test("from the log-in to the receipt in French", async () => {
  const store = await newShop("fr");
  const register = openTerminal(["run", "--store", store]);
  await register.sees("numéro d'employé >");
  await register.sees(/F1 Aide +F2 Envoi +F3 Emp\. +F4 % +F5 Annul\. +F6 Attente +F9 PAYER/u);

  register.press("1", KEY.enter);
  await answer(register, "PIN >", "1111");
  await register.sees("Bonjour Mia.");
  register.type("500*flat white");
  await register.sees("= 500 × Flat white = 1 800,00  (Entrée)");
  register.press(KEY.enter);
  await register.sees("Flat white fait 1 800,00 : est-ce juste ?");
  register.press(KEY.f9);
  await register.sees(/TOTAL +1 800,00/u);
  register.type("zzz");
  register.press(KEY.enter);
  await register.sees("! Rien ne s'appelle « zzz ».");
  register.type(":payer 2000");
  register.press(KEY.enter);
  await register.sees("+ 1 800,00 payés en espèces. Ticket A-000001.");
  register.type(":verrouiller");
  register.press(KEY.enter);
  await register.sees("Verrouillée");
  await quit(register, "1111", "Code de Mia, ou numéro et code : la caisse s'arrête.");
  expect(await register.exit).toBe(0);

  const { stdout: receipt } = await till(["print", "show", "A-000001", "--store", store]);
  expect(receipt).toMatch(/TOTAL EUR +1 800,00/u);
  expect(receipt).toMatch(/Monnaie +200,00/u);
  expect(receipt).toContain("DÉMO - PAS UN TICKET");
});

test.each([
  ["C", "xterm-256color"],
  ["POSIX", "xterm-256color"],
  ["fr_FR.ISO-8859-1", "xterm-256color"],
  ["C", "linux"],
])("with LC_ALL=%s on %s French is ASCII, and its columns stand", async (locale, term) => {
  const store = await newShop("fr");
  const env = { LC_ALL: locale, TERM: term };
  const register = openTerminal(["run", "--store", store], { env });
  await register.sees("numero d'employe >");
  await register.sees("Verrouillee");

  register.press("1", KEY.enter);
  await answer(register, "PIN >", "1111");
  register.type("zzz");
  register.press(KEY.enter);
  await register.sees('! Rien ne s\'appelle " zzz ".');
  register.type("100");
  register.press(KEY.enter);
  await register.sees("1 x Coffee.");
  register.press(KEY.f9);
  await register.sees("A PAYER");
  register.press(KEY.enter);
  await register.sees("payes en especes. Ticket A-000001.");

  expect(await register.screen()).toMatch(/^[\n\u0020-\u007e]*$/u);
  register.kill("SIGTERM");
  await register.exit;
});

test("a console has the letters of French, and plain borders", async () => {
  const store = await newShop("fr");
  const env = { LC_ALL: "fr_FR.UTF-8", TERM: "linux" };
  const register = openTerminal(["run", "--store", store], { env });
  await register.sees("numéro d'employé >");
  await register.sees("Verrouillée");

  register.press("1", KEY.enter);
  await answer(register, "PIN >", "1111");
  register.type("zzz");
  register.press(KEY.enter);
  await register.sees("! Rien ne s'appelle « zzz ».");
  register.type("100");
  register.press(KEY.enter);
  await register.sees("1 × Coffee.");
  register.press(KEY.f9);
  await register.sees("À PAYER");

  expect(await register.screen()).toMatch(/^[\n\u0020-\u007e\u00a1-\u00ff]*$/u);
  expect(await register.screen()).toMatch(/^-{80}$/mu);
  register.kill("SIGTERM");
  await register.exit;
});

test("with LC_ALL=C Spanish loses its first marks and keeps its columns", async () => {
  const store = await newShop("es");
  const register = openTerminal(["run", "--store", store], { env: { LC_ALL: "C" } });
  await register.sees("numero de empleado >");
  await register.sees("Quien esta en la caja?");

  register.press("1", KEY.enter);
  await answer(register, "PIN >", "1111");
  await register.sees("Hola, Mia.");
  register.type("2*flat white");
  register.press(KEY.enter);
  register.press(KEY.f2);
  await register.sees("Enviado: en papel.");
  register.press(KEY.f5);
  await register.sees("Anular: por que?");

  expect(await register.screen()).toMatch(/^[\n\u0020-\u007e]*$/u);
  register.kill("SIGTERM");
  await register.exit;
});
