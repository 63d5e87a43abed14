/**
 * What a line of an order takes of the stock. It names articles and quantities for all of it, frozen when
 * it was added, and from then on there is only less of it: what comes free goes back to whom the line took
 * it from, whoever frees it. So two tills that void one line apart free it once. Goods that were handed out though a
 * till had voided them are taken anew. Source: docs/rules/stock.md, S3.
 *
 * A line of goods that came back without a receipt is below zero and brings them to the stock instead. All that is
 * counted of it here is its size, and the line's side turns the moves.
 */

import { type Contribution } from "../base/contribution.ts";
import { type CompKind } from "../events/discount-events.ts";
import { type EventKey } from "../events/event.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type LineAdded } from "../events/line-events.ts";
import { type StockUse } from "../events/stock-events.ts";
import { stockQuantity } from "../goods/stock-quantity.ts";
import { type BusinessDay, chainPosition, type EventId, type Origin } from "../identity.ts";
import { type Thousandths, thousandths } from "../money/amounts.ts";
import { type LineState, type LineStock } from "../state/order-state.ts";
import { registerValue } from "../state/register.ts";
import { magnitude } from "../text/quantity.ts";
import {
  openGoodsKey,
  stockAccountKey,
  stockDay,
  stockDeedKey,
  stockDayKey,
  stockFreedPrefix,
  stockFreedTag,
  stockMovedKey,
  stockQuarter,
  stockQuarterKey,
  stockQuarterTag,
} from "./stock-keys.ts";

/** The place that goods are sold from. */
const SOLD_FROM = "";

type Moment = Pick<KnownEvent, "key" | "act">;

/** A move of one article by an order: below zero for what it took. */
export interface LineMove extends EventKey {
  readonly day: BusinessDay;
  readonly sku: string;
  readonly place: string;
  readonly quantity: number;
  /** The till that took the goods, in whose account they are. */
  readonly account: Origin;
}

/** 1 for a line that takes of the stock, -1 for one that brings goods back to it. */
function sideOf(added: { readonly quantity: number } | null): 1 | -1 {
  return (added?.quantity ?? 0) < 0 ? -1 : 1;
}

/**
 * Whether more of a line is another line: of what takes of the stock, so that nothing is given back twice, and of the
 * parts of a combo, which must not differ by which of them do.
 */
export function onlyGetsLess({
  uses,
  combo,
  quantity,
}: Pick<LineAdded, "uses" | "combo" | "quantity">): boolean {
  return uses !== undefined || (combo !== undefined && quantity > 0);
}

/** Returns what is known of a line that only gets less, as it is added; undefined for others. */
export function beginLineStock(
  added: Pick<LineAdded, "uses" | "combo" | "quantity">,
  { key: { hlc }, act: { day } }: Moment,
): LineStock | undefined {
  return onlyGetsLess(added)
    ? { hlc, day, kept: magnitude(added.quantity), returned: thousandths(0), backs: [] }
    : undefined;
}

type Stocks = Pick<LineState, "stock" | "again">;

/** Notes that of a line so much is left, or that so much of it did not come back. */
export function keepOfLine({ stock, again }: Stocks, at: Moment, kept: number): Stocks {
  if (stock === undefined) return {};
  const own = keepOf(stock, at, kept);
  if (again === undefined) return { stock: own };
  let left = kept - own.kept;
  const after = again.map((one) => {
    const lessened = keepOf(one, at, Math.max(0, left));
    left -= lessened.kept;
    return lessened;
  });
  return { stock: own, again: after };
}

function keepOf<Stock extends LineStock>(stock: Stock, at: Moment, kept: number): Stock {
  return kept >= stock.kept ? stock : noted({ ...stock, kept: thousandths(kept) }, at);
}

/** Notes that so much came back of a line that was paid; of what it took last first. */
export function returnToStock({ stock, again = [] }: Stocks, at: Moment, quantity: number): Stocks {
  if (stock === undefined || quantity <= 0) return {};
  let left = quantity;
  const after = again
    .toReversed()
    .map((one) => {
      const back = Math.min(left, leftOf(one));
      left -= back;
      return returnOf(one, at, back);
    })
    .toReversed();
  const own = returnOf(stock, at, left);
  return again.length === 0 ? { stock: own } : { stock: own, again: after };
}

function returnOf<Stock extends LineStock>(stock: Stock, at: Moment, quantity: number): Stock {
  return quantity <= 0
    ? stock
    : noted({ ...stock, returned: thousandths(stock.returned + quantity) }, at);
}

/**
 * Takes again what voids gave back of a line whose goods were handed out all the same. What came free may be somebody
 * else's by now, so it is taken anew, under the till that says so.
 */
export function takeAgain({ fields, stock, again = [] }: LineState, at: Taking): Stocks {
  const kept = [stock, ...again].reduce((sum, one) => sum + (one?.kept ?? 0), 0);
  const of = thousandths(Math.abs(registerValue(fields.quantity) ?? 0) - kept);
  if (stock === undefined || of <= 0) return {};
  const { hlc } = at.key;
  const { day } = at.act;
  const taking = { id: at.id, of, hlc, day, kept: of, returned: thousandths(0), backs: [] };
  return { stock, again: [...again, taking] };
}

