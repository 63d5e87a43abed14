/** A command that is told of a night's result: JSON on its standard input. Nothing depends on it. */

import { spawn } from "node:child_process";

import { type Clock } from "../../domain/ports.ts";

export type Notified =
  | { readonly type: "told" }
  /** It was ended. */
  | { readonly type: "hung"; readonly seconds: number }
  /** `code`: of its end, or the signal that ended it, or why it could not be started. */
  | { readonly type: "failed"; readonly code: string };

/** Longer than any mail takes; a timer must not stand over one that hangs. */
export const NOTIFY_PATIENCE_MS = 30_000;

/** Results of this program go to stdout: nobody else's words may stand among them. */
const STDERR = 2;

/** Run by the shell; what it prints goes where this program's own talk goes. */
export function notify(
  command: string,
  text: string,
  {
    clock,
    patienceMs = NOTIFY_PATIENCE_MS,
  }: { readonly clock: Clock; readonly patienceMs?: number },
): Promise<Notified> {
  const { promise, resolve } = Promise.withResolvers<Notified>();
  // A group of its own, so that what the shell started ends with it.
  const child = spawn("/bin/sh", ["-c", command], {
    stdio: ["pipe", STDERR, STDERR],
    detached: true,
  });
  const cancel = clock.after(patienceMs, () => {
    if (child.pid !== undefined) killGroup(child.pid);
    resolve({ type: "hung", seconds: patienceMs / 1000 });
  });
  child.on("error", ({ message }) => {
    cancel();
    resolve({ type: "failed", code: message });
  });
  child.on("exit", (code, signal) => {
    cancel();
    if (code === 0) resolve({ type: "told" });
    else resolve({ type: "failed", code: signal ?? String(code ?? 0) });
  });
  // One that reads nothing may end before it is written.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(text);
  return promise;
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // All of it has ended.
  }
}
