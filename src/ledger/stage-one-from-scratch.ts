/** Stage 1 of a heap of transactions, with nothing believed that was worked out before. */

import { type ChainEnd, type DeviceId, type ShopId } from "../domain/identity.ts";
import { commonPart, linkOf } from "./chain-links.ts";
import { chainStart } from "./chain.ts";
import { createStageOne, type StageOne } from "./stage-one.ts";
import { type StoredTransaction } from "./stored-transaction.ts";

/** The transactions of each origin come in the order of its chains. */
export function stageOneFrom(
  { shop, founder }: { readonly shop: ShopId; readonly founder: DeviceId },
  transactions: ReadonlyArray<StoredTransaction>,
): StageOne {
  const ends = new Set(
    transactions.map(({ origin, last: seq, hash }) => endText({ origin, seq, hash })),
  );
  const stageOne = createStageOne({ shop, founder, holds: (end) => ends.has(endText(end)) });
  for (const transaction of transactions) stageOne.note(transaction);
  for (const [origin, own] of Map.groupBy(transactions, ({ origin }) => origin)) {
    const common = commonPart(own);
    if (common === undefined) continue;
    const byEnd = Map.groupBy(own, ({ last }) => last);
    for (const transaction of own.filter(({ first }) => first > common)) {
      const before = byEnd.get(transaction.first - 1)?.map(({ hash }) => hash);
      const link = linkOf(transaction, before ?? [chainStart(shop, origin)]);
      // Of a damaged chain the check says so itself.
      if (link !== undefined) stageOne.noteLink(link);
    }
  }
  return stageOne;
}

function endText({ origin, seq, hash }: ChainEnd): string {
  return `${origin} ${seq} ${hash}`;
}
