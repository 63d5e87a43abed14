/** A café with a simulated card terminal, each in a process of its own. */

import { type ChildProcess, spawn } from "node:child_process";

import { expect, onTestFinished, vi } from "vitest";

import { type Finished, MIA, plainEnvironment } from "./commands.ts";
import { cafeCopy } from "./shop-copies.ts";
import { tillHere } from "./till-here.ts";
import { BRIEF, NODE, till, TILL } from "./till-process.ts";

export const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
export const WAIT = { timeout: 45_000, interval: 10 };

export interface Simulator {
  readonly port: number;
  /** What it has shown so far: a line for each thing that it and its bank did. */
  readonly shown: () => string;
}

/** `till card simulate zvt --port 0`, until the test is over. */
export async function simulate(...words: ReadonlyArray<string>): Promise<Simulator> {
  const child = start(["card", "simulate", "zvt", "--port", "0", ...words]);
  let shown = "";
  let said = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (shown += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
  const port = await vi.waitFor(() => {
    const match = /listens on 127\.0\.0\.1:(\d+)\./u.exec(said);
    if (match === null) throw new Error(`The terminal has not said where it is, but:\n${said}`);
    return Number(match[1]);
  }, WAIT);
  return { port, shown: () => shown };
}

export function start(
  words: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  const child = spawn(NODE, [...BRIEF, TILL, ...words], {
    env: { ...plainEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return child;
}

/** A café with the terminal as `main`; `ask` runs its commands. */
export async function openShop(
  { port }: Simulator,
  ask = till,
): Promise<{
  readonly store: string;
  readonly run: (...words: ReadonlyArray<string>) => Promise<Finished>;
}> {
  const store = await cafeCopy();
  const words = ["card", "add", "main", "driver=zvt", `at=127.0.0.1:${port}`, "wait=0"];
  const added = await tillHere([...words, "--store", store], { env: RAVI });
  expect(added).toMatchObject({ code: 0, stdout: "Card terminal main: added.\n" });
  return { store, run: (...asked) => ask([...asked, "--store", store], { env: MIA }) };
}
