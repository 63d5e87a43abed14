/**
 * Where each thing that the kitchen is told goes: what is new by the rules of the shop, now; what is about
 * something that a station has to the station that has it.
 */

import { type OrderState } from "../folds/order-state.ts";
import { stationOfGoods } from "../goods-route.ts";
import { type EventId, streamName } from "../identity.ts";
import { type ToldPart, toldParts } from "../kitchen-told.ts";
import { type Thousandths, thousandths } from "../money/amounts.ts";
import { type LineBalance } from "../order-balance.ts";
import { type DecisionContext } from "./decision.ts";

/** What the kitchen is to hear of a line. */
export interface KitchenLine {
  readonly balance: LineBalance;
  readonly act: "new" | "held" | "fire" | "change" | "void" | "move" | "refire";
  /** Positive for more, negative for less; the ticket says the magnitude. */
  readonly quantity: Thousandths;
  readonly cause: EventId;
  /** Why it is made again, or no more; empty or missing where nobody said so. */
  readonly reason?: string;
  /** Of what is wanted after all: where and when the kitchen was told that it is void. */
  readonly voided?: {
    readonly station: string;
    readonly wallMs: number;
    readonly offsetMinutes: number;
  };
}

/** One for each station that has something of it. */
export function atStations(
  context: DecisionContext,
  order: OrderState,
  line: KitchenLine,
): ReadonlyArray<readonly [station: string, line: KitchenLine]> {
  const { balance, act, cause } = line;
  const { added } = balance.line;
  if (added === null) return [];
  if (line.voided !== undefined) return [[line.voided.station, line]];
  const { sku, station } = added;
  if (act === "new" || act === "held") {
    const goods = { sku, station, service: balance.service };
    return [[stationOfGoods(context.view, goods, context.at), line]];
  }
  const had = toldParts(order, balance.id);
  const meant = act === "fire" ? had.filter((part) => part.cause === cause) : had;
  const taken = takenOf(line, meant);
  const byStation = Map.groupBy(taken, ({ ticket }) => {
    return context.view.state("ticket", streamName(ticket)).issued?.body.station ?? station;
  });
  if (byStation.size <= 1) return [[[...byStation.keys()][0] ?? station, line]];
  return [...byStation].map(([where, parts]) => {
    const sum = parts.reduce((all, part) => all + part.quantity, 0);
    return [where, { ...line, quantity: thousandths(act === "void" ? 0 - sum : sum) }] as const;
  });
}

/** Of what came to grief nothing waits. */
function takenOf(
  { act, quantity }: KitchenLine,
  parts: ReadonlyArray<ToldPart>,
): ReadonlyArray<ToldPart> {
  if (act === "void") return takenFrom(parts, thousandths(0 - quantity));
  if (act !== "refire") return parts;
  return takenFrom(
    parts.filter(({ isHeld }) => !isHeld),
    quantity,
  );
}

/** What waits first, then what was told last. */
function takenFrom(parts: ReadonlyArray<ToldPart>, quantity: Thousandths): ReadonlyArray<ToldPart> {
  let left: number = quantity;
  const newestFirst = parts.toReversed().toSorted((a, b) => Number(b.isHeld) - Number(a.isHeld));
  return newestFirst.flatMap((part) => {
    const gone = Math.min(part.quantity, left);
    left -= gone;
    return gone > 0 ? [{ ...part, quantity: thousandths(gone) }] : [];
  });
}
