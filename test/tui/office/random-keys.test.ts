/** Any keys in the back office: nothing breaks, what is drawn fits, and the ledger stays sound. Size: whole. */

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { textWidth } from "../../../src/domain/text/text-width.ts";
import { verifyLedger } from "../../../src/ledger/verify.ts";
import { planOffice } from "../../../src/tui/office/office-pages.ts";
import { officePaneRows, officeSideRows } from "../../../src/tui/office/office-panes.ts";
import { addCustomer } from "../../support/add-customer.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { createDice, type Dice } from "../../support/dice.ts";
import { enrolTill } from "../../support/enrol-till.ts";
import { proofRuns } from "../../support/proof-runs.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";

const newCafe = cafeCopies({
  before: (open) => {
    addCustomer(open, { name: "Rossi, Anna", phone: "0660 123456" });
    for (const code of ["B", "C"]) enrolTill(open, code);
  },
});
const KEYS = [
  "Enter Enter Enter Down Down Up PgDn PgUp Esc Esc Tab Backspace Ctrl-Z F1 F10 F9 Home Delete Left",
  "Alt-2 1 2 3 4 5 6 7 8 9 0 . - + % > * a ß",
].flatMap((keys) => keys.split(" "));
const TEXTS = [
  "3.60|4 from monday|4>1.12.|flat|soup of|Zed|yes|no|milk|bar|VAT 9%|7391|7|cashier|Rice 0.20",
  "Rossi, Anna 0660 123456|rossi|0660 12|anna@example.org|4111111111111111",
  "10.0.0.2:7777|-|stolen|tills|invite",
  "40170725|kitchen|a name of more than the sixty characters that any name may have here",
].flatMap((texts) => texts.split("|"));
const SIZE = { width: 39, height: 17, signs: "all" } as const;
const PRESSES = 600;

beforeAll(() => {
  // What an invited till says on the network stays on this machine.
  vi.stubEnv("TILL_MESH_HOST", "127.0.0.1");
});

afterAll(() => {
  vi.unstubAllEnvs();
});

test("any keys leave every page drawn and the ledger sound", async () => {
  const pages = new Set<string>();
  for (let seed = 1; seed <= proofRuns(3); seed += 1) {
    const register = openRealRegister(await newCafe());
    const { store, open } = register;
    const dice = createDice(seed);
    await register.logIn("4", "4444");

    for (let press = 0; press < PRESSES; press += 1) {
      // Nobody stays on one page for ever.
      if (press % 40 === 0) register.press(..."Esc Esc Esc Esc Esc Esc".split(" "));
      const { screen, list, showsHelp } = store.getState();
      if (screen === "register" && list === undefined && !showsHelp) {
        register.press("Esc", "Esc");
        openPage(register, dice);
      } else if (dice.chance(25)) register.type(dice.pick(TEXTS));
      else register.press(dice.pick(KEYS));
      await register.checked();

      const state = store.getState();
      pages.add(state.office?.page.type ?? "none");
      planOffice(store.till, state);
      const rows = [
        ...officePaneRows(store.till, state, SIZE),
        ...officeSideRows(store.till, state, SIZE),
      ];
      expect([seed, press, ...rows.map(({ text }) => textWidth(text))]).toEqual([
        seed,
        press,
        ...rows.map(() => SIZE.width),
      ]);
    }

    expect(verifyLedger(open.till.ledger).ok).toBe(true);
    await open.close();
  }
  // The weights are such that most of them come about.
  expect([...pages]).toEqual(
    expect.arrayContaining(["menu", "entries", "entry", "role", "customer", "till", "invitation"]),
  );
});

/** One of the menu, the invitation, or one of the tills. */
function openPage(register: RealRegister, dice: Dice): void {
  const word = dice.chance(80) ? ":office" : dice.pick([":invite", ":tills", ":tills"]);
  register.type(word);
  register.press("Enter");
  if (word === ":office") {
    const opens = dice.chance(50) ? ["Enter"] : [];
    register.press(String(dice.nat(10)), ...opens);
  } else if (word === ":tills") {
    register.press(...Array.from({ length: dice.nat(3) }, () => "Down"), "Enter");
  }
}
