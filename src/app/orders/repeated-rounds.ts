/**
 * The beginning of each round that was repeated, or rung up once its order had come back, kept for the next
 * repetition: at the register or from a shell, and after a restart. It is local to this box, and in no event.
 */

import * as z from "zod";

import { roundOf } from "../../domain/commands/order/repeat-round.ts";
import { type EventId, eventIdSchema } from "../../domain/identity.ts";
import { type GoodsCount } from "../../domain/views.ts";
import { type Store } from "../../ledger/store.ts";
import { type Till } from "../till/till.ts";
import { orderState } from "./orders.ts";

const KEY = "rounds";
/** The most orders that are kept, and more rounds than anybody undoes. */
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
 * Writes the round, and notes its beginning in the same transaction: after a power cut in between,
 * the next repetition would be of twice as much.
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

/** Returns the goods that another round of the order would add, whether they can be had or not. */
export function nextRound(
  { ledger, catalogue }: Pick<Till, "ledger" | "catalogue">,
  order: EventId,
  course: number | undefined,
): ReadonlyArray<GoodsCount> {
  const state = ledger.read((view) => orderState(view, order));
  const since = repeatedRounds(ledger.store, order);
  return roundOf(state, { catalogue: catalogue(), since, course }).map(
    ({ line: { added }, quantity, parts }) => ({
      name: (parts === undefined ? added?.name : added?.combo?.name) ?? "",
      quantity,
      soldBy: added?.by === "weight" ? "weight" : "each",
    }),
  );
}

function noteRound(store: Pick<Store, "local" | "setLocal">, order: EventId, first: EventId): void {
  const roundsOfOthers = kept(store).filter(([of]) => of !== order);
  const rounds = [...repeatedRounds(store, order), first].slice(-ROUNDS_MAX);
  store.setLocal(KEY, JSON.stringify([...roundsOfOthers, [order, rounds]].slice(-ORDERS_MAX)));
}

function kept(store: Pick<Store, "local">): z.infer<typeof roundsSchema> {
  const text = store.local(KEY);
  return text === undefined ? [] : roundsSchema.parse(JSON.parse(text));
}
