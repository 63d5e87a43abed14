/** What each event moves of the stock, by pen and paper: it shares no code with the tills' folds. */

import { type EventKey } from "../../src/domain/events/event.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { chainPosition, type EventId, type Origin, streamName } from "../../src/domain/identity.ts";

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

/** What one taking of a line has; a second one is of goods that were void and handed out all the same. */
interface BookedLine {
  readonly uses: ReadonlyArray<{ readonly sku: string; readonly quantity: number }>;
  readonly whole: number;
  /** -1 for goods that came back without a receipt, whose quantities are below zero in the events. */
  readonly side: 1 | -1;
  readonly account: Origin;
  quantity: number;
  kept: number;
  returned: number;
}

/** Returns what each event moves, where it is told one after another. `isLess`: whether a quantity that somebody said of a line holds. */
export function createMover(isLess: (line: BookedLine, quantity: number) => boolean): {
  readonly moves: (event: KnownEvent) => ReadonlyArray<StockMove>;
} {
  const lines = new Map<EventId, BookedLine[]>();
  const voids = new Map<EventId, Set<EventId>>();
  const doubles = new Set<EventId>();

  function changed(id: EventId, change: (takings: BookedLine[]) => void): ReadonlyArray<StockMove> {
    const takings = lines.get(id) ?? [];
    const before = takings.map(takenBy);
    change(takings);
    return takings.flatMap((line, index) => {
      const after = takenBy(line);
      return line.uses.flatMap(({ sku }, at) => {
        const quantity = line.side * ((before[index]?.[at] ?? 0) - (after[at] ?? 0));
        return quantity === 0 ? [] : [{ sku, place: SHOP, quantity, account: line.account }];
      });
    });
  }

  function taking(id: EventId, line: BookedLine): ReadonlyArray<StockMove> {
    lines.set(id, [...(lines.get(id) ?? []), line]);
    const { account, side } = line;
    return takenBy(line).map((taken, at) => {
      return { sku: line.uses[at]?.sku ?? "", place: SHOP, quantity: 0 - side * taken, account };
    });
  }

  function begun(
    id: EventId,
    line: Pick<BookedLine, "uses" | "side" | "account" | "quantity">,
  ): ReadonlyArray<StockMove> {
    const { quantity } = line;
    return taking(id, { ...line, whole: quantity, kept: quantity, returned: 0 });
  }

  function moves(event: KnownEvent): ReadonlyArray<StockMove> {
    switch (event.kind) {
      case "order/line-added": {
        const { uses, quantity } = event.body;
        if (uses === undefined || quantity <= 0) return [];
        const { origin: account } = event.key;
        return begun(event.id, { uses, side: 1, account, quantity });
      }
      case "order/line-returned": {
        const { uses, quantity } = event.body;
        if (uses === undefined) return [];
        return begun(event.id, {
          uses,
          side: -1,
          account: event.key.origin,
          quantity: Math.abs(quantity),
        });
      }
      case "order/line-voided": {
        const { line, wasted = 0 } = event.body;
        voids.set(line, (voids.get(line) ?? new Set()).add(event.id));
        return changed(line, (takings) => {
          keepAtMost(takings, wasted);
        });
      }
      case "order/line-handed-out": {
        const { line, voids: none } = event.body;
        const standing = voids.get(line) ?? new Set();
        const gone = none.filter((id) => standing.delete(id));
        const [first, ...more] = lines.get(line) ?? [];
        if (gone.length === 0 || standing.size > 0 || first === undefined) return [];
        const kept = [first, ...more].reduce((sum, it) => sum + it.kept, 0);
        const again = first.quantity - kept;
        const { origin: account } = event.key;
        return again <= 0 ? [] : taking(line, { ...first, account, kept: again, returned: 0 });
      }
      case "order/line-changed": {
        const { line, set, wasted = 0 } = event.body;
        const said = set.quantity;
        if (said === undefined) return [];
        return changed(line, (takings) => {
          const [first] = takings;
          if (first === undefined) return;
          const quantity = first.side * said;
          if (quantity < 0 || !isLess(first, quantity)) return;
          first.quantity = Math.min(first.quantity, quantity);
          keepAtMost(takings, quantity + wasted);
        });
      }
      case "refund/issued":
        return event.body.items.flatMap(({ line, goods, quantity }) =>
          goods === "back" && quantity < 0
            ? changed(line, (takings) => {
                giveBack(takings, 0 - quantity);
              })
            : [],
        );
      case "stock/came-once": {
        // Said at two tills it is off the stock once.
        const isSaid = doubles.has(event.body.delivery);
        doubles.add(event.body.delivery);
        return isSaid ? [] : movesBeside(event);
      }
      default:
        return movesBeside(event);
    }
  }

  return { moves };
}

function keepAtMost(takings: ReadonlyArray<BookedLine>, quantity: number): void {
  let left = quantity;
  for (const line of takings) {
    line.kept = Math.min(line.kept, Math.max(0, left));
    left -= line.kept;
  }
}

/** What came back is of the last taking first; more than there was is of the first one. */
function giveBack(takings: ReadonlyArray<BookedLine>, quantity: number): void {
  let left = quantity;
  for (const line of takings.slice(1).toReversed()) {
    const back = Math.min(left, Math.max(0, line.kept - line.returned));
    line.returned += back;
    left -= back;
  }
  const [first] = takings;
  if (first !== undefined) first.returned += left;
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
    case "stock/came-once": {
      const { place, quantity, delivery } = event.body;
      const { origin } = chainPosition(delivery);
      return [{ sku, place, quantity: 0 - quantity, account: origin }];
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
