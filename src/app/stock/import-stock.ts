/** Deliveries and counts of a sheet into the stock: all of them or none. */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { stockQuantity } from "../../domain/goods/stock-quantity.ts";
import { type BusinessDay, streamName, toStreamId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type SheetRow } from "../../domain/office/goods-sheet.ts";
import {
  readStockSheet,
  type StockSheetProblem,
  type StockSheetRow,
} from "../../domain/office/stock-sheet.ts";
import { stockLevelAt } from "../../domain/stock/levels.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import {
  type ImportEnds,
  importSheet,
  revisionOf,
  type SheetFault,
} from "../catalogue/import-sheet.ts";
import { type TillHere, type Actor, type Till } from "../till/till.ts";
import { eventsSince, todayAt } from "./stock-days.ts";

export interface StockSheetWish {
  readonly rows: ReadonlyArray<SheetRow>;
  readonly areCounts: boolean;
  readonly salesFloor: string;
}

/** What is to be booked, worked out on one state of the catalogue and, for counts, of the stock. */
export interface PreparedStock {
  readonly events: ReadonlyArray<Draft>;
  /** Counts of what lies there by the books already. */
  readonly unchanged: number;
  readonly revision: number;
}

const STREAMS = { counts: ["cat", "stock", "order"], deliveries: ["cat"] } as const;

function streamsOf(areCounts: boolean): (typeof STREAMS)[keyof typeof STREAMS] {
  return areCounts ? STREAMS.counts : STREAMS.deliveries;
}

/** Writes nothing. */
export function prepareStock(
  till: Till,
  { rows, areCounts, salesFloor }: StockSheetWish,
): Result<PreparedStock, SheetFault<StockSheetProblem>> {
  const { currency } = till;
  const products = till.catalogue().productsBySku.values();
  return till.ledger.read((view) => {
    const read = readStockSheet(rows, { products, currency, areCounts, salesFloor });
    if (!read.ok) return err({ type: "sheet/wrong", problems: read.fault });
    const booked = read.value.flatMap((row) => (areCounts ? countOf(view, row) : deliveryOf(row)));
    const unchanged = read.value.length - booked.length;
    return ok({ events: booked, unchanged, revision: revisionOf(view, streamsOf(areCounts)) });
  });
}

function deliveryOf({ sku, quantity, ...row }: StockSheetRow): Draft {
  const body = { quantity: stockQuantity(quantity), ...row };
  return { kind: "stock/received", streams: [toStreamId("stock", sku)], body };
}

/** Returns nothing for a count that says what the books do. */
function countOf(view: LedgerView, { sku, quantity, place }: StockSheetRow): ReadonlyArray<Draft> {
  const expected = stockQuantity(stockLevelAt(view, { sku, place }));
  const counted = stockQuantity(quantity);
  if (expected === counted) return [];
  const body = { place, counted, expected, at: null };
  return [{ kind: "stock/counted", streams: [toStreamId("stock", sku)], body }];
}

/** Imports deliveries or counts as `importSheet` does. */
export function importStock(
  open: Pick<TillHere, "till" | "random">,
  actor: Actor,
  {
    wish,
    ...sheet
  }: ImportEnds & { readonly wish: StockSheetWish; readonly prepared: PreparedStock },
): Result<PreparedStock, Refusal | SheetFault<StockSheetProblem>> {
  return importSheet(open, actor, {
    ...sheet,
    name: "import stock",
    permission: "stock",
    streams: streamsOf(wish.areCounts),
    work: ({ events }) => ({ events }),
    prepareAgain: () => prepareStock(open.till, wish),
  });
}

/** A delivery that is booked again later than that is another one. */
const DAYS_LOOKED_AT = 31;

/** Returns the day on which all of the deliveries were booked before, each as often; undefined where they were not. */
export function bookedBefore(
  till: Till,
  { events }: Pick<PreparedStock, "events">,
): BusinessDay | undefined {
  const wanted = new Map<string, number>();
  for (const { kind, streams, body } of events) {
    if (kind !== "stock/received") return undefined;
    const key = keyOf(streams, body);
    wanted.set(key, (wanted.get(key) ?? 0) + 1);
  }
  let last: BusinessDay | undefined;
  for (const { known, streams, day } of eventsSince(
    till,
    addDays(todayAt(till), 0 - DAYS_LOOKED_AT),
  )) {
    if (known?.kind !== "stock/received") continue;
    const key = keyOf(streams, known.body);
    const left = wanted.get(key);
    if (left === undefined) continue;
    last = day;
    if (left > 1) wanted.set(key, left - 1);
    else wanted.delete(key);
  }
  return wanted.size === 0 ? last : undefined;
}

function keyOf(streams: Draft["streams"], body: object): string {
  const fields = Object.entries(body).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const [stream] = streams;
  return JSON.stringify([stream && streamName(stream), fields]);
}
