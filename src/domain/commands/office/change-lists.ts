/** The events that put products on a price list, or take them off: only what differs is written. */

import { type Draft } from "../../events/kinds.ts";
import { type ListedPrice } from "../../goods/catalogue.ts";
import { toStreamId } from "../../identity.ts";
import { type LedgerView } from "../../ledger-view.ts";
import { isSameListed } from "../../office/listed-price-text.ts";
import { entryName } from "../../prices/catalogue-view.ts";
import { fieldValue, listedField } from "../../state/entry-state.ts";
import { isContested, openWriteIds } from "../../state/register.ts";

export interface ListedChange {
  readonly sku: string;
  /** Null: it is to be on the list no more. */
  readonly after: ListedPrice | null;
}

/**
 * Returns the events for prices on a list. Where tills apart set different prices, setting one ends
 * the question.
 */
export function listPrices(
  view: Pick<LedgerView, "state">,
  list: string,
  changes: ReadonlyArray<ListedChange>,
): ReadonlyArray<Draft> {
  return changes.flatMap(({ sku, after }): ReadonlyArray<Draft> => {
    const entry = view.state("cat", entryName("product", sku));
    const field = listedField(list);
    const register = entry.fields[field];
    const now = (fieldValue(entry, field) ?? null) as ListedPrice | null;
    const isAsked = register !== undefined && isContested(register);
    if (!isAsked && isSameListed(now, after)) return [];
    const body = { list, price: after, over: openWriteIds(register) };
    return [
      { kind: "price/listed", streams: [toStreamId("cat", entryName("product", sku))], body },
    ];
  });
}
