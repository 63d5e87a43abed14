/** A register that hangs, in a real terminal: it is ended and started again, and a person goes on. Size: whole. */

import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test, vi } from "vitest";

import { openUnlocked } from "../../src/ledger/key/unlock.ts";
import { childOf, isRunning, stateOf } from "../support/process-tree.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { answer, KEY, openTerminal, openTerminalOf, quit } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";
import { NODE, TILL } from "../support/till-process.ts";

const shopCopy = shopCopies();

const HUNG = "The screen hung: keys pressed meanwhile did nothing, all else is kept.";
const PATIENCE = { timeout: 45_000, interval: 10 };
const PASSPHRASE = "correct horse battery staple";
const COLA = "8712345000011";
const DOWN = "\u001b[B";

describe("a register that hangs", () => {
  test("is started again, with the order and the typed text, and is paid once", async () => {
    const { store, log, env } = await shop();
    const register = openTerminal(["run", "--store", store], { env });
    await logIn(register);
    register.type("2*flat white");
    register.press(KEY.enter);
    await register.sees(/TOTAL +7\.20/u);
    register.type("crois");
    await register.sees("> crois");
    const hung = childOf(register.pid);

    process.kill(hung, "SIGSTOP");
    await register.sees(HUNG);

    expect(isRunning(hung)).toBe(false);
    await answer(register, "PIN >", "1111");
    await register.sees("Hello Mia.");
    const screen = await register.sees("> crois");
    expect(screen).toMatch(/1 +2 Flat white +7\.20/u);
    register.press(KEY.enter);
    await register.sees(/TOTAL +9\.80/u);
    register.press(KEY.f9, KEY.enter);
    await register.sees("Paid 9.80 in cash. Receipt A-000001.");
    await leave(register);
    expect(await register.exit).toBe(0);
    expect(await register.isAlternate()).toBe(false);
    expect(await register.isCursorShown()).toBe(true);
    expect(await receiptsOn(store)).toEqual(["A-000001"]);
    expect((await till(["verify", "--store", store])).code).toBe(0);
    expect((await till(["reconcile", "--store", store])).code).toBe(0);
    expect(await readFile(log, "utf8")).toMatch(
      new RegExp(
        `^\\S+Z The register \\(process ${hung}\\) gave no sign of life and was killed, and was started again\\.\n$`,
        "u",
      ),
    );
  });

  test("is started again out of a loop that nothing interrupts", async () => {
    const { store, env } = await shop();
    const register = openTerminal(["run", "--store", store], { env: await loopingOnSignal(env) });
    await logIn(register);
    register.press(KEY.f3);
    await register.sees("The order is now Counter.");
    register.type("crois");
    await register.sees("> crois");

    process.kill(childOf(register.pid), "SIGUSR2");
    await register.sees(HUNG);

    await answer(register, "PIN >", "1111");
    await register.sees("> crois");
    register.press(KEY.enter);
    await register.sees(/TOTAL +2\.60/u);
    const listed = await till(["order", "show", "A1", "--store", store, "--json"]);
    expect(JSON.parse(listed.stdout)).toMatchObject({ order: { service: "counter" } });
  });

  test("is started again where it was in the back office, with what was typed there", async () => {
    const { store, env } = await shop();
    const register = openTerminal(["run", "--store", store], { env });
    await answer(register, "staff number >", "4");
    await answer(register, "PIN >", "4444");
    await register.sees("Hello Ravi.");
    register.type(":office");
    register.press(KEY.enter);
    await register.sees("1 Products");
    register.press("1");
    await register.sees("Back office: Products");
    register.type("flat white");
    register.press(KEY.enter, DOWN);
    await register.sees("Products: Flat white");
    register.type("3.9");
    await register.sees("> 3.9");

    process.kill(childOf(register.pid), "SIGSTOP");
    await register.sees(HUNG);

    await answer(register, "PIN >", "4444");
    const screen = await register.sees("Products: Flat white");
    expect(screen).toContain("> 3.9");
    register.press(KEY.enter);
    await register.sees(/Price +3\.90/u);
  });

  test("keeps no PIN, and takes none from keys that nobody could see", async () => {
    const { store, env } = await shop();
    const register = openTerminal(["run", "--store", store], { env });
    // What a start has to read may take a minute, as it says: here it is over.
    await answer(register, "staff number >", "1");
    await answer(register, "PIN >", "1111");
    await register.sees("Hello Mia.");
    register.type("cola");
    await register.sees("Enter");
    register.press(KEY.escape, KEY.ctrlL);
    await register.sees("PIN >");
    register.type("99");
    await register.sees("PIN > **");

    process.kill(childOf(register.pid), "SIGSTOP");
    register.type("9999");
    register.press(KEY.enter);
    register.burst(`${COLA}\r`);
    await register.sees(HUNG);

    const screen = await register.sees("1 scan kept");
    expect(screen).toMatch(/PIN >$/mu);
    await answer(register, "PIN >", "1111");
    await register.sees("Scanned before: Cola. Enter adds it, Esc drops it.");
    register.press(KEY.enter);
    await register.sees(/1 +1 Cola +3\.25/u);
  });

  test("is not asked for its passphrase again", async () => {
    const { store, env } = await shop();
    const file = path.join(path.dirname(store), "passphrase");
    await writeFile(file, PASSPHRASE);
    const sealed = `${store}-sealed`;
    const words = ["init", "--fixture", "cafe", "--passphrase", "--store", sealed];
    expect((await till(words, { env: { TILL_PASSPHRASE_FILE: file } })).code).toBe(0);
    const register = openTerminal(["run", "--store", sealed], { env });
    await answer(register, "Passphrase:", PASSPHRASE);
    await turns(register);

    process.kill(childOf(register.pid), "SIGSTOP");

    await register.sees(HUNG);
    for (const pid of [register.pid, childOf(register.pid)]) {
      for (const file of ["cmdline", "environ"]) {
        expect(await readFile(`/proc/${pid}/${file}`, "utf8")).not.toContain("horse");
      }
    }
  });

  test("is started again in the demo shop that it made in a language", async () => {
    const { env } = await shop();
    const data = await temporaryFolder();
    const register = openTerminal(["demo", "--language", "en"], {
      env: { ...env, XDG_DATA_HOME: data },
    });
    await turns(register);

    process.kill(childOf(register.pid), "SIGSTOP");

    expect(await register.sees(HUNG)).toContain("staff number >");
  });

  test("with a paper in hand leaves it to a person, and prints it not twice by itself", async () => {
    const { store, env } = await shop();
    await mkdir(`${store}.paper`);
    // A printer that takes a paper and never answers, because nobody reads.
    execFileSync("mkfifo", [path.join(`${store}.paper`, "receipt.txt")]);
    const register = openTerminal(["run", "--store", store], { env });
    await logIn(register);
    register.press("1", "0", "0", KEY.enter, KEY.f9, KEY.enter);
    await register.sees("Paid 2.80 in cash. Receipt A-000001.");
    await vi.waitFor(() => expect(statesAt(store, "receipt")).toEqual(["sending"]), PATIENCE);

    process.kill(childOf(register.pid), "SIGSTOP");
    await register.sees(HUNG);

    await register.sees("ASK");
  });

  test("again and again is given up, with the terminal as it was", async () => {
    const { store, log, env } = await shop();
    const register = await inShell(store, env);
    for (let hangs = 1; hangs <= 4; hangs += 1) {
      await vi.waitFor(async () => expect(await startsIn(log)).toBe(hangs - 1), PATIENCE);
      await turns(register);
      process.kill(childOf(childOf(register.pid)), "SIGSTOP");
    }

    const { said, exit, isAsBefore } = await afterwards(register);
    expect(said).toBe(
      `The register hung again and again, and every order is safe; ${log} tells when.`,
    );
    expect({ exit, isAsBefore }).toEqual({ exit: "exit 1", isAsBefore: true });
    expect(await startsIn(log)).toBe(3);
  });

  test.each([
    { signal: "SIGTERM", code: 143 },
    { signal: "SIGHUP", code: 129 },
  ] as const)(
    "ends when it is told so ($signal), and the terminal is as it was",
    async ({ signal, code }) => {
      const { store, env } = await shop();
      const register = await inShell(store, env);
      const supervisor = childOf(register.pid);
      const hung = childOf(supervisor);

      await turns(register);
      process.kill(hung, "SIGSTOP");
      process.kill(supervisor, signal);

      const { exit, isAsBefore } = await afterwards(register);
      expect({ exit, isAsBefore }).toEqual({ exit: `exit ${code}`, isAsBefore: true });
      expect(isRunning(hung)).toBe(false);
    },
  );
});

