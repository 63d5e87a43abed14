/** The register asks a card terminal on a real port: by key, beside another sale, and when nobody knows. */

import { expect, test } from "vitest";

import { type TerminalFault } from "../../../proof/terminal/zvt-faults.ts";
import { listCards } from "../../../src/app/cards/card-list.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { type Cafe, CAFE_DAY, cafeCopies } from "../../support/cafe.ts";
import {
  type CardCounter,
  counterAt,
  openCardCounter,
  standing,
} from "../../support/card-counter.ts";

const newCafe = cafeCopies();

function states({ open }: CardCounter): ReadonlyArray<string> {
  return listCards(open.till, CAFE_DAY as BusinessDay).map(({ state }) => state);
}

/** The terminal waits for the guest's card. */
async function counterWithOpen(cafe: Cafe): Promise<CardCounter> {
  const it = await openCardCounter(cafe);
  it.terminal.set(["no-answer"]);
  it.typed("croissant");
  it.keys("F12");
  await it.sees("CARD 2.60 at A since");
  return it;
}

async function counterWith(...faults: ReadonlyArray<TerminalFault>): Promise<CardCounter> {
  const it = await openCardCounter(await newCafe());
  it.terminal.set(faults);
  it.typed("croissant");
  return it;
}

test("F12 asks the terminal for all, and the sale is over with its yes", async () => {
  const it = await counterWith();
  it.keys("F12");
  expect(it.message()).toBe("Main asks for 2.60.");
  await it.sees("Paid 2.60 by card. Receipt A-000001.");

  expect(it.store.getState()).toMatchObject({ screen: "register", order: undefined });
  expect(standing(it.terminal)).toEqual([260]);
});

test("a sum before F12 is a part, and the rest stays due", async () => {
  const it = await counterWith();
  it.type("1.60");
  it.keys("F12");
  await it.sees("1.60 taken by card, 1.00 left.");

  expect(standing(it.terminal)).toEqual([160]);
});

test("a tip is asked for along with the goods", async () => {
  const it = await counterWith();
  it.keys("F9");
  it.typed("+0.40");
  it.keys("F12");
  await it.sees("Receipt A-000001.");

  expect(it.message()).toContain("Tip 0.40");
  expect(standing(it.terminal)).toEqual([300]);
});

test("a decline keeps the sum that was typed, and F12 tries again", async () => {
  const it = await counterWith("decline");
  it.type("1.60");
  it.keys("F12");
  await it.sees("Main took nothing");
  expect(it.store.getState().text).toBe("1.60");
  it.terminal.set([]);
  it.keys("F12");
  await it.sees("1.60 taken by card, 1.00 left.");

  expect(standing(it.terminal)).toEqual([160]);
  expect(states(it)).toEqual(["declined", "captured"]);
});

test("a part that the terminal approves leaves the rest due", async () => {
  const it = await counterWith("partial");
  it.keys("F12");
  await it.sees("1.30 taken by card, 1.30 left.");

  expect(standing(it.terminal)).toEqual([130]);
});

test("Esc asks the terminal to stop, and its answer counts", async () => {
  const it = await counterWith("no-answer");
  it.keys("F12");
  await it.sees("CARD 2.60 at A since");
  await it.sees("CARD 2.60 at A since");
  it.keys("Esc");
  expect(it.message()).toBe("Main was asked to stop: only its answer counts.");
  await it.sees("Main took nothing");

  expect(states(it)).toEqual(["declined"]);
  expect(it.store.getState().order?.due).toBe(260);
});

test("another guest is served while a card is paid", async () => {
  const it = await openCardCounter(await newCafe(), { approveMs: 400 });
  it.typed("croissant");
  it.keys("F12");
  await it.sees("CARD 2.60 at A since");
  it.keys("F6");
  expect(it.message()).toContain("A1 is parked.");
  it.typed("flat");
  it.type("20");
  it.keys("F9");
  expect(it.message()).toContain("Receipt A-000001.");
  await it.sees("A1: 2.60 by card, receipt A-000002.");

  expect(standing(it.terminal)).toEqual([260]);
});

