/**
 * Lists of the register offer nothing that can only be refused: such a row says why before it is chosen.
 *
 * Size: whole.
 */

import { describe, expect, test } from "vitest";

import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { planOf } from "../../../src/tui/register-step.ts";
import { createTillContexts, facing } from "../../../src/tui/till-context.ts";
import { type CafeRegister, press, registerAt, typed } from "../../support/cafe-register.ts";
import { cafeCopies } from "../../support/cafe.ts";

const newCafe = cafeCopies();
const MANAGER = ["4", "4444"] as const;

/** How a register comes to stand where a list is opened. */
const STANDS: Readonly<Record<string, (register: CafeRegister) => void>> = {
  "an empty order": () => {},
  "an order of one line": (register) => typed(register, "100"),
  "an order at a table": (register) => {
    register.type("7");
    press(register, "F7");
    typed(register, "100");
  },
  "a drawer that is open": (register) => {
    press(register, "F10", "7", "1");
    typed(register, "100");
    press(register, "F9");
  },
  "a paid sale": (register) => {
    typed(register, "100");
    press(register, "F9", "Enter");
  },
};

/**
 * Commands that take a table or an order from the line, or of which only the ledger knows whether they would
 * change anything.
 */
const ASKED_FIRST: ReadonlySet<string> = new Set([
  "Bill",
  "Fire",
  "Hold",
  "Make again",
  "Papers",
  "Park",
  "Prices anew",
  "Receipts",
  "Send",
  "Take goods back",
  "Undo",
]);

/** The keys that open a list. */
const LISTS: Readonly<Record<string, (register: CafeRegister) => void>> = {
  "the drawer's menu": (register) => press(register, "F10", "7"),
  "all commands": (register) => press(register, "F10"),
  "the open orders": (register) => press(register, "F6"),
  "the close of the day": (register) => {
    typed(register, ":close");
  },
  "the attention list": (register) => {
    typed(register, ":attention");
  },
};

describe.each(Object.entries(LISTS))("%s", (_list, open) => {
  test.each(Object.entries(STANDS))(
    "offers only what can be done, at %s",
    async (_stand, stand) => {
      const refused: Array<string> = [];
      let register = await stood(stand, open);
      const rows = rowsOf(...seen(register)).length;
      for (let at = 0; at < rows; at += 1) {
        const said = choose(register, at);
        if (said === "not offered") continue;
        refused.push(...said);
        register = await stood(stand, open);
      }

      expect(refused).toEqual([]);
    },
  );
});

type Keys = (register: CafeRegister) => void;

async function stood(stand: Keys, open: Keys): Promise<CafeRegister> {
  const register = await registerAt(await newCafe(), MANAGER);
  stand(register);
  open(register);
  return register;
}

/** Chooses a row, where it is offered; returns what is said where that is a refusal. */
function choose(register: CafeRegister, at: number): ReadonlyArray<string> | "not offered" {
  const { list } = register.store.getState();
  while ((register.store.getState().list?.at ?? at) < at) press(register, "Down");
  const plan = list === undefined ? undefined : planOf(...seen(register));
  if (plan?.type !== "choose" || ASKED_FIRST.has(plan.row.label)) return "not offered";
  press(register, "Enter");
  const { message } = register.store.getState();
  return message?.level === "error" ? [`${plan.row.label}: ${message.text}`] : [];
}

function seen({ store }: CafeRegister): Parameters<typeof planOf> {
  const state = store.getState();
  return [createTillContexts(store.till.port)(facing(state)), state];
}
