/**
 * Looks whether terminals are well, beside everything else: whoever needs one meanwhile gets it at once, and
 * of that terminal nothing is said.
 */

import { type ReadAnswer } from "../../card/run-dialogue.ts";
import { type Terminal } from "../../domain/terminals/terminals.ts";
import { takeLock } from "../../ledger/exclusive-lock.ts";
import { type CardDeps } from "./card-dialogues.ts";
import { linkTo } from "./terminal-links.ts";

export interface TestedTerminal {
  readonly terminal: Terminal;
  readonly answer: ReadAnswer;
}

export interface TerminalLooks {
  /** Asks a terminal that nobody is at, as a test does, and tells how it is once that is known. */
  readonly look: (terminal: Terminal, onSeen: (tested: TestedTerminal) => void) => void;
  /** Lets go of a terminal that is looked at, for whoever needs it. */
  readonly letGo: (id: string) => void;
  readonly stop: () => void;
}

/** Whoever does not answer by then is asleep or off. */
const ANSWER_MS = 5000;

export function createTerminalLooks(deps: CardDeps): TerminalLooks {
  const { dir, clock, onFault } = deps;
  const endsById = new Map<string, () => void>();

  async function ask(terminal: Terminal, onSeen: (tested: TestedTerminal) => void): Promise<void> {
    const { id } = terminal;
    // Somebody is at it, here or in another process, and hears how it is.
    if (endsById.has(id)) return;
    const lock = takeLock(dir, `terminal-${id}`);
    if (lock === undefined) return;
    const link = linkTo(terminal, deps, () => undefined);
    const stopWaiting = clock.after(ANSWER_MS, link.hangUp);

    function end(): void {
      endsById.delete(id);
      stopWaiting();
      link.hangUp();
      lock?.release();
    }

    endsById.set(id, end);
    try {
      const answer = await link.read();
      if (endsById.get(id) === end) onSeen({ terminal, answer });
    } finally {
      if (endsById.get(id) === end) end();
    }
  }

  return {
    look: (terminal, onSeen) => {
      ask(terminal, onSeen).catch(onFault);
    },
    letGo: (id) => endsById.get(id)?.(),
    stop: () => {
      for (const end of endsById.values()) end();
    },
  };
}
