/** The fold of an article's stock: what came, went and was counted, beside what orders moved. */

import { type Contribution } from "../base/contribution.ts";
import { compareKeys, type EventKey } from "../events/event.ts";
import { type KnownEvent } from "../events/kinds.ts";
import { type Right } from "../events/rights-events.ts";
import {
  type BusinessDay,
  chainPosition,
  type Origin,
  streamName,
  type StreamId,
  toStreamId,
} from "../identity.ts";
import { type Fold } from "../state/fold.ts";
import {
  emptyStock,
  STOCK_ACTS,
  type StockActDeed,
  type StockCount,
  type StockMove,
  type StockState,
  type Worth,
} from "../state/stock-state.ts";
import { shareOf, worthOf } from "../stock/cost.ts";
import { stockAccountKey, stockCountedTag, stockDeedKey } from "../stock/stock-keys.ts";

/** Articles with a stock that somebody said something of. */
export const STOCK_TAG = "stock";

/** A count is of a day or two ago at most, when it comes; older moves are looked at as one sum. */
const MOVES_MAX = 400;
const MOVES_KEPT = 200;
const COUNTS_MAX = 400;
/** Of a delivery a day: prices are compared with the last one, and what is older has been sold. */
const DELIVERIES_KEPT = 100;

export const stockFold: Fold<StockState> = {
  version: 9,
  empty: emptyStock,
  apply: (before, event, stream) =>
    withLastWorth(before, applyStock(before, event, stream), event.act.day),
  contributions: stockContributions,
  tags: ({ counts }) => [STOCK_TAG, ...counts.map(({ day }) => stockCountedTag(day))],
  row: { pack: withoutEmpty, unpack: withEmpty },
};

const EMPTY_TEXTS: ReadonlyMap<string, string> = new Map(
  Object.entries(emptyStock).map(([field, value]) => [field, JSON.stringify(value)]),
);

/** Most articles have no counts, rights or waste: a list of 20,000 reads all their rows. */
function withoutEmpty(state: StockState): Partial<StockState> {
  return Object.fromEntries(
    Object.entries(state).filter(
      ([field, value]) => JSON.stringify(value) !== EMPTY_TEXTS.get(field),
    ),
  );
}

function withEmpty(packed: unknown): StockState {
  // Written by `withoutEmpty`.
  return { ...emptyStock, ...(packed as Partial<StockState>) };
}

/** Returns the sums of whose goods they are by right, and of what was done on each day. */
function stockContributions({ sku, accounts, done }: StockState): ReadonlyArray<Contribution> {
  const byRight = Object.entries<number>(accounts).map(
    ([origin, quantity]) => [stockAccountKey(sku, origin as Origin), quantity] as const,
  );
  const byDay = STOCK_ACTS.flatMap((deed) =>
    Object.entries<number>(done[deed] ?? {}).map(
      ([day, amount]) => [stockDeedKey(deed, day as BusinessDay, sku), amount] as const,
    ),
  );
  return [...byRight, ...byDay];
}

/** What is missing when all of it is gone has cost what the last of it did. */
function withLastWorth(before: StockState, after: StockState, day: BusinessDay): StockState {
  if (after.worth === before.worth) return after;
  const present = worthOf(after);
  if (present.quantity <= 0) return after;
  const costs: Record<BusinessDay, Worth> = { ...after.costs, [day]: present };
  // A till that is still on the day before says it for the day that others are on, too.
  for (const on of Object.keys(costs) as BusinessDay[]) if (on > day) costs[on] = present;
  return { ...after, lastWorth: present, costs };
}

/** What these say is of each article whose stream they name. */
const OF_SEVERAL = new Set<KnownEvent["kind"]>([
  "stock/made",
  "rights/given",
  "rights/taken",
  "rights/noted",
]);

function applyStock(before: StockState, event: KnownEvent, stream: string): StockState {
  // Goods are moved once, whatever streams an event names beside its home, unless it is of several articles.
  if (event.streams[0] !== stream && !OF_SEVERAL.has(event.kind)) return before;
  const sku = streamName(stream as StreamId);
  const state = before.sku === sku ? before : { ...before, sku };
  switch (event.kind) {
    case "stock/received": {
      const { place, quantity, cost } = event.body;
      const came = withDone(moved(state, event, { place, quantity }), event.act, {
        received: quantity,
        ...(cost === null ? { unpriced: quantity } : { paid: cost }),
      });
      const after = withDelivery(came, event);
      return cost === null ? after : withWorth(after, place, { quantity, value: cost });
    }
    case "stock/came-once":
      return withoutDouble(state, event.body);
    case "stock/wasted": {
      const { place, quantity, what } = event.body;
      const after = moved(state, event, { place, quantity: 0 - quantity });
      return withDone(after, event.act, { [what]: quantity });
    }
    case "stock/returned": {
      const { place, quantity } = event.body;
      const after = moved(state, event, { place, quantity: 0 - quantity });
      return withDone(after, event.act, { returned: quantity });
    }
    case "stock/moved": {
      const { from, to, quantity } = event.body;
      const out = added(state, event.key, { place: from, quantity: 0 - quantity });
      return movedWorth(added(out, event.key, { place: to, quantity }), event.body);
    }
    case "stock/made":
      return made(state, event);
    case "stock/counted":
      return counted(state, event);
    case "rights/given":
      return given(state, event);
    case "rights/taken":
      return taken(state, event);
    case "rights/noted":
      return event.body.of.filter((rest) => rest.sku === sku).reduce(noted(event.key), state);
    default:
      return before;
  }
}

