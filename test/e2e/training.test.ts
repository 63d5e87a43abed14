/** `till train` on a real terminal: it says so on every screen, and the books know nothing of it. Size: whole. */

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { expect, test, vi } from "vitest";

import { MEMORY_FLAGS } from "../../bin/memory-flags.js";
import { refused } from "../support/commands.ts";
import { KEYS } from "../support/keyboard.ts";
import { PATIENCE } from "../support/patience.ts";
import { childOf, isRunning } from "../support/process-tree.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { KEY, openTerminal, quit } from "../support/terminal.ts";
import { tillHere } from "../support/till-here.ts";
import { till } from "../support/till-process.ts";

const shopCopy = shopCopies();
const LEAVE_ALTERNATE = "\u001b[?1049l";
const ENTER_ALTERNATE = "\u001b[?1049h";

test("a cashier sells in a training while the register is open, and only the journal knows of it", async () => {
  const store = await shopCopy();
  const before = await booksOf(store);
  const register = openTerminal(["run", "--store", store]);
  await register.sees("staff number >");

  const training = openTerminal(["train", "--store", store]);
  const locked = await training.sees("staff number >");
  expect(locked).toContain("*** TRAINING *** Locked");
  expect(locked).toContain("1    Mia  PIN 0000");
  training.type("1\r");
  await training.sees("Mia: now your PIN.");
  training.type("0000\r");
  expect(await training.sees("Hello Mia.")).toContain("*** TRAINING *** New order, Takeaway");
  await training.sees("Exercise 1 of 13.");
  await ringUp(training, /(?<goods>\S+) Enter F9 Enter/u, KEY.enter);
  training.press(KEY.f9);
  expect(await training.sees("TO PAY")).toContain("*** TRAINING *** Pay order TRAIN1");
  training.press(KEY.enter);
  await training.sees("Receipt TRAIN-000001.");
  await training.sees(/Exercise 2 of 13. Well done: \d+ keys, \d+ would do\./u);
  const sum = await ringUp(training, /Keys: (?<goods>\S+) Enter (?<sum>\d+) F9/u, KEY.enter);
  training.type(sum);
  // The other key for it: F9 so soon again would count as a nervous finger's.
  training.press(KEYS.get("Ctrl-Y") ?? "");
  await training.sees("Exercise 3 of 13. Well done:");
  training.resize(39, 15);
  expect(await training.sees("The window is 39 by 15")).toContain("*** TRAINING ***");
  training.resize(80, 24);
  await training.sees("F1 Help");
  training.press(KEY.ctrlL);
  await training.sees("*** TRAINING *** Locked");
  await quit(training, "0000", "the training ends.");
  expect(await training.exit).toBe(0);

  expect(await register.sees("staff number >")).not.toContain("TRAINING");
  expect(await booksOf(store)).toEqual(before);
  expect(await trainingsOf(store)).toEqual(["training-began 1", "training-ended 2"]);
  expect(await readdir(`${store}.training`)).toEqual(["register.lock"]);
});

