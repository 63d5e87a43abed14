/** The fold of a card terminal: its fields are registers, its take-overs and what was found at it are kept in order. */

import { noteResolved } from "../attention.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type Fold, noContributions } from "../state/fold.ts";
import { emptyTerminal, type TerminalState } from "../state/terminal-state.ts";
import { applyEntry } from "./entry-fold.ts";

export const TERMINAL_TAG = "terminal";

/** A terminal changes hands some times a year: more are the work of a fault, and only the last of them matter. */
const KEPT_MAX = 200;

export const terminalFold: Fold<TerminalState> = {
  version: 1,
  empty: emptyTerminal,
  apply: applyTerminal,
  contributions: () => noContributions,
  tags: () => [TERMINAL_TAG],
};

function applyTerminal(state: TerminalState, event: KnownEvent, stream: string): TerminalState {
  const { id, key } = event;
  const of = { id, till: key.origin, hlc: key.hlc };
  switch (event.kind) {
    case "terminal/set":
      return { ...state, entry: applyEntry(state.entry, event, stream) };
    case "terminal/taken":
      return { ...state, taken: [...state.taken, { ...of, ...event.body }].slice(-KEPT_MAX) };
    case "terminal/found": {
      const { from, last } = event.body;
      return { ...state, found: [...state.found, { ...of, from, last }].slice(-KEPT_MAX) };
    }
    case "attention/resolved":
      return { ...state, resolved: noteResolved(state.resolved, event.body, event.act) };
    default:
      return state;
  }
}
