/** A till asks a terminal on a port for all that ZVT has, and the bank's books say whether it was done. */

import { expect, test } from "vitest";

import { type BankCharge } from "../../../proof/terminal/zvt-bank.ts";
import { type TerminalFault } from "../../../proof/terminal/zvt-faults.ts";
import { type CardRequest } from "../../../src/card/contract.ts";
import { type LinkNews } from "../../../src/card/run-dialogue.ts";
import { talkToTerminal } from "../../support/terminal-talk.ts";

type Original = NonNullable<CardRequest["of"]>;

/** Returns what a result names the transaction by. */
function originalIn(news: ReadonlyArray<LinkNews>): Original {
  const result = news.find(({ type }) => type === "result");
  if (result?.type !== "result") throw new Error("There is no result.");
  const { ref, card } = result.says;
  if (ref === null) throw new Error("The result has no receipt.");
  return { ref, ...(card.auth === undefined ? {} : { auth: card.auth }) };
}

function standing(books: ReadonlyArray<BankCharge>): ReadonlyArray<readonly [string, number]> {
  return books.flatMap(({ act, amount, isReversed }) =>
    isReversed ? [] : [[act, amount] as const],
  );
}

test("a payment is taken back by its receipt, once", async () => {
  const { ask, terminal } = await talkToTerminal();
  const of = originalIn(await ask({ act: "pay", sum: 880 }));

  const reversed = await ask({ act: "reverse", of, sum: 880 });
  const again = await ask({ act: "reverse", of, sum: 880 });

  expect(reversed.at(-1)).toEqual({ type: "completed" });
  expect(reversed.find(({ type }) => type === "result")).toMatchObject({
    says: { act: "reverse", isApproved: true, amount: 880, ref: { receipt: 472 } },
  });
  expect(again.at(-1)).toEqual({ type: "aborted", code: "b4" });
  expect(standing(terminal.books())).toEqual([]);
});

test("a refund goes the other way", async () => {
  const { ask, terminal } = await talkToTerminal();
  await ask({ act: "refund", sum: 300 });

  expect(standing(terminal.books())).toEqual([["refund", 300]]);
});

test("a reservation is booked with less than it was for, once", async () => {
  const { ask, terminal } = await talkToTerminal();
  const of = originalIn(await ask({ act: "reserve", sum: 5000 }));

  const booked = await ask({ act: "book", of, sum: 3150 });
  const again = await ask({ act: "book", of, sum: 3150 });

  expect(of.auth).toBe("611804");
  expect(booked.at(-1)).toEqual({ type: "completed" });
  expect(again.at(-1)).toEqual({ type: "aborted", code: "b8" });
  expect(standing(terminal.books())).toEqual([["book", 3150]]);
});

test("a reservation is not booked with more than it was for", async () => {
  const { ask, terminal } = await talkToTerminal();
  const of = originalIn(await ask({ act: "reserve", sum: 5000 }));

  expect((await ask({ act: "book", of, sum: 5001 })).at(-1)).toEqual({
    type: "aborted",
    code: "b7",
  });
  expect(standing(terminal.books())).toEqual([["reserve", 5000]]);
});

test("a reservation is released", async () => {
  const { ask, terminal } = await talkToTerminal();
  const of = originalIn(await ask({ act: "reserve", sum: 5000 }));

  expect((await ask({ act: "release", of })).at(-1)).toEqual({ type: "completed" });
  expect(standing(terminal.books())).toEqual([]);
});

test("what ZVT can't say is refused without a byte to the terminal", async () => {
  const { ask, terminal } = await talkToTerminal();

  expect(await ask({ act: "increase", sum: 100 })).toEqual([{ type: "aborted", code: "83" }]);
  expect(await ask({ act: "reverse", sum: 100 })).toEqual([{ type: "aborted", code: "83" }]);
  expect(await ask({ act: "pay", sum: 1e12 })).toEqual([{ type: "aborted", code: "83" }]);
  expect(terminal.books()).toEqual([]);
});

const IMPOSSIBLE: ReadonlyArray<readonly [TerminalFault, "refund" | "reserve"]> = [
  ["no-refund", "refund"],
  ["no-reservation", "reserve"],
];

test.each(IMPOSSIBLE)("a terminal with %s declines a %s", async (fault, act) => {
  const { ask, terminal } = await talkToTerminal();
  terminal.set([fault]);

  expect((await ask({ act, sum: 100 })).at(-1)).toEqual({ type: "aborted", code: "83" });
  expect(terminal.books()).toEqual([]);
});

test("an end of day tells what was taken by brand, and begins anew", async () => {
  const { ask, endDay } = await talkToTerminal();
  await ask({ act: "pay", sum: 880 });
  await ask({ act: "pay", sum: 260 });
  await ask({ act: "refund", sum: 260 });

  const ended = await endDay();
  const next = await endDay();

  expect(ended).toMatchObject({
    type: "ended",
    totals: {
      amount: 880,
      brands: [{ brand: "girocard", count: 3, sum: 880 }],
      receipts: { from: 471, to: 473 },
    },
  });
  expect(next).toMatchObject({ type: "ended", totals: { amount: 0, brands: [] } });
});

test("an end of day without an answer was asked for, and nobody knows", async () => {
  const { endDay, terminal } = await talkToTerminal();
  terminal.set(["drop-in-end-of-day"]);

  expect(await endDay()).toEqual({ type: "lost" });
});

test("a busy terminal is not asked for its end of day", async () => {
  const { endDay, terminal } = await talkToTerminal();
  terminal.set(["busy"]);

  expect(await endDay()).toEqual({ type: "not-asked", why: "busy" });
});

test("an offline approval that the host refuses is in no end of day", async () => {
  const { ask, endDay, terminal } = await talkToTerminal();
  terminal.set(["late-refusal"]);
  const news = await ask({ act: "pay", sum: 880 });

  expect(news.find(({ type }) => type === "result")).toMatchObject({
    says: { isApproved: true, card: { offline: true } },
  });
  expect(await endDay()).toMatchObject({ type: "ended", totals: { amount: 0 } });
  expect(terminal.books()).toMatchObject([{ isOffline: true, isRefused: true }]);
});

test("a terminal that prints at the till sends both copies", async () => {
  const { ask, link } = await talkToTerminal({ takesSlips: true });
  await ask({ act: "pay", sum: 880 });

  const slips = link.slips();
  expect(slips.map(({ copy }) => copy)).toEqual(["merchant", "customer"]);
  expect(slips[0]?.lines).toEqual([
    "   Händlerbeleg",
    "Beleg-Nr. 0471",
    "Trace-Nr. 000471",
    "girocard  ####4242",
    "",
    "Betrag      8.80",
  ]);
});

test("a terminal that floods the till with lines costs no more than a paper", async () => {
  const { ask, link, terminal } = await talkToTerminal({ takesSlips: true });
  terminal.set(["flood"]);
  const news = await ask({ act: "pay", sum: 880 });

  expect(news.at(-1)).toEqual({ type: "completed" });
  const lines = link.slips().flatMap((slip) => slip.lines);
  expect(lines.length).toBeLessThan(1000);
  expect(Math.max(...lines.map(({ length }) => length))).toBe(80);
});

test("texts that would clear a screen are only their letters", async () => {
  const { ask, terminal } = await talkToTerminal();
  terminal.set(["control-characters"]);
  const news = await ask({ act: "pay", sum: 880 });

  expect(news.find(({ type }) => type === "result")).toMatchObject({
    says: { card: { brand: "[2Jgirocard?" } },
  });
});
