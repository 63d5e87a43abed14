/** One process on a store has its printers; the others talk to it, as real processes. Size: whole. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, stat } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, inject, onTestFinished, test, vi } from "vitest";

import { examine } from "../../../src/app/attention/checks.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { paperDir, rollPath } from "../../../src/app/printing/printer-drive.ts";
import { createRegisterPort } from "../../../src/app/register/register-port.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { takeLock } from "../../../src/ledger/exclusive-lock.ts";
import { type Cafe, cafeCopies } from "../../support/cafe.ts";
import { plainEnvironment } from "../../support/commands.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { NODE } from "../../support/till-process.ts";

const newCafe = cafeCopies();
const WORKER = fileURLToPath(new URL("../../support/duties-worker.ts", import.meta.url));
/** On a machine that has other things to do; nothing here takes so long. */
const PATIENCE = { timeout: 40_000, interval: 5 };
const SILENCE_MS = 4000;

describe("what a command has sold", () => {
  test("is printed by the register as soon as the command tells, and not only when it looks", async () => {
    const cafe = await newCafe();
    const register = cafe.open();
    // Its clock stands still: it never looks by itself.
    cafe.clock.set(systemClock.nowMs());
    register.printing.keepDriving(() => {});

    const command = work(cafe.dir, "command");

    expect(await command.tells("handed-over")).toMatchObject({ pid: process.pid });
    await vi.waitFor(() => expect(statesOf(register)).toEqual(["printed", "printed"]), PATIENCE);
  });

  test("is finished by a register that comes in between, which gets the printers at once", async () => {
    const cafe = await newCafe();
    await mkdir(paperDir(cafe.dir));
    // A printer that takes its time: until somebody reads.
    execFileSync("mkfifo", [rollPath(cafe.dir, "kitchen")]);
    const command = work(cafe.dir, "command");
    const { jobs } = cafe.open();
    await vi.waitFor(() => expect(jobs.find(SENDING_TICKET)).toHaveLength(1), PATIENCE);

    const register = work(cafe.dir, "resident");
    // The answer that it hears comes after the word with which it asked for the duties.
    await register.tells("heard");
    expect(register.said()).not.toContainEqual({ type: "has the duties" });

    const kitchen = spawn("cat", [rollPath(cafe.dir, "kitchen")]);
    onTestFinished(() => void kitchen.kill());
    await register.tells("has the duties");
    expect(await command.tells("handed-over")).toMatchObject({ pid: register.pid });
    const ticket = jobs.latest(2).find(({ kind }) => kind === "ticket");
    expect(ticket).toMatchObject({ state: "printed", attempts: 1, doubts: 0 });
  });
});

describe("of two that go on", () => {
  test("the second one gets the printers when the first is killed, whatever that has left", async () => {
    const cafe = await newCafe();
    const first = work(cafe.dir, "resident");
    await first.tells("has the duties");
    const second = work(cafe.dir, "resident");
    await second.tells("heard");

    await first.kill("SIGKILL");

    await second.tells("has the duties");
    expect(await work(cafe.dir, "command").tells("handed-over")).toMatchObject({ pid: second.pid });

    // A command finds nobody behind the socket.
    await second.kill("SIGKILL");
    expect((await stat(socketOf(cafe))).isSocket()).toBe(true);
    expect(await work(cafe.dir, "command").tells("printed")).toEqual({ type: "printed" });
    await expect(stat(socketOf(cafe))).rejects.toThrow("ENOENT");
  });

  test("the second one says so when the first is stuck, takes nothing, and is heard later", async () => {
    const cafe = await newCafe();
    // Of the same time as the other process: to it an old ticket would be one that nobody prints unasked.
    cafe.clock.set(systemClock.nowMs());
    const stuck = work(cafe.dir, "resident");
    await stuck.tells("has the duties");
    const second = cafe.open();
    const port = createRegisterPort(second, { demoStaff: [] });
    await stuck.kill("SIGSTOP");

    cafe.clock.advance(SILENCE_MS);

    expect(port.printStatus()).toBe(`PRINTING HANGS (process ${stuck.pid})`);
    expect(second.printing.hasDuties()).toBe(false);

    const command = cafe.open();
    sellGoods(command.till, ["croissant"], { cash: 260 });
    expect(await inSilence(cafe, command.printing.settleOwn)).toEqual({
      type: "silent",
      pid: stuck.pid,
    });
    const holder = await inSilence(cafe, command.printing.askHolder);
    expect(examine(command, { holder })).toContainEqual({
      check: "printing",
      state: "wrong",
      code: "holderSilent",
      sentence: `The program that prints doesn't answer (process ${stuck.pid}): end it, and the next one prints.`,
    });
    expect(statesOf(command)).toEqual(["queued", "queued"]);

    await stuck.kill("SIGCONT");
    await vi.waitFor(() => expect(statesOf(command)).toEqual(["printed", "printed"]), PATIENCE);
    await vi.waitFor(() => expect(port.printStatus()).toBe(""), PATIENCE);
  });
});