test("other money for the order is asked about while a card may still pay it", async () => {
  const it = await counterWith("no-answer");
  it.keys("F12");
  await it.sees("CARD 2.60 at A since");
  it.type("20");
  it.keys("F9");
  expect(it.message()).toBe("Main was asked for 2.60 and may take it. F9 says yes.");
  expect(it.store.getState().order?.paid).toBe(0);
  it.keys("F9");

  expect(it.message()).toContain("Receipt A-000001.");
});

test("goods are not taken off below what a card may still pay without a question", async () => {
  const it = await counterWith("no-answer");
  it.keys("F12");
  await it.sees("CARD 2.60 at A since");
  it.keys("F6");
  it.type("1");
  it.keys("F6");
  it.keys("F5");
  expect(it.message()).toBe("Main was asked for 2.60 and may take it. F9 says yes.");
  expect(it.store.getState().order?.total).toBe(260);
});

test("a smaller quantity below what a card may still pay is asked about, and F9 does it", async () => {
  const it = await openCardCounter(await newCafe());
  it.terminal.set(["no-answer"]);
  it.typed("3*croissant");
  it.keys("F12");
  await it.sees("CARD 7.80 at A since");
  it.keys("F6");
  it.type("1");
  it.keys("F6");
  it.typed("*1");
  expect(it.message()).toBe("Main was asked for 7.80 and may take it. F9 says yes.");
  expect(it.store.getState().order?.total).toBe(780);
  it.keys("F9");

  expect(it.store.getState().order?.total).toBe(260);
});

test("of a payment of which nobody knows, a person says yes with the number, or no", async () => {
  const cafe = await newCafe();
  const it = await openCardCounter(cafe);
  for (const goods of ["croissant", "flat"]) {
    it.terminal.set(["drop-after-result", "no-memory"]);
    it.typed(goods);
    it.keys("F12");
    await it.sees("nobody knows whether Main took");
    it.keys("F6");
  }
  expect(states(it)).toEqual(["unknown", "unknown"]);
  it.type("1");
  it.keys("F6", "F12");
  expect(it.screen()).toContain("The terminal says yes");
  it.keys("1");
  it.type("abc");
  it.keys("Enter");
  expect(it.message()).toBe(
    "Type the number of the terminal's receipt: up to 12 digits, such as 0471.",
  );
  it.keys("Esc");
  it.type("0471");
  expect(it.screen()).toContain("Receipt 0471: 2.60 is paid");
  it.keys("Enter");
  expect(it.message()).toBe("A1: 2.60 counts as paid by card, receipt 0471.");
  it.typed(":cards");
  it.keys("1", "2");
  expect(it.message()).toBe("A2: 3.60 counts as not taken by card.");

  expect(states(it)).toEqual(["captured", "untaken"]);
  const [second, first] = it.store.till.port.cards.today();
  expect([first?.receipt, second?.receipt]).toEqual(["0471", ""]);
});

test("a payment of which nobody knew is asked for again by key", async () => {
  const it = await openCardCounter(await newCafe(), { approveMs: 200 });
  it.typed("croissant");
  it.keys("F12");
  await it.sees("CARD 2.60 at A since");
  it.terminal.set(["drop-after-result", "keeps", "no-memory"]);
  await it.sees("nobody knows whether Main took");
  it.terminal.set([]);
  it.keys("F12", "3");
  await it.sees("Receipt A-000001.");

  expect(states(it)).toEqual(["captured"]);
  expect(standing(it.terminal)).toEqual([260]);
});

