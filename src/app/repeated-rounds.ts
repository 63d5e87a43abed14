/**
 * Where each repetition of a round began, kept for whoever repeats it once more: at the register or from
 * a shell, and after a restart. This box's own affair, in no event.
 */

import * as z from "zod";

import { type EventId, eventIdSchema } from "../domain/identity.ts";
import { type Store } from "../ledger/store.ts";
import { orNoRoom } from "./store-errors.ts";

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

/** On a full disk the next repetition may be of more. */
export function noteRound(
  store: Pick<Store, "local" | "setLocal">,
  order: EventId,
  first: EventId,
): void {
  const others = kept(store).filter(([of]) => of !== order);
  const rounds = [...repeatedRounds(store, order), first].slice(-ROUNDS_MAX);
  const text = JSON.stringify([...others, [order, rounds]].slice(-ORDERS_MAX));
  orNoRoom(() => store.setLocal(KEY, text));
}

function kept(store: Pick<Store, "local">): z.infer<typeof roundsSchema> {
  const text = store.local(KEY);
  return text === undefined ? [] : roundsSchema.parse(JSON.parse(text));
}