describe("the socket", () => {
  test("is its owner's alone, and gone with its holder", async () => {
    const cafe = await newCafe();
    const register = cafe.open();
    register.printing.keepDriving(() => {});

    expect((await stat(socketOf(cafe))).mode & 0o777).toBe(0o600);
    await register.close();
    await expect(stat(socketOf(cafe))).rejects.toThrow("ENOENT");
  });

  test("lies in the store's folder, however deep that is", async () => {
    const cafe = await newCafe();
    const dir = path.join(path.dirname(cafe.dir), "x".repeat(120), "shop");
    await cp(cafe.dir, dir, { recursive: true });
    const register = cafe.openAt(dir);
    register.printing.keepDriving(() => {});

    expect((await stat(path.join(dir, "duties.sock"))).mode & 0o777).toBe(0o600);
    expect(await work(dir, "command").tells("handed-over")).toMatchObject({ pid: process.pid });
    await register.close();
    await expect(stat(path.join(dir, "duties.sock"))).rejects.toThrow("ENOENT");
  });

  test.each([
    ["what is no JSON", "print everything\n"],
    ["what is no object", "42\n"],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x0a])],
    ["a line without an end", Buffer.alloc(1024 * 1024, "x")],
  ])("hangs up on %s, and works on", async (_, bytes) => {
    const cafe = await newCafe();
    const register = cafe.open();
    register.printing.keepDriving(() => {});
    const caller = call(cafe);

    const closed = hungUp(caller);
    caller.write(bytes);
    await closed;

    expect(await work(cafe.dir, "command").tells("handed-over")).toMatchObject({
      pid: process.pid,
    });
  });

  test("passes over words that it doesn't know, and answers those that it does", async () => {
    const cafe = await newCafe();
    const register = cafe.open();
    register.printing.keepDriving(() => {});
    const caller = call(cafe);
    let answers = "";
    caller.setEncoding("utf8").on("data", (text: string) => (answers += text));

    caller.write('{"type":"sing"}\n{"type":"committed","job":-1}\n{}\n{"type":"sta');
    caller.write('tus","loud":true}\n{"type":"let-go"}\n');

    await vi.waitFor(() => expect(answers.split("\n")).toHaveLength(3), PATIENCE);
    expect(answers.split("\n").slice(0, -1).map(typeOf)).toEqual(["hello", "status"]);
    // A word from outside takes no printer from a register.
    expect(register.printing.hasDuties()).toBe(true);
  });

  test("of a holder in another version is not talked to: it looks for itself", async () => {
    const cafe = await newCafe();
    const { lock, heard } = newerHolder(cafe);
    const { till, printing } = cafe.open();
    sellGoods(till, ["croissant"], { cash: 260 });

    expect(await printing.settleOwn()).toEqual({ type: "handed-over", pid: 7 });

    expect(heard).toEqual([]);
    lock?.release();
  });

  test("of a holder in another version is no silence: it prints, in words of its own", async () => {
    const cafe = await newCafe();
    const { lock, heard } = newerHolder(cafe);
    const port = createRegisterPort(cafe.open(), { demoStaff: [] });
    // Before it can have said anything.
    cafe.clock.advance(SILENCE_MS);
    expect(port.printStatus()).toContain("PRINTING HANGS");
    await vi.waitFor(() => expect(port.printStatus()).toBe(""), PATIENCE);

    cafe.clock.advance(SILENCE_MS);

    expect(port.printStatus()).toBe("");
    expect(heard).toEqual([]);
    lock?.release();
  });

  test("has room for more than run on one store, and for no crowd", async () => {
    const cafe = await newCafe();
    const register = cafe.open();
    register.printing.keepDriving(() => {});
    const crowd = Array.from({ length: 80 }, () => call(cafe));

    await Promise.race(crowd.map(hungUp));
    for (const caller of crowd) caller.destroy();

    await vi.waitFor(async () => {
      expect(await register.printing.askHolder()).toMatchObject({ pid: process.pid });
    }, PATIENCE);
  });
});

