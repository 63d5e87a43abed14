/** All rows that some streams of a ledger, and the sums that they moved, are to be afterwards. */

import { sql } from "kysely";

import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import {
  type BusinessDay,
  type StreamId,
  streamName,
  streamType,
} from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { toTransaction } from "../../src/ledger/log/stored-transaction.ts";
import { type TransactionRow } from "../../src/ledger/log/transaction-row.ts";
import { actRows } from "./act-rows.ts";
import { attentionRows } from "./attention-rows.ts";
import { dayRows } from "./day-rows.ts";
import { type Mark, markOf, marksOf, type Moved, movedBy } from "./marks.ts";
import { openRows } from "./open-rows.ts";
import { orderRows } from "./order-rows.ts";
import { replaceStreams, type Rows } from "./rows-database.ts";
import { type CardDays, cardDaysOf, shiftRows } from "./shift-rows.ts";
import { daySumRows, shopRows } from "./shop-rows.ts";
import { levelRows, moveRows } from "./stock-rows.ts";
import { type OwnRow, type ShopRows, type TableName } from "./tables.ts";

/** The marks of what is of the shop as a whole stand under no stream. */
export const SHOP_MARKS = "" as StreamId;

export interface StepRows {
  readonly streams: ReadonlyArray<StreamId>;
  readonly moved: Moved;
  readonly cards: ReadonlyArray<CardDays>;
  /** Tables of the shop as a whole that are written anew. */
  readonly whole: ReadonlyArray<TableName>;
  readonly made: ShopRows;
}

/** `marks`: as they were written with the rows of these streams and of the shop. */
export function rowsOfStep(
  ledger: Ledger,
  view: LedgerView,
  {
    streams,
    marks,
  }: { readonly streams: ReadonlyArray<StreamId>; readonly marks: ReadonlyArray<Mark> },
): StepRows {
  const now = streams.flatMap((stream) => marksOf(view, stream));
  const moved = withArticles(
    movedBy(
      marks.filter(({ stream }) => stream !== SHOP_MARKS),
      now,
    ),
    streams,
  );
  const clocked = namesOf(streams, "shift").flatMap((name) => {
    const { staff, clockedIn, left } = view.glance("shift", name);
    const begun = clockedIn ?? left;
    return begun === null ? [] : [{ staff, day: begun.day }];
  });
  const cards = cardDaysOf(clocked);
  const whole = wholeRows(ledger, view, marks);
  return {
    streams: [...streams, SHOP_MARKS],
    moved,
    cards,
    whole: whole.tables,
    made: joined([
      ...streams.map((stream) => streamRows(view, stream)),
      ofEvents(ledger, view, streams),
      whole.made,
      {
        mark: [...now, ...whole.marks],
        day_sum: daySumRows(view, moved.days),
        stock_level: [...moved.articles].flatMap((sku) => levelRows(view, sku)),
        stock_move: moved.articleDays.flatMap((of) => moveRows(view, of)),
        shift: cards.flatMap((days) => shiftRows(view, days)),
      },
    ]),
  };
}

/** A count changes where goods lie, and adds to no sum. */
function withArticles(moved: Moved, streams: ReadonlyArray<StreamId>): Moved {
  return { ...moved, articles: new Set([...moved.articles, ...namesOf(streams, "stock")]) };
}

function streamRows(view: LedgerView, stream: StreamId): ShopRows {
  const name = streamName(stream);
  switch (streamType(stream)) {
    case "order":
      return orderRows(stream, view.glance("order", name));
    case "day":
      return dayRows(stream, name as BusinessDay, view.glance("day", name));
    default:
      return {};
  }
}

function namesOf(streams: ReadonlyArray<StreamId>, type: string): ReadonlyArray<string> {
  return streams.filter((stream) => streamType(stream) === type).map(streamName);
}

const WITH_ACTS = new Set(["order", "drawer"]);

function ofEvents(
  ledger: Ledger,
  view: LedgerView,
  streams: ReadonlyArray<StreamId>,
): Pick<ShopRows, "act" | "open_sum"> {
  const wanted = streams.filter((stream) => WITH_ACTS.has(streamType(stream)));
  const events = eventsAtHome(ledger, wanted);
  const orders = wanted.filter((stream) => streamType(stream) === "order");
  return {
    act: wanted.flatMap((stream) => actRows(view, stream, events.get(stream) ?? [])),
    open_sum: orders.flatMap((stream) => openRows(view, stream, events.get(stream) ?? [])),
  };
}

/** Returns the events that count, by the stream in which they are at home. */
function eventsAtHome(
  ledger: Ledger,
  streams: ReadonlyArray<StreamId>,
): ReadonlyMap<StreamId, ReadonlyArray<KnownEvent>> {
  const wanted = new Set(streams);
  const counted = [...rowsOf(ledger, wanted).values()]
    .map(toTransaction)
    .filter(ledger.isAdmitted)
    .flatMap(({ events }) => events);
  const known = counted.flatMap((event) => event.known ?? []);
  return Map.groupBy(known, ({ streams: [home = SHOP_MARKS] }) => home);
}

/** Returns the transactions of the streams, by arrival. */
function rowsOf(
  { store }: Ledger,
  wanted: ReadonlySet<StreamId>,
): ReadonlyMap<number, TransactionRow> {
  const found = new Map<number, TransactionRow>();
  for (const row of store.ofStreams([...wanted])) found.set(row.arrival, row);
  // The index of streams knows nothing of what was written since the last flush.
  for (const row of store.after(store.indexedArrival())) {
    const { events } = row.content;
    const isOne = events.some(({ header }) => header.streams.some((it) => wanted.has(it)));
    if (isOne) found.set(row.arrival, row);
  }
  return found;
}

