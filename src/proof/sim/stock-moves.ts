/** What each event moves of the stock, by pen and paper: it shares no code with the tills' folds. */

import { type EventKey } from "../../domain/events/event.ts";
import { type KnownEvent } from "../../domain/events/kinds.ts";
import { type EventId, type Origin, streamName } from "../../domain/identity.ts";

/** The place that goods are sold from. */
export const SHOP = "";

export interface StockMove {
  readonly sku: string;
  readonly place: string;
  /** Millionths; below zero for what went. */
  readonly quantity: number;
  /** Whose right it was or is; undefined for what is only carried elsewhere. */
  readonly account: Origin | undefined;
}

interface BookedLine {
  readonly uses: ReadonlyArray<{ readonly sku: string; readonly quantity: number }>;
  readonly whole: number;
  readonly account: Origin;
  quantity: number;
  kept: number;
  returned: number;
}

/** Returns what each event moves, where it is told one after another. `isLess`: whether a quantity that somebody said of a line holds. */
export function createMover(isLess: (line: BookedLine, quantity: number) => boolean): {
  readonly moves: (event: KnownEvent) => ReadonlyArray<StockMove>;
} {
  const lines = new Map<EventId, BookedLine>();

  function changed(id: EventId, change: (line: BookedLine) => void): ReadonlyArray<StockMove> {
    const line = lines.get(id);
    if (line === undefined) return [];
    const before = takenBy(line);
    change(line);
    const after = takenBy(line);
    return line.uses.flatMap(({ sku }, at) => {
      const quantity = (before[at] ?? 0) - (after[at] ?? 0);
      return quantity === 0 ? [] : [{ sku, place: SHOP, quantity, account: line.account }];
    });
  }

  function moves(event: KnownEvent): ReadonlyArray<StockMove> {
    switch (event.kind) {
      case "order/line-added": {
        const { uses, quantity } = event.body;
        if (uses === undefined || quantity <= 0) return [];
        const { origin: account } = event.key;
        const line = { uses, whole: quantity, account, quantity, kept: quantity, returned: 0 };
        lines.set(event.id, line);
        return uses.map((use) => {
          return { sku: use.sku, place: SHOP, quantity: 0 - use.quantity, account };
        });
      }
      case "order/line-voided": {
        const { line, wasted = 0 } = event.body;
        return changed(line, (it) => {
          it.kept = Math.min(it.kept, wasted);
        });
      }
      case "order/line-changed": {
        const { line, set, wasted = 0 } = event.body;
        const { quantity } = set;
        if (quantity === undefined || quantity < 0) return [];
        return changed(line, (it) => {
          if (!isLess(it, quantity)) return;
          it.quantity = Math.min(it.quantity, quantity);
          it.kept = Math.min(it.kept, quantity + wasted);
        });
      }
      case "refund/issued":
        return event.body.items.flatMap(({ line, goods, quantity }) =>
          goods === "back" && quantity < 0
            ? changed(line, (it) => {
                it.returned -= quantity;
              })
            : [],
        );
      default:
        return movesBeside(event);
    }
  }

  return { moves };
}

/** What a line has of each article: of a part that can't be divided all of the last piece. */
function takenBy({ uses, whole, kept, returned }: BookedLine): ReadonlyArray<number> {
  const left = Math.max(0, kept - returned);
  return uses.map(({ quantity }) => Math.ceil((quantity * left) / whole));
}

/** Returns what an event moves beside orders. */
function movesBeside(event: KnownEvent): ReadonlyArray<StockMove> {
  const sku = articleOf(event);
  const { origin: account } = event.key;
  switch (event.kind) {
    case "stock/received": {
      const { place, quantity } = event.body;
      return [{ sku, place, quantity, account }];
    }
    case "stock/wasted":
    case "stock/returned": {
      const { place, quantity } = event.body;
      return [{ sku, place, quantity: 0 - quantity, account }];
    }
    case "stock/moved": {
      const { from, to, quantity } = event.body;
      return [
        { sku, place: from, quantity: 0 - quantity, account: undefined },
        { sku, place: to, quantity, account: undefined },
      ];
    }
    case "stock/made": {
      const { place, quantity, uses } = event.body;
      const used = uses.map((use) => {
        return { sku: use.sku, place, quantity: 0 - use.quantity, account };
      });
      return [{ sku, place, quantity, account }, ...used];
    }
    default:
      return [];
  }
}

export function articleOf({ streams: [home] }: KnownEvent): string {
  return home === undefined ? "" : streamName(home);
}

/** Returns the name of the event with a key. */
export function nameOf({ origin, seq }: Pick<EventKey, "origin" | "seq">): string {
  return `${origin}:${seq}`;
}