type Of<Kind extends KnownEvent["kind"]> = Extract<KnownEvent, { readonly kind: Kind }>;

interface Moved {
  readonly place: string;
  readonly quantity: number;
}

/** Moves goods at a place, and in the account of who said so. */
function moved(state: StockState, { key }: KnownEvent, move: Moved): StockState {
  return inAccount(added(state, key, move), key.origin, move.quantity);
}

function inAccount(state: StockState, origin: Origin, quantity: number): StockState {
  const present = state.accounts[origin] ?? 0;
  return { ...state, accounts: { ...state.accounts, [origin]: present + quantity } };
}

function added(state: StockState, key: EventKey, move: Moved): StockState {
  const { hlc, origin, seq } = key;
  const moves = [...state.moves, { hlc, origin, seq, ...move }];
  if (moves.length <= MOVES_MAX) return { ...state, moves };
  const old = moves.slice(0, moves.length - MOVES_KEPT);
  return old.reduce(withOldMove, { ...state, moves: moves.slice(-MOVES_KEPT) });
}

/** Adds a move that no longer stands by itself to the count that it is in, or to what came after all counts. */
function withOldMove(state: StockState, move: StockMove): StockState {
  const { place, quantity } = move;
  const at = state.counts.findIndex(
    (count) => count.place === place && compareKeys(count, move) > 0,
  );
  const count = state.counts[at];
  if (count !== undefined) {
    const counts = state.counts.with(at, { ...count, before: count.before + quantity });
    return { ...state, counts };
  }
  return { ...state, before: { ...state.before, [place]: (state.before[place] ?? 0) + quantity } };
}

/** A batch adds to what was made, and takes from each article that it was made of. */
function made(state: StockState, event: Of<"stock/made">): StockState {
  const { quantity, place, uses, cost } = event.body;
  if (event.streams[0] === toStreamId("stock", state.sku)) {
    const after = withDone(moved(state, event, { place, quantity }), event.act, { made: quantity });
    return cost === null ? after : withWorth(after, place, { quantity, value: cost });
  }
  const taken = uses
    .filter(({ sku }) => sku === state.sku)
    .reduce((sum, use) => sum + use.quantity, 0);
  if (taken === 0) return state;
  return withDone(moved(state, event, { place, quantity: 0 - taken }), event.act, { batch: taken });
}

/** Both legs of a gift: there is no moment at which the rights are nobody's, or both tills'. */
function given(state: StockState, { key, body: { to, of } }: Of<"rights/given">): StockState {
  const { origin, seq } = key;
  const quantity = quantityOf(of, state);
  if (quantity === 0 || to === origin) return state;
  const heard = { ...state.gifts[to], [origin]: Math.max(seq, state.gifts[to]?.[origin] ?? 0) };
  const paid = inAccount(inAccount(state, origin, 0 - quantity), to, quantity);
  return { ...paid, gifts: { ...state.gifts, [to]: heard } };
}

/** What counts found is in no account, so that taking it debits none. */
function taken(state: StockState, { key, body: { from, of } }: Of<"rights/taken">): StockState {
  const { origin } = key;
  const quantity = quantityOf(of, state);
  if (quantity === 0 || from === origin) return state;
  const credited = inAccount(state, origin, quantity);
  if (from === null) return credited;
  const debited = inAccount(credited, from, 0 - quantity);
  return {
    ...debited,
    taken: { ...state.taken, [from]: (state.taken[from] ?? 0) + quantity },
  };
}

function quantityOf(of: ReadonlyArray<Right>, { sku }: StockState): number {
  return of.filter((right) => right.sku === sku).reduce((sum, right) => sum + right.quantity, 0);
}

type RestOfArticle = Of<"rights/noted">["body"]["of"][number];

function noted({ origin }: EventKey): (state: StockState, rest: RestOfArticle) => StockState {
  return (state, { after, beyond }) => {
    const before = state.rests[origin];
    const heard: Record<Origin, number> = { ...before?.after };
    for (const { origin: giver, seq } of after) heard[giver] = Math.max(seq, heard[giver] ?? 0);
    const rest = { after: heard, beyond: (before?.beyond ?? 0) + beyond };
    return { ...state, rests: { ...state.rests, [origin]: rest } };
  };
}

