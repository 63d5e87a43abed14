/**
 * The book of what tills said apart of goods: pieces that went out twice or came back twice, deliveries that were booked
 * at several tills, and what is entered and approved on sheets. It shares no code with the tills' folds.
 */

import { compareKeys, type EventKey } from "../../src/domain/events/event.ts";
import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import { type EventId, type StreamId, streamName, toStreamId } from "../../src/domain/identity.ts";
import { type BookedQuestion } from "./apart-books.ts";
import { byKey, type Heard, heardOf, knew, standing, type Told, type Word } from "./apart-heard.ts";
import { INSTEAD } from "./apart-shop.ts";
import { isOf, type Of } from "./drawer-books.ts";

function toldOf<Kind extends KnownEvent["kind"]>(
  told: ReadonlyArray<Told>,
  kind: Kind,
): ReadonlyArray<Told<Of<Kind>>> {
  return told.filter((one): one is Told<Of<Kind>> => isOf(kind)(one.event));
}

/* Deliveries of one order of a supplier's. */

const CAME_APART = "purchase/came-apart";

export interface BookedDeliveries {
  readonly questions: ReadonlyArray<BookedQuestion>;
  /** By order and article: what came of it, without what was there twice. */
  readonly came: ReadonlyMap<string, number>;
  /** Articles of orders of which nothing is left, though something came. */
  readonly vanished: ReadonlyArray<string>;
}

/** Two tills that booked of one article without having heard each other may have booked the same. */
export function bookedDeliveries(
  told: ReadonlyArray<Told>,
  unclear: ReadonlySet<StreamId>,
): BookedDeliveries {
  const received = toldOf(told, "stock/received").filter(
    ({ event }) => event.body.order !== undefined,
  );
  const once = new Set(toldOf(told, "stock/came-once").map(({ event }) => event.body.delivery));
  const settles = toldOf(told, "attention/resolved").filter(
    ({ event }) => event.body.type === CAME_APART,
  );
  const questions: BookedQuestion[] = [];
  const came = new Map<string, number>();
  const vanished: string[] = [];
  for (const [order, all] of Map.groupBy(received, ({ event }) => event.body.order as EventId)) {
    if (unclear.has(toStreamId("purchase", order))) continue;
    const apart = [...Map.groupBy(all, articleOf)].filter(([sku, deliveries]) => {
      const left = deliveries.filter(({ event }) => !once.has(event.id));
      came.set(
        `${order} ${sku}`,
        left.reduce((sum, { event }) => sum + event.body.quantity, 0),
      );
      if (left.length === 0) vanished.push(`${order} ${sku}`);
      const own = settles.filter(({ event }) => event.body.subject === order);
      return isAskedOf(left, {
        deliveries,
        once: toldOf(told, "stock/came-once"),
        settles: own,
        all,
      });
    });
    const about = `deliveries of ${apart.map(([sku]) => sku).join(", ")}`;
    const isDue = apart.length > 0 ? "due" : "not due";
    questions.push({ type: CAME_APART, subject: order, about, isDue });
  }
  return { questions, came, vanished };
}

type Delivery = Told<Of<"stock/received">>;

function articleOf({ event: { streams } }: Told): string {
  const [home] = streams;
  return home === undefined ? "" : streamName(home);
}

function areApart(one: Delivery, other: Delivery): boolean {
  return one !== other && !knew(one, other) && !knew(other, one);
}

/** Whether of what is left two are apart of which nobody who had heard them said that both came. */
function isAskedOf(
  left: ReadonlyArray<Delivery>,
  {
    settles,
    once,
    all,
  }: {
    readonly deliveries: ReadonlyArray<Delivery>;
    readonly once: ReadonlyArray<Told<Of<"stock/came-once">>>;
    readonly settles: ReadonlyArray<Told>;
    /** Of all articles of the order. */
    readonly all: ReadonlyArray<Delivery>;
  },
): boolean {
  const settled = new Set(settles.flatMap(({ heard }) => seenApart(all, once, heard)));
  return left.some((one) =>
    left.some((other) => areApart(one, other) && !(isUpTo(settled, one) && isUpTo(settled, other))),
  );
}

/** Whether somebody has said that it came, or what its till booked later of the order. */
function isUpTo(settled: ReadonlySet<Delivery>, { event: { key } }: Delivery): boolean {
  return [...settled].some(
    ({ event }) => event.key.origin === key.origin && event.key.seq >= key.seq,
  );
}

/** Returns the deliveries that were apart for a till that had heard so much. */
function seenApart(
  all: ReadonlyArray<Delivery>,
  once: ReadonlyArray<Told<Of<"stock/came-once">>>,
  heard: Heard,
): ReadonlyArray<Delivery> {
  const gone = new Set(heardOf(once, heard).map(({ event }) => event.body.delivery));
  const there = heardOf(all, heard).filter(({ event }) => !gone.has(event.id));
  return there.filter((one) =>
    there.some((other) => articleOf(one) === articleOf(other) && areApart(one, other)),
  );
}

