/** Who has taken rights of a till that could not be asked: the state of an article only knows how much was taken. */

import { type Origin, toStreamId } from "../../domain/identity.ts";
import { type Ledger } from "../../ledger/ledger.ts";

export interface Taker {
  /** The number of the person. */
  readonly by: string;
  readonly origin: Origin;
}

/** The oldest first. */
export function takersOf(
  { history }: Pick<Ledger, "history">,
  { sku, from }: { readonly sku: string; readonly from: Origin },
): ReadonlyArray<Taker> {
  return history(toStreamId("stock", sku)).flatMap(({ events }) =>
    events.flatMap(({ event, known }): ReadonlyArray<Taker> => {
      if (known?.kind !== "rights/taken" || known.body.from !== from) return [];
      if (!known.body.of.some((right) => right.sku === sku)) return [];
      return [{ by: event.act.by, origin: event.key.origin }];
    }),
  );
}
