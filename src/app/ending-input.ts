/** A terminal's input that can be ended from inside, as if the line had hung up. */

import { type TerminalInput } from "../tui/terminal/terminal-guard.ts";

export interface EndingInput extends TerminalInput {
  readonly end: () => void;
}

export function createEndingInput(input: Required<TerminalInput>): EndingInput {
  const endListeners = new Set<() => void>();

  function on(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  function on(event: "end" | "error", listener: () => void): unknown;
  function on(event: "data" | "end" | "error", listener: (chunk: Uint8Array) => void): unknown {
    if (event === "data") return input.on(event, listener);
    const told = listener as () => void;
    if (event === "end") endListeners.add(told);
    return input.on(event, told);
  }

  function off(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  function off(event: "end" | "error", listener: () => void): unknown;
  function off(event: "data" | "end" | "error", listener: (chunk: Uint8Array) => void): unknown {
    if (event === "data") return input.off(event, listener);
    const told = listener as () => void;
    endListeners.delete(told);
    return input.off(event, told);
  }

  return {
    on,
    off,
    resume: () => input.resume(),
    pause: () => input.pause(),
    setRawMode: (raw) => input.setRawMode(raw),
    end: () => {
      for (const listener of endListeners) listener();
    },
  };
}