type Taking = Moment & Pick<KnownEvent, "id">;

function noted<Stock extends LineStock>(
  stock: Stock,
  { key: { hlc, origin, seq }, act: { day } }: Moment,
): Stock {
  const present = stock.backs.at(-1)?.left;
  const left = leftOf(stock);
  return present === left
    ? stock
    : { ...stock, backs: [...stock.backs, { hlc, origin, seq, day, left }] };
}

function leftOf({ kept, returned }: LineStock): Thousandths {
  return thousandths(Math.max(0, kept - returned));
}

/** Returns how much of an article so much of a line takes; what is left over of a part counts as taken. */
function taken(quantity: number, left: number, whole: number): number {
  // Two factors of thirteen digits each are more than a number holds exactly.
  const product = BigInt(quantity) * BigInt(left);
  const [all, rest] = [product / BigInt(whole), product % BigInt(whole)];
  return Number(all) + (rest > 0n ? 1 : 0);
}

/** Returns what so much of a line takes, where it takes any; undefined for goods whose stock nobody keeps. */
export function partOfUses(
  { uses, quantity: whole }: Pick<LineAdded, "quantity" | "uses">,
  quantity: Thousandths,
): StockUse[] | undefined {
  const [part, all] = [magnitude(quantity), magnitude(whole)];
  if (uses === undefined || all === 0 || part === 0) return undefined;
  return uses.map((use) => ({
    sku: use.sku,
    quantity: stockQuantity(taken(use.quantity, part, all)),
  }));
}

/** One taking of a line: its own, or another one of goods that voids had given back. */
interface Taker {
  /** The event that took, whose till has the goods in its account. */
  readonly id: EventId;
  readonly stock: LineStock;
  readonly uses: ReadonlyArray<StockUse>;
  /** The quantity that it took for, whatever its side. */
  readonly whole: number;
  readonly side: 1 | -1;
}

function takersOf(id: EventId, { added, stock, again = [] }: LineState): ReadonlyArray<Taker> {
  const { uses } = added ?? {};
  const [whole, side] = [wholeOf(added), sideOf(added)];
  if (uses === undefined || stock === undefined || whole === 0) return [];
  return [
    { id, stock, uses, whole, side },
    ...again.map((one) => ({
      id: one.id,
      stock: one,
      uses: partOfUses({ uses: [...uses], quantity: thousandths(whole) }, one.of) ?? [],
      whole: one.of,
      side,
    })),
  ];
}

/** Returns the moves of a line, the first of them the taking, or the bringing back. */
export function lineMoves(id: EventId, line: LineState): ReadonlyArray<LineMove> {
  return takersOf(id, line).flatMap(movesOf);
}

function movesOf({ id, stock, uses, whole, side }: Taker): ReadonlyArray<LineMove> {
  const { origin, seq } = chainPosition(id);
  return uses.flatMap(({ sku, quantity }) => {
    const move = { sku, place: SOLD_FROM, day: stock.day, account: origin };
    const moves: LineMove[] = [
      { ...move, hlc: stock.hlc, origin, seq, quantity: 0 - side * quantity },
    ];
    let now: number = quantity;
    for (const { left, ...key } of stock.backs) {
      const next = taken(quantity, left, whole);
      if (next < now) moves.push({ ...move, ...key, quantity: side * (now - next) });
      now = Math.min(now, next);
    }
    return moves;
  });
}

/**
 * Returns what comes free of a line that is to keep so much, with what did not come back of the rest. A line that
 * brought goods back frees nothing: what did not come after all is no taking that anybody asks about.
 */
export function freedOf({ added, stock }: LineState, kept: number): ReadonlyArray<StockUse> {
  const { uses = [] } = added ?? {};
  const whole = wholeOf(added);
  if (stock === undefined || whole === 0 || sideOf(added) < 0) return [];
  const left = leftOf(stock);
  const next = leftOf({ ...stock, kept: thousandths(Math.min(kept, stock.kept)) });
  return uses.map(({ sku, quantity }) => ({
    sku,
    quantity: stockQuantity(taken(quantity, left, whole) - taken(quantity, next, whole)),
  }));
}

/** Returns how much of a line there was when it was added, whatever its side. */
function wholeOf(added: { readonly quantity: Thousandths } | null): number {
  return added === null ? 0 : magnitude(added.quantity);
}

/** Returns what was taken for a line and not sold, by article: what came back is of what was sold. */
function wastedOfLine(id: EventId, line: LineState): ReadonlyArray<StockUse> {
  let sold: number = line.voids.length > 0 ? 0 : Math.abs(registerValue(line.fields.quantity) ?? 0);
  return takersOf(id, line).flatMap(({ stock: { kept }, uses, whole }) => {
    const own = Math.max(0, Math.min(sold, kept));
    sold -= own;
    if (own >= kept) return [];
    return uses.map(({ sku, quantity }) => ({
      sku,
      quantity: stockQuantity(taken(quantity, kept, whole) - taken(quantity, own, whole)),
    }));
  });
}

