/**
 * Where each repetition of a round began, kept for whoever repeats it once more: at the register or from
 * a shell, and after a restart. This box's own affair, in no event.
 */

import * as z from "zod";

import { type EventId, eventIdSchema } from "../../domain/identity.ts";
import { type Store } from "../../ledger/store.ts";
import { type Till } from "../till.ts";

const KEY = "rounds";
/** Of the orders that somebody goes on with, and more than anybody takes back. */
const ORDERS_MAX = 50;
const ROUNDS_MAX = 20;

const roundsSchema = z.array(z.tuple([eventIdSchema, z.array(eventIdSchema)])).catch([]);

/** The first lines of the repetitions on that order, the last one at the end. */
export function repeatedRounds(
  store: Pick<Store, "local">,
  order: EventId,
): ReadonlyArray<EventId> {
  return kept(store).find(([of]) => of === order)?.[1] ?? [];
}

/**
 * Where the round begins is noted in the transaction that writes it: after a power cut in between the next
 * repetition would be of twice as much. `work` says which order it is, once it has decided.
 */
export function notingRound<Done>(
  { whileCommitting, ledger: { store } }: Pick<Till, "whileCommitting" | "ledger">,
  work: (repeats: (order: EventId) => void) => Done,
): Done {
  let repeated: EventId | undefined;
  const release = whileCommitting(({ ids: [first] }) => {
    if (repeated !== undefined && first !== undefined) noteRound(store, repeated, first);
  });
  try {
    return work((order) => {
      repeated = order;
    });
  } finally {
    release();
  }
}

function noteRound(store: Pick<Store, "local" | "setLocal">, order: EventId, first: EventId): void {
  const others = kept(store).filter(([of]) => of !== order);
  const rounds = [...repeatedRounds(store, order), first].slice(-ROUNDS_MAX);
  store.setLocal(KEY, JSON.stringify([...others, [order, rounds]].slice(-ORDERS_MAX)));
}

function kept(store: Pick<Store, "local">): z.infer<typeof roundsSchema> {
  const text = store.local(KEY);
  return text === undefined ? [] : roundsSchema.parse(JSON.parse(text));
}
