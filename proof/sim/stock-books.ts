/**
 * The stock by pen and paper: what people were told came, went, was sold, brought back, counted, given and
 * taken back, by the ledger's keys, as every till must have it, and by when people did it. It shares no code
 * with the tills' folds.
 */

import { compareKeys, type EventKey } from "../../src/domain/events/event.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type Origin } from "../../src/domain/identity.ts";
import { type BookedAct } from "./books.ts";
import { createSums } from "./drawer-books.ts";
import { articleOf, createMover, nameOf, type StockMove } from "./stock-moves.ts";

interface Moment {
  readonly key: EventKey;
  /** When it was done, and its turn among all that was done. */
  readonly atMs: number;
  readonly turn: number;
}

interface BookedMove extends Moment, StockMove {}

interface BookedCount extends Moment {
  readonly sku: string;
  readonly place: string;
  readonly author: Origin;
  /** What its till knew to be missing; below zero. */
  readonly firm: number;
  counted: number;
}

export interface BookedAccount {
  readonly origin: Origin;
  readonly balance: number;
  /** By the author of a gift: the number of the last one that this till has said it heard. */
  readonly after: ReadonlyMap<Origin, number>;
  /** How much it may be short by what somebody knew: sold anyway, taken, or missed by a count. */
  readonly explained: number;
}

export interface BookedArticle {
  readonly sku: string;
  readonly level: number;
  /** The level by when people did things; undefined where a count and a move were done at once. */
  readonly levelInTime: number | undefined;
  readonly accounts: ReadonlyArray<BookedAccount>;
  /** What counts found that is nobody's. */
  readonly pool: number;
}

interface OfArticle {
  readonly moves: ReadonlyArray<BookedMove>;
  readonly counts: ReadonlyArray<BookedCount>;
}

type Told = Moment & { readonly event: KnownEvent };
type InOrder = (one: Moment, other: Moment) => number;

/** Clocks have no finer moments. */
const AT_ONCE_MS = 2;

/** Returns the articles that anybody said something of. `acts`: in the order in which people did them. */
export function bookedStock(acts: ReadonlyArray<BookedAct>): ReadonlyArray<BookedArticle> {
  const told = acts
    .flatMap(({ events, atMs }) => events.map((event) => ({ event, atMs })))
    .map(({ event, atMs }, turn): Told => ({ event, key: event.key, atMs, turn }));
  const inOrder = told.toSorted(byKey);
  const mover = createMover(({ quantity }, less) => less < quantity);
  const momentOf = new Map(told.map(({ event, ...moment }) => [event.id, moment]));
  const moves = inOrder.flatMap(({ event, ...moment }) => {
    // What came once was there once from the beginning.
    const of = event.kind === "stock/came-once" ? event.body.delivery : event.id;
    const at = momentOf.get(of) ?? moment;
    return mover.moves(event).map((move): BookedMove => Object.assign(move, at));
  });
  const counts = countsOf(inOrder);
  const events = inOrder.map(({ event }) => event);
  const named = [...moves, ...counts, ...events.flatMap(rightsIn)];
  return [...new Set(named.map(({ sku }) => sku))].toSorted().map((sku) => {
    const own: OfArticle = {
      moves: moves.filter((move) => move.sku === sku),
      counts: counts.filter((count) => count.sku === sku),
    };
    const level = levelOf(own, byKey);
    const accounts = accountsOf(sku, own, events);
    return {
      sku,
      level,
      levelInTime: isAtOnce(own) ? undefined : levelOf(own, byTurn),
      accounts,
      pool: level - sumOf(accounts, ({ balance }) => balance),
    };
  });
}

function byKey(one: Moment, other: Moment): number {
  return compareKeys(one.key, other.key);
}

function byTurn(one: Moment, other: Moment): number {
  return one.turn - other.turn;
}