/**
 * What became of a line by the end of a business day, in thousandths and whatever its side: what receipts have, less
 * what came back of it.
 */
interface LineSold {
  readonly day: BusinessDay;
  readonly sold: number;
}

/**
 * Returns by how much there was more, on each of the days, of the goods that a line has taken and no receipt has;
 * `sold` has all days on which receipts and refunds changed that, rising. What is thrown away of a line is of the day
 * on which it was added, as in the other sums.
 */
export function openOfLine(
  [id, line]: readonly [EventId, LineState],
  sold: ReadonlyArray<LineSold>,
  isOver: boolean,
): ReadonlyArray<Contribution> {
  const { uses = [] } = line.added ?? {};
  const [whole, side] = [wholeOf(line.added), sideOf(line.added)];
  const moves = lineMoves(id, line);
  const rising = [...new Set([...moves, ...sold].map(({ day }) => day))].toSorted();
  const wasted = wastedOfLine(id, line);
  return (moves.length === 0 ? [] : uses).flatMap(({ sku, quantity }) => {
    const own = moves.filter((move) => move.sku === sku);
    const waste = wasted.reduce((sum, it) => (it.sku === sku ? sum + it.quantity : sum), 0);
    let before = 0;
    return rising.map((day): Contribution => {
      const has = own.reduce(
        (sum, move) => (move.day <= day ? sum - side * move.quantity : sum),
        0,
      );
      const gone = sold.findLast((it) => it.day <= day)?.sold ?? 0;
      const isGone = gone >= whole || (isOver && day === rising.at(-1));
      const rest = has - (isBegun(own, day) ? waste : 0) - taken(quantity, gone, whole);
      // More is paid than was taken where a till apart gave some of it back.
      const open = isGone || (gone > 0 && rest < 0) ? 0 : rest;
      const change = open - before;
      before = open;
      return [openGoodsKey(day, sku), side * change];
    });
  });
}

/** Whether the line was there by the end of the day: a till that is on the day before may give some of it back. */
function isBegun([first]: ReadonlyArray<LineMove>, day: BusinessDay): boolean {
  return first !== undefined && first.day <= day;
}

/** What became of goods that were taken of the stock: sold, thrown away, or eaten by who works there. */
export type TakenFor = "used" | "waste" | "staff-meal";

/**
 * Returns what the goods of a line were taken for, by the discount that gives them away. What is on the house is used
 * as sold goods are.
 */
export function takenFor(kind: CompKind | undefined): TakenFor {
  if (kind === "staff-meal") return kind;
  return kind === "spoiled" ? "waste" : "used";
}

/** Returns the sums of what a line has taken, under the till that added it. */
export function lineStockContributions(
  id: EventId,
  line: LineState,
  deed: TakenFor,
): ReadonlyArray<Contribution> {
  const day = line.stock?.day;
  const wasted = wastedOfLine(id, line).flatMap(({ sku, quantity }): ReadonlyArray<Contribution> =>
    day === undefined
      ? []
      : [
          [stockDeedKey("waste", day, sku), quantity],
          [stockDeedKey(deed, day, sku), 0 - quantity],
        ],
  );
  const freed = freedByOthers(id, line).map(
    ({ sku, quantity, account, origin: by }) =>
      [stockFreedPrefix(sku, account) + by, quantity] as const,
  );
  const moves = lineMoves(id, line).flatMap(
    ({ sku, place, account, hlc, day: moved, quantity }) => [
      [stockMovedKey(sku, place), quantity] as const,
      [stockDayKey(sku, place, stockDay(hlc)), quantity] as const,
      [
        stockQuarterKey(sku, place, { day: stockDay(hlc), quarter: stockQuarter(hlc) }),
        quantity,
      ] as const,
      [stockAccountKey(sku, account), quantity] as const,
      [stockDeedKey(deed, moved, sku), 0 - quantity] as const,
    ],
  );
  return [...moves, ...freed, ...wasted];
}

/** Returns the tags of the moments in which a line moved stock, and of whom others freed goods of. */
export function lineStockTags(id: EventId, line: LineState): ReadonlyArray<string> {
  const { stock, again = [] } = line;
  if (stock === undefined) return [];
  const takings = [stock, ...again];
  const moments = [...takings, ...takings.flatMap(({ backs }) => backs)].map(({ hlc }) =>
    stockQuarterTag(stockQuarter(hlc)),
  );
  const freed = freedByOthers(id, line).map((move) => stockFreedTag(move.sku, move.account, move));
  return [...moments, ...freed];
}

/** Returns the moves by which others than the till that took a line's goods gave them back. */
function freedByOthers(id: EventId, line: LineState): ReadonlyArray<LineMove> {
  const { stock, again = [] } = line;
  const isPlain = again.length === 0 && stock?.backs.length === 0;
  return stock === undefined || isPlain
    ? []
    : lineMoves(id, line).filter(
        ({ origin, account, quantity }) => quantity > 0 && origin !== account,
      );
}