interface Worker {
  readonly pid: number;
  /** All that it has said up to now. */
  readonly said: () => ReadonlyArray<{ readonly type: string }>;
  /** Resolves with what it says of this type, now or later. */
  readonly tells: (type: string) => Promise<{ readonly type: string }>;
  /** Ends, stops or continues it; resolves when it has. */
  readonly kill: (signal: "SIGKILL" | "SIGSTOP" | "SIGCONT") => Promise<void>;
}

function work(dir: string, role: "resident" | "command"): Worker {
  const child = spawn(NODE, [WORKER, dir, role], {
    env: { ...plainEnvironment(), NODE_COMPILE_CACHE: inject("compiled") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  const { pid = 0 } = child;

  function said(): ReadonlyArray<{ readonly type: string }> {
    const lines = output.split("\n").slice(0, -1);
    return lines.map((line) => JSON.parse(line) as { readonly type: string });
  }

  return {
    pid,
    said,
    tells: (type) =>
      vi.waitFor(() => {
        const found = said().find((what) => what.type === type);
        if (found === undefined) throw new Error(`${role} said ${output}, and not ${type}`);
        return found;
      }, PATIENCE),
    kill: async (signal) => {
      const closed = signal === "SIGKILL" ? once(child, "close") : undefined;
      child.kill(signal);
      await closed;
      if (signal === "SIGSTOP") await stopped(child);
    },
  };
}

async function stopped({ pid }: ChildProcess): Promise<void> {
  await vi.waitFor(async () => {
    expect(await readFile(`/proc/${pid}/stat`, "utf8")).toMatch(/\) T /u);
  }, PATIENCE);
}

/** Asks, and lets the time pass in which nobody answers. */
async function inSilence<Value>({ clock }: Cafe, ask: () => Promise<Value>): Promise<Value> {
  const timers = clock.pendingCount();
  const answer = ask();
  await vi.waitFor(() => expect(clock.pendingCount()).toBeGreaterThan(timers), PATIENCE);
  clock.advance(SILENCE_MS);
  return answer;
}

function call(cafe: Cafe): Socket {
  const socket = connect(socketOf(cafe));
  socket.on("error", () => undefined);
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** With a word or without one. */
function hungUp(caller: Socket): Promise<void> {
  return new Promise((resolve) => {
    caller.resume().on("close", () => {
      resolve();
    });
  });
}

function socketOf({ dir }: Cafe): string {
  return path.join(dir, "duties.sock");
}

function typeOf(line: string): unknown {
  return (JSON.parse(line) as { readonly type?: unknown }).type;
}

const SENDING_TICKET = { printer: "kitchen", states: ["sending"], limit: 9 } as const;

/** Has the duties, and speaks as a later program may. */
function newerHolder(cafe: Cafe) {
  const lock = takeLock(cafe.dir, "duties");
  const heard: string[] = [];
  const other = createServer((caller) => {
    const hello = { type: "hello", protocol: "tillmesh/duties", version: 2, pid: 7 };
    caller.setEncoding("utf8").on("data", (text: string) => heard.push(text));
    caller.on("error", () => undefined);
    caller.write(`${JSON.stringify({ ...hello, isResident: true })}\n`);
  }).listen(socketOf(cafe));
  onTestFinished(() => void other.close());
  return { lock, heard };
}

function statesOf({ jobs }: OpenTill): ReadonlyArray<string> {
  return jobs.latest(20).map(({ state }) => state);
}