function withDelivery(
  state: StockState,
  { key: { hlc, origin, seq }, act: { day }, body }: Of<"stock/received">,
): StockState {
  const { quantity, supplier, cost, batch, expires } = body;
  const delivery = { hlc, origin, seq, day, quantity, supplier, cost, batch, expires };
  const deliveries = [...state.deliveries, delivery].toSorted(compareKeys).slice(-DELIVERIES_KEPT);
  return { ...state, deliveries };
}

/**
 * Takes a delivery that is another one's double off at the key at which it came: a count after it has found what lay
 * there, and stands. What its till sold of it meanwhile is missing by the word of a person, as by a count.
 */
function withoutDouble(
  state: StockState,
  { delivery, hlc, day, quantity, place, cost }: Of<"stock/came-once">["body"],
): StockState {
  if (state.doubles.includes(delivery)) return state;
  const key = { hlc, ...chainPosition(delivery) };
  const doubles = [...state.doubles, delivery].slice(-DELIVERIES_KEPT);
  const deliveries = state.deliveries.filter((other) => compareKeys(other, key) !== 0);
  const off = added({ ...state, doubles, deliveries }, key, { place, quantity: 0 - quantity });
  const missed = withFirm(inAccount(off, key.origin, 0 - quantity), key.origin, quantity);
  const after = withDone(
    missed,
    { day },
    {
      received: 0 - quantity,
      ...(cost === null ? { unpriced: 0 - quantity } : { paid: 0 - cost }),
    },
  );
  const isCounted = state.counts.some(
    (count) => count.place === place && compareKeys(count, key) > 0,
  );
  if (cost === null || isCounted) return after;
  return withWorth(after, place, { quantity: 0 - quantity, value: 0 - cost });
}

function withDone(
  state: StockState,
  { day }: { readonly day: BusinessDay },
  amounts: Readonly<Partial<Record<StockActDeed, number>>>,
): StockState {
  const done = { ...state.done };
  for (const [deed, amount] of Object.entries(amounts) as Array<[StockActDeed, number]>) {
    done[deed] = { ...done[deed], [day]: (done[deed]?.[day] ?? 0) + amount };
  }
  return { ...state, done };
}

/** Goods that are carried to another place cost there what they cost. */
function movedWorth(
  state: StockState,
  { from, to, quantity }: Of<"stock/moved">["body"],
): StockState {
  const { quantity: known, value } = worthOf(state);
  if (known <= 0) return state;
  const carried = { quantity, value: shareOf(value, quantity, known) };
  const gone = { quantity: 0 - carried.quantity, value: 0 - carried.value };
  return withWorth(withWorth(state, from, gone), to, carried);
}

function withWorth(state: StockState, place: string, { quantity, value }: Worth): StockState {
  const present = state.worth[place] ?? { quantity: 0, value: 0 };
  const worth = { quantity: present.quantity + quantity, value: present.value + value };
  return { ...state, worth: { ...state.worth, [place]: worth } };
}

function counted(state: StockState, { id, key, act, body }: Of<"stock/counted">): StockState {
  const { place, at, counted: quantity, expected } = body;
  const { hlc, origin, seq } = at ?? key;
  const twin = state.counts.find(
    (other) => other.place === place && compareKeys(other, at ?? key) === 0,
  );
  if (twin !== undefined) return countedAgain(state, twin, { ...twin, id, counted: quantity });
  const count: StockCount = {
    hlc,
    origin,
    seq,
    id,
    place,
    expected,
    counted: quantity,
    before: state.before[place] ?? 0,
    by: act.by,
    day: act.day,
  };
  const counts = [...state.counts, count].toSorted(compareKeys).slice(-COUNTS_MAX);
  const before = { ...state.before, [place]: 0 };
  const firm = Math.min(0, quantity - expected);
  const missed = inAccount({ ...state, counts, before }, key.origin, firm);
  const after = firm === 0 ? missed : withFirm(missed, key.origin, 0 - firm);
  const present = worthOf(state);
  const { quantity: known, value } = present.quantity > 0 ? present : state.lastWorth;
  if (known <= 0) return after;
  const worth = { quantity, value: shareOf(value, quantity, known) };
  return { ...after, worth: { ...after.worth, [place]: worth } };
}

/**
 * A sheet that was approved twice, such as by two tills apart, counts an article once: the later approval
 * holds. What is missing by it is no debit of its author's, since the first one was.
 */
function countedAgain(state: StockState, twin: StockCount, later: StockCount): StockState {
  return { ...state, counts: state.counts.map((count) => (count === twin ? later : count)) };
}

function withFirm(state: StockState, origin: Origin, quantity: number): StockState {
  return { ...state, firm: { ...state.firm, [origin]: (state.firm[origin] ?? 0) + quantity } };
}
