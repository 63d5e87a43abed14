/** The card terminals of a register are looked at when somebody logs in, beside everything else. */

import { createServer } from "node:net";

import { expect, onTestFinished, test } from "vitest";

import { listen, portOf } from "../../../proof/ports/listening.ts";
import { makeNexoPapers } from "../../../proof/terminal/nexo-papers.ts";
import { serveNexoTerminal } from "../../../proof/terminal/nexo-server.ts";
import { createNexoTerminal } from "../../../proof/terminal/nexo-terminal.ts";
import { type TerminalFault } from "../../../proof/terminal/zvt-faults.ts";
import { changeTerminal } from "../../../src/app/cards/terminal-changes.ts";
import { newPassphrase, type NewPassphrase } from "../../../src/app/cards/terminal-secret.ts";
import { TRAINING_PIN } from "../../../src/app/founding/training-shop.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { systemRandom } from "../../../src/app/system/random.ts";
import { pause } from "../../../src/domain/base/pause.ts";
import { type TerminalFields } from "../../../src/domain/commands/cards/change-terminals.ts";
import { takeLock } from "../../../src/ledger/exclusive-lock.ts";
import { statusFields, troubleFields } from "../../../src/tui/rows/status-fields.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { type Cafe, cafeCopies } from "../../support/cafe.ts";
import { type CardCounter, openCardCounter, standing } from "../../support/card-counter.ts";
import { learnerAt } from "../../support/learner.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { servedTerminal } from "../../support/served-terminal.ts";
import { valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const newCafe = cafeCopies();

const NO_PAPER = "The printer of Main is not ready: put paper in, close its lid.";
const NO_ANSWER = "Main does not answer: wake it, look at plug and cable, or take cash.";
const OTHER_CURRENCY = "Main takes another currency than the shop: call the installer.";

/** Longer than a look waits for an answer. */
const LOOK_MS = 6000;

/** A register whose terminal has these faults by the time that Mia logs in once more. */
async function loggedInAgain(...faults: ReadonlyArray<TerminalFault>): Promise<CardCounter> {
  const it = await openCardCounter(await newCafe());
  it.terminal.set(faults);
  await again(it);
  return it;
}

async function again(it: RealRegister): Promise<void> {
  it.type(":lock");
  it.press("Enter");
  await it.logIn("1", "1111");
}

/** What is wrong with terminals, as the register says it. */
function troubles({ store: { till } }: RealRegister): ReadonlyArray<string> {
  return till.port.cards.troubles(till.locale).map(({ says }) => says);
}

function status({ store }: RealRegister): ReadonlyArray<string> {
  return statusFields(store.till, store.getState());
}

/** Adds a terminal `main` to the café. */
async function addMain(
  cafe: Cafe,
  said: TerminalFields,
  passphrase?: NewPassphrase,
): Promise<void> {
  const setUp = cafe.open();
  const wish = { id: "main", isNew: true, said: { name: "Main", ...said }, passphrase };
  valueOf(changeTerminal(setUp.till, RAVI, wish));
  await setUp.close();
}

/** A port that lets anybody in and never says a word. */
async function silentPort(): Promise<{ readonly port: number; readonly calls: () => number }> {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    onTestFinished(() => {
      socket.destroy();
    });
  });
  await listen(server, { host: "127.0.0.1", port: 0 });
  onTestFinished(() => {
    server.close();
  });
  return { port: portOf(server), calls: () => calls };
}

/** Lets a terminal on this box answer, and the clock of the till go on. */
async function pass(cafe: Cafe, ms: number): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += 100) {
    await pause(systemClock, 1);
    cafe.clock.advance(100);
  }
}

test.for([
  { fault: "no-paper", says: NO_PAPER, short: "Main: printer not ready" },
  { fault: "other-currency", says: OTHER_CURRENCY, short: "Main: other currency" },
  { fault: "refuse-currency", says: OTHER_CURRENCY, short: "Main: other currency" },
] as const)("a terminal with $fault is named at the log-in, with what to do", async (one) => {
  const it = await loggedInAgain(one.fault);
  await it.sees(one.says);

  expect(status(it)).toContain(one.short);
  expect(troubleFields(it.store.till)).toContain(one.says);
});

test("a terminal that is well is not spoken of", async () => {
  const cafe = await newCafe();
  const it = await openCardCounter(cafe);
  await pass(cafe, LOOK_MS);

  expect(it.message()).toMatch(/^Hello Mia\. Not clocked in/u);
  expect(troubles(it)).toEqual([]);
});

test("a terminal that is mended is well at the next log-in", async () => {
  const it = await loggedInAgain("no-paper");
  await it.sees(NO_PAPER);
  it.terminal.set([]);
  await again(it);
  await it.until(() => troubles(it).length === 0);

  expect(status(it).join()).not.toContain("Main");
});

test("a terminal that never answers keeps nobody from logging in or selling", async () => {
  const cafe = await newCafe();
  const { port, calls } = await silentPort();
  await addMain(cafe, { host: "127.0.0.1", port });
  const it = openRealRegister(cafe);
  // The clock of the till stands still: whatever waits for the terminal waits for ever.
  await it.logIn("1", "1111");
  it.type("croissant");
  it.press("Enter");
  it.type("20");
  it.press("F9");

  expect(it.message()).toContain("Receipt A-000001.");
  expect(troubles(it)).toEqual([]);
  await pass(cafe, LOOK_MS);
  expect(calls()).toBe(1);
  expect(troubles(it)).toEqual([NO_ANSWER]);
  expect(status(it)).toContain("Main: no answer");
});