/* Sheets. */

export interface BookedSheetLine {
  readonly sheet: EventId;
  readonly sku: string;
  readonly counted: number;
  /** The entries that no approval that holds has counted. */
  readonly late: ReadonlyArray<EventId>;
}

export interface BookedSheets {
  readonly lines: ReadonlyArray<BookedSheetLine>;
  /** Approvals that counted otherwise than what was entered, as far as their till had heard it. */
  readonly wrong: ReadonlyArray<string>;
}

type Entry = Told<Of<"stock/entered">>;

/** Entries add up; one that stands for all others of its article stands for those that its till had heard. */
export function bookedSheets(
  told: ReadonlyArray<Told>,
  unclear: ReadonlySet<StreamId>,
): BookedSheets {
  const lines: BookedSheetLine[] = [];
  const wrong: string[] = [];
  const counts = toldOf(told, "stock/counted").filter(({ event }) => event.streams.length > 1);
  const entries = toldOf(told, "stock/entered");
  for (const [stream, all] of Map.groupBy(entries, ({ event }) => event.streams[0])) {
    if (stream === undefined || unclear.has(stream)) continue;
    const name = streamName(stream);
    const at = name.indexOf("/");
    const [sheet, sku] = [name.slice(0, at) as EventId, name.slice(at + 1)];
    if (unclear.has(toStreamId("stocktake", sheet))) continue;
    const approvals = counts
      .filter(({ event }) => event.streams[1] === stream)
      .map((count) => ({ count, held: holding(heardOf(all, count.heard)) }));
    for (const { count, held } of approvals) {
      const sum = sumOf(held, all);
      const { counted } = count.event.body;
      if (counted !== sum) wrong.push(`an approval counts ${counted} of ${sku}, of ${sum} entered`);
    }
    const held = holding(all);
    const last = approvals.toSorted(byLastEntry).at(-1);
    const counted = new Set(last?.held.map(({ event }) => event.id));
    const late = held.map(({ event }) => event.id).filter((id) => !counted.has(id));
    lines.push({ sheet, sku, counted: sumOf(held, all), late });
  }
  return { lines, wrong };
}

function holding(all: ReadonlyArray<Entry>): ReadonlyArray<Entry> {
  return all.filter((entry) => !all.some((other) => standsFor(other, entry)));
}

/** Of several that stand for the same entry the last counts: the same goods were counted anew at both tills. */
function sumOf(held: ReadonlyArray<Entry>, all: ReadonlyArray<Entry>): number {
  const inTurn = held.toSorted(byKey);
  const counting = inTurn.filter(
    (one, at) => !inTurn.slice(at + 1).some((later) => haveSame(one, later, all)),
  );
  return counting.reduce((sum, { event }) => sum + event.body.counted, 0);
}

function haveSame(one: Entry, other: Entry, all: ReadonlyArray<Entry>): boolean {
  return all.some((it) => standsFor(one, it) && standsFor(other, it));
}

function standsFor(one: Entry, other: Entry): boolean {
  return one.event.body.how === INSTEAD && knew(one, other);
}

interface Approval {
  readonly count: Told;
  readonly held: ReadonlyArray<Entry>;
}

/** That of the last entry holds, and of two of the same last entry the later one. */
function byLastEntry(one: Approval, other: Approval): number {
  const [mine, theirs] = [lastOf(one), lastOf(other)];
  return compareKeys(mine, theirs) || byKey(one.count, other.count);
}

function lastOf({ held, count }: Approval): EventKey {
  return held.toSorted(byKey).at(-1)?.event.key ?? count.event.key;
}

/* Pieces with a number. */

interface PieceMove {
  readonly line: EventId;
  /** The word by which the line is that piece. */
  readonly said: EventId;
  /** In the ledger's order: its paper, or its order while there is none. */
  readonly key: EventKey;
  readonly what: "out" | "back" | "refund";
}

const SOLD = "serial/sold-twice";
const BACK = "serial/back-twice";

