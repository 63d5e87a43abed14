/**
 * Writes work that is too big for one transaction, so that it counts as a whole or not at all.
 *
 * The parts don't see each other: until the last one is written, nothing of them is folded. So each
 * thing is written once in a batch. A crash in between leaves parts that never count; whoever does the
 * work again does all of it, in a batch of its own.
 */

import { type Draft } from "../domain/events/kinds.ts";
import { type Random } from "../domain/ports.ts";
import { ok } from "../domain/result.ts";
import { type Command, type Ledger } from "./ledger.ts";

/** Well below the limit of a transaction. */
const EVENTS_PER_PART = 100;

export function commitBatch(
  ledger: Ledger,
  work: Pick<Command<never>, "by" | "approved" | "name"> & {
    readonly events: ReadonlyArray<Draft>;
  },
  random: Random,
): void {
  const { events, ...who } = work;
  const batch = Buffer.from(random.bytes(8)).toString("hex");
  const parts = Math.ceil(events.length / EVENTS_PER_PART);
  for (let part = 1; part <= parts; part += 1) {
    const some = events.slice((part - 1) * EVENTS_PER_PART, part * EVENTS_PER_PART);
    const place = part === parts ? { batch, part, parts } : { batch, part };
    ledger.commit<never>({
      ...who,
      // One transaction is whole by itself.
      ...(parts === 1 ? {} : { part: place }),
      decide: () => ok({ events: some }),
    });
  }
}
