/** Where the lines of a dialogue come from and its sentences go to: a terminal, or pipes. */

import { type Clock } from "../../domain/ports.ts";
import { type Signs } from "../terminal/cell-text.ts";
import { type TerminalOutput } from "../terminal/cell-writer.ts";
import { type ProcessHooks, type TerminalInput } from "../terminal/terminal-guard.ts";
import { type PlainDialogue } from "./plain-dialogue.ts";

export interface PlainLines {
  readonly say: (sentences: ReadonlyArray<string>) => void;
  /** The next line is wanted. */
  readonly ask: () => void;
  readonly push: (bytes: Uint8Array) => void;
  /** Whether nothing waits that was read already. */
  readonly isEmpty: () => boolean;
  readonly enter: () => void;
  /** No more input comes. */
  readonly end: () => void;
  /** Gives the terminal back. */
  readonly leave: () => void;
}

export interface LinesDeps {
  readonly clock: Clock;
  readonly stdin: TerminalInput;
  readonly stdout: TerminalOutput;
  readonly hooks?: ProcessHooks;
  readonly signs: Signs;
  /** Whether somebody sees there what is typed. */
  readonly isOutputTerminal: boolean;
  /** Whether the terminal's bell rings for a scan that is refused. */
  readonly bell: boolean;
  /** Both need each other. */
  readonly dialogue: () => PlainDialogue;
  /** Works off what was read; a fault of ours ends the dialogue. */
  readonly attempt: (work: () => void) => void;
  /** Ctrl-C. */
  readonly onInterrupt: () => void;
  /** Ctrl-D before anything is typed. */
  readonly onEnd: () => void;
}
