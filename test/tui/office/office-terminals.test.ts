/** Card terminals in the back office: added by address over a real port, asked, set otherwise, removed. */

import { createServer } from "node:net";

import { describe, expect, onTestFinished, test, vi } from "vitest";

import { listen, portOf } from "../../../proof/ports/listening.ts";
import { listTerminals } from "../../../src/app/cards/terminal-changes.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { pause } from "../../../src/domain/base/pause.ts";
import { MIA } from "../../support/cafe.ts";
import { pressedOffices, type PressedOffice } from "../../support/pressed-office.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { servedTerminal, type ServedTerminal } from "../../support/served-terminal.ts";
import { valueOf } from "../../support/shop.ts";

const { office } = pressedOffices();

async function terminalPort(): Promise<number> {
  const { port, close } = await servedTerminal();
  onTestFinished(close);
  return port;
}

async function terminals(): Promise<PressedOffice> {
  const it = await office(":office");
  it.keys("card term");
  it.press("Enter");
  return it;
}

function labels({ till }: PressedOffice): ReadonlyArray<string> {
  return till.rows().map(({ label, detail }) => `${label} ${detail}`.trim());
}

/** Goes down to the row of that label. */
function goTo(it: PressedOffice, label: string): void {
  const at = it.till.rows().findIndex((row) => row.label === label);
  const from = it.till.state().office?.at ?? 0;
  for (let step = from; step < at; step += 1) it.press("Down");
}

test("a terminal is added by its address, and asked whether it is there", async () => {
  const port = await terminalPort();
  const it = await terminals();
  expect(labels(it)).toEqual(["A new one: type its address"]);
  it.keys(`127.0.0.1:${port}`);
  it.press("Enter");
  expect(it.till.message()).toBe(`The card terminal at 127.0.0.1:${port} is added: test it now.`);
  expect(labels(it)).toEqual([
    "Asked by this till",
    "Speaks ZVT",
    "Name Main",
    `Address 127.0.0.1:${port}`,
    "Password 000000",
    "Only this till no",
    "Tells its last yes",
    "Seconds to wait 60",
    "Days of a tab 5",
    "Slips printed by the terminal",
    "Test it",
    "End its day",
    "Remove it",
  ]);
  goTo(it, "Test it");
  it.press("Enter");
  await vi.waitFor(() => expect(it.till.message()).toBe("Main answers; its last receipt is 0470."));
});

test("a terminal that is not there says where it was looked for", async () => {
  const it = await terminals();
  it.keys("127.0.0.1:1");
  it.press("Enter");
  goTo(it, "Test it");
  it.press("Enter");

  await vi.waitFor(() =>
    expect(it.till.message()).toBe(
      "Main does not answer at 127.0.0.1:1: is it on, and is the address right?",
    ),
  );
});

test("a field is set, and Ctrl-Z sets it back", async () => {
  const it = await terminals();
  it.keys("192.0.2.7");
  it.press("Enter Down Down");
  it.keys("Bar");
  it.press("Enter");
  expect(listTerminals(it.till.keyboard.open.till)).toMatchObject([
    { id: "main", name: "Bar", host: "192.0.2.7", port: 20_007 },
  ]);
  it.press("Ctrl-Z");

  expect(listTerminals(it.till.keyboard.open.till)).toMatchObject([{ name: "Main" }]);
});

test.each([
  ["Address", "192.0.2.7.1", "Its address on the network, such as 192.0.2.7:20007."],
  ["Password", "12", "Six digits that its model has, often 000000."],
  ["Seconds to wait", "301", "0 to 300; 60 is safe: so long may what was sent still arrive."],
])("%s refuses %s, and says how it is typed", async (label, typed, sentence) => {
  const it = await terminals();
  it.keys("192.0.2.7");
  it.press("Enter");
  const before = it.till.events();
  goTo(it, label);
  it.keys(typed);
  it.press("Enter");

  expect(it.till.message()).toBe(sentence);
  expect(it.till.events()).toBe(before);
});

test("a terminal is removed by a second Enter", async () => {
  const it = await terminals();
  it.keys("192.0.2.7");
  it.press("Enter");
  goTo(it, "Remove it");
  it.keys("yes");
  it.press("Enter Enter");

  expect(it.till.message()).toBe("Main is removed.");
  expect(listTerminals(it.till.keyboard.open.till)).toEqual([]);
  expect(labels(it)).toEqual(["A new one: type its address"]);
});