/** What is of the shop as a whole is written where it is not as it was. */
function wholeRows(
  ledger: Ledger,
  view: LedgerView,
  before: ReadonlyArray<Mark>,
): {
  readonly tables: ReadonlyArray<TableName>;
  readonly made: ShopRows;
  readonly marks: ReadonlyArray<Mark>;
} {
  const all: ShopRows = { ...shopRows(ledger), attention: attentionRows(ledger, view) };
  const parts = (["shop", "device", "attention"] as const).map((table) => {
    const own = all[table] ?? [];
    const mark = { stream: SHOP_MARKS, what: table, mark: markOf(own) };
    const isSame = before.some(
      ({ stream, what, mark: it }) => stream === SHOP_MARKS && what === table && it === mark.mark,
    );
    return { table, mark, own: isSame ? undefined : own };
  });
  const changed = parts.filter(({ own }) => own !== undefined);
  return {
    tables: changed.map(({ table }) => table),
    made: Object.fromEntries(changed.map(({ table, own }) => [table, own])),
    marks: parts.map(({ mark }) => mark),
  };
}

function joined(made: ReadonlyArray<ShopRows>): ShopRows {
  const all: Record<string, unknown[]> = {};
  for (const part of made) {
    for (const [table, own] of Object.entries(part)) (all[table] ??= []).push(...own);
  }
  return all;
}

/** Writes them in the place of what stood there. */
export async function writeStep(
  commit: Rows,
  shop: string,
  { streams, moved, cards, whole, made }: StepRows,
): Promise<void> {
  for (const table of whole) {
    await sql`DELETE FROM ${sql.table(`till.${table}`)} WHERE shop = ${shop}`.execute(commit);
  }
  await removeMoved(commit, shop, moved);
  await removeClosed(commit, shop, made.day ?? []);
  if (cards.length > 0) {
    await sql`
      DELETE FROM till.shift AS shift
      USING unnest(
        ${cards.map(({ staff }) => staff)}::text[], ${cards.map(({ from }) => from)}::date[],
        ${cards.map(({ to }) => to)}::date[]
      ) AS card (staff, first, last)
      WHERE shift.shop = ${shop} AND shift.staff = card.staff
        AND shift.day BETWEEN card.first AND card.last`.execute(commit);
  }
  await replaceStreams(commit, { shop, streams, made });
  if (moved.days.size > 0) await addUpDays(commit, shop, [...moved.days]);
}

/** Of the sums and papers of these days, which stand as they are from now on. */
async function addUpDays(commit: Rows, shop: string, days: ReadonlyArray<string>): Promise<void> {
  await sql`
    DELETE FROM till.traded_day WHERE shop = ${shop} AND day = ANY(${days}::date[])`.execute(
    commit,
  );
  await sql`
    INSERT INTO till.traded_day (shop, day)
    SELECT DISTINCT shop, day FROM till.day_sum
    WHERE shop = ${shop} AND day = ANY(${days}::date[])`.execute(commit);
  await sql`
    DELETE FROM till.person_day WHERE shop = ${shop} AND day = ANY(${days}::date[])`.execute(
    commit,
  );
  await sql`
    INSERT INTO till.person_day (shop, day, till, staff, receipts, sold, refunded)
    SELECT shop, day, till, staff, sum(receipts), sum(sold), sum(refunded)
    FROM (
      SELECT shop, day, till, staff, 1 AS receipts, total AS sold, 0 AS refunded
      FROM till.receipt WHERE shop = ${shop} AND day = ANY(${days}::date[])
      UNION ALL
      SELECT shop, day, till, staff, 0, 0, total
      FROM till.refund WHERE shop = ${shop} AND day = ANY(${days}::date[])
    ) AS paper
    GROUP BY shop, day, till, staff`.execute(commit);
}

/** From its close on a day has what its Zs say. */
async function removeClosed(
  commit: Rows,
  shop: string,
  days: ReadonlyArray<OwnRow<"day">>,
): Promise<void> {
  const closed = days.filter((day) => day.closed).map(({ day }) => day);
  if (closed.length === 0) return;
  await sql`
    DELETE FROM till.open_sum
    WHERE shop = ${shop} AND day = ANY(${closed}::date[])`.execute(commit);
}

async function removeMoved(
  commit: Rows,
  shop: string,
  { days, articles, articleDays }: Moved,
): Promise<void> {
  if (days.size > 0) {
    await sql`
      DELETE FROM till.day_sum
      WHERE shop = ${shop} AND day = ANY(${[...days]}::date[])`.execute(commit);
  }
  if (articles.size > 0) {
    await sql`
      DELETE FROM till.stock_level
      WHERE shop = ${shop} AND sku = ANY(${[...articles]}::text[])`.execute(commit);
  }
  if (articleDays.length > 0) {
    await sql`
      DELETE FROM till.stock_move AS move
      USING unnest(
        ${articleDays.map(({ day }) => day)}::date[], ${articleDays.map(({ sku }) => sku)}::text[]
      ) AS moved (day, sku)
      WHERE move.shop = ${shop} AND move.day = moved.day AND move.sku = moved.sku`.execute(commit);
  }
}