test("a question on the line stays, and what the terminal lacks is among the messages", async () => {
  const cafe = await newCafe();
  const { port } = await silentPort();
  await addMain(cafe, { host: "127.0.0.1", port });
  const it = openRealRegister(cafe);
  await it.logIn("1", "1111");
  it.type("nothing of that name");
  it.press("Enter");
  const before = it.message();
  await pass(cafe, LOOK_MS);

  expect(it.message()).toBe(before);
  expect(it.store.getState().messages[0]?.text).toBe(NO_ANSWER);
  expect(it.store.getState().text).toBe("nothing of that name");
});

test("a payment has the terminal at once, though it is being looked at", async () => {
  const cafe = await newCafe();
  const { port, calls } = await silentPort();
  await addMain(cafe, { host: "127.0.0.1", port });
  const it = openRealRegister(cafe);
  await it.logIn("1", "1111");
  await pass(cafe, 200);
  expect(calls()).toBe(1);
  it.type("croissant");
  it.press("Enter");
  it.press("F12");
  expect(it.message()).toBe("Main asks for 2.60.");
  await pass(cafe, 2 * LOOK_MS);

  expect(calls()).toBe(2);
  // The payment says it, and nobody says it twice.
  expect(it.store.getState().messages.map(({ text }) => text)).not.toContain(NO_ANSWER);
  expect(it.store.getState().messages[0]?.text).toContain("Main does not answer: F12");
});

test("a terminal at which a payment runs is asked nothing", async () => {
  const it = await openCardCounter(await newCafe());
  it.terminal.set(["no-answer"]);
  it.typed("croissant");
  it.keys("F12");
  await it.sees("CARD 2.60 at A since");
  it.terminal.set(["no-paper"]);
  it.typed(":lock");
  await it.logIn("1", "1111");
  await pause(systemClock, 50);

  expect(troubles(it)).toEqual([]);
});

test("a terminal that somebody talks to from another process is asked nothing", async () => {
  const cafe = await newCafe();
  const { port, calls } = await silentPort();
  await addMain(cafe, { host: "127.0.0.1", port });
  const it = openRealRegister(cafe);
  const lock = takeLock(it.open.dir, "terminal-main");
  await it.logIn("1", "1111");
  await pass(cafe, LOOK_MS);
  lock?.release();

  expect(calls()).toBe(0);
  expect(troubles(it)).toEqual([]);
});

test("a terminal that another till drives is asked nothing", async () => {
  const cafe = await newCafe();
  const { port, calls } = await silentPort();
  const counter = cafe.open();
  const bar = await enrolBar(cafe, counter.till);
  const said = { name: "Main", host: "127.0.0.1", port };
  valueOf(changeTerminal(bar.till, RAVI, { id: "main", isNew: true, said }));
  await counter.close();
  const it = openRealRegister(cafe);
  await it.logIn("1", "1111");
  await pass(cafe, LOOK_MS);

  expect(calls()).toBe(0);
});

test("a terminal is asked nothing in a training", async () => {
  const cafe = await newCafe();
  const { port, calls } = await silentPort();
  await addMain(cafe, { host: "127.0.0.1", port });
  const it = await learnerAt(cafe);
  await it.logIn("1", TRAINING_PIN);
  await pass(cafe, LOOK_MS);

  expect(calls()).toBe(0);
  expect(troubles(it)).toEqual([]);
});

test("a payment that the terminal takes ends what was said of it", async () => {
  const it = await loggedInAgain("no-paper");
  await it.sees(NO_PAPER);
  it.terminal.set([]);
  it.typed("croissant");
  it.keys("F12");
  await it.sees("Receipt A-000001.");

  expect(standing(it.terminal)).toEqual([260]);
  expect(troubles(it)).toEqual([]);
});

test("a Nexo terminal says that its paper is out, and with a wrong key whom to call", async () => {
  const poi = "V400m-346403161";
  const passphrase = "correct horse battery staple";
  const papers = await makeNexoPapers(poi);
  const terminal = createNexoTerminal({
    clock: systemClock,
    random: systemRandom,
    poi,
    passphrase,
    approveMs: 1,
    lateMs: 50,
  });
  const { port, close } = await serveNexoTerminal(terminal, { host: "127.0.0.1", port: 0, papers });
  onTestFinished(close);
  const cafe = await newCafe();
  const place = { host: "127.0.0.1", port, poi, keyName: "till", trust: papers.root };
  await addMain(cafe, { protocol: "nexo", ...place }, newPassphrase(passphrase, systemRandom));
  terminal.set(["no-paper"]);
  const it = openRealRegister(cafe);
  await it.logIn("1", "1111");
  while (troubles(it).length === 0) await pass(cafe, 100);
  expect(it.message()).toBe(NO_PAPER);

  const other = newPassphrase("another passphrase", systemRandom);
  const wish = { id: "main", isNew: false, said: { keyVersion: 2 }, passphrase: other };
  valueOf(changeTerminal(it.open.till, RAVI, wish));
  await again(it);
  while (!status(it).includes("Main: wrong key")) await pass(cafe, 100);
  expect(it.message()).toBe("Main has another key: call the installer.");
});

test("a terminal that is tested in the back office is known as it is by then", async () => {
  const { terminal, port, close } = await servedTerminal();
  onTestFinished(close);
  const cafe = await newCafe();
  await addMain(cafe, { host: "127.0.0.1", port });
  terminal.set(["no-paper"]);
  const it = openRealRegister(cafe);
  await it.logIn("4", "4444");
  const { session } = it.store.getState();
  const asked = session?.office.terminals.test("main");
  expect(await asked).toEqual({ ok: false, fault: { message: NO_PAPER } });
  expect(troubles(it)).toEqual([NO_PAPER]);
  terminal.set([]);
  expect(await session?.office.terminals.test("main")).toMatchObject({ ok: true });

  expect(troubles(it)).toEqual([]);
});
