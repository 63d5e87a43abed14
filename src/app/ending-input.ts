/** A terminal's input that can be ended from inside, as if the line had hung up. */
import { type TerminalInput } from "../tui/terminal-guard.ts";

export interface EndingInput extends TerminalInput {
  readonly end: () => void;
}

export function createEndingInput(input: Required<TerminalInput>): EndingInput {
  const endListeners = new Set<(chunk: Uint8Array) => void>();
  return {
    on: (event, listener) => {
      if (event === "end") endListeners.add(listener);
      return input.on(event, listener);
    },
    off: (event, listener) => {
      if (event === "end") endListeners.delete(listener);
      return input.off(event, listener);
    },
    resume: () => input.resume(),
    pause: () => input.pause(),
    setRawMode: (raw) => input.setRawMode(raw),
    end: () => {
      for (const listener of endListeners) listener(new Uint8Array());
    },
  };
}
