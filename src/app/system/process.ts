/** The process itself: how it is stopped, continued and ended. */

import { constants, totalmem } from "node:os";

import { type ProcessHooks } from "../../tui/terminal/terminal-guard.ts";

export const processHooks: ProcessHooks = {
  onStop: (listener) => {
    function onSignal(): void {
      listener();
      // A supervised process is stopped by its supervisor, when it asks for it
      // (`supervisor/supervised.ts`).
      if (process.send === undefined) process.kill(process.pid, "SIGSTOP");
    }
    process.on("SIGTSTP", onSignal);
    return () => process.off("SIGTSTP", onSignal);
  },
  onContinue: (listener) => {
    function onSignal(): void {
      listener();
      // A window that has changed meanwhile told it to others: at this signal the runtime looks again.
      process.kill(process.pid, "SIGWINCH");
    }
    process.on("SIGCONT", onSignal);
    return () => process.off("SIGCONT", onSignal);
  },
  onExit: (listener) => {
    process.on("exit", listener);
    return () => process.off("exit", listener);
  },
};

/** The cause that ends the program from outside, or from the system below. */
export type ProcessEnd =
  /** The number of the signal: the exit code is 128 more. */
  | { readonly type: "signal"; readonly number: number }
  /** A fault of ours that nobody caught, such as one in a timer. */
  | { readonly type: "fault"; readonly error: unknown };

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Instead of the sudden end that the runtime has for it. Returns the unsubscribe. */
export function onProcessEnd(listener: (end: ProcessEnd) => void): () => void {
  function onFault(error: unknown): void {
    listener({ type: "fault", error });
  }
  function onSignal(signal: (typeof SIGNALS)[number]): void {
    listener({ type: "signal", number: constants.signals[signal] });
  }

  for (const signal of SIGNALS) process.on(signal, onSignal);
  process.on("uncaughtException", onFault);
  // Stays, once: the runtime tells of these only after the last work is done.
  process.off("rejectionHandled", ignore).on("rejectionHandled", ignore);
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    process.off("uncaughtException", onFault);
  };
}

/** A rejection that was told as a fault and is awaited later: the runtime's warning is no news. */
function ignore(): void {}

/** Returns how much memory the machine has. */
export function systemMemoryBytes(): number {
  return totalmem();
}