describe("who ends or stops it", () => {
  test("the register's process killed, by whatever kills, is started again too", async () => {
    const { store, log, env } = await shop();
    const register = openTerminal(["run", "--store", store], { env });
    await logIn(register);
    register.type("crois");
    await register.sees("> crois");

    process.kill(childOf(register.pid), "SIGKILL");

    await register.sees(
      "The screen stopped: keys pressed meanwhile did nothing, all else is kept.",
    );
    await answer(register, "PIN >", "1111");
    await register.sees("> crois");
    expect(await readFile(log, "utf8")).toContain("died, and was started again.");
  });

  test("the process that watches killed, takes its register along, and the next one opens", async () => {
    const { store, env } = await shop();
    const register = await inShell(store, env, "read line");
    const supervisor = childOf(register.pid);
    const watched = childOf(supervisor);

    process.kill(supervisor, "SIGKILL");

    await vi.waitFor(() => expect(isRunning(watched)).toBe(false), PATIENCE);
    await vi.waitFor(async () => expect(await register.isAlternate()).toBe(false), PATIENCE);
    await openTerminal(["run", "--store", store], { env }).sees("staff number >");
  });

  test.each(["the job", "the process that watches", "the register's process"])(
    "a shell gets its prompt when %s is stopped, and fg brings the same register back",
    async (which) => {
      const { store, env } = await shop();
      const { shell, supervisor, watched } = await asJob(store, env);
      const target = { "the job": -supervisor, "the process that watches": supervisor }[which];

      process.kill(target ?? watched, "SIGTSTP");
      await shell.sees("Stopped");
      await vi.waitFor(() => {
        expect([stateOf(supervisor), stateOf(watched)]).toEqual(["T", "T"]);
      }, PATIENCE);
      expect([await shell.isAlternate(), await shell.isCursorShown()]).toEqual([false, true]);
      // As long as a hang would take, and longer: nobody is killed for it.
      expect((await till(["verify", "--store", store])).code).toBe(0);
      shell.type("fg");
      shell.press(KEY.enter);

      await shell.sees("> crois");
      shell.press(KEY.enter);
      await shell.sees(/TOTAL +2\.60/u);
      expect(childOf(supervisor)).toBe(watched);
    },
  );

  test("a shell that sets no terminal itself has it as it was when the job is stopped", async () => {
    const { store, env } = await shop();
    // Monitor mode without line editing: nobody but the register gives the terminal back.
    const words = 'stty -g; set -m; "$@"; stty -g; read -r _; fg';
    const job = openTerminalOf(
      ["/bin/sh", "-c", words, "sh", NODE, TILL, "run", "--store", store],
      {
        env,
      },
    );
    await logIn(job);
    job.type("crois");
    await job.sees(/> crois\s+= Croissant/u);

    process.kill(-childOf(job.pid), "SIGTSTP");
    const before = /^(?<modes>[0-9a-f:]{40,})$[^]*^\k<modes>$/mu;
    await job.sees(before);
    job.press(KEY.enter);

    await job.sees("> crois");
    job.press(KEY.enter);
    expect(await job.sees(/TOTAL +2\.60/u)).not.toMatch(before);
  });

  test.each([
    { when: "before it hears of the stop", register: "block(150)" },
    { when: "after it has heard of the stop", register: "process.nextTick(block, 150)" },
  ])("a register at work $when is stopped once, with the job", async ({ register }) => {
    const { store, env } = await shop();
    const { shell, supervisor, watched } = await asJob(store, await slowOnStop(env, register));

    process.kill(-supervisor, "SIGTSTP");
    await shell.sees("Stopped");
    shell.type("fg");
    shell.press(KEY.enter);

    await shell.sees("> crois");
    shell.press(KEY.enter);
    await shell.sees(/TOTAL +2\.60/u);
    // As long as a second stop would take, and longer.
    expect((await till(["verify", "--store", store])).code).toBe(0);
    expect([stateOf(supervisor), stateOf(watched)]).not.toContain("T");
  });
});

