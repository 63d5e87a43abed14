/** The terminals that a till drives end their day before its Z, and none of them holds the close up. */

import { beforeEach, expect, test } from "vitest";

import { changeTerminal } from "../../../src/app/cards/terminal-changes.ts";
import { closeDay } from "../../../src/app/day/close-evening.ts";
import { closedToText, openLines } from "../../../src/app/day/close-text.ts";
import { dayReport } from "../../../src/app/day/day-report.ts";
import { closeNights } from "../../../src/app/day/nights.ts";
import { whatIsOpen } from "../../../src/app/day/what-is-open.ts";
import { type BusinessDay } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { settlementsOf } from "../../../src/domain/terminals/settlements.ts";
import { CAFE_DAY, cafeCopies, MIA } from "../../support/cafe.ts";
import { type CardTills, cardTills, chargedUnknown } from "../../support/card-tills.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const NEXT = "2026-11-21" as BusinessDay;
const DAY_MS = 86_400_000;
const RAVI = { number: "4", name: "Ravi" };

let tills: CardTills;

beforeEach(async () => {
  tills = await cardTills(await newCafe(), { isBound: true });
});

function depsOf() {
  const { till, clock } = tills.a.open;
  return { till, clock, cards: tills.a.cards(), mesh: () => undefined };
}

function speech() {
  const { till, clock } = tills.a.open;
  return { currency: till.currency, locale: "en" as const, till, nowMs: clock.nowMs() };
}

async function close(day = DAY, asked = "4") {
  return valueOf(await tills.until(closeDay(depsOf(), { day, asked })));
}

/** Returns what the close says of the terminal. */
async function saidAtClose(day = DAY, asked = "4"): Promise<ReadonlyArray<string>> {
  return closedToText(await close(day, asked), speech()).filter((line) => line.includes("main"));
}

function states(): ReadonlyArray<string> {
  const { ledger } = tills.a.open.till;
  return ledger.read((view) => settlementsOf(view, "main")).map(({ state }) => state);
}

test("a close ends the terminal's day before the Z", async () => {
  await tills.endOf(tills.pay(tills.a).card);

  expect(await saidAtClose()).toEqual(["  main: end of day, 2.60"]);
  expect(tills.terminal.daysEnded()).toBe(1);
  const { ledger } = tills.a.open.till;
  const { settled, z } = ledger.read((view) => ({
    settled: settlementsOf(view, "main")[0],
    z: view.state("day", DAY).zs[0],
  }));
  expect(Number(settled?.id.split(":")[1])).toBeLessThan(z?.body.to ?? 0);
  expect(dayReport(tills.a.open.till, DAY).differences).toEqual([]);
});

test("a day that is closed again ends the terminal's day again only for what was taken since", async () => {
  await tills.endOf(tills.pay(tills.a).card);
  await close();

  expect(await saidAtClose()).toEqual([]);
  await tills.endOf(tills.pay(tills.a).card);
  expect(await saidAtClose()).toEqual(["  main: end of day, 2.60"]);
  expect(tills.terminal.daysEnded()).toBe(2);
});

test("a terminal that is off is skipped and named, and the day is closed", async () => {
  await tills.endOf(tills.pay(tills.a).card);
  const said = { port: 1 };
  valueOf(changeTerminal(tills.a.open.till, RAVI, { id: "main", isNew: false, said }));

  expect(await saidAtClose()).toEqual([
    "! main is off, and has not ended its day: till card settle main once it is on",
  ]);
  expect(states()).toEqual([]);
});

test("a payment of which nobody knows is named before the close, at it and in its Z", async () => {
  const { payment } = await chargedUnknown(tills);
  const { open } = tills.a;
  const found = whatIsOpen({ ...open, view: undefined }, { day: DAY, seesExpected: true });

  expect(openLines(found, speech()).map(({ text }) => text)).toContain(
    "main: of 2.60 by card nobody knows, and its end of day waits for that",
  );
  const done = await close();
  expect(closedToText(done, speech())).toContain(
    "! main has not ended its day: of 2.60 there nobody knows; till card list, then till card query",
  );
  expect(done.closed.zs[0]?.body.unknown).toMatchObject([{ payment, amount: 260 }]);
  expect(dayReport(open.till, DAY).attention).toMatchObject([
    { type: "payment/unknown", amount: 260 },
  ]);
});

test("a tab is named before the close as people call its order, with its sum and until when it is held", () => {
  const { open } = tills.a;
  const found = whatIsOpen({ ...open, view: undefined }, { day: DAY, seesExpected: true });
  const tab = { order: "B2", sum: minor(3000), name: "main", until: DAY };
  const tabs = [{ ...tab, destination: { table: "", name: "weber" } }];

  const lines = openLines({ ...found, tabs }, speech()).map(({ text }) => text);
  expect(lines.find((text) => text.startsWith("Tab of order"))).toMatch(
    /^Tab of order B2 weber: 30\.00 at main, held until .*20/u,
  );
});

test("a payment unknown at a Z and captured the next day stands in the next Z, as of its day", async () => {
  const word = await chargedUnknown(tills);
  const { till } = tills.a.open;
  const [first] = (await close()).closed.zs;
  const bytes = JSON.stringify(first?.body);
  tills.cafe.clock.advance(DAY_MS);
  valueOf(till.beginDay(RAVI));
  valueOf(tills.a.cards().say(MIA, { ...word, says: "yes", number: "0471" }));
  const [next] = (await close(NEXT)).closed.zs;

  expect(next?.body).toMatchObject({ no: 2, others: [{ day: DAY }] });
  const report = dayReport(till, DAY);
  expect(JSON.stringify(till.ledger.read((view) => view.state("day", DAY).zs[0]?.body))).toBe(
    bytes,
  );
  expect(report.closing.supplements.length).toBeGreaterThan(0);
  expect(report.differences).toEqual([]);
});

test("a timer ends the terminals' day too, as long as no new day has begun here", async () => {
  await tills.endOf(tills.pay(tills.a).card);
  tills.cafe.clock.advance(DAY_MS);
  const nights = await tills.until(closeNights(depsOf()));

  expect(nights).toMatchObject([
    { type: "closed", done: { terminals: [{ type: "done", amount: 260 }] } },
  ]);
  await tills.endOf(tills.pay(tills.a).card);
  tills.cafe.clock.advance(DAY_MS);
  valueOf(tills.a.open.till.beginDay(RAVI));
  await tills.until(closeNights(depsOf()));
  expect(tills.terminal.daysEnded()).toBe(1);
});

test("a timer does not tell a terminal whose last end of day has no answer", async () => {
  tills.terminal.set(["drop-in-end-of-day"]);
  expect(await saidAtClose()).toEqual([
    "! Nobody knows whether main has ended its day: look at its paper",
  ]);
  tills.terminal.set([]);
  tills.cafe.clock.advance(DAY_MS);
  valueOf(tills.a.open.till.beginDay(RAVI));

  expect(await saidAtClose(NEXT, "")).toEqual([
    "! The end of day before of main has no answer, so a person tells it: till card settle main",
  ]);
  expect(await saidAtClose(NEXT)).toEqual(["  main: end of day, 0.00"]);
});
