/** Stage 1 of what is stored, with nothing believed that was worked out before. */

import { type DeviceId, type Origin, type ShopId } from "../domain/identity.ts";
import { piecesOf } from "./exchange.ts";
import { keysBefore } from "./keys-before.ts";
import { commonPart, endsBefore, linkOf } from "./log/chain-links.ts";
import { createStageOne, type StageOne } from "./log/stage-one.ts";
import { toTransaction } from "./log/stored-transaction.ts";
import { type Store } from "./store.ts";

export function stageOneFrom(
  { shop, founder }: { readonly shop: ShopId; readonly founder: DeviceId },
  store: Store,
): StageOne {
  const stageOne = createStageOne({
    shop,
    founder,
    holdsNow: () => (end) => store.withEnd(end) !== undefined,
    storedFrom: store.ofOrigin,
    keysBefore: keysBefore(store),
  });
  for (const row of store.control()) stageOne.note(toTransaction(row));
  for (const origin of store.origins()) {
    const common = forkOf(store, origin);
    if (common === undefined) continue;
    for (const row of store.ofOrigin(origin, common + 1)) {
      const before = endsBefore(store, { shop, origin, first: row.first });
      const link = linkOf(toTransaction(row), before);
      // A damaged chain is reported by the check itself.
      if (link !== undefined) stageOne.noteLink(link);
    }
  }
  return stageOne;
}

/** Returns the last number of the part that all branches share; undefined without a fork. */
function forkOf(store: Store, origin: Origin): number | undefined {
  let end = 0;
  for (const { first, last } of piecesOf(store, origin, 1)) {
    // The rows are unpacked only where two pieces overlap.
    if (first <= end) return commonPart(store.ofOrigin(origin, 1));
    end = last;
  }
  return undefined;
}