async function shop(): Promise<{
  readonly store: string;
  readonly log: string;
  readonly env: Record<string, string>;
}> {
  const store = await shopCopy();
  const state = path.join(path.dirname(store), "state");
  return {
    store,
    log: path.join(state, "tillmesh/register.log"),
    env: { XDG_STATE_HOME: state },
  };
}

/** Whatever it does at that moment, it does nothing else from the signal on. */
async function loopingOnSignal(
  env: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const file = path.join(await temporaryFolder(), "loop.cjs");
  await writeFile(file, 'process.on("SIGUSR2", () => { for (;;); });');
  return { ...env, NODE_OPTIONS: `--require=${file}` };
}

/** The register is at work when the stop comes, and the process that watches stops it in the middle of that. */
async function slowOnStop(
  env: Readonly<Record<string, string>>,
  register: string,
): Promise<Record<string, string>> {
  const file = path.join(await temporaryFolder(), "slow.cjs");
  const block = "const block = (ms) => { const end = Date.now() + ms; while (Date.now() < end); };";
  const onStop = `() => { if (process.send === undefined) block(50); else ${register}; }`;
  await writeFile(file, `${block}\nprocess.on("SIGTSTP", ${onStop});`);
  return { ...env, NODE_OPTIONS: `--require=${file}` };
}

