/** The fold of a card terminal: its fields are registers, its take-overs and what was found at it are kept in order. */

import { type KnownEvent } from "../events/kinds.ts";
import { noteResolved } from "../state/attention.ts";
import { type Fold, noContributions } from "../state/fold.ts";
import {
  emptyTerminal,
  type TerminalSettled,
  type TerminalState,
} from "../state/terminal-state.ts";
import { applyEntry } from "./entry-fold.ts";
import { whoAndWhen } from "./who-and-when.ts";

export const TERMINAL_TAG = "terminal";

/** A terminal changes hands some times a year: more are the work of a fault, and only the last of them matter. */
const KEPT_MAX = 200;

/** Two months of them: a payment reads the row of its terminal, which stays small. */
const SETTLED_KEPT_MAX = 62;

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
    case "terminal/settled":
      return { ...state, settled: applySettled(state.settled ?? [], event) };
    case "attention/resolved":
      return { ...state, resolved: noteResolved(state.resolved, event.body, event.act) };
    default:
      return state;
  }
}

function applySettled(
  settled: ReadonlyArray<TerminalSettled>,
  event: Extract<KnownEvent, { readonly kind: "terminal/settled" }>,
): ReadonlyArray<TerminalSettled> {
  const { id, key, body } = event;
  const { says, of, totals, code } = body;
  if (says === "started") {
    const begun = { id, till: key.origin, ...whoAndWhen(event), state: "open" as const };
    return [...settled, begun].slice(-SETTLED_KEPT_MAX);
  }
  return settled.map((one) => {
    // Whoever told it says what became of it, once.
    if (one.id !== of || one.till !== key.origin || one.state !== "open") return one;
    if (says === "totals") {
      return { ...one, state: "done", ...(totals === undefined ? {} : { totals }) };
    }
    return { ...one, state: says, ...(code === undefined ? {} : { code }) };
  });
}
