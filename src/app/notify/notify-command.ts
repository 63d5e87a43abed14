/**
 * Commands and webhooks that are handed a text, such as the result of a night: nothing depends on them. What
 * hangs is ended.
 */

import { spawn } from "node:child_process";

import { type Clock } from "../../domain/ports.ts";
import { environmentOfOthers } from "../system/environment.ts";

export type Notified =
  | { readonly type: "sent" }
  /** The command was ended, or the connection. */
  | { readonly type: "hung"; readonly seconds: number }
  /** `code`: of its end or answer, or the signal that ended it, or why it could not be started. */
  | { readonly type: "failed"; readonly code: string };

/** Returns why a hook did not take a text, for lists and scripts: English, as codes of programs are. */
export function failureText(failed: Exclude<Notified, { readonly type: "sent" }>): string {
  return failed.type === "hung" ? `hung for ${failed.seconds} s` : failed.code;
}

/** Longer than any mail takes; a timer must not stand over one that hangs. */
export const NOTIFY_PATIENCE_MS = 30_000;

/** Results of this program go to stdout: nobody else's words may stand among them. */
const STDERR = 2;

export interface NotifyDeps {
  readonly clock: Clock;
  readonly patienceMs?: number | undefined;
  /** Ends what is under way when this process ends. */
  readonly ending?: AbortSignal | undefined;
}

/** Runs a line of the shell; what it prints goes where this program's own talk goes. */
export function notify(command: string, text: string, deps: NotifyDeps): Promise<Notified> {
  return handTo({ program: "/bin/sh", args: ["-c", command], output: STDERR }, text, deps);
}

/** Runs a program without the shell; what it prints goes nowhere, because a screen may stand there. */
export function notifyProgram(program: string, text: string, deps: NotifyDeps): Promise<Notified> {
  return handTo({ program, args: [], output: "ignore" }, text, deps);
}

/** Runs a program with words and bytes of a paper, also without the shell. */
export function handToProgram(
  { program, args }: Pick<Receiver, "program" | "args">,
  bytes: Uint8Array,
  deps: NotifyDeps,
): Promise<Notified> {
  return handTo({ program, args, output: "ignore" }, bytes, deps);
}

interface Receiver {
  readonly program: string;
  readonly args: ReadonlyArray<string>;
  readonly output: "ignore" | typeof STDERR;
}

function handTo(
  { program, args, output }: Receiver,
  text: string | Uint8Array,
  { clock, patienceMs = NOTIFY_PATIENCE_MS, ending }: NotifyDeps,
): Promise<Notified> {
  const { promise, resolve } = Promise.withResolvers<Notified>();
  // A group of its own, so that what the program started ends with it.
  const child = spawn(program, args, {
    stdio: ["pipe", output, output],
    detached: true,
    env: environmentOfOthers(),
  });
  const stopWaiting = clock.after(patienceMs, () => {
    kill();
    resolve({ type: "hung", seconds: patienceMs / 1000 });
  });
  ending?.addEventListener("abort", kill);
  child.on("error", ({ message }) => {
    cancel();
    resolve({ type: "failed", code: message });
  });
  child.on("exit", (code, signal) => {
    cancel();
    if (code === 0) resolve({ type: "sent" });
    else resolve({ type: "failed", code: signal ?? String(code ?? 0) });
  });
  // A command that reads nothing may end before its input is written.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(text);
  return promise;

  function kill(): void {
    if (child.pid !== undefined) killGroup(child.pid);
  }

  function cancel(): void {
    stopWaiting();
    ending?.removeEventListener("abort", kill);
  }
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // All of it has ended.
  }
}