test("what is typed while it is asked again is an answer, and no money", async () => {
  const it = await openCardCounter(await newCafe());
  it.terminal.set(["drop-after-result", "no-memory"]);
  it.typed("croissant");
  it.keys("F12");
  await it.sees("nobody knows whether Main took");
  it.keys("F12", "3", "1");
  it.type("0471");

  expect(it.store.getState()).toMatchObject({
    text: "",
    list: { type: "card-number", filter: "0471" },
  });
  await it.sees("nobody knows whether Main took");
  expect(it.screen()).toContain("Receipt 0471: 2.60 is paid");
  it.keys("Enter");
  expect(it.message()).toBe("A1: 2.60 counts as paid by card, receipt 0471.");
  expect(it.store.getState().list).toBeUndefined();
});

test("a terminal that does not answer says so, and the card is booked by hand", async () => {
  const cafe = await newCafe();
  const it = await openCardCounter(cafe, { who: ["4", "4444"] });
  it.terminal.set(["busy"]);
  it.typed("croissant");
  it.keys("F12");
  await it.sees("Main is busy, nothing was asked of it: F12 tries again.");
  expect(states(it)).toEqual([]);
  it.typed(":byhand");
  it.keys("Enter");

  expect(it.message()).toContain("Paid 2.60 by card. Receipt A-000001.");
  expect(standing(it.terminal)).toEqual([]);
});

test("of two terminals one is chosen", async () => {
  const it = await openCardCounter(await newCafe(), { ids: ["bar", "main"] });
  it.typed("croissant");
  it.keys("F12");
  expect(it.screen()).toContain("Which card terminal?");
  it.keys("2");
  expect(it.message()).toBe("Main asks for 2.60.");
  await it.sees("Receipt A-000001.");
});

test("of a part behind another one, the choice of a terminal is the only question", async () => {
  const it = await openCardCounter(await newCafe(), { ids: ["main", "bar"] });
  it.typed("6*croissant");
  it.keys("F9");
  it.typed("/3");
  it.keys("F12", "1");
  await it.sees("part 2 of 3");
  it.keys("F12");
  expect(it.store.getState().list).toMatchObject({ type: "terminals", wanted: { amount: 520 } });
  expect(it.message()).toBe("Next: part 2 of 3: 5.20.");
  it.keys("1");
  await it.sees("part 3 of 3");
  expect(standing(it.terminal)).toEqual([520, 520]);
});

test("a register that begins after a crash finds out what became of the card", async () => {
  const cafe = await newCafe();
  const it = await counterWithOpen(cafe);
  // The process dies: what it was at ends without a word.
  await it.open.close();
  it.store.close();
  const next = await counterAt(cafe, it);
  await next.sees("A1: Main took nothing.");

  expect(states(next)).toEqual(["declined"]);
  expect(standing(it.terminal)).toEqual([]);
});

test("the list of what needs somebody leads to the three keys", async () => {
  const it = await counterWith("drop-after-result", "no-memory");
  it.keys("F12");
  await it.sees("nobody knows whether Main took");
  it.keys("F6");
  it.typed(":attention");
  expect(it.screen()).toContain("nobody knows whether the");
  it.keys("1", "1");
  expect(it.screen()).toContain("The terminal says no");
  it.keys("2");

  expect(it.message()).toBe("A1: 2.60 counts as not taken by card.");
  expect(it.store.till.port.attention().filter(({ answers }) => answers.length > 0)).toEqual([]);
});

test("a question stays on the line while a card elsewhere is paid", async () => {
  const it = await openCardCounter(await newCafe(), { approveMs: 300 });
  it.typed("croissant");
  it.keys("F12");
  await it.sees("CARD 2.60 at A since");
  it.keys("F6");
  it.typed("flat");
  it.type("900");
  it.keys("F9");
  const question = it.message();
  expect(it.store.getState().confirmedSum).toBe(90_000);
  await it.until(() => states(it)[0] === "captured");

  expect(it.message()).toBe(question);
  expect(it.store.getState().messages[0]?.text).toBe("A1: 2.60 by card, receipt A-000001.");
  it.keys("F9");
  expect(it.message()).toContain("Receipt A-000002.");
});
