/** A terminal is asked what it did last, at rest; and taken over by this till, with what it said. */

import { lastOf } from "../../card/dialogue.ts";
import { type ReadAnswer } from "../../card/run-dialogue.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { decideTakeTerminal, takeableTerminal } from "../../domain/commands/cards/take-terminal.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Terminal } from "../../domain/terminals/terminals.ts";
import { takeLock } from "../../ledger/exclusive-lock.ts";
import { type Actor } from "../till/till.ts";
import { type CardDeps } from "./card-dialogues.ts";
import { linkTo } from "./terminal-links.ts";

const ANSWER_MS = 5000;

/**
 * Asks the terminal for its last receipt, and does `then` with the answer while nobody else on this store can
 * talk to it. It takes no money.
 */
export async function askTerminal(
  deps: CardDeps,
  terminal: Terminal,
  then: (answer: ReadAnswer) => void,
): Promise<ReadAnswer> {
  const { dir, clock } = deps;
  const lock = takeLock(dir, `terminal-${terminal.id}`);
  if (lock === undefined) return { type: "busy" };
  const link = linkTo(terminal, deps, () => undefined);
  const stopWaiting = clock.after(ANSWER_MS, link.hangUp);
  try {
    const answer = await link.read();
    then(answer);
    return answer;
  } finally {
    stopWaiting();
    link.hangUp();
    lock.release();
  }
}

export async function takeTerminal(
  deps: CardDeps,
  actor: Actor,
  id: string,
): Promise<Result<{ readonly terminal: Terminal; readonly answer: ReadAnswer }, Refusal>> {
  const { till } = deps;
  let refused: Result<never, Refusal> | undefined;
  let terminal: Terminal | undefined;
  const asked = till.ask(actor, "take terminal", (context) => {
    const takeable = takeableTerminal(context, id);
    if (takeable.ok) terminal = takeable.value;
    return takeable.ok ? ok([]) : takeable;
  });
  if (!asked.ok) return asked;
  if (terminal === undefined) throw new Error("A terminal that may be taken over is missing.");
  const answer = await askTerminal(deps, terminal, (read) => {
    if (read.type !== "read") return;
    const last = lastOf(read.memory);
    const done = till.act(actor, "take terminal", (context) =>
      decideTakeTerminal(context, { id, last }),
    );
    if (!done.ok) refused = done;
  });
  return refused ?? ok({ terminal, answer });
}
