/** A card is typed by hand, as a terminal beside the till has taken it: what its slip says finds it again. */

import { expect, test } from "vitest";

import { listCards } from "../../../src/app/cards/card-list.ts";
import { decideTakeTerminal } from "../../../src/domain/commands/cards/take-terminal.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { rowsOf } from "../../../src/tui/lists/list-rows.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import { openCardCounter } from "../../support/card-counter.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { synchroniseLedgers, valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
/** Longer than a nervous finger repeats a key. */
const BETWEEN_MS = 1000;

interface Counter extends RealRegister {
  readonly keys: (...keys: ReadonlyArray<string>) => void;
  readonly typed: (text: string) => void;
}

/** A register whose till asks no terminal. */
async function counter(cafe: Cafe): Promise<Counter> {
  const register = openRealRegister(cafe);
  await register.logIn("1", "1111");

  function keys(...pressed: ReadonlyArray<string>): void {
    for (const key of pressed) {
      cafe.clock.advance(BETWEEN_MS);
      register.press(key);
    }
  }

  return {
    ...register,
    keys,
    typed: (text) => {
      register.type(text);
      keys("Enter");
    },
  };
}

function cards({ open }: Pick<RealRegister, "open">) {
  return listCards(open.till, CAFE_DAY as BusinessDay).map(
    ({ terminal, state, sum, slip, last4 }) => ({ terminal, state, sum, slip, last4 }),
  );
}

const PAID = { terminal: null, state: "captured", sum: 260 } as const;

test("a slip that is typed in the payment goes with the card that F12 takes", async () => {
  const it = await counter(await newCafe());
  it.typed("croissant");
  it.keys("F9");
  it.typed(":slip 0471 1234");
  expect(it.message()).toBe("Slip 0471 *1234 goes with the card that F12 takes next.");
  it.keys("F12");

  expect(it.message()).toContain("Paid 2.60 by card. Receipt A-000001.");
  expect(cards(it)).toEqual([{ ...PAID, slip: "0471", last4: "1234" }]);
});

test("a card without a slip is paid as fast as ever, and gets its slip afterwards", async () => {
  const it = await counter(await newCafe());
  it.typed("croissant");
  it.keys("F12", "F12");
  expect(it.message()).toContain("Paid 2.60 by card.");
  expect(cards(it)).toEqual([{ ...PAID, slip: null, last4: null }]);
  it.typed(":slip b17");
  expect(it.message()).toBe("A1: slip b17 noted.");
  it.typed(":slip 0471 *1234");

  expect(cards(it)).toEqual([{ ...PAID, slip: "0471", last4: "1234" }]);
});

test("a receipt is found by the number of its card's slip, and has it on paper", async () => {
  const it = await counter(await newCafe());
  for (const slip of ["0471 1234", "0472 9876"]) {
    it.typed("croissant");
    it.keys("F9");
    it.typed(`:slip ${slip}`);
    it.keys("F12");
  }
  const { till, getState } = it.store;
  it.typed(":receipts 0472");
  const { list } = getState();
  const paper = list?.type === "receipt" ? list.lines.join("\n") : "";
  expect(paper).toContain("*9876, slip 0472");
  it.keys("Esc");
  it.typed(":receipts 1");
  expect(getState().list).toMatchObject({ type: "receipt", number: "A-000001" });
  it.keys("Esc");
  it.typed(":receipts *1234");
  expect(getState().list).toMatchObject({ type: "receipt", number: "A-000001" });
  it.keys("Esc");
  it.typed(":slip 1");
  it.typed(":receipts 1");
  const labels = rowsOf(till, getState()).map(({ label }) => label.split(" ")[0]);
  expect(labels).toEqual(["A-000002", "A-000001"]);
});

test("the slip of a part goes with no other card", async () => {
  const it = await counter(await newCafe());
  it.typed("croissant");
  it.keys("F9");
  it.typed(":slip 0471");
  it.type("1.60");
  it.keys("F12");
  expect(it.message()).toContain("1.60 taken by card, 1.00 left.");
  it.keys("F12", "F12");

  expect(cards(it).map(({ sum, slip }) => [sum, slip])).toEqual([
    [160, "0471"],
    [100, null],
  ]);
});

test("the number of a card is refused, and so is what is no slip", async () => {
  const it = await counter(await newCafe());
  it.typed("croissant");
  it.keys("F12", "F12");
  it.typed(":slip 4111 1111 1111 1111");
  expect(it.message()).toContain("That looks like a bank card");
  it.keys("Esc");
  it.typed(":slip 0471 12345");
  expect(it.message()).toContain("0471 1234, or *1234 alone");

  expect(cards(it)).toEqual([{ ...PAID, slip: null, last4: null }]);
});

test("a card that was typed is in the list with its tip and slip, and without a terminal's keys", async () => {
  const it = await counter(await newCafe());
  it.typed("croissant");
  it.keys("F12", "F12");
  it.typed(":cards");
  it.keys("1");
  const { till, getState } = it.store;
  const labels = rowsOf(till, getState()).map(({ label }) => label);
  expect(labels).toEqual([
    "Show the order",
    "Tip that stands on the slip",
    "What stands on the slip",
  ]);
  it.keys("8");
  it.type("0.40");
  it.keys("Enter");
  expect(it.message()).toBe("A1: tip 0.40 noted.");

  expect(cards(it)).toEqual([{ ...PAID, sum: 300, slip: null, last4: null }]);
});

test("a till with a terminal notes a slip only of the card that no terminal took", async () => {
  const it = await openCardCounter(await newCafe());
  it.typed("croissant");
  it.keys("F12");
  await it.sees("Paid 2.60 by card. Receipt A-000001.");
  it.typed(":slip 0471");
  expect(it.message()).toContain("No card was typed by hand here today");
  it.typed("croissant");
  it.typed(":byhand");
  it.keys("F12");
  await it.sees("Receipt A-000002.");
  it.typed(":slip 0471");

  expect(cards(it).map(({ terminal, slip }) => [terminal, slip])).toEqual([
    ["main", null],
    [null, "0471"],
  ]);
});

test("where another till has taken the terminal over, the key says so before it books by hand", async () => {
  const cafe = await newCafe();
  const it = await openCardCounter(cafe);
  const bar = await enrolBar(cafe, it.open.till);
  const taken = bar.till.act({ number: "4", name: "Ravi" }, "take terminal", (context) =>
    decideTakeTerminal(context, { id: "main", last: null }),
  );
  valueOf(taken);
  synchroniseLedgers(bar.till.ledger, it.open.till.ledger);
  it.typed("croissant");
  it.keys("F12");
  const question = "Bar asks Main now. Book 2.60 as a card by hand? F12 takes it.";
  expect(it.message()).toBe(question);
  expect(cards(it)).toEqual([]);
  it.keys("Esc", "F9");
  it.type("2.60");
  it.keys("F12");
  expect(it.message()).toBe(question);
  it.keys("F12");
  expect(it.message()).toContain("Paid 2.60 by card.");
});

test("a payment of which nobody knows, asked for again in vain, says so again", async () => {
  const it = await openCardCounter(await newCafe());
  it.terminal.set(["drop-after-result", "keeps", "no-memory"]);
  it.typed("croissant");
  it.keys("F12");
  await it.sees("nobody knows whether Main took");
  it.keys("F12");
  await it.until(
    () => it.message() !== "A1: nobody knows whether Main took 2.60. F12 says what to do.",
  );
  it.keys("3");
  await it.sees("nobody knows whether Main took 2.60");
  expect(cards(it).map(({ state }) => state)).toEqual(["unknown"]);
});
