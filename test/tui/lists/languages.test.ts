/** A person's own screens in another language than the shop's: the register over a real till. */

import { expect, test } from "vitest";

import { setStaffLanguage } from "../../../src/app/people/staff-changes.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { factsOfLocale, LOCALES } from "../../../src/domain/text/locale.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { createPlainDialogue } from "../../../src/tui/plain/plain-dialogue.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies({ sells: ({ sku }) => ["COFFEE", "FLATWHITE"].includes(sku) });

async function atTheTill(number = "1", pin = "1111"): Promise<RealRegister> {
  const register = openRealRegister(await newCafe());
  await register.logIn(number, pin);
  return register;
}

function enter(register: RealRegister, text: string): string {
  register.type(text);
  register.press("Enter");
  return register.message();
}

test("it changes at once, and with it why the till refuses", async () => {
  const register = await atTheTill();

  expect(enter(register, ":language fr")).toBe(
    "Vos écrans : Français. Les tickets restent ceux du commerce.",
  );
  expect(enter(register, "100")).toBe("1 × Coffee.");
  register.press("F2");
  expect(enter(register, ":cuisine")).toBe("La cuisine sait déjà tout de cette commande.");
  expect(enter(register, ":langue de-CH")).toMatch(/^Eigene Bildschirme: Deutsch \(Schweiz\)/u);
  expect(enter(register, ":sprache fr")).toMatch(/^Vos écrans : Français/u);
});

test("the locked screen speaks the shop's again, and the next log-in the person's", async () => {
  const register = await atTheTill();
  enter(register, ":language es");

  register.press("Ctrl-L", "Enter");
  expect(register.message()).toBe("Type your PIN, then Enter; or your own name, if it is not you.");

  await register.logIn("2", "2222");
  expect(register.message()).toMatch(/^Hello Jonas\./u);
  register.press("Ctrl-L");
  await register.logIn("1", "1111");
  expect(register.message()).toBe("Hola, Mia.");
});

test("a list has them all in their own words, the shop's first, and a digit takes one", async () => {
  const register = await atTheTill();
  enter(register, ":language");
  const { till, getState } = register.store;

  expect(rowsOf(till, getState()).map(({ label, detail }) => [label, detail])).toEqual([
    ["as the shop: English", ""],
    ["English", "spoken now"],
    ...LOCALES.slice(1).map((locale) => [factsOfLocale(locale).name, ""]),
  ]);
  // A row has one digit; the rest is found by arrows, or by its first letters.
  const signs = rowsOf(till, getState()).map(({ sign }) => sign);
  expect(signs.slice(8, 11)).toEqual(["9", "", ""]);
  register.press("7");
  expect(register.message()).toMatch(/^Sus pantallas: Español/u);

  enter(register, ":idioma");
  register.press("1");
  expect(register.message()).toMatch(/^Your screens: as the shop: English/u);
  expect(getState().locale).toBe("en");
});

test("what is no language, or is spoken already, changes nothing and says so", async () => {
  const register = await atTheTill();

  expect(enter(register, ":language tlh")).toBe(
    `“tlh” is no language here: ${LOCALES.join(", ")}.`,
  );
  expect(register.store.getState().text).toBe(":language tlh");
  register.press("Esc");
  enter(register, ":language fr");
  expect(enter(register, ":language fr")).toBe("Mia a déjà cette langue : rien n'a été modifié.");
});

test("papers stay in the shop's language", async () => {
  const register = await atTheTill();
  enter(register, ":language fr");
  enter(register, "100");
  register.type(":payer 20");
  register.press("Enter");

  const paper = valueOf(register.store.till.port.receiptPaper("A-000001", 42, "fr"));

  expect(paper.lines.join("\n")).toContain("Receipt A-000001");
  expect(paper.lines.join("\n")).not.toContain("Ticket A-000001");
});

test("the dialogue in lines speaks it too, and the shop's once it is locked", async () => {
  const open = (await newCafe()).open();
  valueOf(setStaffLanguage(open.till, MIA, { number: "1", language: "fr" }));
  let said: ReadonlyArray<string> = [];
  const idle = Promise.withResolvers<void>();
  const dialogue = createPlainDialogue({
    port: createRegisterPort(open, { demoStaff: [] }),
    clock: open.clock,
    onLog: () => undefined,
    hasPrompt: true,
    onSay: (sentences) => {
      said = [...said, ...sentences];
    },
    onIdle: () => {
      if (dialogue.getState().session !== undefined) idle.resolve();
    },
  });

  dialogue.begin();
  for (const line of ["1", "1111"]) dialogue.take(line);
  await idle.promise;
  for (const line of ["2*100", ":send", ":pay 20", ":lock"]) dialogue.take(line);
  dialogue.close();

  expect(said).toEqual([
    expect.stringMatching(/ Locked: staff number or name, then the PIN\. \? helps\.$/u),
    "Mia: now your PIN.",
    "Bonjour Mia. Arrivée à pointer : :arrivee débute le service.",
    expect.stringMatching(/^2 × Coffee\. Ligne 1 : \d+,\d\d\.$/u),
    expect.stringMatching(/^(?:Envoyé|En file)/u),
    expect.stringMatching(/^\d+,\d\d payés en espèces\. Ticket A-000001.* Monnaie \d+,\d\d\.$/u),
    expect.stringMatching(/^Locked/u),
  ]);
});
