/** Card terminals in the back office: added by address over a real port, asked, set otherwise, removed. */

import { expect, onTestFinished, test, vi } from "vitest";

import { listTerminals } from "../../../src/app/cards/terminal-changes.ts";
import { pressedOffices, type PressedOffice } from "../../support/pressed-office.ts";
import { servedTerminal } from "../../support/served-terminal.ts";

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
    "Test it",
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