test("the register makes way for a training on its own terminal, and its order waits", async () => {
  const store = await shopCopy();
  const env = { XDG_STATE_HOME: path.join(path.dirname(store), "state") };
  const register = openTerminal(["run", "--store", store], { env });
  await register.sees("staff number >");
  register.type("1\r");
  await register.sees("Mia: now your PIN.");
  register.type("1111\r");
  await register.sees("Hello Mia.");
  register.type("crois\r");
  await register.sees(/^ \+ \d/mu);
  register.press(KEY.ctrlL);
  await register.sees("PIN >");
  const before = await booksOf(store);

  for (const round of [1, 2]) {
    register.type(":train\r");
    await register.sees("The training begins");
    // No screen reads it yet: it is neither lost nor shown.
    register.type("1\r");
    expect(await register.sees("Mia: now your PIN.")).toContain("*** TRAINING *** Locked");
    register.type("0000\r");
    await register.sees("Hello Mia.");
    register.type("100\r");
    await register.sees(/^ \+ \d/mu);
    register.press(KEY.f9, KEY.enter);
    await register.sees("Receipt TRAIN-000001.");
    if (round === 2) {
      process.kill(childOf(register.pid), "SIGKILL");
      await register.sees("The screen stopped: keys pressed meanwhile did nothing");
    } else {
      register.press(KEY.ctrlL);
      await register.sees("*** TRAINING *** Locked");
    }
    register.type(":quit\r");
    await register.sees("the training ends");
    register.type("0000\r");
    const back = await register.sees(round === 1 ? "The training is over" : /^ Locked/mu);
    expect(back).not.toContain("TRAINING");
  }

  expect(await booksOf(store)).toEqual(before);
  expect(await trainingsOf(store)).toEqual([
    "training-began 1",
    "training-ended 1",
    "training-began 1",
    "training-ended 1",
  ]);
  register.type("1111\r");
  expect(await register.sees("Hello Mia.")).toContain("Croissant");
  register.press(KEY.ctrlL);
  await quit(register, "1111");
  expect(await register.exit).toBe(0);
  expect(await shopsIn(store)).toEqual([]);
});

test("a register that hangs in a training says that it goes on, and not that it begins", async () => {
  const store = await shopCopy();
  const register = openTerminal(["run", "--store", store]);
  await register.sees("staff number >");
  register.type(":train\r");
  await register.sees("*** TRAINING *** Locked");
  // It has given signs of life then: before the first, nobody takes a silence for a fault.
  register.type("1\r");
  await register.sees("Mia: now your PIN.");

  process.kill(childOf(register.pid), "SIGSTOP");
  await register.sees("The screen hung: keys pressed meanwhile did nothing");

  const since = register.written().split("The register hung: it is started again.").at(-1);
  expect(since).toContain("The training goes on.");
  expect(since).not.toContain("The training begins");
});

test("what is typed while a training ends is not echoed, and the next screen has it", async () => {
  const store = await shopCopy();
  const register = openTerminal(["run", "--store", store]);
  await register.sees("staff number >");
  register.type(":train\r");
  await register.sees("*** TRAINING *** Locked");
  register.type(":quit\r");
  await register.sees("Staff number and PIN, then the training ends.");
  register.type("1\r");
  await register.sees("PIN >");
  const before = screensLeft();
  register.type("0000\r");
  // Between the two screens; what stands there then may be too short for anybody to see.
  await vi.waitFor(() => expect(screensLeft()).toBeGreaterThan(before), PATIENCE);
  register.burst("sekt");

  await register.sees("The training is over");
  await register.sees("> sekt");
  const between = register.written().split(LEAVE_ALTERNATE).at(-1)?.split(ENTER_ALTERNATE) ?? [];
  expect(between).toHaveLength(2);
  expect(between[0]).toBe("");

  function screensLeft(): number {
    return register.written().split(LEAVE_ALTERNATE).length;
  }
});

test("a screen that hangs is started again at the same exercise of the same shop", async () => {
  const { store, env, training } = await logInToTraining();
  training.press("1", "0", "0", KEY.enter, KEY.f9, KEY.enter);
  await training.sees("Receipt TRAIN-000001.");
  training.type(":next\r");
  await training.sees("Exercise 2 of 13.");
  training.type("crois");
  await training.sees("> crois");
  const hung = childOf(training.pid);

  process.kill(hung, "SIGSTOP");
  const locked = await training.sees("The screen hung: keys pressed meanwhile did nothing");

  expect(isRunning(hung)).toBe(false);
  expect(locked).toContain("*** TRAINING *** Locked");
  await training.sees("PIN >");
  training.type("0000\r");
  await training.sees("Hello Mia.");
  expect(await training.sees("> crois")).toContain("Exercise 2 of 13.");
  training.press(KEY.enter, KEY.f9, KEY.enter);
  await training.sees("Receipt TRAIN-000002.");
  training.press(KEY.ctrlL);
  await training.sees("*** TRAINING *** Locked");
  await quit(training, "0000", "the training ends.");
  expect(await training.exit).toBe(0);
  expect(await readdir(`${store}.training`)).toEqual(["register.lock"]);
  expect(await readFile(path.join(env.XDG_STATE_HOME, "tillmesh/register.log"), "utf8")).toContain(
    `(process ${hung}) gave no sign of life`,
  );
});