/** A sheet that two approved counts an article once, as the later one says. */
function countsOf(inOrder: ReadonlyArray<Told>): ReadonlyArray<BookedCount> {
  const moments = new Map(inOrder.map((told) => [nameOf(told.key), told]));
  const counts = new Map<string, BookedCount>();
  for (const told of inOrder) {
    const { event } = told;
    if (event.kind !== "stock/counted") continue;
    const { place, counted, expected, at } = event.body;
    const key = at ?? event.key;
    const { atMs, turn } = moments.get(nameOf(key)) ?? told;
    const sku = articleOf(event);
    const name = `${sku}|${place}|${nameOf(key)}`;
    const twin = counts.get(name);
    const firm = Math.min(0, counted - expected);
    if (twin !== undefined) twin.counted = counted;
    else {
      const { origin: author } = event.key;
      counts.set(name, { sku, place, key, atMs, turn, author, firm, counted });
    }
  }
  return [...counts.values()];
}

/** Returns what lies at all places: at each what was counted last, and what was moved after it. */
function levelOf({ moves, counts }: OfArticle, inOrder: InOrder): number {
  const places = new Set([...moves, ...counts].map(({ place }) => place));
  return sumOf([...places], (place) => {
    const last = counts
      .filter((count) => count.place === place)
      .toSorted(inOrder)
      .at(-1);
    const later = moves.filter(
      (move) => move.place === place && (last === undefined || inOrder(move, last) > 0),
    );
    return (last?.counted ?? 0) + sumOf(later, ({ quantity }) => quantity);
  });
}

/** Whether nobody can say whether something was moved before it was counted or after. */
function isAtOnce({ moves, counts }: OfArticle): boolean {
  return counts.some((count) =>
    [...moves, ...counts].some(
      (other) =>
        other !== count &&
        other.turn !== count.turn &&
        Math.abs(other.atMs - count.atMs) <= AT_ONCE_MS,
    ),
  );
}

/** Rights stand in accounts also where no move behind them counts: a till passed on what one gave that is shut out. */
function rightsIn(event: KnownEvent): ReadonlyArray<{ readonly sku: string }> {
  return event.kind === "rights/given" || event.kind === "rights/taken" ? event.body.of : [];
}

function accountsOf(
  sku: string,
  { moves, counts }: OfArticle,
  events: ReadonlyArray<KnownEvent>,
): ReadonlyArray<BookedAccount> {
  const balances = createSums();
  const explained = createSums();
  const after = new Map<string, Map<Origin, number>>();
  for (const { account, quantity } of moves) {
    if (account !== undefined) balances.add(account, quantity);
  }
  for (const { author, firm } of counts) {
    balances.add(author, firm);
    explained.add(author, 0 - firm);
  }
  for (const event of events) {
    const { origin } = event.key;
    if (event.kind === "rights/given" || event.kind === "rights/taken") {
      const quantity = sumOf(event.body.of, (right) => (right.sku === sku ? right.quantity : 0));
      const [from, to] =
        event.kind === "rights/given" ? [origin, event.body.to] : [event.body.from, origin];
      if (from === to) continue;
      balances.add(to, quantity);
      if (from !== null) balances.add(from, 0 - quantity);
      if (from !== null && event.kind === "rights/taken") explained.add(from, quantity);
    }
    if (event.kind !== "rights/noted") continue;
    for (const rest of event.body.of) {
      if (rest.sku !== sku) continue;
      explained.add(origin, rest.beyond);
      const heard = after.get(origin) ?? new Map<Origin, number>();
      for (const { origin: by, seq } of rest.after)
        heard.set(by, Math.max(seq, heard.get(by) ?? 0));
      after.set(origin, heard);
    }
  }
  return [...balances.sums].map(([origin, balance]) => ({
    origin: origin as Origin,
    balance,
    after: after.get(origin) ?? new Map(),
    explained: explained.sums.get(origin) ?? 0,
  }));
}

function sumOf<One>(all: ReadonlyArray<One>, quantity: (one: One) => number): number {
  return all.reduce((sum, one) => sum + quantity(one), 0);
}