/** Returns what is to be asked of each piece; of one of which something is unclear nobody can tell. */
export function bookedPieces(
  told: ReadonlyArray<Told>,
  unclear: ReadonlySet<StreamId>,
): ReadonlyArray<BookedQuestion> {
  const sales = soldPieces(told, unclear);
  const settles = toldOf(told, "attention/resolved");
  const numbered = new Set(
    told.flatMap(({ event: { kind, body }, act }) => {
      if (kind === "order/line-added") return body.serial === undefined ? [] : [act];
      return kind === "order/line-changed" && body.set.serial !== undefined ? [act] : [];
    }),
  );
  return [...Map.groupBy(sales, ({ piece }) => piece)].flatMap(([piece, own]) => {
    const isTold = own.every(({ isTold: is }) => is);
    const { out, runs } = movesOf(own.flatMap(({ moves }) => moves));
    const [first] = out;
    const asked =
      first === undefined || out.length < 2
        ? []
        : [questionOf({ type: SOLD, out: out.slice(0, -1), first })];
    const back = runs.map((run) => questionOf({ type: BACK, out: run, first: run[0] }));
    return asked.concat(back);

    function questionOf({
      type,
      out: voices,
      first: oldest,
    }: {
      readonly type: string;
      readonly out: ReadonlyArray<PieceMove>;
      readonly first: PieceMove | undefined;
    }): BookedQuestion {
      const subject = oldest?.line ?? ("" as EventId);
      const mine = settles.filter(
        ({ event: { body } }) => body.type === type && body.subject === subject,
      );
      const seen = new Set(
        mine.flatMap(({ act, heard }) => {
          const before = heardOf(told, heard).filter((one) => one.act !== act);
          const known = soldPieces(before, new Set()).filter((one) => one.piece === piece);
          const then = movesOf(known.flatMap(({ moves }) => moves));
          // Whoever sells a piece on says in the same act that it is out already.
          const isSellingOn = numbered.has(act);
          const seenOut = isSellingOn ? then.out : then.out.slice(0, -1);
          return [...(type === SOLD ? seenOut : then.runs.flat())].map(({ said }) => said);
        }),
      );
      const isSeen = voices.every(({ said }) => seen.has(said));
      const isDue = isSeen ? "not due" : "due";
      const about = `${piece} in ${voices.length + 1} papers`;
      return { type, subject, about, isDue: isTold ? isDue : "untold" };
    }
  });
}

interface SoldPiece {
  readonly piece: string;
  readonly moves: ReadonlyArray<PieceMove>;
  readonly isTold: boolean;
}

function soldPieces(
  told: ReadonlyArray<Told>,
  unclear: ReadonlySet<StreamId>,
): ReadonlyArray<SoldPiece> {
  const births = [...toldOf(told, "order/line-added"), ...toldOf(told, "order/line-returned")];
  const changes = toldOf(told, "order/line-changed");
  const voided = new Set(toldOf(told, "order/line-voided").map(({ event }) => event.body.line));
  const opened = new Map(toldOf(told, "order/opened").map(({ event }) => [event.id, event]));
  return births.flatMap((birth): ReadonlyArray<SoldPiece> => {
    const { id: line, kind, body, streams } = birth.event;
    if (body.serial === undefined || voided.has(line)) return [];
    const words: ReadonlyArray<Word> = [
      { ...birth, value: body.serial },
      ...changes.flatMap((change) => {
        const { line: of, set } = change.event.body;
        return of === line && set.serial !== undefined ? [{ ...change, value: set.serial }] : [];
      }),
    ];
    const said = standing(words).at(-1);
    const [stream] = streams;
    const order = stream === undefined ? undefined : (streamName(stream) as EventId);
    const begun = order === undefined ? undefined : opened.get(order);
    if (said === undefined || said.value === "" || begun === undefined) return [];
    const paper = firstPaper(toldOf(told, "receipt/issued"), ({ items }) =>
      items.some((item) => item.line === line),
    );
    const refund = firstPaper(toldOf(told, "refund/issued"), ({ items }) =>
      items.some((item) => item.line === line && item.quantity < 0),
    );
    const key = paper?.key ?? begun.key;
    const about = { line, said: said.event.id };
    const isBack = kind === "order/line-returned";
    return [
      {
        piece: `${body.sku} ${String(said.value)}`,
        moves: [
          { ...about, key, what: isBack ? "back" : "out" },
          ...(refund === undefined || isBack
            ? []
            : [{ ...about, key: refund.key, what: "refund" } as const]),
        ],
        isTold: stream !== undefined && !unclear.has(stream),
      },
    ];
  });
}

function firstPaper<Paper extends Of<"receipt/issued"> | Of<"refund/issued">>(
  papers: ReadonlyArray<Told<Paper>>,
  isOn: (body: Paper["body"]) => boolean,
): Paper | undefined {
  return papers.filter(({ event }) => isOn(event.body)).toSorted(byKey)[0]?.event;
}

/** Returns the sales that are out, and the returns that follow each other without a sale between them. */
function movesOf(moves: ReadonlyArray<PieceMove>): {
  readonly out: ReadonlyArray<PieceMove>;
  readonly runs: ReadonlyArray<ReadonlyArray<PieceMove>>;
} {
  let out: PieceMove[] = [];
  let run: PieceMove[] | undefined;
  const runs: PieceMove[][] = [];
  for (const move of moves.toSorted((one, other) => compareKeys(one.key, other.key))) {
    if (move.what === "out") {
      out.push(move);
      run = undefined;
      continue;
    }
    const isFresh = out.length > 0 || run === undefined;
    out = move.what === "back" ? out.slice(0, -1) : out.filter(({ line }) => line !== move.line);
    if (isFresh || run === undefined) {
      run = [move];
      runs.push(run);
    } else run.push(move);
  }
  return { out, runs: runs.filter(({ length }) => length > 1) };
}
