/** What orders moved in a quarter of an hour, by article and place. */

import { type EventId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import { type LineMove, lineMoves } from "./line-stock.ts";
import { stockMovedKey, stockQuarter, stockQuarterTag } from "./stock-keys.ts";

type MovesByKey = ReadonlyMap<string, ReadonlyArray<LineMove>>;

interface KnownQuarters {
  readonly revision: number;
  readonly quarters: Map<number, MovesByKey>;
}

/** The moves are kept for each view: a stocktake asks for the same few quarters of each of 20,000 articles. */
const quartersByView = new WeakMap<LedgerView, KnownQuarters>();

/** Returns what orders moved of an article at a place in that quarter of an hour of the ledger's clock. */
export function orderMovesOf(
  view: LedgerView,
  { sku, place }: { readonly sku: string; readonly place: string },
  quarter: number,
): ReadonlyArray<LineMove> {
  const revision = view.revision("order");
  const kept = quartersByView.get(view);
  const known: KnownQuarters =
    kept?.revision === revision ? kept : { revision, quarters: new Map<number, MovesByKey>() };
  quartersByView.set(view, known);
  const moves = known.quarters.get(quarter) ?? movesIn(view, quarter);
  known.quarters.set(quarter, moves);
  return moves.get(stockMovedKey(sku, place)) ?? [];
}

function movesIn(view: LedgerView, quarter: number): MovesByKey {
  const moves = view
    .tagged(stockQuarterTag(quarter))
    .flatMap((stream) => {
      const { linesById } = view.glance("order", streamName(stream));
      return Object.entries(linesById).flatMap(([id, line]) => lineMoves(id as EventId, line));
    })
    .filter(({ hlc }) => stockQuarter(hlc) === quarter);
  return Map.groupBy(moves, ({ sku, place }) => stockMovedKey(sku, place));
}