/** The page of a terminal that has taken one croissant. */
async function paidTerminal(): Promise<PressedOffice & Pick<ServedTerminal, "terminal">> {
  const { port, terminal, close } = await servedTerminal();
  onTestFinished(close);
  const it = await terminals();
  it.keys(`127.0.0.1:${port}`);
  it.press("Enter");
  goTo(it, "Seconds to wait");
  it.keys("0");
  it.press("Enter");
  return { ...it, terminal };
}

/** Has the terminal take a croissant beside the office. */
async function pay(it: PressedOffice): Promise<void> {
  const { till, cards } = it.till.keyboard.open;
  const { order } = sellGoods(till, ["croissant"]);
  const card = valueOf(cards.pay(MIA, { order: order.id, wish: { terminal: "main" } }));
  let isOver = false;
  const done = card.done.finally(() => {
    isOver = true;
  });
  await passUntil(it, () => isOver);
  await done;
}

function endDay(it: PressedOffice): void {
  goTo(it, "End its day");
  it.keys("yes");
  it.press("Enter");
}

async function says(it: PressedOffice, sentence: string): Promise<void> {
  await passUntil(it, () => it.till.message() === sentence);
}

describe("the end of a terminal's day", () => {
  test("it says what the terminal took, and shows it by brand beside the tills", async () => {
    const it = await paidTerminal();
    await pay(it);
    endDay(it);
    await says(it, "Main has ended its day: 2.60, as the tills have it.");

    expect(it.terminal.daysEnded()).toBe(1);
    const [last = "", ...sums] = labels(it).slice(-3);
    expect(last).toMatch(/^Last end of day .*, done$/u);
    expect(sums).toEqual(["Together 2.60", "girocard 2.60"]);
  });

  test("a terminal that took nothing since is not told again", async () => {
    const it = await paidTerminal();
    endDay(it);
    await says(it, "Main has ended its day: 0.00, as the tills have it.");
    endDay(it);
    await says(it, "Main has ended its day already, and took nothing since.");

    expect(it.terminal.daysEnded()).toBe(1);
  });

  test("a terminal that says no, is busy or does not answer says so", async () => {
    const it = await paidTerminal();
    it.terminal.set(["no-end-of-day"]);
    endDay(it);
    await says(it, "Main has not ended its day: the terminal can't do this.");
    it.terminal.set(["busy"]);
    endDay(it);
    await says(it, "Main is busy: ask it again once it is free.");
    expect(it.terminal.daysEnded()).toBe(0);
    it.terminal.set(["drop-in-end-of-day"]);
    endDay(it);
    await says(it, "Nobody knows whether Main has ended its day: look at its paper.");
    endDay(it);
    await says(it, "Nobody knows whether Main has ended its day: look there; again tomorrow.");

    expect(it.terminal.daysEnded()).toBe(1);
  });

  test("a payment of which nobody knows holds it up", async () => {
    const it = await paidTerminal();
    it.terminal.set(["drop-after-result", "no-memory"]);
    await pay(it);
    endDay(it);
    await says(it, "Main has 2.60 of which nobody knows: ask with till card query first.");

    expect(it.terminal.daysEnded()).toBe(0);
  });

  test("one that takes long leaves the till free, and is told when it is over", async () => {
    const silent = createServer();
    await listen(silent, { host: "127.0.0.1", port: 0 });
    onTestFinished(() => {
      silent.close();
    });
    const it = await terminals();
    it.keys(`127.0.0.1:${portOf(silent)}`);
    it.press("Enter");
    endDay(it);
    await says(it, "Main is ending its day: what comes of it is told here.");
    expect(labels(it)).toContain("End its day It is asked …");
    it.press("Esc Esc");
    await says(
      it,
      `Main does not answer at 127.0.0.1:${portOf(silent)}: is it on, and is the address right?`,
    );
  });
});

/** Steps of the till's clock in which a terminal on this box has answered, on a busy machine too. */
const STEPS_MAX = 2000;

/** Lets a terminal on this box answer, and the till's clock go on, until it is so. */
async function passUntil(
  { clock, till }: Pick<PressedOffice, "clock" | "till">,
  is: () => boolean,
): Promise<void> {
  for (let step = 0; !is(); step += 1) {
    if (step > STEPS_MAX) throw new Error(`Never so: ${till.message()}`);
    await pause(systemClock, 1);
    clock.advance(50);
  }
}
