/** What a publication changes in a shop, for people to read: new entries as a whole, and what is adopted as a number. */

import { type ShopId } from "../../src/domain/identity.ts";
import { type EntryType } from "./entry-fields.ts";
import { type ShopChanges } from "./publication.ts";
import { type Fate } from "./said.ts";

export interface ChangeView {
  readonly type: EntryType;
  readonly id: string;
  readonly field: string;
  /** Null where the shop has none. */
  readonly from: unknown;
  readonly to: unknown;
  readonly fate: Exclude<Fate, "adopt">;
}

export interface ShopView {
  readonly shop: ShopId;
  readonly name: string;
  readonly currency: string;
  /** Whether enough of the shop was heard to say what changes there, and to publish anything. */
  readonly isHeard: boolean;
  /** Entries that the shop has not yet. */
  readonly added: ReadonlyArray<{ readonly type: EntryType; readonly id: string }>;
  /** Fields that are the same already, for which the office answers from now on. */
  readonly adopted: number;
  readonly changes: ReadonlyArray<ChangeView>;
}

export function toView({ shop, name, currency, day, changes, added }: ShopChanges): ShopView {
  const isNew = new Set(added.map(({ stream }) => stream));
  return {
    shop,
    name,
    currency,
    isHeard: day !== undefined,
    added: added.map(({ type, id }) => ({ type, id })),
    adopted: changes.filter(({ fate }) => fate === "adopt").length,
    changes: changes.flatMap(({ type, id, stream, field, fate, ...change }) => {
      if (fate === "adopt" || isNew.has(stream)) return [];
      const { from, to } = change.texts ?? change;
      return [{ type, id, field, from: from ?? null, to: to ?? null, fate }];
    }),
  };
}