/** A register in a shell that stops and continues it, with half a text on its line. */
async function asJob(
  store: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly shell: Terminal; readonly supervisor: number; readonly watched: number }> {
  const shell = openTerminalOf(["bash", "--norc", "--noprofile", "-i"], {
    env: { ...env, PS1: "shell$ " },
  });
  await shell.sees("shell$");
  shell.type(`${NODE} ${TILL} run --store ${store}`);
  shell.press(KEY.enter);
  await logIn(shell);
  shell.type("crois");
  // The frame of its last letter, and not only the echo: nothing is on its way, in or out.
  await shell.sees(/> crois\s+= Croissant/u);
  const supervisor = childOf(shell.pid);
  return { shell, supervisor, watched: childOf(supervisor) };
}

/** The shell tells what the terminal was like before and after. */
async function inShell(
  store: string,
  env: Readonly<Record<string, string>>,
  after = "stty -g",
): Promise<Terminal> {
  const shell = `stty -g; "$@"; echo "exit $?"; ${after}`;
  const words = ["/bin/sh", "-c", shell, "sh", NODE, TILL, "run", "--store", store];
  const register = openTerminalOf(words, { env, columns: 200 });
  await register.sees("staff number >");
  return register;
}

async function afterwards(
  register: Terminal,
): Promise<{ readonly said: string; readonly exit: string; readonly isAsBefore: boolean }> {
  const screen = await register.sees(/exit \d+\n[\da-f:]+$/u);
  const lines = screen.split("\n");
  const [said = "", exit = "", after] = lines.slice(-3);
  expect(await register.isAlternate()).toBe(false);
  expect(await register.isCursorShown()).toBe(true);
  return { said, exit, isAsBefore: after === lines[0] };
}

/** Until its loop turns: what hangs before that has a minute to begin with. */
async function turns(register: Terminal): Promise<void> {
  await vi.waitFor(async () => {
    // What comes before its screen is there does nothing. Many digits would be hidden, as a PIN.
    register.press(KEY.escape, "7");
    expect(await register.screen()).toContain("staff number > 7");
  }, PATIENCE);
  register.press(KEY.escape);
  await register.sees(/staff number >$/mu);
}

async function logIn(register: Terminal): Promise<void> {
  await register.sees("staff number >");
  register.press("1", KEY.enter);
  await answer(register, "PIN >", "1111");
  await register.sees("Hello Mia.");
}

async function leave(register: Terminal): Promise<void> {
  register.press(KEY.ctrlL);
  await register.sees("Locked");
  await quit(register, "1111");
}

/** How often the register was started again. */
async function startsIn(log: string): Promise<number> {
  const text = await readFile(log, "utf8").catch(() => "");
  return text.split("and was started again").length - 1;
}

async function receiptsOn(store: string): Promise<ReadonlyArray<string>> {
  const roll = await readFile(`${store}.paper/receipt.txt`, "utf8");
  return [...roll.matchAll(/^Receipt (?<no>A-\d+)/gmu)].map(({ groups }) => groups?.["no"] ?? "");
}

function statesAt(store: string, printer: string): ReadonlyArray<string> {
  const { db } = openUnlocked(store);
  try {
    const states = "SELECT state FROM print_jobs WHERE printer = ?";
    return db.prepare<[string], string>(states).pluck().all(printer);
  } finally {
    db.close();
  }
}
