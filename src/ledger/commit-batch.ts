/**
 * Writes work that is too big for one transaction, so that it counts as a whole or not at all.
 *
 * The parts don't see each other: until the last one is written, nothing of them is folded. So each
 * thing is written once in a batch. A crash in between leaves parts that never count; whoever does the
 * work again does all of it, in a batch of its own.
 */

import { type Draft } from "../domain/events/kinds.ts";
import { type Origin } from "../domain/identity.ts";
import { type Random } from "../domain/ports.ts";
import { err, ok } from "../domain/result.ts";
import { type Command, type Ledger } from "./ledger.ts";

/** Well below the limit of a transaction. */
const EVENTS_PER_PART = 100;

export function commitBatch(ledger: Ledger, work: BatchWork, random: Random): void {
  const { events, ...who } = work;
  const parts = Math.ceil(events.length / EVENTS_PER_PART);
  // One transaction is whole by itself.
  if (parts === 1) ledger.commit<never>({ ...who, decide: () => ok({ events }) });
  else while (!commitParts(ledger, { ...work, parts }, random));
}

interface BatchWork extends Pick<Command<never>, "by" | "approved" | "name"> {
  readonly events: ReadonlyArray<Draft>;
}

/** False when a new incarnation began in between: a batch is on one chain, so all is to do again. */
function commitParts(
  ledger: Ledger,
  { events, parts, ...who }: BatchWork & { readonly parts: number },
  random: Random,
): boolean {
  const batch = Buffer.from(random.bytes(8)).toString("hex");
  let begunOn: Origin | undefined;
  for (let part = 1; part <= parts; part += 1) {
    const some = events.slice((part - 1) * EVENTS_PER_PART, part * EVENTS_PER_PART);
    const written = ledger.commit<"another chain">({
      ...who,
      part: part === parts ? { batch, part, parts } : { batch, part },
      decide: ({ origin }) => {
        begunOn ??= origin;
        return origin === begunOn ? ok({ events: some }) : err("another chain");
      },
    });
    if (!written.ok) return false;
  }
  return true;
}