test.each([
  ["a screen that hangs", "SIGSTOP"],
  ["a screen that works", "SIGCONT"],
] as const)("%s and is told to end leaves no shop behind", async (_what, signal) => {
  const { store, training } = await logInToTraining();
  expect(await shopsIn(store)).toHaveLength(1);

  process.kill(childOf(training.pid), signal);
  process.kill(training.pid, "SIGTERM");

  expect(await training.exit).toBe(143);
  expect(await shopsIn(store)).toEqual([]);
});

test("its memory is bounded, as a register's is", async () => {
  const { training } = await logInToTraining();

  const words = await readFile(`/proc/${childOf(training.pid)}/cmdline`, "utf8");

  expect(words.split("\0")).toEqual(expect.arrayContaining([...MEMORY_FLAGS]));
});

test("without a terminal it is refused, and with lines it works", async () => {
  const store = await shopCopy();

  expect(await till(["train", "--store", store])).toEqual(
    refused(2, "A training needs a terminal: open one, or give it lines with --plain."),
  );
  const input = "1\n0000\n100\n:pay\n\n:lock\n:quit\n0000\n";
  const { code, stdout } = await till(["train", "--plain", "--store", store], { input });

  expect(code).toBe(0);
  expect(stdout).toContain("everybody's PIN is 0000");
  expect(stdout).toContain("Receipt TRAIN-000001.");
});

async function logInToTraining(): Promise<{
  readonly store: string;
  readonly env: { readonly XDG_STATE_HOME: string };
  readonly training: Terminal;
}> {
  const store = await shopCopy();
  const env = { XDG_STATE_HOME: path.join(path.dirname(store), "state") };
  const training = openTerminal(["train", "--store", store], { env });
  await training.sees("staff number >");
  training.type("1\r");
  await training.sees("Mia: now your PIN.");
  training.type("0000\r");
  await training.sees("Hello Mia.");
  return { store, env, training };
}

async function shopsIn(store: string): Promise<ReadonlyArray<string>> {
  const names = await readdir(`${store}.training`);
  // Beside the lock a process that was killed may leave the lock's journal.
  return names.filter((name) => !name.startsWith("register.lock"));
}

/** Types what the hint has for the goods, and the key that adds them; returns what was given. */
async function ringUp(training: Terminal, hint: RegExp, key: string): Promise<string> {
  training.type(":hint\r");
  const screen = await training.sees(" Keys: ");
  const { goods = "", sum = "" } = hint.exec(screen.replaceAll(/\s+/gu, " "))?.groups ?? {};
  expect(goods).not.toBe("");
  training.type(goods);
  await training.sees(`> ${goods}`);
  training.press(key);
  await training.sees(/^ \+ \d/mu);
  return sum;
}

/** Every event but what the journal says of trainings. */
async function booksOf(store: string): Promise<ReadonlyArray<string>> {
  const { stdout } = await tillHere(["export", "events", "--store", store]);
  const [, ...events] = stdout.split("\n");
  return events.filter((line) => !/training.(?:began|ended)/u.test(line));
}

async function trainingsOf(store: string): Promise<ReadonlyArray<string>> {
  const { stdout } = await tillHere(["journal", "--store", store, "--day", "all", "--json"]);
  const { lines } = JSON.parse(stdout) as {
    readonly lines: ReadonlyArray<{ readonly act: string; readonly count: number }>;
  };
  return lines.map(({ act, count }) => `${act} ${count}`);
}
