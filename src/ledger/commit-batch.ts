/**
 * Writes work that is too big for one transaction, so that it counts as a whole or not at all.
 *
 * The parts don't see each other: until the last one is written, nothing of them is folded. So each
 * thing is written once in a batch. A crash in between leaves parts that never count; whoever does the
 * work again does all of it, in a batch of its own.
 */

import { err, ok, type Result } from "../domain/base/result.ts";
import { type Draft } from "../domain/events/kinds.ts";
import { type BusinessDay, type Origin } from "../domain/identity.ts";
import { type Random } from "../domain/ports.ts";
import { type Command, type CommitContext, type Ledger } from "./ledger.ts";

/** Well below the limits of a transaction, which are 256 events and 256 KB with their headers. */
const EVENTS_PER_PART = 100;
const BYTES_PER_PART = 100_000;

export interface BatchWork<Fault> extends Pick<Command<Fault>, "by" | "approved" | "name"> {
  readonly events: ReadonlyArray<Draft>;
  /** The business day that the work is of; missing for the one that this device is on. */
  readonly day?: BusinessDay;
  /**
   * Decides whether the batch may be written. It is called inside the write transaction of the
   * first part, and again when the batch starts anew: a refusal leaves nothing written. Who may
   * begin may also end, because a batch without its end never counts.
   */
  readonly admit?: (context: CommitContext) => Result<unknown, Fault>;
  /** Runs in the write transaction of each part, once that is written. */
  readonly also?: ((part: ReadonlyArray<Draft>) => void) | undefined;
  /** Called after each part with the number of events written. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Durable when it returns without a fault. */
export function commitBatch<Fault = never>(
  ledger: Ledger,
  work: BatchWork<Fault>,
  random: Random,
): Result<undefined, Fault> {
  const parts = cutParts(work.events);
  const [only] = parts;
  if (only === undefined) return ok(undefined);
  if (parts.length === 1) {
    // A batch of one transaction needs no marks: a transaction is whole by itself.
    const written = ledger.commit<Fault>({
      ...who(work),
      ...alsoOf(work, only),
      decide: admitted(work, only),
    });
    return written.ok ? ok(undefined) : written;
  }
  for (;;) {
    const written = commitParts(ledger, { ...work, parts }, random);
    if (written.ok || written.fault !== ANOTHER_CHAIN) return written as Result<undefined, Fault>;
  }
}

/** A new incarnation began in between: a batch is on one chain, so all is to do again. */
const ANOTHER_CHAIN = Symbol("another chain");

function commitParts<Fault>(
  ledger: Ledger,
  work: BatchWork<Fault> & { readonly parts: ReadonlyArray<ReadonlyArray<Draft>> },
  random: Random,
): Result<undefined, Fault | typeof ANOTHER_CHAIN> {
  const { parts, events } = work;
  const batch = Buffer.from(random.bytes(8)).toString("hex");
  let begunOn: Origin | undefined;
  let done = 0;
  for (const [index, some] of parts.entries()) {
    const part = index + 1;
    const written = ledger.commit<Fault | typeof ANOTHER_CHAIN>({
      ...who(work),
      ...alsoOf(work, some),
      part: part === parts.length ? { batch, part, parts: part } : { batch, part },
      decide: (context) => {
        if (part === 1) begunOn = context.origin;
        if (context.origin !== begunOn) return err(ANOTHER_CHAIN);
        return part === 1 ? admitted(work, some)(context) : ok({ events: some });
      },
    });
    if (!written.ok) return written;
    done += some.length;
    work.onProgress?.(done, events.length);
  }
  return ok(undefined);
}

function who({ by, approved, name }: BatchWork<never> | BatchWork<unknown>) {
  return { by, name, ...(approved === undefined ? {} : { approved }) };
}

function alsoOf({ also }: Pick<BatchWork<never>, "also">, part: ReadonlyArray<Draft>) {
  return also === undefined ? {} : { also: () => also(part) };
}

function admitted<Fault>(
  { admit, day }: BatchWork<Fault>,
  events: ReadonlyArray<Draft>,
): Command<Fault>["decide"] {
  return (context) => {
    const answer = admit?.(context) ?? ok(undefined);
    return answer.ok ? ok({ events, ...(day === undefined ? {} : { day }) }) : answer;
  };
}

/** Too much for one transaction. */
export function isBig(events: ReadonlyArray<Draft>): boolean {
  return cutParts(events).length > 1;
}

function cutParts(events: ReadonlyArray<Draft>): ReadonlyArray<ReadonlyArray<Draft>> {
  const parts: Draft[][] = [];
  let room = 0;
  for (const event of events) {
    const bytes = Buffer.byteLength(JSON.stringify(event));
    const last = parts.at(-1);
    if (last === undefined || last.length === EVENTS_PER_PART || bytes > room) {
      parts.push([event]);
      room = BYTES_PER_PART - bytes;
    } else {
      last.push(event);
      room -= bytes;
    }
  }
  return parts;
}
