/** A run of the random cashier, and of one that failed the shortest end that fails the same way. */

import { type Cafe } from "./cafe.ts";
import { type Floor, openFloor } from "./cashier-floor.ts";
import { type CashierStep, nextSteps } from "./cashier-steps.ts";
import { createDice } from "./dice.ts";

/** What `npm run cashier` asks for; else what `npm test` has time for. */
export const ASKED = {
  keys: Number(process.env["TILL_CASHIER_KEYS"] ?? 5000),
  seed: Number(process.env["TILL_CASHIER_SEED"] ?? 7),
};

export interface CashierRun {
  readonly seed: number;
  readonly keys: number;
  readonly newCafe: () => Promise<Cafe>;
}

/** Looking at every receipt costs more than a thousand keys. */
const BOOKS_EVERY_KEYS = 5000;
/** Who stands at the till when a tail begins: a manager, who may do everything. */
const LOG_IN: ReadonlyArray<CashierStep> = ["4", "Enter", "4", "4", "4", "4", "Enter"].map(
  (key) => ({
    type: "press",
    key,
  }),
);

/** The floor after all its keys. Throws with the seed and the shortest tail when anything was wrong. */
export async function runCashier(run: CashierRun): Promise<Floor> {
  const floor = await openFloor(await run.newCafe());
  const dice = createDice(run.seed);
  const played: CashierStep[] = [];
  let keys = 0;
  let booksAt = BOOKS_EVERY_KEYS;
  try {
    while (keys < run.keys) {
      for (const step of nextSteps(dice, { state: floor.state(), issued: floor.issued() })) {
        played.push(step);
        await floor.perform(step);
        keys += Number(isKey(step));
      }
      if (keys < booksAt) continue;
      floor.checkBooks();
      booksAt += BOOKS_EVERY_KEYS;
    }
    floor.checkBooks();
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    const tail = await shortestTail(run, played);
    const shown = tail === undefined ? "None shows it by itself" : tail.map(toWord).join(" ");
    const where = `Seed ${run.seed}, key ${keys}: ${what}`;
    throw new Error(`${where}\nThe shortest tail of keys that shows it: ${shown}`, { cause });
  }
  return floor;
}

/** On a fresh till: twice as long until it goes wrong, then shorter again by halves. */
async function shortestTail(
  { newCafe }: CashierRun,
  played: ReadonlyArray<CashierStep>,
): Promise<ReadonlyArray<CashierStep> | undefined> {
  async function goesWrong(length: number): Promise<boolean> {
    const floor = await openFloor(await newCafe());
    try {
      for (const step of [...LOG_IN, ...played.slice(-length)]) await floor.perform(step);
      floor.checkBooks();
      return false;
    } catch {
      return true;
    } finally {
      await floor.close();
    }
  }

  let [tooShort, enough] = [0, 1];
  while (!(await goesWrong(enough))) {
    if (enough >= played.length) return undefined;
    [tooShort, enough] = [enough, enough * 2];
  }
  while (enough - tooShort > 1) {
    const middle = Math.floor((tooShort + enough) / 2);
    if (await goesWrong(middle)) enough = middle;
    else tooShort = middle;
  }
  return played.slice(-enough);
}

function isKey({ type }: CashierStep): boolean {
  return type === "press" || type === "scan";
}

/** As it would be pressed; what is no key in angle brackets. */
function toWord(step: CashierStep): string {
  if (step.type === "press") return step.key === " " ? "Blank" : step.key;
  return `<${Object.values<unknown>(step).join(" ")}>`;
}
